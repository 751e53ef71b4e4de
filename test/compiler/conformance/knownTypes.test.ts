import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../local/index.ts';
import { compiled, runDocument } from '../../support/runDocument.ts';

/** A step over a service, and what the workflow's inputs are. */
function calling(service: string, operation: string, inputs: string, sent: string, required = ''): string {
  return `arazzo: 1.1.0
info: { title: Test, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: ${service} }]
workflows:
- workflowId: test
  inputs: { type: object, required: [${required}], properties: { ${inputs} } }
  steps:
  - stepId: call
    operationId: ${operation}
    ${sent}`;
}

const instance = '{ name: InstanceId, in: path, value: i-1 }';
const listUsers = (inputs: string) =>
  calling(
    'connect',
    'listUsers',
    inputs,
    `parameters: [${instance}, { name: maxResults, in: query, value: $inputs.a }]`,
  );
const describeUser = (inputs: string, required = '') =>
  calling(
    'connect',
    'describeUser',
    inputs,
    `parameters: [${instance}, { name: UserId, in: path, value: $inputs.a }]`,
    required,
  );
const putItem = (inputs: string, item: string) =>
  calling('dynamodb', 'putItem', inputs, `requestBody: { payload: { TableName: t, Item: ${item} } }`);
const search = (inputs: string, rest: string) =>
  calling('connect', 'searchUsers', inputs, `requestBody: { payload: { InstanceId: i-1, ${rest} } }`);

/** What a call sends for the input `a`, and what was said when compiling. */
async function sent(text: string, a: Json): Promise<readonly [Json | undefined, readonly string[]]> {
  const { made } = await runDocument(text, { input: { a } });
  return [made[0]?.arguments, codes(text)];
}

function codes(text: string): readonly string[] {
  return compiled(text).diagnostics.flatMap(({ code, severity }) => (severity === 'info' ? [] : [code]));
}

describe('in a path, a query or a header', () => {
  test('a text is the number that it says', async () => {
    const text = listUsers('a: { type: string }');
    expect(await sent(text, '5')).toEqual([{ InstanceId: 'i-1', MaxResults: 5 }, []]);
    expect(await sent(text, '1e1')).toEqual([{ InstanceId: 'i-1', MaxResults: 10 }, []]);
    const { status, error } = await runDocument(text, { input: { a: 'five' } });
    expect([status, error]).toEqual(['FAILED', 'States.QueryEvaluationError']);
  });

  test('a text that is not given is left out', async () => {
    const { made } = await runDocument(listUsers('a: { type: string }'), { input: {} });
    expect(made[0]?.arguments).toEqual({ InstanceId: 'i-1' });
  });

  test('a number is the text of it', async () => {
    const [sentTo, said] = await sent(describeUser('a: { type: integer }', 'a'), 1730000000123456);
    expect([sentTo, said]).toEqual([{ InstanceId: 'i-1', UserId: '1730000000123456' }, []]);
  });

  test('a list is neither', () => {
    expect(codes(listUsers('a: { type: array }'))).toEqual(['member-type-differs']);
  });
});

describe('in a body', () => {
  test.each([
    ['a number for a text', putItem('a: { type: integer }', '{ id: { N: $inputs.a } }')],
    ['a text for a number', search('a: { type: string }', 'MaxResults: $inputs.a')],
    ['a list for an object', search('a: { type: array }', 'SearchFilter: $inputs.a')],
    ['an object for a list', search('a: { type: object }', 'SearchFilter: { TagFilter: { OrConditions: $inputs.a } }')],
    ['a text for a truth', putItem('a: { type: string }', '{ id: { BOOL: $inputs.a } }')],
    ['a joined text for a number', search('a: { type: string }', "MaxResults: '1{$inputs.a}'")],
  ])('%s is a warning', (_, text) => {
    expect(codes(text)).toEqual(['member-type-differs']);
  });

  test('what is put into braces is text', async () => {
    const [sentTo, said] = await sent(putItem('a: { type: integer }', "{ id: { N: '{$inputs.a}' } }"), 5);
    expect([sentTo, said]).toEqual([{ TableName: 't', Item: { id: { N: '5' } } }, []]);
  });

  test.each(['{}', '{ type: [string, integer] }', '{ type: integer }'])('%s may be a number', (schema) => {
    expect(codes(search(`a: ${schema}`, 'MaxResults: $inputs.a'))).toEqual([]);
  });

  test('an output has the type of the member that it was', () => {
    const text = calling(
      'connect',
      'listUsers',
      '',
      `parameters: [${instance}]
    outputs: { users: $response.body#/UserSummaryList }
  - stepId: next
    operationId: listUsers
    parameters: [${instance}, { name: nextToken, in: query, value: $steps.call.outputs.users }]`,
    );
    expect(codes(text)).toEqual(['member-type-differs']);
  });
});

