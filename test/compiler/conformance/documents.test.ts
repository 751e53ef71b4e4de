import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../compiler/index.ts';
import { answers, found, look, runDocument, workflow } from '../../support/runDocument.ts';

const two = workflow(`summary: The first\nsteps:\n${look('a')}`, {
  rest: `- workflowId: second
  description: The other
  steps:
  - { stepId: list, operationId: listUsers, parameters: [{ name: InstanceId, in: path, value: i-1 }] }`,
});

describe('a document of several workflows', () => {
  test('gives a machine for each, in their order', () => {
    const { machines, workflows } = compile({ name: 'd.yml', text: two });
    expect(workflows).toEqual(['main', 'second']);
    expect(machines.map(({ workflowId, definition }) => [workflowId, definition.Comment])).toEqual([
      ['main', 'main: The first'],
      ['second', 'second: The other'],
    ]);
  });

  test('an error in one is no reason to hold back the other', () => {
    const text = two.replace('operationId: listUsers', 'operationId: lstUsers');
    const { machines, diagnostics } = compile({ name: 'd.yml', text });
    expect(machines.map(({ workflowId }) => workflowId)).toEqual(['main']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['operation-unknown']);
  });
});

describe('what a step calls', () => {
  const sources = (
    step: string,
    descriptions = '{ name: connect, url: ./amazon-connect-openapi.yml, type: openapi }, { name: s3, url: ./amazon-s3.yml, type: openapi }',
  ) => `arazzo: 1.0.1
info: { title: Sources, version: 1.0.0 }
sourceDescriptions: [${descriptions}]
workflows:
- workflowId: main
  steps:
  - stepId: a
    ${step}
    parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: u-1 }]
`;

  test.each([
    ['operationId: $sourceDescriptions.connect.describeUser'],
    ['operationId: $sourceDescriptions.connect.DescribeUser'],
    ["operationPath: '{$sourceDescriptions.connect.url}#/paths/~1users~1{InstanceId}~1{UserId}/get'"],
    ['operationId: describeUser'],
  ])('%s', async (step) => {
    const { made } = await runDocument(sources(step));
    expect(made).toEqual([{ state: 'a', action: 'describeUser', arguments: { InstanceId: 'i-1', UserId: 'u-1' } }]);
  });

  test('the service is told by the option, by x-aws-service, or by the words of the source', async () => {
    const plain = '{ name: api, url: ./api.yml, type: openapi }';
    const one = sources('operationId: describeUser', plain);
    expect((await runDocument(one, { options: { services: { api: 'connect' } } })).made).toHaveLength(1);
    const named = '{ name: api, url: ./api.yml, type: openapi, x-aws-service: connect }';
    expect((await runDocument(sources('operationId: describeUser', named))).made).toHaveLength(1);
    const words = '{ name: amazonConnectApi, url: ./api.yml }';
    expect((await runDocument(sources('operationId: describeUser', words))).made).toHaveLength(1);
  });

  test('or by the servers of the OpenAPI file', async () => {
    const text = sources('operationId: describeUser', '{ name: api, url: ./api.yml, type: openapi }');
    const readFile = () => ({ name: 'api.yml', text: 'servers: [{ url: "https://connect.us-east-1.amazonaws.com" }]' });
    expect((await runDocument(text, { options: { readFile } })).made).toHaveLength(1);
  });

  test.each([
    ['{ name: shop, url: https://shop.example.org/api.yml, type: openapi }', ', x-aws-service: connect'],
    ['{ name: crm, url: ./crm.yml, type: openapi }', ''],
    ['{ name: queues, url: ./q.yml, type: openapi, x-aws-service: sqs }', ''],
  ])('of several sources it is the one that can have the operation, beside %s', async (other, service) => {
    const connect = `{ name: connect, url: ./connect.yml, type: openapi${service} }`;
    const text = sources('operationId: describeUser', `${other}, ${connect}`);
    const { made, codes } = await runDocument(text);
    expect([made.length, codes]).toEqual([1, []]);
  });

  test('of several sources of which none is known, each is told', () => {
    const text = sources('operationId: describeUser', '{ name: crm, url: ./crm.yml }, { name: shop, url: ./shop.yml }');
    expect(found(text)).toEqual([
      'service-unknown: { name: crm, url: ./crm.yml }',
      'service-unknown: { name: shop, url: ./shop.yml }',
    ]);
  });

  test.each([
    ["'{$sourceDescriptions.connect.url}#/paths/~1users~1{InstanceId}~1{UserId}/get'"],
    ['$sourceDescriptions.connect#/paths/~1users~1{InstanceId}~1{UserId}/get'],
    ['connect#/paths/~1users~1%7BInstanceId%7D~1%7BUserId%7D/get'],
  ])('operationPath: %s', async (path) => {
    expect((await runDocument(sources(`operationPath: ${path}`))).made).toHaveLength(1);
  });

  test.each([
    ['operationId: descrbeUser', 'operation-unknown: descrbeUser'],
    [
      'operationId: $sourceDescriptions.conect.describeUser',
      'reference-unknown: $sourceDescriptions.conect.describeUser',
    ],
    ["operationPath: '/users'", "operation-path-syntax: '/users'"],
    [
      "operationPath: '{$sourceDescriptions.connect.url}#/paths/~1nothing/get'",
      "operation-unknown: '{$sourceDescriptions.connect.url}#/paths/~1nothing/get'",
    ],
  ])('%s is an error at its place', (step, expected) => {
    expect(found(sources(step))).toEqual([expected]);
  });
});

