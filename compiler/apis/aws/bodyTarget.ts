import { memberOf } from './findMember.ts';
import type { AwsOperation, Member, Shape } from './model.ts';

/** What the payload of a request body is, seen from the operation's input. */
export type BodyTarget =
  /** An object of members of the input; `unwrap`: they stand inside this one surplus key. */
  | { readonly kind: 'members'; readonly unwrap?: string }
  /** The value of one member: the one that the model binds to the whole HTTP body. */
  | { readonly kind: 'member'; readonly member: Member };

/**
 * Says where a request body's payload goes.
 * @param contentType the document's, where it gives one
 * @param keys the payload's keys, where it is an object that is written out
 */
export function bodyTarget(
  operation: AwsOperation,
  contentType: string | undefined,
  keys: readonly string[] | undefined,
): BodyTarget {
  const { input, inputPayload } = operation;
  const payload = input.members.find((member) => member.name === inputPayload);
  if (payload === undefined) {
    const unwrap = keys === undefined ? undefined : surplus(operation, keys);
    return { kind: 'members', ...(unwrap === undefined ? {} : { unwrap }) };
  }
  if (keys === undefined || isBinary(contentType)) return { kind: 'member', member: payload };
  const outside = keys.filter((key) => memberOf(input, key).kind === 'member').length;
  const inside = keys.filter((key) => has(payload.shape, key)).length;
  return outside > inside || (outside > 0 && payload.shape.type !== 'structure')
    ? { kind: 'members' }
    : { kind: 'member', member: payload };
}

/** The one key of a payload that is no member but the name of the whole input: `CreateUserRequest: {...}`. */
function surplus(operation: AwsOperation, keys: readonly string[]): string | undefined {
  const [key] = keys;
  if (key === undefined || keys.length > 1 || memberOf(operation.input, key).kind === 'member') return undefined;
  const names = [operation.input.name, operation.name, `${operation.name}Request`, `${operation.name}Input`];
  return names.some((name) => name.toLowerCase() === key.toLowerCase()) ? key : undefined;
}

function has(shape: Shape, key: string): boolean {
  return shape.type === 'structure' && (shape.document || memberOf(shape, key).kind === 'member');
}

function isBinary(contentType: string | undefined): boolean {
  return (
    contentType !== undefined && /^(application\/octet-stream|text\/plain|image\/|audio\/|video\/)/i.test(contentType)
  );
}
