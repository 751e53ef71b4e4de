import type { Duration } from 'aws-cdk-lib';
import { DefinitionBody } from 'aws-cdk-lib/aws-stepfunctions';
import type { Machine } from '../compiler/index.ts';

/**
 * A machine's definition as one plain string for the template. A `${` in it is written as the JSON escape `\u0024{`, so
 * that neither CDK takes text of a document for a token nor CloudFormation for a substitution.
 * @param timeout replaces the machine's own timeout; whole seconds
 */
export function definitionBody(machine: Machine, timeout?: Duration): DefinitionBody {
  const text =
    timeout === undefined
      ? machine.text
      : JSON.stringify({ ...machine.definition, TimeoutSeconds: timeout.toSeconds() }, null, 2);
  return DefinitionBody.fromString(text.replaceAll('$' + '{', '\\u0024{'));
}
