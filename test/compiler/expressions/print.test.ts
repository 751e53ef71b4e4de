import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  parseCriterion,
  parseExpression,
  printCondition,
  printExpression,
} from '../../../compiler/expressions/index.ts';
import { hostileText, jsonPathCondition, simpleCondition, withoutRanges } from './support.ts';

type CriterionType = 'simple' | 'jsonpath';

function printed(type: CriterionType, text: string): string {
  const parsed = parseCriterion(type, text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message} at ${parsed.error.range.start}`);
  return printCondition(parsed.value.condition, parsed.value.dialect);
}

/** Whether what is printed for a condition parses to the same tree, where it parses at all. */
function expectRoundTrip(type: CriterionType, text: string): void {
  const parsed = parseCriterion(type, text);
  if (!parsed.ok) return;
  const { condition, dialect } = parsed.value;
  const again = parseCriterion(type, printCondition(condition, dialect));
  expect(withoutRanges(again)).toMatchObject({ ok: true, value: { condition: withoutRanges(condition) } });
}

describe('a condition is printed in one way of writing', () => {
  test.each<[CriterionType, string, string]>([
    ['simple', '$statusCode==200||$inputs.a  !=  "it\'s"', "$statusCode == 200 || $inputs.a != 'it''s'"],
    ['simple', '(($inputs.a || $inputs.b) && !($inputs.c==1))', '($inputs.a || $inputs.b) && !($inputs.c == 1)'],
    ['simple', '$response.body[0]["a"].b == {$inputs.a}', '$response.body[0].a.b == $inputs.a'],
    ['simple', "$inputs.a['b'][0].c == 1", "$inputs.a['b'][0].c == 1"],
    ['jsonpath', '$["a"][0][1:2]', '$.a[0][1:2]'],
    ['jsonpath', '$.a-b == 1', "$['a-b'] == 1"],
    ['jsonpath', '$.items.length > 0', 'length($.items) > 0'],
    ['jsonpath', '$.length.length > 0', "length($['length']) > 0"],
    ['jsonpath', "$..['length']", "$..['length']"],
    [
      'jsonpath',
      '$.items[?(@.id == "$inputs.id")].state contains "A"',
      "$.items[?@.id == '{$inputs.id}'].state contains 'A'",
    ],
    ['jsonpath', '$.a empty true && !($.b == null)', '$.a empty true && !($.b == null)'],
    ['jsonpath', '$.a == "\\u0007\\"\'\\\\"', "$.a == '\\u0007\"\\'\\\\'"],
  ])('%s: %s', (type, text, expected) => expect(printed(type, text)).toBe(expected));
});

describe('what is printed parses to the same tree', () => {
  test('of every simple condition', () => {
    fc.assert(
      fc.property(simpleCondition, (text) => {
        expect(() => printed('simple', text)).not.toThrow();
        expectRoundTrip('simple', text);
      }),
      { numRuns: 1000 },
    );
  });

  test('of every JSONPath condition', () => {
    fc.assert(
      fc.property(jsonPathCondition, (text) => {
        expect(() => printed('jsonpath', text)).not.toThrow();
        expectRoundTrip('jsonpath', text);
      }),
      { numRuns: 1000 },
    );
  });

  test('of whatever else is taken', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom<CriterionType>('simple', 'jsonpath'), (text, type) =>
        expectRoundTrip(type, text),
      ),
      { numRuns: 3000 },
    );
  });

  test('of every expression', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parsed = parseExpression(text);
        if (parsed.ok) expect(printExpression(parsed.value)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });
});
