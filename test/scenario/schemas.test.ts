import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { parse } from 'yaml';
import { sourceDescriptionObject } from '../../compiler/arazzo/definitions.ts';
import { Diagnostics } from '../../compiler/diagnostics/index.ts';
import { compile } from '../../compiler/index.ts';
import { parseSource } from '../../compiler/source/index.ts';
import { optionsShape } from '../../project/index.ts';
import { exampleFolders } from '../../scripts/pictures.ts';
import { scenariosPage } from '../../scripts/scenariosPage.ts';
import { schemas } from '../../scripts/schemas.ts';

const root = join(__dirname, '..', '..');
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
addFormats.default(ajv);
const schemaOf = (name: string) => JSON.parse(read('schemas', `${name}.schema.json`));

test.each(schemas())('$file is what the code says (npm run docs)', ({ file, text }) => {
  expect(read(file)).toBe(text);
});

test('docs/reference/scenarios.md is what the code says (npm run docs)', () => {
  expect(read('docs', 'reference', 'scenarios.md')).toBe(scenariosPage());
});

describe('the schema of scenario files', () => {
  const validate = ajv.compile(schemaOf('scenarios'));
  const files = [
    ...readdirSync(join(root, 'workflows')).map((file) => join('workflows', file)),
    ...exampleFolders().map((folder) => join('examples', folder, 'workflow.scenarios.yml')),
  ].filter((file) => file.endsWith('.scenarios.yml'));

  test.each(files)('takes %s', (file) => {
    validate(parse(read(file)));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['no document', { scenarios: [{ name: 'a' }] }],
    ['no scenario', { document: 'a.yml', scenarios: [] }],
    ['an unknown field', { document: 'a.yml', scenarios: [{ name: 'a', expects: {} }] }],
    [
      'an answer of two kinds',
      { document: 'a.yml', scenarios: [{ name: 'a', answers: { s: [{ delay: 1, lost: 'reset' }] } }] },
    ],
    ['an answer of no kind', { document: 'a.yml', scenarios: [{ name: 'a', answers: { s: [{ times: 2 }] } }] }],
    ['an unknown status', { document: 'a.yml', scenarios: [{ name: 'a', expect: { status: 'OK' } }] }],
    ['a pattern that is none', { document: 'a.yml', scenarios: [{ name: 'a', expect: { cause: '(' } }] }],
  ])('refuses %s', (_what, file) => {
    expect(validate(file)).toBe(false);
  });
});

describe('the schema of options', () => {
  const validate = ajv.compile(schemaOf('compile-options'));
  /** Some value that may or may not be right at some place of the options. */
  const leaf = fc.oneof(
    fc.constantFrom('secrets-manager', 'fail', 'aws-cn', 'connect:CreateUser', '', null, true),
    fc.integer({ min: -1, max: 3 }),
    fc.constant(1.5),
  );
  const value = fc.oneof(
    leaf,
    fc.array(leaf, { maxLength: 2 }),
    fc.dictionary(
      fc.constantFrom('a', 'from', 'key', 'first', 'total'),
      fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }), fc.record({ from: leaf, key: leaf }, { requiredKeys: [] })),
      { maxKeys: 2 },
    ),
  );
  const names = [
    'services',
    'actions',
    'secrets',
    'secretInputs',
    'callTimeout',
    'polling',
    'failureEnd',
    'partition',
    'other',
  ];
  const options = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 2 });

  test('says the same as the reader of options', () => {
    fc.assert(
      fc.property(options, (given) => {
        const diagnostics = new Diagnostics();
        const node = parseSource({ name: 'options', text: JSON.stringify(given) }, diagnostics);
        const taken = node !== undefined && optionsShape.read(node, diagnostics) !== undefined;
        expect([validate(given), diagnostics.all.length === 0]).toEqual([taken, taken]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the schemas of what the local services are given', () => {
  const connect = ajv.compile(schemaOf('connect-data'));
  const faults = ajv.compile(schemaOf('faults'));
  const mocks = ajv.compile(schemaOf('mocks'));

  test('take right files', () => {
    connect(parse(read('local', 'connect', 'default.yml')));
    expect(connect.errors).toBeNull();
    expect(faults([{ operation: 'connect:*', share: 0.1, error: 'A', happened: true }])).toBe(true);
    expect(mocks({ MockedResponses: { R: { '0-1': { Return: null } } } })).toBe(true);
  });

  test('refuse others', () => {
    expect(connect({ instances: [{ Id: 'i', users: [{ Id: 'u' }] }] })).toBe(false);
    expect(connect({ instances: [{ Id: 'i', users: [{ Id: 'u', Username: 'n', Name: 'n' }] }] })).toBe(false);
    expect(faults([{ operation: 'connect:*', error: 'A', delay: 1 }])).toBe(false);
    expect(faults([{ operation: 'createUser', error: 'A' }])).toBe(false);
    expect(mocks({ MockedResponses: { R: { first: { Return: null } } } })).toBe(false);
    expect(mocks({ MockedResponses: { R: { '0': {} } } })).toBe(false);
  });
});

describe('the schema of extensions', () => {
  const schema = schemaOf('arazzo-extensions');
  const validate = ajv.compile(schema);
  const field = schema.properties.sourceDescriptions.items.properties;

  test('has the fields that the compiler reads', () => {
    expect(Object.keys(field)).toEqual(
      Object.keys(sourceDescriptionObject.fields).filter((name) => name.startsWith('x-')),
    );
  });

  test('lists services that the compiler takes, and that have a model', () => {
    const listed: readonly string[] = field['x-aws-service'].enum;
    expect(listed).toEqual(expect.arrayContaining(['connect', 'dynamodb', 'lambda', 's3', 'sqs']));
    expect(listed.filter((name) => !existsSync(join(root, 'models', `${name}.model`)))).toEqual([]);
    const codes = (service: string) =>
      compile({
        name: 'a.yml',
        text: `arazzo: 1.0.1\ninfo: { title: a, version: '1' }\nsourceDescriptions: [{ name: a, url: a, x-aws-service: ${service} }]\nworkflows: [{ workflowId: a, steps: [{ stepId: a, operationId: getA }] }]\n`,
      }).diagnostics.map(({ code }) => code);
    expect(codes('connect')).not.toContain('service-unknown');
    expect(codes('conect')).toContain('service-unknown');
    expect(validate({ sourceDescriptions: [{ 'x-aws-service': 'connect' }] })).toBe(true);
    expect(validate({ sourceDescriptions: [{ 'x-aws-service': 'conect' }] })).toBe(false);
  });
});
