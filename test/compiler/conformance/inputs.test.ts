import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Machine } from '../../../compiler/index.ts';
import type { Json } from '../../../local/index.ts';
import { compiled, found, look, runDocument, runScripted, workflow } from '../../support/runDocument.ts';

function withInputs(schema: Json): string {
  return workflow(`inputs: ${JSON.stringify(schema)}\nsteps:\n${look('a')}`);
}

/** Whether an input is accepted, and which names the cause tells if not. */
function verdict(schema: Json, input: Json): Promise<'accepted' | readonly string[]> {
  return verdictOf(compiled(withInputs(schema)).machine, input);
}

async function verdictOf(machine: Machine, input: Json): Promise<'accepted' | readonly string[]> {
  const { status, error, cause = '', made } = await runScripted(machine, { input });
  if (status === 'SUCCEEDED') return 'accepted';
  expect({ error, made }).toEqual({ error: 'Arazzo.InputsRejected', made: [] });
  return cause.slice(cause.lastIndexOf(': ') + 2).split(', ');
}

describe('each keyword of JSON Schema that is checked', () => {
  test.each<[Json, readonly Json[], readonly Json[]]>([
    [{ type: 'string' }, ['', 'x'], [1, true, null, [], {}]],
    [{ type: 'number' }, [0, -1.5], ['1', true, null]],
    [{ type: 'integer' }, [0, -3, 2], [1.5, '1']],
    [{ type: 'boolean' }, [true, false], [0, 'true', null]],
    [{ type: 'array' }, [[], [1, [2]]], [{}, 'x']],
    [{ type: 'object' }, [{}, { b: 1 }], [[], 'x', null]],
    [{ type: 'null' }, [null], [0, '', false]],
    [{ type: ['string', 'null'] }, ['x', null], [1, []]],
    [{ type: ['integer', 'boolean'] }, [1, true], [1.5, 'x']],
    [{ enum: ['a', 1, null, [1], { b: 2 }] }, ['a', 1, null, [1], { b: 2 }], ['b', 2, [2], {}]],
    [{ const: 'x' }, ['x'], ['y', null]],
    [{ enum: Array.from({ length: 120 }, (_, at) => `Zone/${at}`) }, ['Zone/0', 'Zone/119'], ['Zone/120', 1]],
    [{ multipleOf: 0.01 }, [0.07, 1, 4.35, 'x'], [0.075]],
    [{ allOf: [{ minimum: 1 }, { maximum: 3 }] }, [1, 3], [0, 4]],
    [{ anyOf: [{ type: 'string' }, { minimum: 2 }] }, ['x', 2], [1]],
    [{ oneOf: [{ type: 'integer' }, { minimum: 2 }] }, [1, 2.5], [1.5, 3]],
    [{ not: { type: 'string' } }, [1, null], ['x']],
    [
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      { if: { type: 'string' }, then: { minLength: 2 }, else: { minimum: 0 } },
      ['ab', 0],
      ['a', -1],
    ],
    [{ prefixItems: [{ type: 'string' }], items: { type: 'integer' } }, [[], ['a'], ['a', 1]], [[1], ['a', 'b']]],
    [{ prefixItems: [{}, {}], items: false }, [[1], [1, [2]]], [[1, 2, 3]]],
    [{ contains: { const: 1 }, maxContains: 2 }, [[1], [[1], 1]], [[], [[1]], [1, 1, 1]]],
    [{ contains: { const: 1 }, minContains: 0 }, [[], [2]], []],
    [
      { uniqueItems: true },
      [[], [[1, 2], [1]], [1, true, '1']],
      [
        [1, 1],
        [
          [1, 2],
          [1, 2],
        ],
        [{ a: 1 }, { a: 1 }],
      ],
    ],
    [{ minProperties: 1, maxProperties: 2 }, [{ a: 1 }, { a: 1, b: 2 }, 'x'], [{}, { a: 1, b: 2, c: 3 }]],
    [{ propertyNames: { maxLength: 2 } }, [{}, { ab: 1 }], [{ abc: 1 }]],
    [
      { properties: { a: {} }, patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
      [{}, { a: 1, 'x-b': 'c' }],
      [{ 'x-b': 1 }, { b: 1 }],
    ],
    [{ properties: { a: {} }, additionalProperties: { type: 'integer' } }, [{ a: 'x', b: 1 }], [{ b: 'x' }]],
    [{ dependentRequired: { a: ['b'] } }, [{}, { b: 1 }, { a: 1, b: 2 }], [{ a: 1 }]],
    [{ dependentSchemas: { a: { maxProperties: 1 } } }, [{ a: 1 }, { b: 1, c: 2 }], [{ a: 1, b: 2 }]],
    [{ const: { b: [1] } }, [{ b: [1] }], [{ b: 1 }, {}]],
    [{ type: 'number', minimum: 2, maximum: 4 }, [2, 3.5, 4], [1.9, 4.1]],
    [{ type: 'number', exclusiveMinimum: 2, exclusiveMaximum: 4 }, [2.1, 3.9], [2, 4]],
    [{ type: 'number', multipleOf: 5 }, [0, 10, -5], [3, 5.5]],
    [{ type: 'string', minLength: 2, maxLength: 3 }, ['ab', 'abc', '😀😀'], ['a', 'abcd', '😀']],
    [{ type: 'string', pattern: '^[a-z]+$' }, ['abc'], ['Abc', '']],
    [{ type: 'string', pattern: 'b' }, ['abc'], ['ac']],
    [{ type: 'array', minItems: 1, maxItems: 2 }, [[1], [1, 2]], [[], [1, 2, 3]]],
    [{ type: 'array', items: { type: 'string', minLength: 1 } }, [[], ['x'], ['x', 'y']], [[''], [1], ['x', 2]]],
    [
      { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
      [[[1], []], [[]]],
      [[1], [['x']], [[1], [1.5]]],
    ],
    [
      { type: 'object', required: ['b'], properties: { b: { type: 'integer' }, c: { type: 'string' } } },
      [{ b: 1 }, { b: 1, c: 'x', d: 2 }],
      [{}, { b: 'x' }, { b: 1, c: 2 }],
    ],
    [{ type: 'object', properties: { b: {} }, additionalProperties: false }, [{}, { b: 1 }], [{ c: 1 }]],
    [{ minLength: 2 }, ['ab', 1, null], ['a']],
    [{ minimum: 2 }, [2, 'a', null], [1]],
    [true, [1, null, 'x'], []],
    [false, [], [1, null]],
    [{}, [1, null, []], []],
  ])('%j', async (schema, right, wrong) => {
    const { machine } = compiled(withInputs({ type: 'object', properties: { a: schema } }));
    for (const a of right) expect([a, await verdictOf(machine, { a })]).toEqual([a, 'accepted']);
    for (const a of wrong) expect([a, await verdictOf(machine, { a })]).toEqual([a, ['a']]);
  });
});

describe('inputs', () => {
  const schema = {
    type: 'object',
    required: ['a', 'b'],
    properties: {
      a: { type: 'string' },
      b: { type: 'integer' },
      c: { type: 'boolean' },
      'odd name.x': { type: 'string' },
    },
  };

  test('all that are wrong are named, never their values', async () => {
    const result = await runDocument(withInputs(schema), { input: { b: '~value~', c: ['~value~'], 'odd name.x': 7 } });
    expect(result.cause).toMatch(/: a, b, c, odd name\.x$/);
    expect(result.cause).not.toContain('~');
  });

  test('that are not declared pass where nothing forbids them, and are named where something does', async () => {
    expect(await verdict(schema, { a: 'x', b: 1, more: 1 })).toBe('accepted');
    expect(await verdict({ ...schema, additionalProperties: false }, { a: 'x', b: 1, more: 1 })).toEqual(['more']);
  });

  test('an input that is required and not described has to be there', async () => {
    expect(await verdict({ type: 'object', required: ['a'] }, {})).toEqual(['a']);
    expect(await verdict({ type: 'object', required: ['a'] }, { a: null })).toBe('accepted');
  });

  test('a workflow without inputs has no check and takes any input', async () => {
    const result = await runDocument(workflow(`steps:\n${look('a')}`), { input: ['anything'] });
    expect(result.states).toEqual(['a', 'main succeeded']);
  });

  test('defaults are applied where an input is absent, also to required ones', async () => {
    const text = workflow(`
inputs:
  type: object
  required: [size]
  properties:
    size: { type: integer, default: 25 }
    labels: { type: array, default: [x, [y]] }
    name: { type: string, default: '{% $x %}' }
    nothing: { default: null }
steps:
${look('a')}
outputs: { size: $inputs.size, labels: $inputs.labels, name: $inputs.name, nothing: $inputs.nothing }`);
    expect((await runDocument(text)).output).toEqual({
      size: 25,
      labels: ['x', ['y']],
      name: '{% $x %}',
      nothing: null,
    });
    expect((await runDocument(text, { input: { size: 1, name: '', labels: [] } })).output).toEqual({
      size: 1,
      labels: [],
      name: '',
      nothing: null,
    });
    expect((await runDocument(text, { input: { size: 'x' } })).error).toBe('Arazzo.InputsRejected');
  });

  test('only those that something reads are kept', async () => {
    const text = workflow(`
inputs: { type: object, properties: { a: { type: string }, unread: { type: string } } }
steps:
${look('a')}
outputs: { a: $inputs.a }`);
    const result = await runDocument(text, { input: { a: 'x', unread: '~y~' } });
    const later = result.history.slice(2).filter((event) => JSON.stringify(event).includes('~y~'));
    expect(later).toEqual([]);
  });

  test('the schema of the machine has its references replaced', () => {
    const text = workflow(`inputs: { $ref: '#/components/inputs/all' }\nsteps:\n${look('a')}`, {
      rest: "components: { inputs: { all: { type: object, properties: { a: { $ref: '#/components/inputs/one' } } }, one: { type: string } } }",
    });
    expect(compiled(text).machine.inputsSchema).toEqual({ type: 'object', properties: { a: { type: 'string' } } });
  });
});

describe('what is said of a schema when it is compiled', () => {
  test.each([
    [
      '{ type: object, properties: { a: { type: array, unevaluatedItems: false } } }',
      'schema-keyword-unchecked: unevaluatedItems',
    ],
    ['{ type: object, unevaluatedProperties: false }', 'schema-keyword-unchecked: unevaluatedProperties'],
    ["{ type: object, properties: { a: { pattern: '\\p{L}' } } }", "schema-keyword-unchecked: '\\p{L}'"],
    ['{ type: object, properties: { a: { type: text } } }', 'schema-invalid: text'],
    ['{ type: object, properties: { a: { minLength: x } } }', 'schema-invalid: x'],
    ["{ $ref: '#/components/inputs/none' }", "schema-reference-unknown: '#/components/inputs/none'"],
  ])('%s', (schema, expected) => {
    expect(found(workflow(`inputs: ${schema}\nsteps:\n${look('a')}`))).toEqual([expected]);
  });

  test('one that refers to itself is refused', () => {
    const text = workflow(`inputs: { $ref: '#/components/inputs/tree' }\nsteps:\n${look('a')}`, {
      rest: "components: { inputs: { tree: { type: object, properties: { left: { $ref: '#/components/inputs/tree' } } } } }",
    });
    expect(found(text).map((each) => each.split(':')[0])).toContain('schema-recursive');
  });
});

describe('laws', () => {
  const leaf = fc.oneof(
    fc.record({ type: fc.constant('string'), minLength: fc.nat(3), maxLength: fc.integer({ min: 3, max: 5 }) }),
    fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -2, max: 0 }), maximum: fc.nat(2) }),
    fc.record({ type: fc.constantFrom('boolean', 'null', 'number') }),
    fc.record({ enum: fc.array(fc.constantFrom<Json>('a', 1, null, true), { minLength: 1 }) }),
    fc.constant({}),
  );
  const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: fc.integer({ min: 1, max: 2 }) }),
      fc.record({
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('b', 'c'), tie('schema'), { noNullPrototype: true }),
        required: fc.subarray(['b', 'c']),
        additionalProperties: fc.boolean(),
      }),
    ),
  }));
  const value = fc
    .jsonValue({ maxDepth: 3, stringUnit: fc.constantFrom('a', 'b', 'c') })
    .map((any): Json => JSON.parse(JSON.stringify(any)));

  test('a value is accepted exactly where a plain reading of its schema accepts it', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(schema, value), { minLength: 8, maxLength: 8 }), async (pairs) => {
        const properties = Object.fromEntries(pairs.map(([each], at) => [`p${at}`, each]));
        const input = Object.fromEntries(pairs.map(([, each], at) => [`p${at}`, each]));
        const wrong = pairs.flatMap(([each, given], at) => (satisfies(Object(each), given) ? [] : [`p${at}`]));
        const told = await verdict({ type: 'object', properties }, input);
        expect(told === 'accepted' ? [] : [...told].sort()).toEqual(wrong);
      }),
      { numRuns: 15 },
    ));
});

