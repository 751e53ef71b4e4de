import { Diagnostics, lineColumn } from '../../../compiler/diagnostics/index.ts';
import { type Node, parseSource } from '../../../compiler/source/index.ts';

/** Parses a text; what was reported comes as `code line:column message`. */
export function parse(text: string): { readonly node: Node | undefined; readonly reported: readonly string[] } {
  const diagnostics = new Diagnostics();
  const node = parseSource({ name: 'test.yml', text }, diagnostics);
  const reported = diagnostics.all.map(({ code, place, message }) => {
    const { line, column } = lineColumn(place.file, place.range.start);
    return `${code} ${line}:${column} ${message}`;
  });
  return { node, reported };
}

/** The tree of a text that has nothing wrong. */
export function tree(text: string): Node {
  const { node, reported } = parse(text);
  if (node === undefined || reported.length > 0) throw new Error(reported.join('\n'));
  return node;
}
