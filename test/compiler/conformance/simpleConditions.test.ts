import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../../local/index.ts';
import { found, look, workflow } from '../../support/runDocument.ts';
import { type Asked, holdEach, holds } from './support.ts';

const input = {
  n: 5,
  text: 'Active',
  number: '5',
  yes: true,
  no: false,
  nil: null,
  list: [1, 2],
  object: { a: 1, list: ['x'], 'a-b': 2 },
};

/** Whether a simple condition holds for the inputs above; `$inputs.none` is an input that is not given. */
function simple(condition: string): Promise<boolean> {
  const names = [...Object.keys(input), 'none'];
  return holds({ condition, input, properties: Object.fromEntries(names.map((name) => [name, {}])) });
}

// What conformance/cases/conditions.yml leaves open, or doesn't ask.
describe('a simple condition holds', () => {
  test.each([
    // Literals
    ['$inputs.n == 5.0'],
    ["'Active' == $inputs.text"],
    // && binds tighter than ||
    ['$inputs.yes || $inputs.yes && $inputs.no'],
    // Members and items
    ['$inputs.object.a == 1'],
    ["$inputs.object.list[0] == 'x'"],
    ['$inputs.object.a-b == 2'],
    ['$inputs.list[1] == 2'],
    // Text without regard to case
    ["$inputs.text < 'BACTIVE'"],
    ["$inputs.text >= 'active'"],
    // Text that is a number beside a number
    ['$inputs.number < 6'],
    ["$inputs.n == '5'"],
    ["$inputs.n < '6'"],
    ['$inputs.n == $inputs.number'],
    // null equals only null, and what is not there
    ['$inputs.none == null'],
    ['$inputs.n != null'],
    ['$inputs.none != 5'],
    ["$inputs.none != 'x'"],
    // An operand alone
    ['!$inputs.none'],
    ['!$inputs.nil'],
    ['true'],
    // Embedded expressions in quoted text
    ["$inputs.text == '{$inputs.text}'"],
    ["'u-5' == 'u-{$inputs.n}'"],
  ])('%s', async (condition) => {
    expect(await simple(condition)).toBe(true);
  });
});

describe('a simple condition does not hold', () => {
  test.each([
    ['$inputs.none == 5'],
    ['$inputs.none < 5'],
    ['$inputs.none >= 5'],
    ['$inputs.nil < 5'],
    ['$inputs.text < 5'],
    ['$inputs.text > 5'],
    ['$inputs.yes == 1'],
    ["$inputs.yes == 'true'"],
    ["$inputs.n == 'five'"],
    ['$inputs.list == 1'],
    ['$inputs.list < 3'],
    ['$inputs.object > 0'],
    ['$inputs.n == null'],
    ['$inputs.none'],
    ['$inputs.n.a == 5'],
    ['$inputs.list[7] == null && false'],
    ['false'],
  ])('%s', async (condition) => {
    expect(await simple(condition)).toBe(false);
  });
});

describe('what the grammar does not have is an error at its place', () => {
  test.each([
    ['$inputs.n = 5', '='],
    ['$inputs.n == 5 and true', 'and'],
    ['$inputs.n ==', '='],
    ["$inputs.n == 'x", "'"],
    ['$.n == 5', '$'],
    ['length($inputs.text) == 6', 'length'],
    ['$inputs.n + 1 == 6', '+'],
  ])('%s', (condition, at) => {
    const text = workflow(`
inputs: { type: object, properties: { n: {}, text: {} } }
steps:
${look('look', `successCriteria: [{ condition: ${JSON.stringify(condition)} }]`)}`);
    expect(found(text)).toEqual([`condition-syntax: ${at}`]);
  });
});

/** What a simple condition says of two values, by the specification and docs/semantics.md; undefined: not there. */
function reference(operator: string, left: Json | undefined, right: Json | undefined): boolean {
  if (operator === '==') return isSame(left, right);
  if (operator === '!=') return !isSame(left, right);
  const order = compared(left, right);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** What is not there equals null only. */
function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === null || b === null;
  return a === b || compared(a, b) === 0;
}

/** Negative, 0 or positive; undefined where two values have no order: only numbers, and only texts, have one. */
function compared(a: Json | undefined, b: Json | undefined): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return order(a.toLowerCase(), b.toLowerCase());
  if (typeof a === 'string' && typeof b === 'number' && isNumeric(a)) return order(Number(a), b);
  if (typeof a === 'number' && typeof b === 'string' && isNumeric(b)) return order(a, Number(b));
  return typeof a === 'number' && typeof b === 'number' ? order(a, b) : undefined;
}

