import { idempotencyTokens, type Operation } from '../apis/index.ts';
import { type CallArguments, isCertain } from '../values/index.ts';

/**
 * Whether a call may be repeated when nobody knows if it had its effect: it only reads (IAM access level, GET), or it
 * sends an idempotency token, which is the same each time.
 */
export function isRepeatable<O>(operation: Operation, sent: CallArguments<O>): boolean {
  return operation.readOnly || sentToken(operation, sent) !== undefined;
}

/** The idempotency token of a call, as a field of its node. */
export function tokenOf(operation: Operation, sent: CallArguments): { readonly token?: string } {
  const token = sentToken(operation, sent);
  return token === undefined ? {} : { token };
}

/** The name of the idempotency token that a call sends; none where it may be missing when the machine runs. */
function sentToken<O>(operation: Operation, sent: CallArguments<O>): string | undefined {
  const tokens = idempotencyTokens(operation);
  return sent.members.find(({ name, value, required }) => tokens.includes(name) && (required || isCertain(value)))
    ?.name;
}
