import type { Operation } from '../apis/index.ts';
import { type CallArguments, isCertain } from '../values/index.ts';

/**
 * Whether a call may be repeated when nobody knows if it had its effect: it only reads (IAM access level, GET), or it
 * sends an idempotency token, which is the same each time.
 */
export function isRepeatable<O>(operation: Operation, sent: CallArguments<O>): boolean {
  return operation.readOnly || sentToken(operation, sent) !== undefined;
}

/** The name of the idempotency token that a call sends; none where it may be missing when the machine runs. */
export function sentToken<O>(operation: Operation, sent: CallArguments<O>): string | undefined {
  const tokens = operation.input.members.filter((member) => member.idempotencyToken).map((member) => member.sfnName);
  return sent.members.find(({ name, value, required }) => tokens.includes(name) && (required || isCertain(value)))
    ?.name;
}
