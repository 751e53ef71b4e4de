import { describe, expect, test } from '@jest/globals';
import jsonataEngine from 'jsonata';
import { carryRegex, jsonata, print } from '../../../compiler/jsonata/index.ts';

async function matches(pattern: string, text: string): Promise<unknown> {
  const carried = carryRegex(pattern);
  if (!carried.ok) throw new Error(carried.reason);
  const { call, regex, variable } = jsonata;
  const expression = call('contains', variable('text'), regex(carried.source, carried.ignoreCase));
  return jsonataEngine(print(expression)).evaluate(undefined, { text });
}

describe('carryRegex', () => {
  test.each([
    ['^[a-z]+$', 'abc', 'ABC'],
    ['(?i)^[a-z]+$', 'ABC', '1'],
    ['^[(]x[)]$', '(x)', 'x'],
    ['^\\(x\\)$', '(x)', 'x'],
    ['a/b', 'a/b', 'ab'],
    ['[/]', 'a/b', 'ab'],
    ['^\\\\(a|b)$', '\\a', 'a'],
    ['^[\\]]$', ']', '['],
    ['^[[{]$', '{', 'x'],
    ['^\\d{3}$', '123', '12'],
    ['', 'anything', undefined],
    ['^\\p{Lu}\\p{Ll}+$', 'Ätna', 'ätna'],
    ['^[\\p{L}\\d_-]{3}$', 'é3-', 'é3.'],
    ['^[^\\p{L}]$', '😀', 'é'],
    ['^\\P{L}.$', '😀\u{10ffff}', 'ab'],
    ['^[a\\u{1F600}-\\u{1F64F}]+$', 'a😀', '🤖'],
    ['^\\u{e9}$', 'é', 'e'],
    ['^\\p{Script=Greek}$', 'λ', 'l'],
    ['^\\\\p{2}$', '\\pp', 'p'],
  ])('carries %s', async (pattern, good, bad) => {
    expect(await matches(pattern, good)).toBe(true);
    if (bad !== undefined) expect(await matches(pattern, bad)).toBe(false);
  });

  test.each(['\\p{Nothing}', '[\\p{L}-z]', '\\u{110000}', '(', '[a'])('refuses %s with a reason', (pattern) => {
    expect(carryRegex(pattern)).toMatchObject({ ok: false, reason: expect.any(String) });
  });
});
