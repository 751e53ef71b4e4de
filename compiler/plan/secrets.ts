import type { Member, Shape } from '../apis/index.ts';
import type { Frame } from './frame.ts';
import type { Read, Value } from './value.ts';
import { readsOf } from './walk.ts';

/**
 * Marks the inputs that a value reads, where it is sent as a member that the model marks sensitive: a credential makes
 * them secrets, anything else personal. An input that is sent whole counts for every member inside.
 */
export function markReads(value: Value, shape: Shape, member: Member | undefined): void {
  const inside = sensitivityOf(shape);
  const credential = member?.credential === true || inside === 'credential';
  const sensitive = member?.sensitive === true || inside !== undefined;
  if (!credential && !sensitive) return;
  for (const read of readsOf(value)) {
    for (const { frame, name } of inputsOf(read)) (credential ? frame.secrets : frame.personal).add(name);
  }
}

/** The inputs behind a read: itself, or what a called workflow was handed for it. */
export function* inputsOf(read: Read): Generator<{ readonly frame: Frame; readonly name: string }> {
  if (read.from.kind !== 'input') return;
  const { frame, name } = read.from;
  yield { frame, name };
  const given = frame.given?.get(name);
  if (given !== undefined) for (const inner of readsOf(given)) yield* inputsOf(inner);
}

/** Whether a read is of a secret. */
export function isSecret(read: Read): boolean {
  for (const { frame, name } of inputsOf(read)) if (frame.secrets.has(name)) return true;
  return false;
}

/** Whether a value must not be shown in a cause: a secret, something personal, or marked sensitive by the model. */
export function isPrivate(read: Read): boolean {
  if (read.sensitive) return true;
  for (const { frame, name } of inputsOf(read)) if (frame.secrets.has(name) || frame.personal.has(name)) return true;
  return false;
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
