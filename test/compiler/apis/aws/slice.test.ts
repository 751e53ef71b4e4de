import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Slice } from '../../../../compiler/apis/aws/slice.ts';

const name = fc.stringMatching(/^[A-Za-z0-9:/*_-]{1,12}$/);
const table = fc.dictionary(name, fc.constantFrom('string', 'blob', 'long'), { noNullPrototype: false });

/** A slice that holds these shapes, and nothing else. */
function sliceOf(shapes: Readonly<Record<string, string>>, shared?: Slice): Slice {
  const lines = Object.entries(shapes).map(([each, type]) => `shape ${each}\t${JSON.stringify(type)}\n`);
  return new Slice(lines.sort().join(''), shared);
}

describe('a slice', () => {
  test('finds each of its facts, and nothing that it has not', () => {
    fc.assert(
      fc.property(table, name, (shapes, other) => {
        const slice = sliceOf(shapes);
        for (const [each, type] of Object.entries(shapes)) expect(slice.fact('shape', each)).toBe(type);
        expect(slice.fact('shape', other)).toBe(Object.hasOwn(shapes, other) ? shapes[other] : undefined);
        expect(slice.fact('operation', other)).toBeUndefined();
      }),
    );
  });

  test('has what it shares with others, too; its own facts come first', () => {
    const shared = sliceOf({ Arn: 'string', Id: 'string' });
    const slice = sliceOf({ Id: 'long' }, shared);
    expect([slice.fact('shape', 'Id'), slice.fact('shape', 'Arn')]).toEqual(['long', 'string']);
  });

  test('is no mistake where nothing is in it', () => {
    expect(new Slice('').fact('shape', 'Id')).toBeUndefined();
  });
});