test('a workflow of a document that is not named by such a name: the nearest name of a document is offered', () => {
  const named = (name: string, type: string) => `{ name: ${name}, url: ./${name}.yml, type: ${type} }`;
  const text = `arazzo: 1.0.1
info: { title: Sources, version: 1.0.0 }
sourceDescriptions: [${named('peopl', 'openapi')}, ${named('people', 'arazzo')}, ${named('others', 'arazzo')}]
workflows: [{ workflowId: main, steps: [{ stepId: a, workflowId: $sourceDescriptions.peopl.hire }] }]
`;
  const { diagnostics } = compile({ name: 'd.yml', text });
  expect(diagnostics.map(({ code, help }) => [code, help])).toContainEqual([
    'reference-unknown',
    'Did you mean `people`?',
  ]);
});

describe('names', () => {
  test('of steps become names of states, whatever they are; two that become the same stay apart', async () => {
    const long = 'x'.repeat(100);
    const ids = [
      'with blank',
      'émile',
      'a/b',
      'a<b',
      'a>b',
      long,
      `${long}y`,
      'main succeeded',
      'Check inputs',
      '__proto__',
    ];
    const text = workflow(`inputs: { type: object }\nsteps:\n${ids.map((id) => look(JSON.stringify(id))).join('\n')}`);
    const { made, states } = await runDocument(text);
    expect(made).toHaveLength(ids.length);
    expect(new Set(states).size).toBe(states.length);
    for (const state of states) expect(state.length).toBeLessThanOrEqual(80);
  });

  test('of steps become variables, whatever they are', async () => {
    const ids = ['1', 'states', 'count', 'inputs', 'a-b', 'a.b', 'a_b', 'parse', 'größe', '_x', 'constructor'];
    const steps = ids.map((id) => look(JSON.stringify(id), 'outputs: { name: $response.body#/User/Username }'));
    const outputs = Object.fromEntries(ids.map((id, at) => [`o${at}`, `$steps.${id}.outputs.name`]));
    const text = workflow(`steps:\n${steps.join('\n')}\noutputs: ${JSON.stringify(outputs)}`);
    const given = ids.map((_, at) => answers({ User: { Username: `n${at}` } }));
    const { output } = await runDocument(text, { answers: { describeUser: given } });
    expect(output).toEqual(Object.fromEntries(ids.map((_, at) => [`o${at}`, `n${at}`])));
  });

  test('two steps or workflows of one name are an error', () => {
    expect(found(workflow(`steps:\n${look('a')}\n${look('a')}`)).map((each) => each.split(':')[0])).toHaveLength(1);
    expect(
      found(
        workflow(`steps:\n${look('a')}`, { rest: '- { workflowId: main, steps: [{ stepId: b, workflowId: main }] }' }),
      ),
    ).not.toEqual([]);
  });
});

describe('extensions and descriptions', () => {
  test('x- fields are allowed and ignored', async () => {
    const text = workflow(`x-a: 1\nsteps:\n${look('a', 'x-b: { c: [1] }')}`).replace(
      'info: {',
      'x-root: y\ninfo: { x-i: 1,',
    );
    expect((await runDocument(text)).codes).toEqual([]);
  });

  test('descriptions become comments, whatever they hold', async () => {
    const text = workflow(`summary: '{% $x %}'\nsteps:\n${look('a', "description: '{% $eval(1) %}'")}`);
    const { machine, status } = await runDocument(text);
    expect(status).toBe('SUCCEEDED');
    expect(machine.definition.States['a']).toMatchObject({ Comment: '{% $eval(1) %}' });
  });

  test('versions: any patch of 1.0 and 1.1; others are refused', () => {
    const of = (version: string) => found(workflow(`steps:\n${look('a')}`, { version }));
    for (const version of ['1.0.0', '1.0.1', '1.0.9', '1.1.0']) expect(of(version)).toEqual([]);
    for (const version of ['2.0.0', '0.9.0', 'x']) expect(of(version)).toHaveLength(1);
  });
});
