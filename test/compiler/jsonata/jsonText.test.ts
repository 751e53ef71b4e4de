import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jsonataEngine from 'jsonata';
import { jsonata, jsonIn, print, withReader } from '../../../compiler/jsonata/index.ts';

const { variable } = jsonata;

/** What JSONata makes of reading a text; undefined: nothing. */
async function read(text: unknown): Promise<unknown> {
  const engine = jsonataEngine(print(withReader(jsonIn(variable('given')))));
  engine.registerFunction('parse', (inside: string) => JSON.parse(inside), '<s:x>');
  const result: unknown = await engine.evaluate(undefined, { given: text });
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
}

/** What JSON makes of it, a number that is too large left out as what is read is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(JSON.stringify(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

describe('JSON in a text', () => {
  test.each([
    ['{"a": [1, {"b": "}"}], "c": {}}'],
    [' [ ] '],
    ['"\\u00e9\\n\\\\"'],
    ['-0.5e+10'],
    ['\t{\r\n"a" :\n[ true , null ]\n}'],
    ['{"a]": "[1"}'],
  ])('is read: %s', async (text) => {
    expect(parsed(text)).toBeDefined();
    expect(await read(text)).toEqual(parsed(text));
  });

  test.each([
    ['hello, world'],
    [''],
    [' '],
    ['{hello}'],
    ['{"a": 1'],
    ['{"a": 1}}'],
    ['{"a": 1,}'],
    ['[1 2]'],
    ['01'],
    ['1.'],
    ['[0"a"]'],
    ['{0: 1}'],
    ['{a: 1}'],
    ["{'a': 1}"],
    ['"\t"'],
    ['{"\t": 1}'],
    ['"\\x"'],
    ['"a'],
    ['NaN'],
    ['tr ue'],
    ['\u00a01'],
    ['[1]\u2028'],
  ])('is nothing where there is none: %j', async (text) => {
    expect(parsed(text)).toBeUndefined();
    expect(await read(text)).toBeUndefined();
  });

  test.each([[undefined], [null], [5], [{ a: 1 }], [['1']]])('is nothing where there is no text: %j', async (value) => {
    expect(await read(value)).toBeUndefined();
  });

  test('is read just where JSON reads it, whatever the text', async () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '""',
      '0',
      '-1.5',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
    );
    const broken = fc.array(pieces, { maxLength: 12 }).map((each) => each.join(''));
    const cut = fc.tuple(fc.json(), fc.nat(40)).map(([text, at]) => text.slice(0, at) + text.slice(at + 1));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), broken, cut), async (text) => {
        expect(await read(text)).toEqual(parsed(text));
      }),
      { numRuns: 500 },
    );
  });
});
