import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeSource, entryOf, type MapNode, type Node, toJson, valueAt } from '../../../compiler/source/index.ts';
import { codePoint } from '../../support/codePoint.ts';
import { parse, tree } from './support.ts';

/** The text of a node in its file. */
function written(node: Node | undefined): string | undefined {
  return node?.file.text.slice(node.range.start, node.range.end);
}

describe('what a document says', () => {
  test.each<[string, string, unknown]>([
    [
      'maps, lists and scalars',
      'a: [1, -2.5, true, null, ~, text]\nb:\n- c\n- d: e\n',
      { a: [1, -2.5, true, null, null, 'text'], b: ['c', { d: 'e' }] },
    ],
    [
      'words of YAML 1.1 as text',
      'a: [yes, no, on, off, 2024-01-01, 1_000, 12:30]',
      { a: ['yes', 'no', 'on', 'off', '2024-01-01', '1_000', '12:30'] },
    ],
    ['JSON', '{"a": {"b": [1e2, "\\u00e9\\ud83d\\ude00"]},\n\t"c": false}', { a: { b: [100, 'é😀'] }, c: false }],
    [
      'keys that are no text as they were written',
      '200: a\n1.0: b\ntrue: c\nnull: d\n',
      { '200': 'a', '1.0': 'b', true: 'c', null: 'd' },
    ],
    ['a value left out as null', 'a:\nb: {c, d: }\n', { a: null, b: { c: null, d: null } }],
    [
      'aliases as what they stand for',
      'a: &x {b: 1}\nc: *x\nd: [*x, *x]\n',
      { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }, { b: 1 }] },
    ],
    ['an anchor that is given again', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    ['an explicit start and end', '%YAML 1.2\n---\na: 1\n...\n', { a: 1 }],
    ['a byte order mark', '\uFEFFa: 1\n', { a: 1 }],
    [
      'Unicode line separators inside of text',
      'a: "one\u2028two\n three\u2029four"\n',
      { a: 'one\u2028two three\u2029four' },
    ],
  ])('%s', (_name, text, value) => {
    expect(toJson(tree(text))).toEqual(value);
  });

  test('`__proto__` and its like are keys as any other, also as JSON', () => {
    const value = toJson(tree('{"__proto__": {"polluted": true}, "constructor": 1, "a": {"__proto__": 2}}'));
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":true},"constructor":1,"a":{"__proto__":2}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  test('any JSON value comes out as it went in', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: codePoint }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { node, reported } = parse(text);
        const errors = reported.filter((each) => !each.startsWith('number-imprecise'));
        expect(errors).toEqual([]);
        expect(JSON.stringify(node === undefined ? undefined : toJson(node))).toBe(JSON.stringify(value));
      }),
    );
  });
});

describe('where it says it', () => {
  const text = 'a: &x one # why\nlist:\n- {b: "two"}\n-   c: 3\n    d: |\n      four\n\ne:   # nothing\nf: *x\n';
  const root = tree(text) as MapNode;
  const list = valueAt(root, 'list');
  const items = list?.kind === 'list' ? (list.items as MapNode[]) : [];

  test('scalars without anchors and comments, quotes included', () => {
    expect(written(valueAt(root, 'a'))).toBe('one');
    expect(written(valueAt(items[0] as MapNode, 'b'))).toBe('"two"');
    expect(written(entryOf(items[1] as MapNode, 'c')?.key)).toBe('c');
  });

  test('maps and lists end with their last value', () => {
    expect(written(items[0])).toBe('{b: "two"}');
    expect(written(items[1])?.trimEnd()).toBe('c: 3\n    d: |\n      four');
    expect(written(list)?.trimEnd()).toBe('- {b: "two"}\n-   c: 3\n    d: |\n      four');
  });

  test('a value left out stands, empty, behind its key', () => {
    const empty = valueAt(root, 'e');
    expect(written(empty)).toBe('');
    expect(text.slice(0, empty?.range.start).trimEnd().endsWith('e:')).toBe(true);
  });

  test('an alias is the node that it stands for', () => {
    expect(valueAt(root, 'f')).toBe(valueAt(root, 'a'));
  });
});

