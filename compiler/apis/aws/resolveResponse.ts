import { fold, memberOf, resolveMember } from './findMember.ts';
import type { AwsOperation, Member, StructureShape } from './model.ts';
import { type Resolved, readAs, resolvePointer } from './resolvePointer.ts';

/**
 * Where the part of a response body that a JSON Pointer names stands in the result of the Task. Beyond
 * {@link resolvePointer}: the HTTP body may be one member of the result; a surplus outer object (`...Result`,
 * `...Response`) is dropped; an outer object that the document leaves out is entered, if just one fits.
 * @param tokens the unescaped tokens behind `$response.body#`; none: the whole body
 */
export function resolveResponse(operation: AwsOperation, tokens: readonly string[]): Resolved {
  const { output } = operation;
  const payload = output.members.find((member) => member.name === operation.outputPayload);
  const [first] = tokens;
  if (first === undefined) return payload === undefined ? resolvePointer(output, []) : resolveIn(payload, tokens);
  const direct = resolvePointer(output, tokens);
  if (payload !== undefined) {
    const inside = resolveIn(payload, tokens);
    // The pointer of the OpenAPI description starts inside the payload; the name of the member in front is common too.
    if (direct.ok && (memberOf(output, first).kind === 'member' || !inside.ok)) return direct;
    return inside.ok ? inside : payload.shape.type === 'structure' ? inside : direct;
  }
  if (direct.ok) return direct;
  return unwrapped(operation, tokens) ?? entered(operation, tokens) ?? direct;
}

/** Inside the member that is the HTTP body. A text or blob is taken to hold JSON. */
export function resolveIn(payload: Member, tokens: readonly string[]): Resolved {
  const { shape } = payload;
  if (tokens.length > 0 && (shape.type === 'blob' || shape.type === 'string')) {
    const whole = within(payload, resolvePointer(shape, []));
    if (!whole.ok) return whole;
    return { ...whole, shape: undefined, certain: false, inText: tokens };
  }
  return within(payload, resolvePointer(shape, tokens));
}

/** A path inside of a member, seen from around it. */
function within(member: Member, found: Resolved): Resolved {
  if (!found.ok) return found;
  return {
    ...found,
    path: [member.sfnName, ...found.path],
    ...(found.free === undefined ? {} : { free: found.free + 1 }),
    modelPath: [member.name, ...found.modelPath],
    sensitive: found.sensitive || member.sensitive,
    credential: found.credential || member.credential,
    certain: found.certain && member.required,
  };
}

/** Without the outer objects that XML has and the model hasn't: `DescribeDBInstancesResponse`, `DescribeDBInstancesResult`. */
function unwrapped(operation: AwsOperation, tokens: readonly string[]): Resolved | undefined {
  const surplus = tokens.findIndex((token) => !isWrapper(operation, token));
  const count = surplus === -1 ? tokens.length : surplus;
  if (count === 0) return undefined;
  const found = resolvePointer(operation.output, tokens.slice(count));
  return found.ok ? { ...found, notes: [readAs(tokens, found.modelPath)] } : { ...found, at: found.at + count };
}

function isWrapper(operation: AwsOperation, token: string): boolean {
  if (memberOf(operation.output, token).kind === 'member') return false;
  return /(Result|Response|Output)$/.test(token) || fold(token) === fold(operation.output.name);
}

/** Through the one top-level structure that has what the pointer starts with. */
function entered(operation: AwsOperation, tokens: readonly string[]): Resolved | undefined {
  const [first = ''] = tokens;
  const [member, ...others] = structures(operation.output).filter(
    ({ shape }) => resolveMember(shape, first).kind === 'member',
  );
  if (member === undefined || others.length > 0) return undefined;
  const found = within(member, resolvePointer(member.shape, tokens));
  return found.ok ? { ...found, notes: [readAs(tokens, found.modelPath)] } : found;
}

function structures(output: StructureShape): readonly Member[] {
  return output.members.filter(({ shape }) => shape.type === 'structure' && !shape.document);
}
