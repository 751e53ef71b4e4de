import { expect, test } from '@jest/globals';
import { didYouMean } from '../../../compiler/diagnostics/index.ts';

test('a name that is near is asked for as it would be written', () => {
  expect(didYouMean('createUser')).toBe('Did you mean `createUser`?');
  expect(didYouMean('userId', (name) => `$inputs.${name}`)).toBe('Did you mean `$inputs.userId`?');
});

test('where no name is near there is nothing to ask', () => {
  expect(didYouMean(undefined)).toBeUndefined();
});
