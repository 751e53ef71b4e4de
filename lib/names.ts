import { createHash } from 'node:crypto';
import { Token } from 'aws-cdk-lib';
import { DocumentError } from './documentError.ts';

/** A name that fits: one that is too long is cut and ends in 8 hex digits of its SHA-256, so that it stays unique. */
export function fittedName(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - 9)}-${hash}`;
}

/**
 * The name of a state machine, of which the names of its log group and of its key's alias are made. A token is taken as it is.
 * @param given what the app says; by default it is the workflow's id
 * @throws DocumentError where one of them could not have it
 */
export function machineName(given: string | undefined, workflowId: string): string {
  const name = given ?? workflowId;
  if (Token.isUnresolved(name) || /^[A-Za-z0-9_-]{1,80}$/.test(name)) return name;
  throw new DocumentError(
    `A state machine can't be named '${name}': give stateMachineName (letters, digits, '-' and '_', at most 80).`,
  );
}
