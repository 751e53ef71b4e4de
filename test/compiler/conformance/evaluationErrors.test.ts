import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../local/index.ts';
import { answers, runDocument } from '../../support/runDocument.ts';
import { holds } from './support.ts';

/** A call whose answer is a text that may hold JSON, what is done behind it, and a second call. */
function reading(operation: 'getObject' | 'invoke', behind: string): string {
  const [service, sent] =
    operation === 'getObject'
      ? ['s3', '{ name: Bucket, in: path, value: b }, { name: Key, in: path, value: k }']
      : ['lambda', '{ name: FunctionName, in: path, value: f }'];
  return `arazzo: 1.1.0
info: { title: Test, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: ${service} }]
workflows:
- workflowId: test
  steps:
  - stepId: get
    operationId: ${operation}
    parameters: [${sent}]
    ${behind}
  - { stepId: other, operationId: ${operation}, parameters: [${sent}] }`;
}

/** Whether a criterion holds over the text that a call answers. */
async function holdsOver(text: Json, criterion: string, operation: 'getObject' | 'invoke' = 'getObject') {
  const document = reading(operation, `onSuccess: [{ name: it, type: end, criteria: [${criterion}] }]`);
  const result = operation === 'getObject' ? { Body: text } : { Payload: text };
  const { status, cause, made } = await runDocument(document, { answers: { [operation]: answers(result) } });
  if (status !== 'SUCCEEDED') throw new Error(cause);
  return made.length === 1;
}

const overBody = (condition: string) => `{ context: $response.body, type: jsonpath, condition: '${condition}' }`;

describe('what is no JSON makes a criterion fail, not the execution', () => {
  const criteria = [
    overBody('$.ready'),
    overBody('$[?@.ready]'),
    overBody('$..ready'),
    overBody('$'),
    overBody('$.ready == true'),
    overBody('$.items.length == 0 && $.ready'),
    '{ condition: $response.body#/ready == true }',
    '{ condition: $response.body#/ready == "x" }',
    '{ condition: $response.body#/n < 5 }',
    '{ condition: $response.body#/ready }',
    '{ context: $response.body#/ready, type: regex, condition: .* }',
  ];

  test.each(criteria)('%s', async (criterion) => {
    for (const text of ['hello, world', '', '{"ready": true', 'ready: true'])
      expect(await holdsOver(text, criterion)).toBe(false);
    expect(await holdsOver('', criterion, 'invoke')).toBe(false);
  });

  test.each([
    [overBody('$.ready'), '{"ready": false}'],
    [overBody('$[?@.ready]'), '[{"ready": true}]'],
    [overBody('$[*].ready'), '[{"ready": true}]'],
    [overBody('$..ready'), '{"a": [{"ready": 1}]}'],
    [overBody('$'), '[]'],
    [overBody('$[0]'), '[1]'],
    [overBody('$[-1].ready'), '[{"ready": 1}]'],
    ['{ condition: $response.body#/ready == true }', '{"ready": true}'],
    ['{ condition: $response.body#/items/0/n < 5 }', '{"items": [{"n": 4}]}'],
    ['{ context: $response.body#/state, type: regex, condition: ^A }', '{"state": "ACTIVE"}'],
    ['{ context: $response.body, type: regex, condition: ^hello }', 'hello, world'],
  ])('%s holds over %s', async (criterion, text) => {
    expect(await holdsOver(text, criterion)).toBe(true);
    expect(await holdsOver(text, criterion, 'invoke')).toBe(true);
  });

  test('leaves out what an output would read in it', async () => {
    const document = `${reading('invoke', 'outputs: { x: $response.body#/x }')}
  outputs: { x: $steps.get.outputs.x }`;
    const output = async (text: string) =>
      (await runDocument(document, { answers: { invoke: answers({ Payload: text }) } })).output;
    expect(await output('{"x": [1]}')).toEqual({ x: [1] });
    expect(await output('')).toEqual({});
    expect(await output('{x')).toEqual({});
  });
});

describe('what is no number of JSONata is compared as the text that it is', () => {
  test.each(['five', '1e999', `${'9'.repeat(400)}`, '-', '0x5', ''])('%s', async (text) => {
    const input = { a: text };
    for (const condition of ['$inputs.a == 5', '$inputs.a < 5', '5 > $inputs.a'])
      expect(await holds({ condition, input })).toBe(false);
    expect(await holds({ condition: '$inputs.a != 5', input })).toBe(true);
  });
});

describe('over what is null', () => {
  test.each(['.*', 'null', '^$'])('the pattern %s fails', async (condition) => {
    const asked = { condition, type: 'regex', context: '$inputs.a', input: { a: null } } as const;
    expect(await holds(asked)).toBe(false);
    expect(await holds({ ...asked, properties: { a: { type: ['string', 'null'] } } })).toBe(false);
  });

  test.each(['$', '$.x', '$[*]', '$..*', '$[?@]'])('the query %s fails', async (condition) => {
    expect(await holds({ condition, type: 'jsonpath', context: '$inputs.a', input: { a: null } })).toBe(false);
  });

  test('a query that finds null holds', async () => {
    const asked = { condition: '$.x', type: 'jsonpath', context: '$inputs.a' } as const;
    expect(await holds({ ...asked, input: { a: { x: null } } })).toBe(true);
  });
});

describe('a name that is all digits', () => {
  test.each<[string, Json, boolean]>([
    ['$inputs.a#/404/name == "x"', { 404: { name: 'x' } }, true],
    ['$inputs.a#/1/name == "x"', [{}, { name: 'x' }], true],
    ['$inputs.a#/1/name == "x"', { 1: [{ name: 'x' }] }, false],
    ['$inputs.a#/01 == "x"', { '01': 'x' }, true],
    ['$inputs.a#/0/0 == "x"', { 0: ['x'] }, true],
    ['$inputs.a#/0/0 == "x"', [{ 0: 'x' }], true],
  ])('%s over %j: %p', async (condition, value, expected) => {
    expect(await holds({ condition, input: { a: value } })).toBe(expected);
  });

  test.each<[string, Json, boolean]>([
    [`$['404'].name`, { 404: { name: 'x' } }, true],
    [`$['0']`, ['x'], false],
    ['$[0]', { 0: 'x' }, false],
    [`$[?@['1'] == 'x']`, [{ 1: 'x' }], true],
  ])('of the query %s over %j: %p', async (condition, value, expected) => {
    expect(await holds({ condition, type: 'jsonpath', context: '$inputs.a', input: { a: value } })).toBe(expected);
  });

  test('is a member of the object that the schema says is there', async () => {
    const properties = { a: { type: 'object' }, b: { type: 'array' } };
    const input = { a: { 0: 'x' }, b: ['x'] };
    expect(await holds({ condition: '$inputs.a#/0 == "x"', input, properties })).toBe(true);
    expect(await holds({ condition: '$inputs.b#/0 == "x"', input, properties })).toBe(true);
  });
});
