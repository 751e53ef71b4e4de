import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { collapseLoops } from '../../bin/cli/collapseLoops.ts';

function written(keys: readonly string[]): string {
  let text = '';
  const lines = collapseLoops((each) => {
    text += each;
  });
  for (const key of keys) lines.line(key, `${key}\n`);
  lines.end();
  return text;
}

const times = (count: number, ...keys: readonly string[]) => Array.from({ length: count }, () => keys).flat();

describe('collapseLoops', () => {
  test.each<[string, readonly string[], string]>([
    ['lines that differ', ['a', 'b', 'c'], 'a\nb\nc\n'],
    ['two rounds', times(2, 'a', 'b'), 'a\nb\na\nb\n'],
    ['three rounds', times(3, 'a', 'b'), 'a\nb\na\nb\n  ... once more the same\n'],
    ['many rounds', ['x', ...times(20, 'a', 'b', 'c'), 'y'], 'x\na\nb\nc\na\nb\nc\n  ... 18 times more the same\ny\n'],
    ['a round that ends early', [...times(4, 'a', 'b'), 'a', 'y'], 'a\nb\na\nb\n  ... 2 times more the same\na\ny\n'],
    ['one line again and again', times(5, 'a'), 'a\na\n  ... 3 times more the same\n'],
  ])('%s', (_, keys, text) => {
    expect(written(keys)).toBe(text);
  });

  test('no line is lost: what is shown stands for what there was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (keys) => {
        const lines = written(keys)
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith(' '));
        expect(lines.length).toBeLessThanOrEqual(keys.length);
        expect(new Set(lines)).toEqual(new Set(keys));
      }),
    );
  });
});
