import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../compiler/source/index.ts';
import { openApiSchema } from '../../../lib/trigger/openApiSchema.ts';

describe('openApiSchema', () => {
  test.each<[string, Json, Json]>([
    [
      'what both write alike stays',
      { type: 'string', minLength: 1, enum: ['a'] },
      { type: 'string', enum: ['a'], minLength: 1 },
    ],
    ['a constant is an enumeration of one', { const: 5 }, { enum: [5] }],
    ['null among the types is a flag', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    ['several types are left out: OpenAPI 3.0 has one', { type: ['string', 'number'] }, {}],
    ['an exclusive bound is a flag beside the bound', { exclusiveMaximum: 9 }, { maximum: 9, exclusiveMaximum: true }],
    ['true allows anything', true, {}],
    [
      'items and members are written so too',
      { type: 'array', items: { type: 'object', required: ['a'], properties: { a: { const: 1 } } } },
      { type: 'array', items: { type: 'object', required: ['a'], properties: { a: { enum: [1] } } } },
    ],
    ['keywords that OpenAPI 3.0 does not have are left out', { if: {}, contains: {}, prefixItems: [] }, {}],
  ])('%s', (_, schema, expected) => {
    expect(openApiSchema(schema)).toEqual(expected);
  });
});
