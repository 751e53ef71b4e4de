import { entryOf, valueAt } from './query.ts';
import type { Node } from './tree.ts';

/** The node that a path of keys and indices leads to; where it leads nowhere, the last one on the way. */
export function nodeAt(node: Node, path: readonly (string | number)[]): Node {
  const [first, ...rest] = path;
  const next = first === undefined ? undefined : childOf(node, first);
  return next === undefined ? node : nodeAt(next, rest);
}

function childOf(node: Node, key: string | number): Node | undefined {
  if (node.kind === 'list' && typeof key === 'number') return node.items[key];
  return node.kind === 'map' && typeof key === 'string' ? valueAt(node, key) : undefined;
}

/** The key of a map that stands for one of its entries, where something is wrong with the key itself; else the map. */
export function keyAt(node: Node, key: string): Node {
  return (node.kind === 'map' ? entryOf(node, key)?.key : undefined) ?? node;
}
