import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { decodeScalar, styleOf } from '../../../compiler/source/decodeScalar.ts';
import type { MapNode, ScalarNode } from '../../../compiler/source/index.ts';
import { parse, tree } from './support.ts';

/** The scalar behind `key:` in a document. */
function scalarIn(text: string): ScalarNode {
  const value = (tree(text) as MapNode).entries[0]?.value;
  if (value?.kind !== 'scalar') throw new Error('no scalar');
  return value;
}

/** The same, for texts that may be no YAML (what stringify makes of leading spaces sometimes isn't). */
function scalarIfValid(text: string): ScalarNode | undefined {
  return parse(text).node === undefined ? undefined : scalarIn(text);
}

/** What stands in the file where `part` of the scalar's text is located. */
function written(text: string, part: string): string {
  const scalar = scalarIn(text);
  const start = String(scalar.value).indexOf(part);
  const range = scalar.locate(start, start + part.length);
  return text.slice(range.start, range.end);
}

describe('where a part of a text stands in the file', () => {
  test.each([
    ['plain', 'key: $inputs.name\n', '.name', '.name'],
    ['plain over lines', 'key: one two\n  three\n', 'two three', 'two\n  three'],
    ['single quotes', "key: 'it''s here'\n", "it's", "it''s"],
    ['single quotes over lines', "key: 'a\n\n  b'\n", '\n', '\n\n  '],
    ['double quotes', 'key: "a\\u0041\\n\\"b"\n', 'A\n"', '\\u0041\\n\\"'],
    ['a surrogate pair', 'key: "\\U0001F600x"\n', '😀', '\\U0001F600'],
    ['an escaped line break', 'key: "one \\\n   two"\n', 'one two', 'one \\\n   two'],
    ['a literal block', 'key: |\n  one\n   two\n', ' two', ' two'],
    ['a literal block with its indentation given', 'key: |2-\n    one\n  two\n', '  one\ntwo', '  one\n  two'],
    ['a folded block', 'key: >-\n  one\n  two\n\n  three\n', 'two\nthree', 'two\n\n  three'],
    ['a folded block with indented lines', 'key: >\n  one\n    two\n  three\n', '\n  two\nth', '\n    two\n  th'],
    ['Windows line breaks', 'key: |\r\n  one\r\n  two\r\n', 'two', 'two'],
    ['behind an anchor and a comment', 'key: &x | # why\n  one\n', 'one', 'one'],
  ])('%s', (_name, text, part, expected) => {
    expect(written(text, part)).toBe(expected);
  });

  test('an empty range stands before the character at its start, and at the end behind the last', () => {
    const text = 'key: "a\\tb"\n';
    const scalar = scalarIn(text);
    expect(scalar.locate(2, 2)).toEqual({ start: 9, end: 9 });
    expect(scalar.locate(3, 3)).toEqual({ start: 10, end: 10 });
  });

  test('offsets outside of the text are taken as its ends', () => {
    expect(scalarIn('key: abc\n').locate(-5, 99)).toEqual({ start: 5, end: 8 });
  });

  test('a value that is no text is located whole', () => {
    expect(scalarIn('key: 1234\n').locate(1, 2)).toEqual({ start: 5, end: 9 });
  });
});

const anyText = fc.string({
  unit: fc.constantFrom(...'ab: #\'"\\\n\t-|>{}[]$é', '😀', ' ', '\n', '\u2028'),
  maxLength: 40,
});
const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;

describe('for any text in any style', () => {
  test('the written form decodes to the text, and every character is located in order and alone', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...styles), fc.integer({ min: 1, max: 4 }), (text, style, indent) => {
        const document = stringify(
          { key: text },
          { defaultStringType: style, defaultKeyType: 'PLAIN', indent, lineWidth: 20 },
        );
        const scalar = scalarIfValid(document);
        fc.pre(scalar !== undefined);
        const value = String(scalar.value);
        const source = document.slice(scalar.range.start, scalar.range.end);
        const decoded = decodeScalar(source, styleOf(source), 0);
        expect(decoded.text).toBe(value);
        const places = value.split('').map((unit, at) => ({ unit, ...scalar.locate(at, at + 1) }));
        const misplaced = places.filter(({ unit, start, end }, at) => {
          const before = places[at - 1]?.start ?? scalar.range.start;
          const isInOrder = before <= start && start <= end && end <= scalar.range.end;
          return !isInOrder || (/[ab$é]/.test(unit) && document[start] !== unit && document[start] !== '\\');
        });
        expect(misplaced).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('any escapes and line breaks of double quotes', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      ' ',
      '\t',
      '\n',
      '\\n',
      '\\t',
      '\\\\',
      '\\"',
      '\\x41',
      '\\u00e9',
      '\\U0001F600',
      '\\\n',
      '\\ ',
      '\r\n',
      "'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const source = `"${pieces.join('').replaceAll('\n', '\n ')}"`;
        const scalar = scalarIn(`key: ${source}\n`);
        expect(decodeScalar(source, 'double', 0).text).toBe(scalar.value);
      }),
      { numRuns: 2000 },
    );
  });

  test('any lines and any header of a block', () => {
    const line = fc.constantFrom('', ' ', '  ', '   ', '    ', '  a', '   b', '    c', '  \td', '  e f ', '  # g');
    const header = fc.tuple(
      fc.constantFrom('|', '>'),
      fc.constantFrom('', '-', '+'),
      fc.constantFrom('', '2'),
      fc.constantFrom('\n', '\r\n'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), header, fc.boolean(), (lines, [style, chomp, indent, br], last) => {
        const text = `key: ${style}${indent}${chomp}${br}${lines.join(br)}${last ? br : ''}`;
        const scalar = scalarIfValid(text);
        fc.pre(scalar !== undefined);
        const source = text.slice(scalar.range.start, scalar.range.end);
        if (String(scalar.value).trim() === '') return;
        expect(decodeScalar(source, styleOf(source), 0).text).toBe(scalar.value);
      }),
      { numRuns: 3000 },
    );
  });

  test('any lines of plain and single-quoted text', () => {
    const line = fc.constantFrom('', ' ', '\t', 'a', ' b ', '\tc\t', "it''s", 'é');
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (lines, br, quoted) => {
          const inner = lines.join(`${br} `);
          const source = quoted ? `'${inner}'` : `x${inner.replaceAll("''", "'").replaceAll('\t', '')}x`;
          const scalar = scalarIn(`key: ${source}\n`);
          expect(decodeScalar(source, quoted ? 'single' : 'plain', 0).text).toBe(scalar.value);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