interface PlainSchema {
  readonly type?: string;
  readonly enum?: readonly Json[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: PlainSchema;
  readonly properties?: { readonly [name: string]: PlainSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

/** The part of JSON Schema above, read as the specification says it. */
function satisfies(schema: PlainSchema, value: Json): boolean {
  if (schema.enum !== undefined && !schema.enum.some((each) => JSON.stringify(each) === JSON.stringify(value)))
    return false;
  if (schema.type !== undefined && !isOf(schema.type, value)) return false;
  const { minLength = 0, maxLength = 99, minimum = -99, maximum = 99, maxItems = 99, items, properties = {} } = schema;
  if (typeof value === 'string') return value.length >= minLength && value.length <= maxLength;
  if (typeof value === 'number') return schema.minimum === undefined || (value >= minimum && value <= maximum);
  if (Array.isArray(value))
    return value.length <= maxItems && (items === undefined || value.every((item: Json) => satisfies(items, item)));
  if (typeof value !== 'object' || value === null) return true;
  const members = new Map<string, Json>(Object.entries(value));
  if ((schema.required ?? []).some((name) => !members.has(name))) return false;
  if (schema.additionalProperties === false && [...members.keys()].some((name) => !Object.hasOwn(properties, name)))
    return false;
  return Object.entries(properties).every(([name, inner]) => {
    const member = members.get(name);
    return member === undefined || satisfies(inner, member);
  });
}

function isOf(type: string, value: Json): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'object'
    ? typeof value === 'object' && value !== null && !Array.isArray(value)
    : typeof value === type;
}

test('what stands beside a reference is checked, too, and inputs of allOf are known', async () => {
  const text = workflow(
    `inputs:
  allOf:
  - type: object
    required: [id]
    properties: { id: { type: string } }
  - type: object
    properties: { size: { $ref: '#/components/inputs/size', maximum: 5 } }
${'steps:'}
${look('first')}
outputs: { id: $inputs.id, size: $inputs.size }`,
  );
  const whole = `${text}\ncomponents: { inputs: { size: { type: integer } } }\n`;
  const statusOf = async (input: Json) => (await runDocument(whole, { input })).status;
  expect(await statusOf({ id: 'x', size: 5 })).toBe('SUCCEEDED');
  expect(await statusOf({ id: 'x', size: 6 })).toBe('FAILED');
  expect(await statusOf({ id: 'x', size: 'y' })).toBe('FAILED');
  expect(await statusOf({ size: 5 })).toBe('FAILED');
});
