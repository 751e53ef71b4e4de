import { type Document, readDocument } from '../../../compiler/arazzo/index.ts';
import { Diagnostics, inOrder, lineColumn, type Place } from '../../../compiler/diagnostics/index.ts';
import { parseSource } from '../../../compiler/source/index.ts';

/** Reads a text; what was reported comes in order as `code line:column message`, with further places as `(line:column message)`. */
export function read(text: string): {
  readonly document: Document | undefined;
  readonly reported: readonly string[];
  readonly helps: readonly (string | undefined)[];
} {
  const diagnostics = new Diagnostics();
  const node = parseSource({ name: 'test.yml', text }, diagnostics);
  const document = node === undefined ? undefined : readDocument(node, diagnostics);
  const found = inOrder(diagnostics.all);
  const at = ({ file, range }: Place, message: string) => {
    const { line, column } = lineColumn(file, range.start);
    return `${line}:${column} ${message}`;
  };
  const reported = found.map(({ code, place, message, related = [] }) => {
    const others = related.map((each) => ` (${at(each.place, each.message)})`);
    return `${code} ${at(place, message)}${others.join('')}`;
  });
  return { document, reported, helps: found.map(({ help }) => help) };
}

/** The document of a text that has nothing wrong. */
export function document(text: string): Document {
  const { document, reported } = read(text);
  if (document === undefined || reported.length > 0) throw new Error(reported.join('\n'));
  return document;
}

/** Lines in front of the workflows; `workflows:` is line 5. */
export const head = `arazzo: 1.0.1
info: { title: Test, version: '1' }
sourceDescriptions:
- { name: api, url: ./api.yml }
workflows:
`;

/** The same in the words of 1.1. */
export const head11 = head.replace('1.0.1', '1.1.0');