describe('broken YAML gets one diagnostic where the mistake is', () => {
  test.each<[string, string, string]>([
    ['a double quote that is never closed', 'a:\n  b: "abc\n  c: d\n', 'yaml-syntax 2:6 this quote is never closed'],
    ['a single quote that is never closed', "a:\n  b: 'it''s\n  c: d\n", 'yaml-syntax 2:6 this quote is never closed'],
    ['a closing quote that is escaped', 'a: "abc\\"', 'yaml-syntax 1:4 this quote is never closed'],
    [
      'a bracket that is never closed',
      'a:\n  b: [1, 2\n  c: d\n',
      'yaml-syntax 2:6 this [ is not closed, or a line in it is not indented',
    ],
    ['JSON cut off', '{"a": [1, {"b": 2}', 'yaml-syntax 1:7 this [ is not closed, or a line in it is not indented'],
    ['a tab', 'a:\n\tb: 1\n', 'yaml-syntax 2:1 a tab indents this line'],
    [
      'a line indented less than its neighbours',
      'a:\n  b: 1\n c: 2\n',
      'yaml-syntax 3:1 this line is indented differently from those beside it',
    ],
    [
      'a line indented more than the one above',
      'a:\n  b: 1\n   c: 2\n',
      'yaml-syntax 3:4 this line is indented more than the one above it, which already has its value',
    ],
    ['a second colon', 'a:\n  b: one: two\n', 'yaml-syntax 2:9 a second `: ` on one line'],
    ['no space behind the colon', 'a:\n  b:1\n  c: 2\n', 'yaml-syntax 2:4 a space is missing after the colon'],
    ['no colon', 'a:\n  one two\n  c: 2\n', 'yaml-syntax 2:3 `one two` has no colon'],
    ['no colon on the last line', 'a:\n  c: 2\n  one\n', 'yaml-syntax 3:3 `one` has no colon'],
    ['a reserved character', 'a: @b\n', "yaml-syntax 1:4 an unquoted string can't start with @"],
    [
      'a list item beside a key',
      'a:\n- b\nc: 1\n- d\n',
      'yaml-syntax 4:1 an array item appears among `key: value` entries',
    ],
    [
      'an escape that there is not',
      'a: "\\q"\n',
      'yaml-syntax 1:5 \\q is not an escape sequence of double-quoted strings',
    ],
    ['text behind a value', 'a: {$inputs.x}-b\n', 'yaml-syntax 1:15 `-b` follows a value that has already ended'],
    ['a missing comma', '{\n "a": "x"\n "b": 2\n}\n', 'yaml-syntax 3:2 a comma is missing before or in this value'],
    ['a bracket too many', '{"a": 1}}', 'yaml-syntax 1:9 } has nothing to close'],
    ['an alias without a name', 'a: *\n', 'yaml-syntax 1:4 an alias or anchor needs a name'],
    ['another version of YAML', '%YAML 1.1\n---\na: 1\n', 'yaml-syntax 1:1 only YAML 1.2 is supported'],
    [
      'a control character',
      'a: 1\nb: \u0000\n',
      'yaml-character 2:4 the character U+0000 is not allowed in YAML or JSON',
    ],
    [
      'several documents',
      'a: 1\n---\nb: 2\n',
      'yaml-documents 2:1 a second document starts here; a file may hold only one',
    ],
    ['nothing', '# nothing\n', 'document-empty 1:1 the file is empty'],
    ['a tag', 'a: 1\nb: !Ref x\n', 'yaml-tag 2:4 YAML tags are not supported'],
    ['a tag of YAML', 'b: !!binary x\n', 'yaml-tag 1:4 YAML tags are not supported'],
    ['a merge key', 'a: &x {b: 1}\nc:\n  <<: *x\n', 'yaml-merge-key 3:3 YAML 1.2 has no merge keys'],
    ['a key that is a list', '? [a]\n: b\n', 'yaml-key 1:3 a key must be a string'],
    ['an alias before its anchor', 'a: *b\nb: &b 1\n', 'yaml-alias 1:4 there is no anchor &b before this alias'],
    ['an alias in what it names', 'a: &x [1, *x]\n', 'yaml-alias 1:11 the alias *x is inside the value it stands for'],
    ['infinity', 'a: -.inf\n', 'number-not-finite 1:4 -.inf is not a number that JSON can hold'],
    ['a number too large', 'a: 1e999\n', 'number-not-finite 1:4 1e999 is not a number that JSON can hold'],
  ])('%s', (_name, text, expected) => {
    expect(parse(text)).toEqual({ node: undefined, reported: [expected] });
  });

  test('a quoted << is a key', () => {
    expect(toJson(tree('"<<": 1\n'))).toEqual({ '<<': 1 });
  });

  test('a key given twice is reported, and the first value stays', () => {
    const { node, reported } = parse('a: 1\nb: 2\na: 3\n');
    expect(reported).toEqual(['yaml-duplicate-key 3:1 `a` appears twice in one object']);
    expect(node === undefined ? node : toJson(node)).toEqual({ a: 1, b: 2 });
  });

  test('numbers that lose digits or zeros are warned of', () => {
    const { reported } = parse('a: 12345678901234567890\nb: 001234\nc: 9007199254740991\nd: -0.5\n');
    expect(reported).toEqual([
      'number-imprecise 1:4 the number 12345678901234567890 has more digits than a JSON number keeps: it is read as 12345678901234567000',
      'number-imprecise 2:4 the number 001234 loses its leading zeros',
    ]);
  });
});

