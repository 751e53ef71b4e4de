import type { Operation } from '../apis/index.ts';
import type { CallArguments } from './plan.ts';
import { isCertain } from './value.ts';

/**
 * Whether a call may be repeated when nobody knows if it had its effect: it only reads (IAM access level, GET), or it
 * sends an idempotency token, which is the same each time.
 */
export function isRepeatable(operation: Operation, given: CallArguments | undefined): boolean {
  return operation.readOnly || sentToken(operation, given) !== undefined;
}

/** The name of the idempotency token that a call sends; none where it may be missing when the machine runs. */
export function sentToken(operation: Operation, given: CallArguments | undefined): string | undefined {
  const tokens = operation.input.members.filter((member) => member.idempotencyToken).map((member) => member.sfnName);
  return given?.members.find(({ name, value, required }) => tokens.includes(name) && (required || isCertain(value)))
    ?.name;
}
