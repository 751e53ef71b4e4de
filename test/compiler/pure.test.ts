import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { modelsFrom } from '../../compiler/apis/index.ts';
import { compile } from '../../compiler/compile.ts';
import { compile as compileOnNode, packageRoot, shippedModels } from '../../compiler/node/index.ts';

describe('the compiler without Node', () => {
  test('only compiler/node, and public.ts which brings it along, need what Node alone has', () => {
    const folder = join(packageRoot(), 'compiler');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const tied = files.filter((file) => /from '(node:|.*\/node\/)/.test(readFileSync(join(folder, file), 'utf8')));
    expect(tied.filter((file) => !/^node\b|^public\.ts$/.test(file))).toEqual([]);
  });
});

describe('models', () => {
  const text = `
arazzo: 1.0.1
info: { title: Users, version: 1.0.0 }
sourceDescriptions:
- { name: connect, url: ./amazon-connect-openapi.yml, type: openapi }
workflows:
- workflowId: look
  steps:
  - stepId: look
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: i }
    - { name: UserId, in: path, value: u }
`;
  const source = { name: 'look.yml', text };
  const connect = {
    source: 'a test',
    generated: '2026-01-01',
    resource: 'connect',
    exceptionPrefix: 'Connect',
    serviceId: 'Connect',
    protocol: 'rest-json',
    operations: [['DescribeUser'], ['UpdateUser']],
    errors: {},
  };
  const own = {
    'action connect:DescribeUser': { level: 'Read', resources: ['connect/user'] },
    'operation DescribeUser': {
      method: 'GET',
      uri: '/users/{InstanceId}/{UserId}',
      input: 'In',
      iam: ['connect:DescribeUser'],
    },
    'shape In': {
      type: 'structure',
      members: {
        InstanceId: { shape: 'Id', required: 1, place: 'path' },
        UserId: { shape: 'Id', required: 1, place: 'path' },
      },
    },
  };
  const shared = { 'resource connect/user': ['arn:*'], 'shape Id': 'string' };
  const lines = (facts: object) =>
    Object.entries(facts)
      .map(([key, fact]) => `${key}\t${JSON.stringify(fact)}\n`)
      .join('');
  const services = [{ resource: 'connect', exceptionPrefix: 'Connect', serviceId: 'Connect', names: ['connect'] }];
  const files = new Map([
    ['services', JSON.stringify({ source: 'a test', generated: '2026-01-01', services, uncallable: [] })],
    ['operations', JSON.stringify({ DescribeUser: ['connect'], UpdateUser: ['connect'] })],
    ['connect 0', JSON.stringify(connect)],
    ['connect 1', lines(shared)],
    ['connect 2', lines(own)],
  ]);

  test('may be given, and what they say is then all that is known of AWS', () => {
    const asked: string[] = [];
    const read = (name: string) => {
      asked.push(name);
      return files.get(name);
    };
    const models = modelsFrom({ table: read, part: (resource, part) => read(`${resource} ${part}`) });
    const { machines, diagnostics } = compile(source, { models });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(machines.map(({ definition }) => definition.States['look'])).toMatchObject([
      { Resource: 'arn:aws:states:::aws-sdk:connect:describeUser', Arguments: { InstanceId: 'i', UserId: 'u' } },
    ]);
    const unknown = compile({ name: 'look.yml', text: text.replace('describeUser', 'createUser') }, { models });
    expect(unknown.diagnostics).toMatchObject([{ code: 'operation-unknown' }]);
    expect(compileOnNode(source, { models })).toEqual(compile(source, { models }));
    // Each text is read once, and only where something in it is asked for.
    expect(asked).toEqual(['services', 'connect 0', 'connect 1', 'connect 2']);
  });

  test('come with the package, for callers who give none', () => {
    expect(compileOnNode(source)).toEqual(compile(source, { models: shippedModels }));
  });

  test('that are not there are no services', () => {
    const none = modelsFrom({ table: () => undefined, part: () => undefined });
    expect([none.services, none.uncallable, none.service('connect'), none.servicesWithOperation('CreateUser')]).toEqual(
      [[], [], undefined, []],
    );
    expect(compile(source, { models: none }).diagnostics).toMatchObject([{ code: 'service-unknown' }]);
  });
});