describe('an input that need not be given', () => {
  test('is a warning where the member is required, with the input by name', () => {
    const [found] = compiled(describeUser('a: { type: string }')).diagnostics;
    expect([found?.severity, found?.code]).toEqual(['warning', 'required-member-optional']);
    expect(found?.message).toContain('the input `a` may be missing');
  });

  test('is none where it is required or has a default', () => {
    expect(codes(describeUser('a: { type: string }', 'a'))).toEqual([]);
    expect(codes(describeUser('a: { type: string, default: x }'))).toEqual([]);
  });

  test('is none where an action leads to the call that asks whether it is given', () => {
    const text = describeUser('a: { type: string }');
    const asking = (condition: string) =>
      text.replace(
        /\n {2}- stepId: /,
        `\n  - stepId: before\n    operationId: listUsers\n    parameters: [{ name: InstanceId, in: path, value: i }]
    onSuccess: [{ name: given, type: goto, stepId: call, criteria: [{ condition: ${condition} }] }, { name: not, type: end }]$&`,
      );
    expect(codes(asking('$inputs.a != null'))).toEqual([]);
    expect(codes(asking("$inputs.a != 'x'"))).toContain('required-member-optional');
  });

  test('is a warning also as a part of a text', () => {
    const text = describeUser('a: { type: string }').replace('value: $inputs.a', `value: 'u-{$inputs.a}'`);
    expect(codes(text)).toEqual(['required-member-optional']);
  });
});

describe('an input that is sent as an object', () => {
  const object = (properties: string) => `a: { type: object, properties: { ${properties} } }`;

  test('is a warning where its schema has names that Step Functions refuses, with the right ones', () => {
    const text = search(object('tagFilter: {}, Bogus: {}'), 'SearchFilter: $inputs.a');
    const found = compiled(text).diagnostics.find(({ code }) => code === 'input-member-name');
    expect(found?.severity).toBe('warning');
    expect(found?.message).toContain('`tagFilter`, `Bogus`');
    expect(found?.help).toContain('`TagFilter` for `tagFilter`');
  });

  test.each([
    [
      'below a list',
      calling(
        'ec2',
        'describeInstances',
        'a: { type: array, items: { type: object, properties: { name: {} } } }',
        'requestBody: { payload: { Filters: $inputs.a } }',
      ),
    ],
    [
      'below a map',
      putItem(
        `a: { type: object, properties: { id: { type: object, properties: { BOOL: {} } } } }`,
        '$inputs.a',
      ).replace('required: []', 'required: [a]'),
    ],
    [
      'of the whole payload',
      calling('connect', 'searchUsers', object('instanceId: {}'), 'requestBody: { payload: $inputs.a }', 'a'),
    ],
    [
      'inside an input',
      search(object('b: { type: object, properties: { tagFilter: {} } }'), 'SearchFilter: $inputs.a.b'),
    ],
  ])('%s, too', (_, text) => {
    expect(codes(text)).toEqual(['input-member-name']);
  });

  test('is none where the names are those of Step Functions, or keys of a map', () => {
    expect(codes(search(object('TagFilter: {}'), 'SearchFilter: $inputs.a'))).toEqual([]);
    expect(codes(putItem(object('anyId: {}'), '$inputs.a').replace('required: []', 'required: [a]'))).toEqual([]);
  });
});
