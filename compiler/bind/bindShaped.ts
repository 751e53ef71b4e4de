import { checkLiteral, type Member, memberOf, type Shape, type StructureShape } from '../apis/index.ts';
import { diagnostic, didYouMean } from '../diagnostics/index.ts';
import { jsonObject, type MapNode, type Node, placeOf, type ScalarNode } from '../source/index.ts';
import { arrayOf, objectOf, type Value } from '../values/index.ts';
import { bindBlob } from './bindBlob.ts';
import type { Binder } from './binder.ts';
import { bindNode, hasValue } from './bindNode.ts';
import { isSelector } from './bindSelector.ts';
import { type BoundMembers, eachOnce, meantBy, type PlacedMember } from './boundMembers.ts';
import { type Changed, changeOf } from './changes.ts';
import { checkFit } from './checkFit.ts';
import { bindFilterText } from './filterText.ts';
import type { Scope } from './scope.ts';
import { markReads, reportHardCoded } from './secrets.ts';

/**
 * A value of the document that is sent as a member of a call: its keys become the names of Step Functions, what is
 * missing, unknown or of the wrong kind is reported, and inputs that go into sensitive members are marked.
 */
export function bindShaped(
  node: Node,
  shape: Shape,
  member: Member | undefined,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const changed = changeOf(node);
  if (changed !== undefined) return bindChanged(changed, shape, member, scope, binder);
  const selects = node.kind === 'map' && isSelector(node, scope.workflow.frame.document.version);
  if (node.kind === 'map' && !selects && shape.type === 'structure' && !shape.document) {
    const { members: given, meant, wrong } = bindMembers(node, shape, scope, binder);
    const missing = reportMissing(shape.members, meant, node, binder);
    const members = eachOnce(given, binder);
    return members === undefined || missing || wrong ? undefined : objectOf(members);
  }
  if (node.kind === 'map' && !selects && shape.type === 'map') {
    const members = node.entries.map(({ key, value }) => ({
      name: key.value,
      value: bindShaped(value, shape.value.shape, shape.value, scope, binder),
      required: false,
    }));
    const counted = jsonObject(members.map(({ name }) => [name, null] as const));
    if (reportProblem(checkLiteral(shape, counted), shape, member, node, binder)) return undefined;
    return members.every(hasValue) ? objectOf(members) : undefined;
  }
  if (node.kind === 'list' && shape.type === 'list') {
    const items = node.items.map((item) => bindShaped(item, shape.member.shape, shape.member, scope, binder));
    if (reportProblem(checkLiteral(shape, Array(items.length).fill(null)), shape, member, node, binder))
      return undefined;
    return items.every((item) => item !== undefined) ? arrayOf(items) : undefined;
  }
  if (shape.type === 'blob') return bindBlob(node, member, shape, scope, binder);
  const filter = shape.type === 'structure' ? bindFilterText(node, shape, scope, binder) : undefined;
  if (filter !== undefined) return filter;
  const value = bindNode(node, scope, binder);
  if (value === undefined) return undefined;
  if (reportProblem(wrongValue(value, shape), shape, member, node, binder)) return undefined;
  markReads(value, shape, member, scope);
  checkFit(value, shape, member, node, scope, binder);
  return value;
}

/** An expression's value and what is put into it, each by its part of the shape. */
function bindChanged(
  { of: written, change }: Changed,
  shape: Shape,
  member: Member | undefined,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const of = bindShaped(written, shape, member, scope, binder);
  const path: string[] = [];
  let here: Pick<Member, 'shape'> | undefined = { shape };
  let at: Member | undefined;
  for (const name of change.path) {
    at = here && memberAt(here.shape, name);
    path.push(here?.shape.type === 'structure' ? (at?.sfnName ?? name) : name);
    here = at;
  }
  const { value } = change;
  const to = at === undefined ? bindNode(value, scope, binder) : bindShaped(value, at.shape, at, scope, binder);
  if (to !== undefined) reportHardCoded(to, at, value, binder);
  return of && to && { kind: 'changed', of, path, to };
}

