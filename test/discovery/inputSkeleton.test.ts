import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Json } from '../../compiler/source/index.ts';
import { inputSkeleton } from '../../discovery/index.ts';
import { patternExample } from '../../discovery/patternExample.ts';

const skeleton = (schema: Json, all = false) => inputSkeleton(schema, { all, secrets: [] });
const property = (schema: Json) => skeleton({ type: 'object', required: ['it'], properties: { it: schema } });

describe('inputSkeleton', () => {
  test('holds what is required, and with `all` the rest', () => {
    const schema = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, note: { type: 'string' } },
    };
    expect(skeleton(schema)).toEqual({ name: 'name' });
    expect(skeleton(schema, true)).toEqual({ name: 'name', note: 'note' });
  });

  test.each<[string, Json, Json]>([
    ['a constant', { const: 7 }, 7],
    ['the default', { type: 'string', default: 'x', enum: ['y', 'x'] }, 'x'],
    ['an example', { type: 'string', examples: ['x'] }, 'x'],
    ['the first of an enumeration', { enum: ['y', 'x'] }, 'y'],
    ['what may be null', { type: ['null', 'boolean'] }, true],
    ['a list with an item', { type: 'array', items: { type: 'integer', minimum: 3 } }, [3]],
    ['objects inside', { properties: { a: { type: 'boolean' } }, required: ['a'] }, { a: true }],
    ['a format', { type: 'string', format: 'email' }, 'robin@example.com'],
    ['a length', { type: 'string', minLength: 5, maxLength: 6 }, 'it000'],
    ['an exclusive bound', { type: 'integer', exclusiveMinimum: 1, maximum: 9 }, 2],
    [
      'what allOf asks',
      { allOf: [{ type: 'object', required: ['a'] }, { properties: { a: { const: 1 } } }] },
      { a: 1 },
    ],
    ['the first of oneOf', { oneOf: [{ type: 'integer' }, { type: 'string' }] }, 1],
  ])('%s', (_, schema, wanted) => {
    expect(property(schema)).toEqual({ it: wanted });
  });

  test('a secret is a password that services take', () => {
    const schema = { required: ['pin'], properties: { pin: { type: 'string' } } };
    expect(inputSkeleton(schema, { all: false, secrets: ['pin'] })).toEqual({ pin: 'Change-Me-1st' });
  });

  test('a schema that holds itself ends', () => {
    const list: { [name: string]: Json } = { type: 'object', required: ['next'] };
    list['properties'] = { next: list };
    expect(JSON.stringify(skeleton(list)).length).toBeLessThan(500);
  });

  test('whatever bounds there are, the schema takes its skeleton', () => {
    const bounds = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 50 }));
    const schemas = fc.oneof(
      bounds.map(([minimum, size]): Json => ({ type: 'integer', minimum, maximum: minimum + size })),
      bounds.map(([low, size]): Json => ({ type: 'number', exclusiveMinimum: low, maximum: low + size + 0.5 })),
      bounds.map(
        ([low, size]): Json => ({ type: 'string', minLength: Math.abs(low), maxLength: Math.abs(low) + size }),
      ),
      fc.integer({ min: 0, max: 5 }).map(
        (minItems): Json => ({
          type: 'array',
          minItems,
          uniqueItems: true,
          items: { type: 'string' },
        }),
      ),
    );
    fc.assert(
      fc.property(schemas, (schema) => {
        const whole = { type: 'object', required: ['it'], properties: { it: schema } };
        expect(new Ajv2020({ strict: false }).validate(whole, skeleton(whole))).toBe(true);
      }),
    );
  });
});

describe('patternExample', () => {
  test.each([
    '^[A-Z]{3}$',
    '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}$',
    '^arn:aws(-cn)?:connect:[a-z0-9-]+:[0-9]{12}:instance/.+$',
    '^(a|b)+c?$',
    '\\d{4}-\\d{2}',
    '^[\\w-]+_[0-9a-zA-Z]+$',
    '[\\S]+',
    '^(?:\\+[1-9][0-9]{1,14})$',
    '^[\\p{L}\\p{M}]{2,}$',
    '^(?!x)y$',
    '^(?<year>[0-9]{4})$',
    '^$',
    '^[^a1A]$',
  ])('%s', (pattern) => {
    expect(patternExample(pattern)).toMatch(new RegExp(pattern, 'u'));
  });

  test('keeps to the bounds of the length', () => {
    expect(patternExample('^[a-z]+$', 10, 20)?.length).toBeGreaterThanOrEqual(10);
    expect(patternExample('^[a-z]*$', 0, 0)).toBe('');
  });

  test.each(['(', '^a\\b.b$', '^(?=b)a$'])('%s: none is found', (pattern) => {
    expect(patternExample(pattern)).toBeUndefined();
  });

  test('never throws, and never hangs', () => {
    fc.assert(
      fc.property(fc.string(), (pattern) => {
        patternExample(pattern);
      }),
    );
  });
});
