import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import type { SourceFile } from '../../../compiler/diagnostics/index.ts';
import { type Node, type Reread, reread } from '../../../compiler/source/index.ts';
import { mutate, randomFrom } from '../../../scripts/mutate.ts';
import { parse, tree } from './support.ts';

const shipped = readFileSync(
  join(__dirname, '..', '..', '..', 'workflows', 'amazon-connect-provision-user.yml'),
  'utf8',
);
const lists = `first:
- - nested
  - text: |
      some

      more
    folded: >-
     one
     two
- plain
# comment
- quoted: "over
    lines"
  single: 'it''s'
  flow: { a: b, c: [d, e] }
  same:
  - column
  - k: v
last:
  keep: |+
    text


  empty:
`;
const texts = [shipped, lists, shipped.replaceAll('\n', '\r\n'), JSON.stringify(parseYaml(shipped), null, 2)];

/** Ranges and values of a tree; each node says that it is of this file. */
function shown(node: Node, file = node.file): unknown {
  if (node.file !== file) throw new Error('a node is of another text');
  const at = [node.range.start, node.range.end];
  switch (node.kind) {
    case 'scalar':
      return [at, node.value, node.locate(0, 1)];
    case 'list':
      return [at, node.items.map((item) => shown(item, file))];
    case 'map':
      return [at, node.entries.map(({ key, value }) => [shown(key, file), shown(value, file)])];
    default:
      return node satisfies never;
  }
}

/** What a text is read to from the tree of another one; it is what reading all of it gives. */
function rereadFrom(earlier: Node, text: string): Reread | undefined {
  const file: SourceFile = { name: 'test.yml', text };
  const again = reread(earlier, file);
  const { node, reported } = parse(text);
  if (again?.kind === 'read') {
    expect(reported).toEqual([]);
    expect(again.root.file).toBe(file);
    expect(JSON.stringify(shown(again.root))).toBe(JSON.stringify(node === undefined ? node : shown(node)));
  }
  if (again?.kind === 'unreadable') {
    expect(node).toBeUndefined();
    expect(again.at).toBeLessThan(text.length);
  }
  return again;
}

/** The same with a part of a text that was read replaced. */
function change(text: string, part: string, by: string): Reread | undefined {
  expect(text).toContain(part);
  return rereadFrom(tree(text), text.replace(part, by));
}

describe('a text of which most was read before', () => {
  test.each([
    ['a value', shipped, 'operationId: createUser', 'operationId: createUse'],
    ['a key', shipped, 'operationId: createUser', 'operation: createUser'],
    ['a new line', shipped, 'operationId: createUser', 'operationId: createUser\n    x-note: New'],
    ['a line that goes', lists, '    folded: >-\n     one\n     two\n', ''],
    ['a new item', lists, '- plain', '- plain\n- another'],
    ['a line of a text', lists, '      more', '      more\n\n      and more'],
    ['an item that becomes an object', lists, '- plain', '- plain: value'],
    ['two lines that become one', lists, '- plain\n# comment\n-', '- plain'],
    ['a comment', lists, '# comment', '# other comment'],
    ['a value in brackets', lists, 'c: [d, e]', 'c: [d]'],
    ['a value in JSON', texts[3] ?? '', '"createUser"', '"createUse"'],
    [
      'a new object in JSON',
      texts[3] ?? '',
      '"operationId": "createUser",',
      '"operationId": "createUser", "x": { "y": [] },',
    ],
  ])('is read to what all of it would be: %s', (_, text, part, by) => {
    expect(change(text, part, by)).toMatchObject({ kind: 'read' });
  });

  test.each([
    ['a quote', shipped, 'operationId: createUser', 'operationId: "createUser', '"createUser'],
    ['a bracket', shipped, 'operationId: createUser', 'operationId: [createUser', '[createUser'],
    ['a second colon', lists, 'k: v', 'k: v: w', ': w'],
  ])('is known to be unreadable by what is open or wrong in it: %s', (_, text, part, by, at) => {
    expect(change(text, part, by)).toEqual({ kind: 'unreadable', at: text.replace(part, by).indexOf(at) });
  });

  test.each([
    ['what stands at another indentation', shipped, '    operationId: createUser', ' operationId: createUser'],
    ['an anchor, which is elsewhere', lists, 'k: v', 'k: *v'],
    ['a key that is there', lists, '  same:', '  flow: again\n  same:'],
    ['a document behind it', lists, 'empty:', 'empty:\n---\nsecond: 1'],
    ['a quote in JSON', texts[3] ?? '', '"createUser"', '"createUser'],
    ['a number that is not kept', lists, 'k: v', 'k: 01'],
  ])('is left to be read as a whole for %s', (_, text, part, by) => {
    expect(change(text, part, by)).toBeUndefined();
  });

  test('is left to be read as a whole where an alias stands for what is elsewhere', () => {
    expect(change('a: &one { b: 1 }\nc: *one\nd: 1\n', 'd: 1', 'd: 2')).toBeUndefined();
  });

  test('may be told to be as it was', () => {
    expect(rereadFrom(tree(shipped), shipped)).toMatchObject({ kind: 'read' });
  });
});

const pieces = [
  'x',
  ' ',
  '\n',
  '"',
  "'",
  ': ',
  '- ',
  '\n- ',
  '\n    ',
  '#',
  '{',
  '}',
  '[',
  ']',
  '|',
  '>',
  '&a ',
  '*a',
].concat([
  '!!str ',
  '\t',
  '\r',
  '\n---\n',
  '...',
  ',',
  '\n      y: z',
  '\u00a0',
  '\u2028',
  '? ',
  '01',
  '"a": 1,',
  '<<: ',
]);

function typedInto(text: string, random: () => number): string {
  if (random() < 0.2) return mutate(text, random);
  const at = Math.floor(random() * (text.length + 1));
  const gone = random() < 0.5 ? 0 : Math.floor(random() ** 4 * 200);
  const piece = random() < 0.3 ? '' : (pieces[Math.floor(random() * pieces.length)] ?? '');
  return text.slice(0, at) + piece + text.slice(at + gone);
}

test('whatever is typed, one thing after the other, what is read is what all of the text is', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = randomFrom(seed);
      let text = texts[seed % texts.length] ?? shipped;
      let root = tree(text);
      for (let typed = 0; typed < 4; typed += 1) {
        const next = typedInto(text, random);
        const again = rereadFrom(root, next);
        const { node, reported } = parse(next);
        if (node === undefined || reported.length > 0) continue;
        text = next;
        root = again?.kind === 'read' ? again.root : node;
      }
    }),
    { numRuns: 60 },
  );
});
