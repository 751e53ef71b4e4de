import type { Place, Range } from '../diagnostics/index.ts';
import type { Node, ScalarNode } from './tree.ts';

/** Where a node stands. */
export function placeOf(node: Node): Place {
  return { file: node.file, range: node.range };
}

/** Where a range of a scalar's text stands. */
export function placeIn(node: ScalarNode, range: Range): Place {
  return { file: node.file, range: node.locate(range.start, range.end) };
}
