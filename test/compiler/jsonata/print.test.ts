import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jsonataEngine from 'jsonata';
import { type Expression, jsonata, print, printTemplate } from '../../../compiler/jsonata/index.ts';
import type { Json } from '../../../compiler/source/index.ts';
import { codePoint } from '../../support/codePoint.ts';

const { array, binary, block, call, concatenate, conditional, context, equal, field } = {
  ...jsonata,
  field: jsonata.path,
};
const { exists, filter, lambda, literal, not, object, or, path, regex, variable } = jsonata;

async function evaluate(expression: Expression, bindings: Record<string, unknown> = {}): Promise<unknown> {
  const result: unknown = await jsonataEngine(print(expression)).evaluate(undefined, bindings);
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
}

describe('print', () => {
  test.each<[string, Expression, string]>([
    ['a path', path(variable('inputs'), 'user', 'Name'), '$inputs.user.Name'],
    ['an index', path(variable('x'), 'Contacts', 0, 'Id'), '$x.Contacts[0].Id'],
    ['odd names', path(variable('x'), 'a-b', 'and', 'x y'), '$x.`a-b`.`and`.`x y`'],
    ['a name with a back-tick', path(variable('x'), 'a`b', 'c'), "$lookup($x, 'a`b').c"],
    ['a comparison', equal(path(variable('a'), 'b'), literal('ACTIVE')), "$a.b = 'ACTIVE'"],
    ['a text with a quote', literal("it's"), '"it\'s"'],
    ['a text with both quotes', literal(`'"`), `"'\\""`],
    ['text that looks like a template', literal('{% $x %}'), "'{\\u0025 $x \\u0025}'"],
    ['nested logic', binary('and', or([variable('a'), variable('b')]), not(variable('c'))), '($a or $b) and $not($c)'],
    ['a chain', concatenate([literal('a'), variable('b'), literal('c')]), "'a' & $b & 'c'"],
    [
      'a condition inside a chain',
      concatenate([conditional(variable('a'), literal(1), literal(2)), literal('x')]),
      "($a ? 1 : 2) & 'x'",
    ],
    ['a condition without an else', conditional(exists(variable('a')), variable('a')), '$exists($a) ? $a'],
    ['a filter', filter(array([literal('a')]), equal(context, literal('a'))), "['a'][$ = 'a']"],
    ['a block', block([['a', literal(1)]], binary('+', variable('a'), literal(-1))), '( $a := 1; $a + (-1) )'],
    [
      'a lambda',
      call('filter', variable('l'), lambda(['i'], exists(path(variable('i'), 'x')))),
      '$filter($l, function($i) { $exists($i.x) })',
    ],
    ['a pattern', call('contains', variable('a'), regex('^a', true)), '$contains($a, /^a/i)'],
    ['an object', object([['a b', literal(null)]]), "{'a b': null}"],
  ])('prints %s', (_, expression, text) => {
    expect(print(expression)).toBe(text);
  });

  test('a template is the expression between its braces', () => {
    expect(printTemplate(variable('inputs'))).toBe('{% $inputs %}');
  });

  test('any text comes out of the engine as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: codePoint }),
          fc.string({ unit: fc.constantFrom("'", '"', '\\', '`', '{%', '%}', '$', '\n', '/', 'u0041') }),
        ),
        async (text) => {
          expect(await evaluate(literal(text))).toBe(text);
        },
      ),
    );
  });

  test('any JSON value whose keys are ordinary comes out as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .jsonValue({ stringUnit: codePoint })
          .map((value): Json => JSON.parse(JSON.stringify(value)))
          .filter(hasOrdinaryKeys),
        async (value: Json) => {
          expect(await evaluate(literal(value))).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });

  test('any member name finds its member', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: codePoint }).filter((name) => name !== '__proto__'),
        async (name) => {
          const data = Object.fromEntries([[name, 'here']]);
          expect(await evaluate(field(variable('data'), name), { data })).toBe('here');
        },
      ),
    );
  });
});

/** JSONata's own constructors can't make a member of the name `__proto__`; the asl room keeps such data out of them. */
function hasOrdinaryKeys(value: unknown): boolean {
  return !JSON.stringify(value).includes('__proto__');
}
