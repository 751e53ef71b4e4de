import { Diagnostics, lineColumn, type SourceFile } from '../../../compiler/diagnostics/index.ts';
import { type Node, parseSource } from '../../../compiler/source/index.ts';

/** Parses a text, or a file that was decoded; what was reported comes as `code line:column message`. */
export function parse(given: string | SourceFile): {
  readonly node: Node | undefined;
  readonly reported: readonly string[];
} {
  const diagnostics = new Diagnostics();
  const node = parseSource(typeof given === 'string' ? { name: 'test.yml', text: given } : given, diagnostics);
  const reported = diagnostics.all.map(({ code, place, message }) => {
    const { line, column } = lineColumn(place.file, place.range.start);
    return `${code} ${line}:${column} ${message}`;
  });
  return { node, reported };
}

/** The tree of a text that has nothing wrong. */
export function tree(given: string | SourceFile): Node {
  const { node, reported } = parse(given);
  if (node === undefined || reported.length > 0) throw new Error(reported.join('\n'));
  return node;
}
