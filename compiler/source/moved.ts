import type { Range, SourceFile } from '../diagnostics/index.ts';
import { isText, type TextNode } from './query.ts';
import { ParsedScalar } from './scalar.ts';
import type { Entry, Node, ScalarNode } from './tree.ts';

/** Another text in which the words of a node stand as they are, and where in it. */
export interface Move {
  readonly file: SourceFile;
  to(range: Range): Range;
}

/** A tree as it stands in another text. */
export function moved(node: Node, move: Move): Node {
  const { file } = move;
  switch (node.kind) {
    case 'scalar':
      return movedScalar(node, move);
    case 'list':
      return { kind: 'list', file, range: move.to(node.range), items: node.items.map((item) => moved(item, move)) };
    case 'map': {
      const entries = node.entries.map((entry) => movedEntry(entry, move));
      return { kind: 'map', file, range: move.to(node.range), entries };
    }
    default:
      return node satisfies never;
  }
}

/** An entry of a map as it stands in another text. */
export function movedEntry({ key, value }: Entry, move: Move): Entry {
  return { key: movedKey(key, move), value: moved(value, move) };
}

function movedKey(key: Entry['key'], move: Move): TextNode {
  const at = movedScalar(key, move);
  if (!isText(at)) throw new Error('a key is a text');
  return at;
}

function movedScalar(node: ScalarNode, { file, to }: Move): ScalarNode {
  if (!(node instanceof ParsedScalar)) throw new Error('only what was parsed stands somewhere');
  return node.movedTo(file, to(node.range));
}
