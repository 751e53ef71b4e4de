import type { Member } from '../apis/index.ts';
import { arrayOf, type ObjectMember, objectOf, type Value } from '../values/index.ts';

/**
 * The arguments of a call while they are put together: parameters and payload may each set a member, or a place inside
 * one (`Targets.member.1.Id`).
 */
export interface ArgumentTree {
  readonly members: Map<Member, Argument>;
}

type Argument =
  | Value
  | { readonly kind: 'inside'; readonly tree: ArgumentTree }
  | { readonly kind: 'items'; readonly items: Map<number, Argument> };

export function emptyTree(): ArgumentTree {
  return { members: new Map() };
}

/** Sets the value at a path; false where something else stands in the way. */
export function setArgument(tree: ArgumentTree, path: readonly (Member | number)[], value: Value): boolean {
  const [first, ...rest] = path;
  if (first === undefined || typeof first === 'number') return false;
  const below = place(tree.members.get(first), rest, value);
  if (below === undefined) return false;
  tree.members.set(first, below);
  return true;
}

function place(existing: Argument | undefined, path: readonly (Member | number)[], value: Value): Argument | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return existing === undefined ? value : undefined;
  if (typeof first === 'number') {
    const items = existing ?? { kind: 'items', items: new Map<number, Argument>() };
    if (items.kind !== 'items') return undefined;
    const below = place(items.items.get(first), rest, value);
    if (below !== undefined) items.items.set(first, below);
    return below === undefined ? undefined : items;
  }
  const inside = existing ?? { kind: 'inside', tree: emptyTree() };
  if (inside.kind !== 'inside') return undefined;
  const below = place(inside.tree.members.get(first), rest, value);
  if (below !== undefined) inside.tree.members.set(first, below);
  return below === undefined ? undefined : inside;
}

/** The finished members, under their Step Functions names, in the order of the document. */
export function finishTree(tree: ArgumentTree): readonly ObjectMember[] {
  return [...tree.members].map(([member, argument]) => ({
    name: member.sfnName,
    value: finish(argument),
    required: member.required,
  }));
}

function finish(argument: Argument): Value {
  switch (argument.kind) {
    case 'inside':
      return objectOf(finishTree(argument.tree));
    case 'items':
      return arrayOf([...argument.items].sort(([a], [b]) => a - b).map(([, item]) => finish(item)));
    default:
      return argument;
  }
}
