import { idempotencyTokens, type Operation } from '../apis/index.ts';
import { type CallArguments, isCertain, membersOf, type ObjectMember } from '../values/index.ts';

/**
 * Whether a call may be repeated within its state when nobody knows if it had its effect: it only reads (IAM access level,
 * GET), or it sends an idempotency token, which is the same each time.
 */
export function isRepeatable<O>(operation: Operation, sent: CallArguments<O>): boolean {
  return operation.readOnly || sentToken(operation, sent) !== undefined;
}

/** The same where its state is entered anew: a token that the compiler makes is another one then. */
export function isRepeatableAnew<O>(operation: Operation, sent: CallArguments<O>): boolean {
  const token = sentToken(operation, sent);
  return operation.readOnly || (token !== undefined && token.value.kind !== 'token');
}

/** The idempotency token of a call, as a field of its node. */
export function tokenOf(operation: Operation, sent: CallArguments): { readonly token?: string } {
  const token = sentToken(operation, sent);
  return token === undefined ? {} : { token: token.name };
}

/** The idempotency token that a call sends; none where it may be missing when the machine runs. */
function sentToken<O>(operation: Operation, sent: CallArguments<O>): ObjectMember<O> | undefined {
  return idempotencyTokens(operation)
    .map((path) => memberAt(sent.members, path))
    .find((member) => member !== undefined && (member.required || isCertain(member.value)));
}

/** The member at a path of names, through objects. */
function memberAt<O>(members: readonly ObjectMember<O>[], path: readonly string[]): ObjectMember<O> | undefined {
  const [name, ...rest] = path;
  const found = members.find((member) => member.name === name);
  if (found === undefined || rest.length === 0) return found;
  return memberAt(membersOf(found.value) ?? [], rest);
}
