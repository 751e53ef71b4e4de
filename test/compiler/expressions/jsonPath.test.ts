import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from 'json-p3';
import { parseJsonPath, type Selector } from '../../../compiler/expressions/index.ts';
import { jsonPathCondition, withoutRanges } from './support.ts';

/** The selectors of a query, a list for each segment, as short data. */
function selectors(text: string): unknown {
  const parsed = parseJsonPath(text);
  if (!parsed.ok) return parsed.error;
  return parsed.value.segments.map(({ descendant, selectors }) => [
    ...(descendant ? ['..'] : []),
    ...selectors.map(shortSelector),
  ]);
}

function shortSelector(selector: Selector): unknown {
  switch (selector.kind) {
    case 'name':
      return ['name', selector.name];
    case 'index':
      return ['index', selector.index];
    case 'wildcard':
      return ['wildcard'];
    case 'slice': {
      const { kind, range: _, ...bounds } = selector;
      return [kind, bounds];
    }
    case 'filter':
      return ['filter'];
  }
}

describe('segments and selectors', () => {
  test.each([
    ['$', []],
    ['$.a._b.c1.größe.😀', [['a'], ['_b'], ['c1'], ['größe'], ['😀']].map(([name]) => [['name', name]])],
    ["$['a']['']", [[['name', 'a']], [['name', '']]]],
    ['$.*[*]', [[['wildcard']], [['wildcard']]]],
    ['$[0][-1]', [[['index', 0]], [['index', -1]]]],
    ["$['a', 0 ,*]", [[['name', 'a'], ['index', 0], ['wildcard']]]],
    ['$[1:3]', [[['slice', { start: 1, end: 3 }]]]],
    ['$[::-1]', [[['slice', { step: -1 }]]]],
    [
      '$..a..*..[0]',
      [
        ['..', ['name', 'a']],
        ['..', ['wildcard']],
        ['..', ['index', 0]],
      ],
    ],
    ['$ .a\n[0]', [[['name', 'a']], [['index', 0]]]],
  ])('%s', (text, expected) => expect(selectors(text)).toEqual(expected));

  test.each([
    ["'\\''", "'"],
    ['"\\"\'"', '"\''],
    ["'\"'", '"'],
    ['"\\b\\f\\n\\r\\t\\/\\\\"', '\b\f\n\r\t/\\'],
    ['"\\u00e9\\uD83D\\uDE00"', 'é😀'],
    ['"😀"', '😀'],
  ])('the name %s', (quoted, name) => expect(selectors(`$[${quoted}]`)).toEqual([[['name', name]]]));

  test('a filter holds a condition over its current node', () => {
    const parsed = parseJsonPath('$.items[?@.n > 1 && !$.all]');
    expect(withoutRanges(parsed)).toMatchObject({
      value: {
        segments: [
          {},
          {
            selectors: [
              {
                kind: 'filter',
                condition: {
                  kind: 'and',
                  operands: [
                    { kind: 'compare', operator: '>', left: { query: { root: '@' } }, right: { value: 1 } },
                    { kind: 'not', operand: { kind: 'truth', operand: { query: { root: '$' } } } },
                  ],
                },
              },
            ],
          },
        ],
      },
    });
  });
});

const valid = [
  ...['$[?@.a]', '$[?@.a == null]', '$[?(@.a)]', '$[?!(@.a)]', '$[?!@.a || @.b && @.c]', '$[?@ == -0]', '$[?1 < @.a]'],
  ...["$[?@.a == 'x']", '$[?@.a == $.b[0]]', '$[? @.a ]', '$[?@.a==1,?@.b==2]', '$[?@..a]', '$[?@[*]]', '$[?@[?@.a]]'],
  ...['$[?length(@.a) > 1]', '$[?count(@.*) == 1]', "$[?match(@.a, 'b.*')]", "$[?!search(@.a, 'b')]"],
  ...['$[?value(@..a) == 1]', '$[?length(value(@..a)) == 1]', '$[?length( @.a ) == 1]', '$[?@.a == true]'],
  ...['$[9007199254740991]', '$[-9007199254740991]', '$[0:0]', '$[?@.length == 1]', '$[?@.a == 1.5e-3]'],
];

