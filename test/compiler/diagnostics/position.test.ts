import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineColumn } from '../../../compiler/diagnostics/index.ts';

const at = (text: string, offset: number) => {
  const { line, column } = lineColumn({ name: 'a.yml', text }, offset);
  return `${line}:${column}`;
};

test('lines and columns count from 1', () => {
  expect(at('ab\ncd\n', 0)).toBe('1:1');
  expect(at('ab\ncd\n', 2)).toBe('1:3');
  expect(at('ab\ncd\n', 3)).toBe('2:1');
  expect(at('ab\ncd\n', 6)).toBe('3:1');
});

test('an offset behind the text is its end', () => {
  expect(at('ab\nc', 99)).toBe('2:2');
});

test('columns are UTF-16 units, Windows line breaks one break, a byte order mark no column', () => {
  expect(at('😀x', 2)).toBe('1:3');
  expect(at('a\r\nb', 3)).toBe('2:1');
  expect(at('\uFEFFab', 1)).toBe('1:1');
  expect(at('\uFEFFab', 0)).toBe('1:1');
});

test('a position leads back to its offset', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', 'é') }), fc.nat(60), (text, given) => {
      const offset = Math.min(given, text.length);
      const { line, column } = lineColumn({ name: 'a.yml', text }, offset);
      const before = text.split('\n').slice(0, line - 1);
      expect(before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1).toBe(offset);
    }),
  );
});
