import type { Place, Range } from '../diagnostics/index.ts';
import type { Entry, MapNode, Node, ScalarNode } from './tree.ts';

/** A scalar that is text. */
export type TextNode = ScalarNode & { readonly value: string };

/** The entry of a map that has this key. */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key.value === key);
}

/** The value that a map has for this key. */
export function valueAt(map: MapNode, key: string): Node | undefined {
  return entryOf(map, key)?.value;
}

/** The node as text, if it is one. */
export function textNode(node: Node | undefined): TextNode | undefined {
  return node !== undefined && isText(node) ? node : undefined;
}

/** Whether a node is a scalar that is text. */
export function isText(node: Node): node is TextNode {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** Where a node stands, or a part of its text. */
export function placeOf(node: Node, within?: Range): Place {
  if (within === undefined || node.kind !== 'scalar') return { file: node.file, range: node.range };
  return { file: node.file, range: node.locate(within.start, within.end) };
}

/** A scalar with another value in the place of a node; where a part of it stands isn't known any more. */
export function inPlaceOf<V extends ScalarNode['value']>(
  { file, range }: Node,
  value: V,
): ScalarNode & { readonly value: V } {
  return { kind: 'scalar', file, range, value, locate: () => range };
}
