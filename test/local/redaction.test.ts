import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSecrets, type Json, MASK } from '../../local/index.ts';

function learnt(...values: readonly Json[]) {
  const secrets = createSecrets();
  for (const value of values) secrets.learn(value);
  return secrets;
}

describe('what is masked', () => {
  test('a secret as a value, inside of a text, and in JSON inside of JSON', () => {
    const secrets = learnt('say "friend"');
    const nested = JSON.stringify({ input: JSON.stringify({ password: 'say "friend"' }) });
    expect(secrets.mask({ a: 'say "friend"', b: ['I say "friend"!'], c: nested })).toEqual({
      a: MASK,
      b: [`I ${MASK}!`],
      c: JSON.stringify({ input: JSON.stringify({ password: MASK }) }),
    });
  });

  test('a number, as number and as text', () => {
    expect(learnt(24081).mask({ pin: 24081, text: 'pin 24081', other: 2408 })).toEqual({
      pin: MASK,
      text: `pin ${MASK}`,
      other: 2408,
    });
  });

  test('everything in an object that is secret', () => {
    const secrets = learnt({ user: 'robin', keys: ['k-one', 'k-two'] });
    expect(secrets.mask(['robin', 'k-two', 'something else'])).toEqual([MASK, MASK, 'something else']);
  });

  test('the longer one of two secrets, where one begins with the other', () => {
    expect(learnt('abcd', 'abcdefgh').maskText('it is abcdefgh')).toBe(`it is ${MASK}`);
  });

  test('one of two letters as a value, and not inside of words', () => {
    expect(learnt('ab').mask(['ab', 'about'])).toEqual([MASK, 'about']);
  });

  test('no secret of three or more characters is left in any value', () => {
    // A mask must not be taken for a rest of the secret.
    const secret = fc.string({ minLength: 3 }).filter((text) => !MASK.includes(text));
    fc.assert(
      fc.property(secret, fc.jsonValue(), fc.string(), (text, value, around) => {
        const shown: Json = { value: value as Json, inside: `${around}${text}${around}`, list: [text] };
        const leaves = (each: unknown): unknown[] =>
          typeof each === 'object' && each !== null ? Object.values(each).flatMap(leaves) : [each];
        const masked = leaves(learnt(text).mask(shown)).filter((leaf) => typeof leaf === 'string');
        for (const leaf of masked) expect(String(leaf).replaceAll(MASK, '')).not.toContain(text);
      }),
    );
  });

  test('what stands in a secret that is a JSON object', () => {
    const secrets = learnt('{"user":"robin","password":"p-123"}');
    expect(secrets.mask({ password: 'p-123' })).toEqual({ password: MASK });
  });
});
