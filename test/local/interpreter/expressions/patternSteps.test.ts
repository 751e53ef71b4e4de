import { describe, expect, test } from '@jest/globals';
import { jsonata, jsonIn, print, withReader } from '../../../../compiler/jsonata/index.ts';
import { compileEvaluator } from '../../../../local/interpreter/expressions/evaluator.ts';
import { patternSteps } from '../../../../local/interpreter/expressions/patternSteps.ts';
import { smallBudget } from '../../../../local/interpreter/expressions/session.ts';

describe('what a pattern may cost', () => {
  test.each([
    ['^abc$', 100, 1],
    ['^[0-9a-f]{8}-[0-9a-f]{4}$', 100, 1],
    ['^a{2,5}$', 100, 4],
    ['^a*b?$', 100, 202],
    ['^(?:red|green|blue)$', 100, 3],
    ['^\\((?:\\[[(|]\\])+$', 100, 100],
    ['abc', 100, 100],
    ['a+$', 100, 10_000],
    ['^(a)\\1$', 100, 100],
  ])('/%s/ on %d characters: %d ways', (source, length, steps) => {
    expect(patternSteps(source, length)).toBe(steps);
  });

  test.each(['^(a+)+$', '^(?:[a-z]+-)*[a-z]+$', '(a|a)*b', '^(?:a{1,20}){1,20}$', '^(?:(?:x*y)*z)*$', '(?=(a+)+b)c'])(
    '/%s/ grows beyond all bounds',
    (source) => {
      expect(patternSteps(source, 60)).toBeGreaterThan(1e15);
    },
  );

  test('patterns of everyday do not: a name, a date, a telephone number, an e-mail address', () => {
    for (const source of [
      '^[a-zA-Z0-9_.-]{1,20}$',
      '^\\d{4}-\\d{2}-\\d{2}$',
      '^\\+[1-9]\\d{1,14}$',
      '^[^@\\s]+@[^@\\s]+$',
    ]) {
      expect(patternSteps(source, 100)).toBeLessThan(1e5);
    }
  });

  test('those by which machines read JSON out of texts do not either: an output is read in passing, a long text elsewhere', async () => {
    const { evaluate } = compileEvaluator(print(withReader(jsonIn(jsonata.variable('text')))));
    const budget = { ...smallBudget, milliseconds: Number.POSITIVE_INFINITY };
    const read = (value: object) => evaluate({ variables: { text: JSON.stringify(value) }, now: 0, seed: 0 }, budget);
    const output = {
      userId: 'a'.repeat(36),
      userArn: 'b'.repeat(120),
      tags: [{ key: 'team', value: 'x' }],
      profile: 'c',
    };
    expect(await read(output)).toEqual({ kind: 'value', value: output });
    expect(await read({ text: 'a'.repeat(2000) })).toEqual({ kind: 'tooMuch' });
  });
});
