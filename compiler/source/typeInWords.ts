import type { Json, Node } from './tree.ts';

/** What a value is, with its article, for messages: `a string`, `an array`. */
export function typeInWords(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The same of a node of a document. */
export function nodeInWords(node: Node): string {
  switch (node.kind) {
    case 'map':
      return 'an object';
    case 'list':
      return 'an array';
    case 'scalar':
      return typeInWords(node.value);
  }
}
