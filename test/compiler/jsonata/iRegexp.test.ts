import { describe, expect, test } from '@jest/globals';
import { carryIRegexp } from '../../../compiler/jsonata/iRegexp.ts';

describe('an I-Regexp, which is of code points, in code units', () => {
  test.each([
    ['', ''],
    ['^a+(b|c){1,2}$', '^a+(b|c){1,2}$'],
    ['a\\.b', 'a\\x2eb'],
    ['\\[/\\]', '\\x5b\\x2f\\x5d'],
    ['[]a]', undefined],
    ['[a-]', '[\\x2da]'],
    ['[-a]', '[\\x2da]'],
    ['[z-a]', undefined],
    ['\\d', undefined],
    ['a+?', undefined],
    ['(?=a)', undefined],
    ['(', undefined],
    ['\\p{Xy}', undefined],
  ])('%s becomes %s', (pattern, source) => {
    expect(carryIRegexp(pattern)).toBe(source);
  });

  test.each(['.', '[^a]', '\\p{L}', '\\P{L}', '[\\p{Nd}x]', '[\\u{ff00}-\\u{10500}]', '\u{1F600}', '[^\\P{Lu}]'])(
    '%s matches the same characters as with the flag u',
    (written) => {
      const pattern = written.replaceAll(/\\u\{(\w+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
      const carried = new RegExp(`^(?:${carryIRegexp(pattern)})$`);
      const wanted = new RegExp(`^(?:${pattern === '.' ? '[^\\n\\r]' : pattern})$`, 'u');
      const different: string[] = [];
      for (let code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 7) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        const character = String.fromCodePoint(code);
        if (carried.test(character) !== wanted.test(character)) different.push(code.toString(16));
      }
      expect(different).toEqual([]);
    },
  );
});