function order<Value extends string | number>(a: Value, b: Value): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isNumeric(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text);
}

interface Comparison {
  readonly sign: string;
  readonly a: Json | undefined;
  readonly b: Json | undefined;
}

/** Twenty questions a machine: compiling it costs more than running it. */
function compareAll<Given extends Comparison>(
  comparison: fc.Arbitrary<Given>,
  ask: (given: Given) => Asked,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.array(comparison, { minLength: 20, maxLength: 20 }), async (all) => {
      const expected = all.map(({ sign, a, b }) => reference(sign, a, b));
      expect(await holdEach(all.map(ask))).toEqual(expected);
    }),
    { numRuns: 8 },
  );
}

describe('laws', () => {
  const scalar = fc.oneof(
    fc.constantFrom<Json | undefined>(undefined, null, true, false, 0, 5, -1, 2.5, '', '5', '05', '5e0', ' 5'),
    fc.constantFrom<Json>('a', 'A', 'b', 'true', 'null'),
    fc.integer({ min: -3, max: 3 }),
    fc.string({ maxLength: 3 }),
  );
  const sign = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');

  test('two inputs of any type compare as the specification says', () =>
    compareAll(fc.record({ sign, a: scalar, b: scalar }), ({ sign, a, b }) => ({
      condition: `$inputs.a ${sign} $inputs.b`,
      input: { a, b },
    })));

  test('an input and a literal compare as the specification says', () =>
    compareAll(fc.record({ sign, a: scalar, b: scalar.filter(isWritable) }), ({ sign, a, b }) => ({
      condition: `$inputs.a ${sign} ${written(b)}`,
      input: { a },
    })));

  test('and so do a literal and an input', () =>
    compareAll(fc.record({ sign, a: scalar.filter(isWritable), b: scalar }), ({ sign, a, b }) => ({
      condition: `${written(a)} ${sign} $inputs.b`,
      input: { b },
    })));

  test('and two literals, of which the compiler knows all', () =>
    compareAll(fc.record({ sign, a: scalar.filter(isWritable), b: scalar.filter(isWritable) }), ({ sign, a, b }) => ({
      condition: `${written(a)} ${sign} ${written(b)}`,
    })));

  test('what the schema says of an input changes nothing', () => {
    const types = {
      string: fc.string({ maxLength: 3 }),
      number: fc.integer({ min: -2, max: 5 }),
      boolean: fc.boolean(),
    };
    const type = fc.constantFrom('string' as const, 'number' as const, 'boolean' as const);
    const typed = fc.record({ sign, left: type, right: type }).chain(({ sign, left, right }) =>
      fc.record({
        sign: fc.constant(sign),
        a: fc.option<Json, undefined>(types[left], { nil: undefined }),
        b: fc.option<Json, undefined>(types[right], { nil: undefined }),
        properties: fc.constant({ a: { type: left }, b: { type: right } }),
      }),
    );
    return compareAll(typed, ({ sign, a, b, properties }) => ({
      condition: `$inputs.a ${sign} $inputs.b`,
      input: { a, b },
      properties,
    }));
  });

  test('and, or and not combine as they should, for any bracketing', () => {
    interface Formula {
      readonly condition: string;
      readonly value: boolean;
    }
    const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
      formula: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom<Formula>(
          { condition: '$inputs.t', value: true },
          { condition: '$inputs.f == true', value: false },
        ),
        fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => ({
          condition: `(${a.condition}) && (${b.condition})`,
          value: a.value && b.value,
        })),
        fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => ({
          condition: `(${a.condition}) || (${b.condition})`,
          value: a.value || b.value,
        })),
        tie('formula').map((a) => ({ condition: `!(${a.condition})`, value: !a.value })),
      ),
    }));
    return fc.assert(
      fc.asyncProperty(fc.array(formula, { minLength: 10, maxLength: 10 }), async (all) => {
        const asked = all.map(({ condition }) => ({ condition, input: { t: true, f: false } }));
        expect(await holdEach(asked)).toEqual(all.map(({ value }) => value));
      }),
      { numRuns: 10 },
    );
  });
});

/** As a literal of a condition; what is not there is written as no literal. */
function written(value: Json | undefined): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Texts that a literal of one line can hold without meaning something else. */
function isWritable(value: Json | undefined): boolean {
  return value !== undefined && !(typeof value === 'string' && /[$\n{]/.test(value));
}
