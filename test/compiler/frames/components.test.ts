import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { components } from '../../../compiler/frames/components.ts';

test('two nodes are in one component exactly where each can be reached from the other', () => {
  const graph = fc
    .integer({ min: 1, max: 8 })
    .chain((size) =>
      fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }),
    );
  fc.assert(
    fc.property(graph, (successors) => {
      const reached = successors.map((_, from) => {
        const seen = new Set([from]);
        for (const node of seen) for (const next of successors[node] ?? []) seen.add(next);
        return seen;
      });
      const found = components(successors);
      for (const one of successors.keys()) {
        for (const other of successors.keys()) {
          const both = reached[one]?.has(other) === true && reached[other]?.has(one) === true;
          expect(found[one] === found[other]).toBe(both);
        }
      }
    }),
  );
});

test('a chain of 100,000 nodes that ends where it starts is one component', () => {
  const size = 100_000;
  const found = components(Array.from({ length: size }, (_, node) => [(node + 1) % size]));
  expect(new Set(found).size).toBe(1);
});
