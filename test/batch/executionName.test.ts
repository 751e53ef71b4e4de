import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attemptName, executionName } from '../../batch/index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

describe('the name of an execution', () => {
  test('is the key and a digest of the members as texts, sorted by name, without secrets', () => {
    const input = { username: 'jane', level: 3, skills: ['de'], password: 'Secret-1' };
    expect(executionName('jane', input, ['password'])).toBe(
      `jane-${sha256('{"level":"3","skills":"[\\"de\\"]","username":"jane"}')}`,
    );
  });

  test.each([
    ['blanks and signs', 'Jane Doe/7', 'Jane-Doe-7'],
    ['a character that UTF-16 writes as two', 'jane\u{1f600}', 'jane-'],
    ['letters of other scripts', 'j\u00e4ne', 'j\u00e4ne'],
    ['a long key', 'x'.repeat(200), 'x'.repeat(60)],
  ])('has what names can have: %s', (_name, key, expected) => {
    expect(executionName(key, {}, [])).toBe(`${expected}-${sha256('{}')}`);
  });

  test('is a legal name of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (key) => {
        expect(attemptName(executionName(key, {}, []), 99)).toMatch(
          /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}]{1,80}$/u,
        );
      }),
    );
  });

  test('is the same in whatever order the members stand', () => {
    expect(executionName('k', { b: '1', a: '2', 10: 'x' }, [])).toBe(
      executionName('k', { 10: 'x', a: '2', b: '1' }, []),
    );
  });
});
