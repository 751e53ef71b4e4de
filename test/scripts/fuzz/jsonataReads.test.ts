import { expect, test } from '@jest/globals';
import { jsonataReads } from '../../../scripts/fuzz/jsonataReads.ts';

test('an expression reads the variables that it does not set itself, and paths of $states', () => {
  const { variables, paths, root } = jsonataReads(
    '( $a := $states.input.x; $exists($b.c) ? $map($d, function($v) { $v.q[$states.context.Execution.Input.z = $a] }) )',
  );
  expect([...variables].sort()).toEqual(['b', 'd', 'exists', 'map']);
  expect([...paths].sort()).toEqual(['context.Execution.Input.z', 'input.x']);
  expect(root).toBeUndefined();
});

test.each([
  ['$a', 'a'],
  ['$a.b[0].c', 'a'],
  ["{'x': $a}", undefined],
  ['$states.input.x', 'states'],
])('%s is a path of %s', (expression, root) => {
  expect(jsonataReads(expression).root).toBe(root);
});

test('$states as a whole is all that it holds', () => {
  expect([...jsonataReads('$string($states)').paths]).toEqual(['']);
});

test('what is no JSONata is thrown', () => {
  expect(() => jsonataReads('$a.')).toThrow();
});
