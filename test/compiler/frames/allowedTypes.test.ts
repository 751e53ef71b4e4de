import { describe, expect, test } from '@jest/globals';
import { allowedTypes, readInputsJson } from '../../../compiler/index.ts';
import type { Json } from '../../../compiler/source/index.ts';

/** What the schema of an input allows. */
function allowed(schema: Json, $defs: Json = {}) {
  const inputs = readInputsJson({ type: 'object', properties: { input: schema }, $defs }, false);
  const [property] = inputs.properties;
  return allowedTypes(property?.schema ?? {}, inputs);
}

describe('the types that a schema allows', () => {
  test.each<[Json, readonly string[]]>([
    [{}, []],
    [true, []],
    [{ minimum: 1 }, []],
    [{ type: 'integer' }, ['integer']],
    [{ type: ['string', 'null'] }, ['string', 'null']],
    [{ enum: [1, 'a', 2, null] }, ['number', 'string', 'null']],
    [{ const: { a: 1 } }, ['object']],
    [{ anyOf: [{ type: 'integer' }, { enum: [true] }] }, ['integer', 'boolean']],
    [{ oneOf: [{ type: 'integer' }, { minLength: 1 }] }, []],
    [{ allOf: [{ minimum: 1 }, { type: 'number' }] }, ['number']],
    [{ description: 'a level', $ref: '#/$defs/level' }, ['integer']],
  ])('%j: %j', (schema, types) => {
    expect(allowed(schema, { level: { type: 'integer' } })).toEqual({ types });
  });

  test('and those of the items of lists', () => {
    const types = { types: ['array'], items: { types: ['array'], items: { types: ['integer'] } } };
    expect(allowed({ type: 'array', items: { type: 'array', items: { type: 'integer' } } })).toEqual(types);
    expect(allowed({ allOf: [{ type: 'array' }, { items: { type: 'boolean' } }] })).toEqual({
      types: ['array'],
      items: { types: ['boolean'] },
    });
  });

  test('of a schema that contains itself', () => {
    const tree = { anyOf: [{ type: 'integer' }, { type: 'array', items: { $ref: '#/$defs/tree' } }] };
    expect(allowed({ $ref: '#/$defs/tree' }, { tree })).toEqual({ types: ['integer', 'array'] });
    const list = { type: 'array', items: { anyOf: [{ $ref: '#/$defs/list' }, { type: 'string' }] } };
    expect(allowed({ $ref: '#/$defs/list' }, { list })).toMatchObject({ types: ['array'], items: { types: [] } });
  });
});
