import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { INPUT } from '../../../compiler/asl/scopes.ts';
import { literalTemplate, valueTemplate } from '../../../compiler/asl/templates.ts';
import type { Read, Value } from '../../../compiler/plan.ts';
import type { ValueType } from '../../../compiler/values/index.ts';
import { type Json, runMachine } from '../../../local/index.ts';

const place = { file: { name: 'test.yml', text: '' }, range: { start: 0, end: 0 } };

/** A member of what the state was entered with. */
function read(name: string, type: ValueType = 'unknown', given: Partial<Read> = {}): Value {
  const from = { kind: 'response' } as const;
  return { kind: 'read', from, path: [name], certain: false, sensitive: false, place, type, ...given };
}

const literal = (value: Json): Value => ({ kind: 'literal', value });
const text = (...parts: readonly Value[]): Value => ({ kind: 'template', parts });

/** What a value comes to when a state puts it out that was entered with some input; undefined: nothing. */
async function comesTo(value: Value, input: Json = {}): Promise<Json | undefined> {
  const members = [{ name: 'it', value, required: false }];
  const result = await runMachine(
    {
      QueryLanguage: 'JSONata',
      StartAt: 'Only',
      States: {
        Only: { Type: 'Pass', Output: valueTemplate({ kind: 'object', members }, INPUT), End: true },
      },
    },
    input,
    { services: { call: () => Promise.reject(new Error('nothing is called')) } },
  );
  if (result.output === undefined) throw new Error(result.cause);
  return Object(result.output).it;
}

const json = fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value)));

describe('values as fields of a state', () => {
  test('literals stay what they are, whatever their texts look like', async () => {
    const odd = [
      '{% $states %}',
      ' {% x %} ',
      '{%%}',
      '{%',
      '%}',
      "it's",
      '"',
      '`',
      '\\',
      '\u2028',
      '\u0000',
      '$eval("1")',
    ];
    for (const value of odd) expect(await comesTo(literal(value))).toBe(value);
    const object = Object.fromEntries(odd.map((value) => [value, value]));
    expect(await comesTo(literal(object))).toEqual(object);
  });

  test('a text that AWS would run becomes an expression that gives the text, at any depth; others are not touched', () => {
    expect(literalTemplate({ a: ['{% x %}', 'plain', 1, null] })).toEqual({
      a: ["{% '{\\u0025 x \\u0025}' %}", 'plain', 1, null],
    });
  });

  test('any literal comes out as it is, alone and beside what has to be read', () =>
    fc.assert(
      fc.asyncProperty(json, async (value) => {
        expect(await comesTo(literal(value))).toEqual(value);
        const both: Value = { kind: 'array', items: [literal(value), read('a')] };
        expect(await comesTo(both, { a: 1 })).toEqual([value, 1]);
      }),
      { numRuns: 60 },
    ));

  test('a list keeps its items as they are, lists too, and leaves out those that are missing', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(json, { nil: undefined }), { maxLength: 5 }),
        fc.boolean(),
        async (items, typed) => {
          const typeOf = (item: Json | undefined): ValueType => (typed && Array.isArray(item) ? 'array' : 'unknown');
          const value: Value = { kind: 'array', items: items.map((item, at) => read(`i${at}`, typeOf(item))) };
          const input = Object.fromEntries(items.flatMap((item, at) => (item === undefined ? [] : [[`i${at}`, item]])));
          expect(await comesTo(value, input)).toEqual(items.filter((item) => item !== undefined));
        },
      ),
      { numRuns: 60 },
    ));

  test('a list in a list stays one, however it is made', async () => {
    const segments = [{ descendant: false, selectors: [{ kind: 'wildcard' } as const] }];
    const nodes: Value = { kind: 'nodes', of: read('a'), segments, flat: false, itself: false };
    const parsed: Value = { kind: 'parsed', of: read('t', 'string'), path: ['l'] };
    const inner: Value = { kind: 'array', items: [read('a')] };
    const proto = literal([JSON.parse('{"__proto__":1}')]);
    const list: Value = { kind: 'array', items: [nodes, parsed, inner, literal([3]), proto, read('n')] };
    const found = await comesTo(list, { a: [1, [2]], t: '{"l":["x"]}', n: 0 });
    expect(JSON.stringify(found)).toBe('[[1,[2]],["x"],[[1,[2]]],[3],[{"__proto__":1}],0]');
  });

  test('a map leaves out members that are missing, and stays where all are', async () => {
    const value: Value = {
      kind: 'object',
      members: ['a', 'b.c', '__proto__', "d'e"].map((name) => ({ name, value: read(name), required: false })),
    };
    expect(await comesTo(value)).toEqual({});
    expect(await comesTo(value, { 'b.c': 1, "d'e": [] })).toEqual({ 'b.c': 1, "d'e": [] });
  });

  test('a text is its parts: scalars as text, structures as JSON; nothing where one is missing', async () => {
    const input = { a: 'x', n: 1.5, t: true, z: null, l: [1, 'y'], o: { p: [] } };
    const all = text(...['a', 'n', 't', 'z', 'l', 'o'].flatMap((name) => [literal('-'), read(name)]));
    expect(await comesTo(all, input)).toBe('-x-1.5-true-null-[1,"y"]-{"p":[]}');
    expect(await comesTo(text(read('a')), { a: 7 })).toBe('7');
    expect(await comesTo(text(literal('x'), read('none')))).toBeUndefined();
  });

  test('length and count are those of RFC 9535', async () => {
    const length = (name: string): Value => ({ kind: 'length', of: read(name) });
    const input = { t: 'a😀', l: [1, [2]], o: { p: 1 }, n: 5, z: null };
    const found = await Promise.all(['t', 'l', 'o', 'n', 'z', 'none'].map((name) => comesTo(length(name), input)));
    expect(found).toEqual([2, 2, 1, undefined, undefined, undefined]);
  });

  test('what stands in a text that is JSON', async () => {
    const inside = (...path: readonly (string | number)[]): Value => ({
      kind: 'parsed',
      of: read('t', 'string'),
      path,
    });
    const input = { t: '{"a":[{"b":[1]}]}' };
    expect(await comesTo(inside('a', 0, 'b'), input)).toEqual([1]);
    expect(await comesTo(inside('a', 'b'), input)).toBeUndefined();
    expect(await comesTo(inside('a'), {})).toBeUndefined();
  });
});

describe('a value of which nothing is known', () => {
  const free = (...path: readonly (string | number)[]): Value =>
    read('data', 'unknown', { path: ['data', ...path], free: 1 });

  test.each<[readonly (string | number)[], Json, Json | undefined]>([
    [['a'], { a: 1 }, 1],
    [['a'], [{ a: 1 }], undefined],
    [['a', 'b'], { a: [{ b: 1 }] }, undefined],
    [['a', 0, 'b'], { a: [{ b: 1 }] }, 1],
    [[0], 'string', undefined],
    [[0], { '0': 1 }, undefined],
    [[0], [[1]], [1]],
    [[-1], [1, 2], 2],
    [[1], [1], undefined],
    [['a'], 'string', undefined],
    [['a'], null, undefined],
  ])('%j in %j is %j', async (path, data, expected) => {
    expect(await comesTo(free(...path), { data })).toEqual(expected);
  });
});
