import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Json, toData } from '../../local/index.ts';
import { match } from '../../scenario/index.ts';

function mismatches(expected: Json, actual: Json | undefined): readonly string[] {
  return match(expected, actual).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** Any JSON value; names of members are not those of matchers. */
const value = fc.jsonValue({ maxDepth: 4 }).map((each): Json => toData(JSON.parse(JSON.stringify(each))) ?? null);
const plain = value.filter((each) => !JSON.stringify(each).includes('"$'));

describe('a value matches', () => {
  test('itself', () => {
    fc.assert(fc.property(plain, (each) => match(each, each).length === 0));
  });

  test('itself exactly, whatever the order of its members', () => {
    const reversed = (each: Json): Json => {
      if (Array.isArray(each)) return each.map(reversed);
      if (typeof each !== 'object' || each === null) return each;
      return Object.fromEntries(
        Object.entries(each)
          .reverse()
          .map(([key, member]) => [key, reversed(member)]),
      );
    };
    fc.assert(fc.property(value, (each) => match({ $exactly: reversed(each) }, each).length === 0));
  });

  test('with members beyond the expected ones, at every depth', () => {
    expect(mismatches({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toEqual([]);
  });

  test('a pattern that is found in it', () => {
    expect(mismatches({ id: { $matches: '^u-\\d+$' } }, { id: 'u-17' })).toEqual([]);
  });

  test('what is expected to be there or not', () => {
    expect(mismatches({ a: { $present: true }, b: { $present: false } }, { a: null })).toEqual([]);
  });

  test('a member named like one that every object has', () => {
    expect(mismatches({ constructor: 1 }, {})).toEqual(['constructor: expected 1, was absent']);
  });
});

describe('a mismatch tells where it is and what stands there', () => {
  test.each<[Json, Json | undefined, readonly string[]]>([
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['a.0.b: expected 1, was 2']],
    [{ a: 1, b: 2 }, { a: 2, b: 3 }, ['a: expected 1, was 2', 'b: expected 2, was 3']],
    [{ a: 1 }, {}, ['a: expected 1, was absent']],
    [{ a: {} }, { a: [] }, ['a: expected {}, was []']],
    [[1, 2], [1], [': expected 2 items, was 1 item: [1]']],
    [[1], [1, 2], [': expected 1 item, was 2 items: [1,2]']],
    [{ a: [] }, { a: [{}] }, ['a: expected 0 items, was 1 item: [{}]']],
    ['1', 1, [': expected "1", was 1']],
    [null, false, [': expected null, was false']],
    [{ a: { $matches: '^u' } }, { a: 'v' }, ['a: expected text that matches ^u, was "v"']],
    [{ a: { $matches: '1' } }, { a: 1 }, ['a: expected text that matches 1, was 1']],
    [{ $exactly: { a: 1 } }, { a: 1, b: 2 }, [': expected {"a":1}, was {"a":1,"b":2}']],
    [{ a: { $present: false } }, { a: 1 }, ['a: expected none, was 1']],
    [{ a: { $present: true } }, {}, ['a: expected a value, was absent']],
  ])('%j against %j', (expected, actual, told) => {
    expect(mismatches(expected, actual)).toEqual(told);
  });
});