const invalid: readonly (readonly [text: string, place: string])[] = [
  ['', ''],
  ['a', 'a'],
  ['$.', '.'],
  ['$..', '.'],
  ['$.[0]', '.['],
  ['$. a', ' '],
  ['$.a.', '.'],
  ['$.1', '1'],
  ['$a', 'a'],
  ['$.a-b', 'a-b'],
  ['$[]', ']'],
  ['$[0', '['],
  ['$[a]', 'a'],
  ['$[01]', '01'],
  ['$[-0]', '-0'],
  ['$[9007199254740992]', '9007199254740992'],
  ['$[1:2:3:4]', ':'],
  ['$[(@.length-1)]', '('],
  ["$['a]", "'"],
  ["$['a\\x']", '\\x'],
  ["$['\\uD83D']", '\\uD83D'],
  ["$['\\uDE00']", '\\uDE00'],
  ["$['\\\"']", '\\"'],
  ["$['a\nb']", '\n'],
  ['$[?]', ']'],
  ['$[?true]', 'true'],
  ["$[?'a']", "'a'"],
  ['$[?@.a == @.b[*]]', '@.b[*]'],
  ['$[?@..a == 1]', '@..a'],
  ['$[?!@.a == 1]', '=='],
  ['$[?@.a == 1 == 2]', '=='],
  ['$[?length(@.a)]', 'length(@.a)'],
  ['$[?length(@.*) > 1]', '@.*'],
  ['$[?length() > 1]', 'length()'],
  ["$[?match(@.a, 'b') == true]", "match(@.a, 'b')"],
  ['$[?match(@.a)]', 'match(@.a)'],
  ['$[?count(1) > 1]', '1'],
  ['$[?count(@.a, @.b) > 1]', 'count(@.a, @.b)'],
  ['$[?foo(@.a)]', 'foo'],
  ['$[?@.a = 1]', '='],
  ['$[?@.a == 1 and @.b]', 'and'],
  ['$.a == 1', '=='],
  ['$[?@.a == {}]', '{}'],
  ['$[?@.a contains 1]', 'contains'],
  ['$[?@.a == $inputs.a]', '$inputs.a'],
  ["$[?@.a == '$inputs.a']", "'$inputs.a'"],
];

describe('RFC 9535', () => {
  test.each(valid)('%s is a query', (text) => expect(parseJsonPath(text)).toMatchObject({ ok: true }));

  test.each(invalid)('%s is none', (text, place) => {
    const parsed = parseJsonPath(text);
    if (parsed.ok) throw new Error('it was taken');
    const { code, range } = parsed.error;
    expect([code, text.slice(range.start, range.end)]).toEqual(['jsonpath-syntax', place]);
  });

  test('an independent parser says the same of every query', () => {
    const accepts = (text: string) => {
      try {
        compile(text);
        return true;
      } catch {
        return false;
      }
    };
    for (const text of valid) expect([text, accepts(text)]).toEqual([text, true]);
    fc.assert(
      fc.property(jsonPathCondition, (text) => {
        // Expressions are Arazzo's, a blank at the ends is taken here, `-` in a name without quotes there, and `0.1` isn't.
        fc.pre(!/\{\$|\$inputs|\.a-b|\b0\.\d/.test(text) && text === text.trim());
        expect([text, parseJsonPath(text).ok]).toEqual([text, accepts(text)]);
      }),
      { numRuns: 1000 },
    );
  });
});

test('an expression of Arazzo 1.1 can be compared with', () => {
  expect(parseJsonPath("$.a[?@.b == {$inputs.b} || @.c == 'x-{$inputs.c}']")).toMatchObject({ ok: true });
});
