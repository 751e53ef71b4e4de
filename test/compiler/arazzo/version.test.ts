import { expect, test } from '@jest/globals';
import { isSince } from '../../../compiler/arazzo/index.ts';

test('a version has what came with it and with those before it', () => {
  expect(isSince('1.1', '1.1')).toBe(true);
  expect(isSince('1.1', '1.0')).toBe(true);
  expect(isSince('1.0', '1.1')).toBe(false);
});
