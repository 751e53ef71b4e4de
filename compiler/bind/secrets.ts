import { isCredentialName, type Member, type Shape } from '../apis/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { type Json, type Node, placeOf } from '../source/index.ts';
import type { Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
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

/** Reports a credential that stands in the document: it would stand in the definition as well, for all who may read that. */
export function reportHardCoded(value: Value, member: Member | undefined, node: Node, binder: Binder): void {
  if (member?.credential === true && holdsText(value))
    reportSecretText(`\`${member.name}\` is a credential`, node, binder);
}

/** @param what says of what is given a text that it must be kept secret */
export function reportSecretText(what: string, node: Node, binder: Binder): void {
  binder.report(
    diagnostic(
      'secret-hard-coded',
      placeOf(node),
      `${what}, and a text that stands in the document is read by all who may read it or the definition`,
      'Read it from an input of the workflow; with the option `secretInputs` that may be the id of a stored secret.',
    ),
  );
}

/** Whether a value holds a text that stands in the document. Of an object, members count that are named like credentials. */
export function holdsText(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
      return textIn(value.value);
    case 'array':
      return value.items.some(holdsText);
    case 'object':
      return value.members.some((member) => isCredentialName(member.name) && holdsText(member.value));
    default:
      return false;
  }
}

function textIn(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' && value !== '';
  if (Array.isArray(value)) return value.some(textIn);
  return Object.entries(value).some(([name, member]) => isCredentialName(name) && textIn(member));
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