/** What a shape says of a member, or of its items. */
function memberAt(shape: Shape, name: string): Member | undefined {
  if (shape.type === 'list') return shape.member;
  if (shape.type === 'map') return shape.value;
  const found = shape.type === 'structure' ? memberOf(shape, name) : undefined;
  return found?.kind === 'member' ? found.member : undefined;
}

/** What is wrong with a value that is known, or of which it is known whether it is a string, an array or an object. */
function wrongValue(value: Value, shape: Shape): string | undefined {
  switch (value.kind) {
    case 'literal':
      return value.value === null ? undefined : checkLiteral(shape, value.value);
    case 'template':
      return isStructured(shape) ? checkLiteral(shape, '') : undefined;
    case 'object':
      return isStructured(shape) && shape.type !== 'list' ? undefined : checkLiteral(shape, {});
    case 'array':
    case 'nodes':
      return shape.type === 'list' ? undefined : checkLiteral(shape, []);
    default:
      return undefined;
  }
}

/** Whether a shape is one of members or items. */
export function isStructured(shape: Shape): boolean {
  return shape.type === 'structure' || shape.type === 'map' || shape.type === 'list';
}

/** Reports a problem with the value of a member, if there is one; says whether there is. */
function reportProblem(
  problem: string | undefined,
  shape: Shape,
  member: Member | undefined,
  node: Node,
  binder: Binder,
): boolean {
  if (problem === undefined) return false;
  const message = `\`${member?.name ?? shape.name}\` ${problem}`;
  binder.report(diagnostic('member-literal-invalid', placeOf(node), message));
  return true;
}

/** The entries of a map as members of a structure. */
export function bindMembers(
  node: MapNode,
  structure: StructureShape & Pick<Shape, 'open'>,
  scope: Scope,
  binder: Binder,
): BoundMembers {
  const members: PlacedMember[] = [];
  const meant = new Set<string>();
  for (const { key, value } of node.entries) {
    const found = memberOf(structure, key.value);
    if (found.kind === 'unknown' && structure.open === true) {
      reportUndescribed(key, structure, found.nearest, binder);
      const free = bindNode(value, scope, binder);
      if (free !== undefined)
        members.push({ member: { name: key.value, value: free, required: false }, place: placeOf(key) });
      continue;
    }
    if (found.kind === 'unknown') {
      const name = meantBy(structure, found.nearest);
      if (name !== undefined) meant.add(name);
      const help = didYouMean(found.nearest);
      binder.report(
        diagnostic('member-unknown', placeOf(key), `\`${structure.name}\` has no member \`${key.value}\``, help),
      );
      continue;
    }
    const { member } = found;
    meant.add(member.sfnName);
    if (found.note === 'case')
      binder.report(diagnostic('member-case', placeOf(key), `\`${key.value}\` is taken as \`${member.name}\``));
    const shaped = bindShaped(value, member.shape, member, scope, binder);
    if (shaped === undefined) continue;
    reportHardCoded(shaped, member, value, binder);
    members.push({
      member: { name: member.sfnName, value: shaped, required: member.required },
      place: placeOf(key),
    });
  }
  return { members, meant, wrong: members.length < node.entries.length };
}

function reportUndescribed(key: ScalarNode, { name }: Shape, close: string | undefined, binder: Binder): void {
  const message = `the description of \`${name}\` has no \`${String(key.value)}\`; it is sent as it stands`;
  binder.report(diagnostic('member-undescribed', placeOf(key), message, didYouMean(close)));
}

/** Reports required members that are not among the names given; says whether there are any. */
export function reportMissing(
  members: readonly Member[],
  given: ReadonlySet<string>,
  node: Node,
  binder: Binder,
): boolean {
  const missing = members.filter((member) => member.required && !member.idempotencyToken && !given.has(member.sfnName));
  if (missing.length === 0) return false;
  const names = missing.map(({ name }) => `\`${name}\``).join(', ');
  binder.report(
    diagnostic('member-required-missing', placeOf(node), `required, but not given: ${names}`, `Add ${names}.`),
  );
  return true;
}
