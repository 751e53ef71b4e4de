import type { Member, Shape } from '../apis/index.ts';
import type { Value } from '../values/index.ts';
import type { Scope } from './scope.ts';

/**
 * Marks the inputs that a value reads, where it is sent as a member that the model marks sensitive: a credential makes
 * them secrets, anything else personal. An input that is sent whole counts for every member inside.
 */
export function markReads(value: Value, shape: Shape, member: Member | undefined, { workflow }: Scope): void {
  const inside = sensitivityOf(shape);
  const credential = member?.credential === true || inside === 'credential';
  const sensitive = member?.sensitive === true || inside !== undefined;
  if (credential || sensitive) workflow.marks.markReads(value, credential ? 'secret' : 'personal');
}

type Sensitivity = 'credential' | 'sensitive' | undefined;
const known = new WeakMap<Shape, { value: Sensitivity }>();

/** The most that any member inside a shape is marked. */
function sensitivityOf(shape: Shape): Sensitivity {
  const found = known.get(shape);
  if (found !== undefined) return found.value;
  const entry: { value: Sensitivity } = { value: undefined };
  known.set(shape, entry);
  for (const member of membersInside(shape)) {
    const inside = sensitivityOf(member.shape);
    if (member.credential || inside === 'credential') {
      entry.value = 'credential';
      return entry.value;
    }
    if (member.sensitive || inside === 'sensitive') entry.value = 'sensitive';
  }
  return entry.value;
}

function membersInside(shape: Shape): readonly Member[] {
  if (shape.type === 'structure') return shape.members;
  if (shape.type === 'list') return [shape.member];
  return shape.type === 'map' ? [shape.value] : [];
}