describe('documents made to exhaust the machine', () => {
  test.each([
    ['brackets', `${'['.repeat(100_000)}`],
    ['closed brackets', `${'['.repeat(300)}${']'.repeat(300)}`],
    ['indentation', Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
    ['list items on one line', `${'- '.repeat(5_000)}a`],
  ])('nested in %s', (_name, text) => {
    const { node, reported } = parse(text);
    expect(node).toBeUndefined();
    expect(reported).toHaveLength(1);
    expect(reported[0]).toMatch(/^document-limit .* nested more than 200 levels deep$/);
  });

  test('aliases of aliases count as what they stand for', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 20; level += 1) {
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    }
    const { node, reported } = parse(lines.join('\n'));
    expect(node).toBeUndefined();
    expect(reported).toEqual([
      expect.stringMatching(/^document-limit 5:\d+ the document has aliases for more than 50000 values/),
    ]);
  });

  test('aliases that nest deeper than the text does', () => {
    const lines = ['a0: &a0 [x]'];
    for (let level = 1; level < 250; level += 1) lines.push(`a${level}: &a${level} [*a${level - 1}]`);
    const { reported } = parse(lines.join('\n'));
    expect(reported).toEqual([
      expect.stringMatching(/^document-limit \d+:\d+ nested more than 200 levels deep with its aliases/),
    ]);
  });

  test('a text of more than 16 Mi characters', () => {
    expect(parse('a'.repeat(17 * 1024 * 1024)).reported).toEqual([
      expect.stringMatching(/^document-limit 1:1 the file has/),
    ]);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...'-?:,[]{}#&*!|>\'"%@`\\ \n\t0a<~.=\r\u2028',
    ': ',
    '- ',
    '\n  ',
    '---\n',
    '...\n',
    '&a ',
    '*a',
    '!!str ',
    '<<: ',
    '"',
    '| ',
    '%YAML ',
    '__proto__',
    '\uFEFF',
  );

  test('gives a tree or one diagnostic, never an exception', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { node, reported } = parse(pieces.join(''));
        const fatal = reported.filter((each) => !/^(yaml-duplicate-key|number-imprecise)/.test(each));
        expect(fatal).toHaveLength(node === undefined ? 1 : 0);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the bytes of a file', () => {
  const text = 'a: é😀\n';
  const utf16be = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(text, 'utf16le')],
    ['UTF-16, big end first', utf16be],
    ['the same without a byte order mark', utf16be.subarray(2)],
  ])('%s', (_name, bytes) => {
    expect(toJson(tree(decodeSource('a.yml', bytes)))).toEqual({ a: 'é😀' });
  });

  test('other encodings are refused where they first differ', () => {
    const latin = Buffer.from('a: x\nb: é\n', 'latin1');
    expect(parse(decodeSource('a.yml', latin)).reported).toEqual(['encoding 2:4 the bytes here are not valid UTF-8']);
  });

  test('U+FFFD is a character as any other, in front of bytes that are no text, too', () => {
    expect(toJson(tree(decodeSource('a.yml', Buffer.from('a: \uFFFD\n'))))).toEqual({ a: '\uFFFD' });
    const both = Buffer.concat([Buffer.from('a: \uFFFD\nb: '), Buffer.from([0xc3])]);
    expect(parse(decodeSource('a.yml', both)).reported).toEqual(['encoding 2:4 the bytes here are not valid UTF-8']);
  });

  test('the place of bytes that are no text is where the text in front of them ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (before, after) => {
        const head = Buffer.from(`- ${before}`);
        const { text, undecodable } = decodeSource('a.yml', Buffer.concat([head, Buffer.from([0xff]), after]));
        expect(undecodable).toBe(2 + before.length);
        expect(text.slice(0, undecodable)).toBe(`- ${before}`);
      }),
    );
  });

  test.each([[[]], [[0]], [[0, 0]], [[0xff, 0xfe]], [[0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]], [[0x61, 0, 0, 0]]])(
    '%j is refused',
    (bytes) => {
      const { node, reported } = parse(decodeSource('a.yml', Uint8Array.from(bytes)));
      expect(node).toBeUndefined();
      expect(reported).toHaveLength(1);
    },
  );
});
