import { type Enforcement, PolicyError, statementsOf } from '../../local/index.ts';
import { UsageError } from './command.ts';
import { readFile } from './files.ts';

/**
 * What `--enforce-iam` holds calls against.
 * @param given the file of a policy; true: the role of the workflow itself; undefined: nothing
 * @throws UsageError where the file is missing, or holds no policy
 */
export function readEnforcement(given: string | true | undefined): Enforcement | undefined {
  if (given === undefined) return undefined;
  if (given === true) return 'derived';
  const { text } = readFile(given);
  try {
    return statementsOf(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof PolicyError)) throw error;
    throw new UsageError(`${given} holds no IAM policy: ${error.message}`);
  }
}
