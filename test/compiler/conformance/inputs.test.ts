import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CompileOptions, Machine } from '../../../compiler/index.ts';
import type { Json } from '../../../local/index.ts';
import { compiled, found, look, runDocument, runScripted, workflow } from '../../support/runDocument.ts';

function withInputs(schema: Json): string {
  return workflow(`inputs: ${JSON.stringify(schema)}\nsteps:\n${look('a')}`);
}

/** Whether an input is accepted, and which inputs the cause names if not. */
function verdict(schema: Json, input: Json): Promise<'accepted' | readonly string[]> {
  return verdictOf(compiled(withInputs(schema)).machine, input);
}

async function verdictOf(machine: Machine, input: Json): Promise<'accepted' | readonly string[]> {
  const { status, error, cause = '', made } = await runScripted(machine, { input });
  if (status === 'SUCCEEDED') return 'accepted';
  expect({ error, made }).toEqual({ error: 'Arazzo.InputsRejected', made: [] });
  return [...new Set(reasonsIn(cause).map((reason) => /^[^:[.]+/.exec(reason)?.[0] ?? reason))];
}

function reasonsIn(cause: string): readonly string[] {
  return cause.slice(cause.indexOf('wrong inputs: ') + 'wrong inputs: '.length).split('; ');
}

/** Why an input is rejected; nothing where it is accepted. */
async function told(text: string, input: Json, options: CompileOptions = {}): Promise<readonly string[]> {
  const { status, cause = '' } = await runScripted(compiled(text, options).machine, { input });
  return status === 'SUCCEEDED' ? [] : reasonsIn(cause);
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
    expect(result.cause).toBe(
      'main: wrong inputs: a: missing; b: not an integer; c: not a boolean; odd name.x: not a string',
    );
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
    ['{ type: object, properties: { a: { type: array, maxItem: 3 } } }', 'schema-keyword-unchecked: maxItem'],
    ['{ type: object, nullable: false }', 'schema-keyword-unchecked: nullable'],
    ["{ $ref: '#/components/inputs/none' }", "schema-reference-unknown: '#/components/inputs/none'"],
    ["{ $dynamicRef: '#none' }", "schema-reference-unknown: '#none'"],
    ["{ $ref: 'https://example.org/other' }", "schema-reference-unknown: 'https://example.org/other'"],
    ["{ anyOf: [{ $ref: '#' }] }", "schema-recursive: { anyOf: [{ $ref: '#' }] }"],
    ['{ type: object, properties: { a: { type: text } } }', 'schema-invalid: text'],
    ['{ type: object, properties: { a: { minLength: x } } }', 'schema-invalid: x'],
  ])('%s', (schema, expected) => {
    expect(found(workflow(`inputs: ${schema}\nsteps:\n${look('a')}`))).toEqual([expected]);
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

describe('the reasons why an input is rejected', () => {
  test.each<[Json, Json, string]>([
    [{ maximum: 5 }, 6, 'n: more than 5'],
    [{ exclusiveMinimum: 5 }, 5, 'n: not more than 5'],
    [{ multipleOf: 5 }, 6, 'n: not a multiple of 5'],
    [{ enum: ['a', 1] }, 'b', 'n: not one of "a", 1'],
    [{ const: 'a' }, 'b', 'n: not "a"'],
    [{ type: ['string', 'null'] }, 1, 'n: not a string or null'],
    [{ type: 'string', minLength: 1 }, '', 'n: shorter than 1 character'],
    [{ pattern: '^[a-z]+$' }, 'A', 'n: not of the pattern ^[a-z]+$'],
    [{ minItems: 2 }, [1], 'n: fewer than 2 items'],
    [{ items: { type: 'integer' } }, [1, 'x', 'y'], 'n[1]: not an integer'],
    [{ prefixItems: [{}, { properties: { b: false } }] }, [1, { b: 1 }], 'n[1].b: not allowed'],
    [{ uniqueItems: true }, [1, 1], 'n: two items that are the same'],
    [{ contains: { const: 1 } }, [], 'n: fewer than 1 items as `contains` asks for'],
    [{ required: ['b'] }, {}, 'n.b: missing'],
    [{ properties: { b: { properties: { c: { type: 'null' } } } } }, { b: { c: 1 } }, 'n.b.c: not null'],
    [{ properties: { b: {} }, additionalProperties: false }, { c: 1 }, 'n.c: not allowed'],
    [{ patternProperties: { '^x-': { minimum: 2 } } }, { 'x-a': 1 }, 'n.x-a: less than 2'],
    [{ additionalProperties: { type: 'string' } }, { b: 1 }, 'n.b: not a string'],
    [{ unevaluatedProperties: false }, { b: 1 }, 'n.b: not allowed'],
    [{ propertyNames: { maxLength: 1 } }, { bc: 1 }, 'n: a member whose name is not allowed'],
    [{ dependentRequired: { b: ['c'] } }, { b: 1 }, 'n.c: missing'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 1, 'n: fits no schema of `anyOf`'],
    [{ oneOf: [{}, true] }, 1, 'n: fits none or several schemas of `oneOf`'],
    [{ not: {} }, 1, 'n: fits the schema of `not`'],
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    [{ if: { minimum: 3 }, then: { maximum: 5 } }, 6, 'n: more than 5'],
    [{ allOf: [{ minimum: 3 }, { minimum: 4 }] }, 3, 'n: less than 4'],
  ])('%j of %j', async (schema, value, reason) => {
    const text = withInputs({ type: 'object', properties: { n: schema } });
    expect(await told(text, { n: value })).toEqual([reason]);
  });

  test('are told of each input, and of all together', async () => {
    const schema = {
      type: 'object',
      required: ['a', 'b', 'c'],
      properties: { a: { type: 'string' }, b: { type: 'string' }, c: {} },
      maxProperties: 2,
      additionalProperties: false,
    };
    expect(await told(withInputs(schema), { a: 1, d: 2, e: 3 })).toEqual([
      'a: not a string',
      'b: missing',
      'c: missing',
      'd: not allowed',
      'e: not allowed',
      'the inputs: more than 2 members',
    ]);
  });
});

describe('references', () => {
  const wrongSize = async (schema: Json, rest = '') =>
    await told(workflow(`inputs: ${JSON.stringify(schema)}\nsteps:\n${look('a')}`, { rest }), { size: 'x' });

  test.each<[string, Json]>([
    ['#/$defs/n', { $defs: { n: { type: 'integer' } } }],
    ['#/workflows/0/inputs/$defs/n', { $defs: { n: { type: 'integer' } } }],
    ['#/$defs/a%20b~1c', { $defs: { 'a b/c': { type: 'integer' } } }],
    ['#/properties/other', { properties: { size: { $ref: '#/properties/other' }, other: { type: 'integer' } } }],
    ['#whole', { $defs: { n: { $anchor: 'whole', type: 'integer' } } }],
    ['other.json', { $id: 'https://example.org/one.json', $defs: { n: { $id: 'other.json', type: 'integer' } } }],
    ['urn:example:n#/$defs/m', { $defs: { n: { $id: 'urn:example:n', $defs: { m: { type: 'integer' } } } } }],
    ['#/components/inputs/n', { $id: 'https://example.org/one.json' }],
    ['#/components/inputs/o/$defs/n', {}],
  ])('%s', async (reference, schema) => {
    const whole = { type: 'object', properties: { size: { $ref: reference } }, ...Object(schema) };
    const rest = 'components: { inputs: { n: { type: integer }, o: { $defs: { n: { type: integer } } } } }';
    expect(await wrongSize(whole, rest)).toEqual(['size: not an integer']);
  });

  test('a dynamic one leads to the outermost anchor of its name', async () => {
    const schema = {
      $id: 'https://example.org/texts',
      type: 'object',
      properties: { list: { $ref: 'list' } },
      $defs: {
        texts: { $dynamicAnchor: 'item', type: 'string' },
        list: {
          $id: 'list',
          items: { $dynamicRef: '#item' },
          $defs: { any: { $dynamicAnchor: 'item' } },
        },
      },
    };
    expect(await told(withInputs(schema), { list: ['a', 1] })).toEqual(['list[1]: not a string']);
  });

  test('what stands beside one at the root of the inputs is asked, too, and its defaults are applied', async () => {
    const text = workflow(
      `inputs:
  $ref: '#/components/inputs/base'
  required: [size]
  properties: { extra: { type: string } }
steps:
${look('a')}
outputs: { size: $inputs.size, extra: $inputs.extra }`,
      {
        rest: `components:
  inputs:
    base: { type: object, properties: { name: { type: string }, size: { $ref: '#/components/inputs/size', maximum: 3, default: 2 } } }
    size: { type: integer }`,
      },
    );
    expect((await runDocument(text, { input: { extra: 'x' } })).output).toEqual({ size: 2, extra: 'x' });
    expect(await told(text, { size: 99, extra: 1 })).toEqual(['extra: not a string', 'size: more than 3']);
    expect(compiled(text).machine.inputsSchema).toEqual({
      type: 'object',
      required: ['size'],
      properties: {
        extra: { type: 'string' },
        name: { type: 'string' },
        size: { type: 'integer', maximum: 3, default: 2 },
      },
    });
  });
});

describe('inputs that only a part of the schema declares', () => {
  const document = (schema: Json) =>
    workflow(
      `inputs: ${JSON.stringify(schema)}\nsteps:\n${look('a')}\noutputs: { id: $inputs.id, name: $inputs.name }`,
    );

  test.each(['oneOf', 'anyOf'])('%s', async (keyword) => {
    const text = document({
      type: 'object',
      [keyword]: [
        { required: ['id'], properties: { id: { type: 'string' } } },
        { required: ['name'], properties: { name: { type: 'string' } } },
      ],
    });
    expect((await runDocument(text, { input: { id: 'x' } })).output).toEqual({ id: 'x' });
    expect((await runDocument(text, { input: { name: 'y' } })).output).toEqual({ name: 'y' });
    expect(await told(text, {})).toHaveLength(1);
  });

  test('a default satisfies what another part requires, and counts where members are counted', async () => {
    const text = document({
      type: 'object',
      minProperties: 2,
      allOf: [{ properties: { id: { default: 'd' }, name: { type: 'string' } } }, { required: ['id'] }],
      anyOf: [{ required: ['id'] }],
    });
    expect((await runDocument(text, { input: { name: 'n' } })).output).toEqual({ id: 'd', name: 'n' });
    expect(await told(text, {})).toEqual(['the inputs: fewer than 2 members']);
  });

  test('others are allowed where one part is closed, as far as that part allows them', async () => {
    const text = document({
      allOf: [{ properties: { id: {} }, additionalProperties: false }, { properties: { name: {} } }],
    });
    expect(await told(text, { id: 1 })).toEqual([]);
    expect(await told(text, { id: 1, name: 2 })).toEqual(['name: not allowed']);
  });
});

describe('a schema that contains itself', () => {
  const self = { $ref: '#/$defs/node' };
  const nodes: readonly (readonly [kind: string, node: Json, around: (inner: Json) => Json])[] = [
    ['a tree', { properties: { children: { type: 'array', items: self } } }, (inner) => ({ children: [inner] })],
    [
      'a list',
      { required: ['name'], properties: { name: { type: 'string' }, next: self } },
      (next) => ({ name: 'n', next }),
    ],
    ['by any name', { type: 'object', additionalProperties: self }, (inner) => ({ some: inner })],
    ['an alternative', { anyOf: [{ type: 'string' }, { type: 'array', items: self }] }, (inner) => [inner]],
    ['in all of several', { allOf: [{ type: 'object' }, { properties: { a: self } }] }, (a) => ({ a })],
  ];

  test.each(nodes)('is checked as deep as the compiler says: %s', async (kind, node, around) => {
    const text = withInputs({ type: 'object', required: ['root'], properties: { root: self }, $defs: { node } });
    const { machine, diagnostics } = compiled(text);
    const said = diagnostics.find(({ code }) => code === 'input-depth-bounded')?.message ?? '';
    const levels = Number(/about (\d+) levels/.exec(said)?.[1]);
    const innermost: Json = kind === 'an alternative' ? 'x' : kind === 'a list' ? { name: 'n' } : {};
    const run = (depth: number) => {
      let root: Json = innermost;
      for (let left = depth; left > 0; left--) root = around(root);
      return runScripted(machine, { input: { root } });
    };
    expect(await run(levels)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await run(2 * levels)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  const tree = `components:
  inputs:
    tree:
      type: object
      required: [name]
      properties: { name: { type: string }, inner: { type: array, items: { $ref: '#/components/inputs/tree' } } }`;
  const text = workflow(
    `inputs: { type: object, properties: { root: { $ref: '#/components/inputs/tree' } } }\nsteps:\n${look('a')}`,
    {
      rest: tree,
    },
  );

  test('is checked at all depths that JSONata can go to', async () => {
    const leaf = (depth: number, name: Json): Json =>
      depth === 0 ? { name } : { name: 'n', inner: [leaf(depth - 1, name)] };
    expect(await told(text, { root: leaf(3, 'x') })).toEqual([]);
    expect(await told(text, { root: leaf(3, 1) })).toEqual(['root: not as tree says']);
  });

  test('stands in the schema of the machine once', () => {
    const [node] = [{ $ref: '#/$defs/tree' }];
    expect(compiled(text).machine.inputsSchema).toEqual({
      type: 'object',
      properties: { root: node },
      $defs: {
        tree: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, inner: { type: 'array', items: node } },
        },
      },
    });
  });
});

describe('format', () => {
  const text = withInputs({
    type: 'object',
    properties: Object.fromEntries(
      ['date', 'date-time', 'email', 'uri', 'uuid', 'hostname'].map((format) => [format, { format }]),
    ),
  });

  test('is an annotation', async () => {
    expect(await told(text, { date: 'x', 'date-time': 'x', email: 'x', uri: 'x', uuid: 'x', hostname: '' })).toEqual(
      [],
    );
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['date', ['2024-02-29', '2000-02-29'], ['2023-02-29', '1900-02-29', '2024-04-31', '2024-1-1', '2024-01-01Z', '']],
    [
      'date-time',
      ['2024-02-29T23:59:60Z', '2024-01-01t00:00:00.123+01:30', '1990-12-31T15:59:60-08:00'],
      ['2024-01-01', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00', '2024-01-01T00:00:60Z', '2024-01-01 00:00:00Z'],
    ],
    ['email', ['a.b+c@example.org', '"a b"@example.org', 'a@[127.0.0.1]'], ['a', 'a@', '.a@b', 'a..b@c', 'a@b c']],
    ['uri', ['https://u@[::1]:80/a?b=c#d', 'urn:a:b', 'mailto:a@b'], ['a', '//a/b', 'a b:c', 'http://a/<b>', 'a:%zz']],
    [
      'uuid',
      ['2EB8AA08-aa98-11ea-b4aa-73b441d16380'],
      ['2eb8aa08aa9811eab4aa73b441d16380', '2eb8aa08-aa98-11ea-b4aa-73b441d1638'],
    ],
    ['hostname', ['x', ' '], []],
  ])('%s is checked where that is asked for', async (format, right, wrong) => {
    for (const value of right) expect(await told(text, { [format]: value }, { formats: 'assert' })).toEqual([]);
    for (const value of wrong)
      expect([value, await told(text, { [format]: value }, { formats: 'assert' })]).toEqual([
        value,
        [`${format}: not of the format ${format}`],
      ]);
    expect(await told(text, { [format]: 1 }, { formats: 'assert' })).toEqual([]);
  });
});
