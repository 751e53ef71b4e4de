import { jest } from '@jest/globals';
import { Ajv } from 'ajv';
import validate from 'asl-validator';

const { getSchema } = Ajv.prototype;
let first: Ajv | undefined;

/**
 * What the independent asl-validator finds wrong with the text of a definition; empty where it takes it. It compiles its
 * schemas anew at each call, which takes longer than all the rest: here it finds those of its first call.
 */
export function aslProblems(definition: string): string {
  const compiled = jest.spyOn(Ajv.prototype, 'getSchema').mockImplementation(function (this: Ajv, key) {
    first ??= this;
    return getSchema.call(first, key);
  });
  try {
    const { isValid, errorsText } = validate(JSON.parse(definition));
    return isValid ? '' : errorsText();
  } finally {
    compiled.mockRestore();
  }
}
