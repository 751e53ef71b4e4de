import type { Member, Operation, Shape } from '../apis/index.ts';
import { type CallArguments, isPrivate, isSecret, type Value } from '../plan.ts';
import type { Json } from '../source/index.ts';
import { isCertain, readsOf } from '../values/index.ts';
import type { SentMember } from './facts.ts';
import { printValue } from './print.ts';

/** The members that a call sends, each at the depth at which its value comes from one place, in the order of the document. */
export function sentMembers(operation: Operation, { members, merged }: CallArguments): readonly SentMember[] {
  const sent = members.flatMap(({ name, value, required }) => {
    const member = operation.input.members.find(({ sfnName }) => sfnName === name);
    return leaves({ path: name, value, required, member, shape: member?.shape });
  });
  if (merged === undefined) return sent;
  return [...sent, ...leaves({ path: '*', value: merged, required: true, member: undefined, shape: operation.input })];
}

interface Sent {
  readonly path: string;
  readonly value: Value;
  readonly required: boolean;
  /** What the model says of it; absent where the model says nothing. */
  readonly member: Member | undefined;
  readonly shape: Shape | undefined;
}

function leaves(sent: Sent): readonly SentMember[] {
  const { path, value, shape } = sent;
  const opened = value.kind === 'literal' ? openLiteral(value.value, shape) : value;
  if (opened.kind === 'object' && opened.members.length > 0)
    return opened.members.flatMap(({ name, value: inner, required }) => {
      const member = memberNamed(shape, name);
      return leaves({ path: `${path}.${name}`, value: inner, required, member, shape: member?.shape });
    });
  if (opened.kind === 'array' && opened.items.length > 0) {
    const member = shape?.type === 'list' ? shape.member : undefined;
    return opened.items.flatMap((item, index) =>
      leaves({
        path: `${path}[${index}]`,
        value: item,
        required: false,
        member: member ?? sent.member,
        shape: member?.shape,
      }),
    );
  }
  return [leaf(sent)];
}

/** Where a value comes from. Of a secret only a reference is shown: anything else may hold a part of it. */
export function sourceOf(value: Value, secret: boolean): string {
  return secret && value.kind !== 'read' ? '(not shown)' : printValue(value, 'document');
}

/** A literal structure is shown member by member: one of them may be a secret. */
function openLiteral(json: Json, shape: Shape | undefined): Value {
  if (shape?.type === 'list' && Array.isArray(json) && shape.member.shape.type !== 'string')
    return { kind: 'array', items: json.map((value: Json) => ({ kind: 'literal', value })) };
  if (shape?.type !== 'structure' || typeof json !== 'object' || json === null || Array.isArray(json))
    return { kind: 'literal', value: json };
  return {
    kind: 'object',
    members: Object.entries(json).map(([name, value]) => ({
      name,
      value: { kind: 'literal', value },
      required: memberNamed(shape, name)?.required ?? false,
    })),
  };
}

function memberNamed(shape: Shape | undefined, name: string): Member | undefined {
  if (shape?.type === 'map') return shape.value;
  return shape?.type === 'structure' ? shape.members.find(({ sfnName }) => sfnName === name) : undefined;
}

function leaf({ path, value, required, member }: Sent): SentMember {
  const reads = [...readsOf(value)];
  const secret = member?.credential === true || reads.some(isSecret);
  const mark = secret ? 'secret' : member?.sensitive === true || reads.some(isPrivate) ? 'personal' : undefined;
  return {
    name: path,
    from: sourceOf(value, secret),
    mayBeMissing: !isCertain(value),
    required,
    ...(mark === undefined ? {} : { mark }),
  };
}
