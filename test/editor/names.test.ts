import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  DefinitionRequest,
  DidOpenTextDocumentNotification,
  type Location,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { type Editor, editor, folderWith, type OpenText } from './support.ts';

const text = `arazzo: 1.0.1
info: { title: Users, version: 1.0.0 }
sourceDescriptions:
- { name: users, url: ./connect.yml, type: openapi, x-aws-service: connect }
- { name: others, url: ./others.yml, type: arazzo }
components:
  inputs:
    instance: { type: object, required: [instanceId], properties: { instanceId: { type: string } } }
  parameters:
    instance: { name: InstanceId, in: path, value: $inputs.instanceId }
    connect: { name: connectInstance, value: i-1 }
workflows:
- workflowId: find
  inputs: { $ref: '#/components/inputs/instance' }
  steps:
  - stepId: list
    operationId: $sourceDescriptions.users.listUsers
    parameters: [{ reference: $components.parameters.instance }]
    outputs: { first: $response.body#/UserSummaryList/0/Id }
  outputs: { user: $steps.list.outputs.first }
- workflowId: look
  inputs: { $ref: '#/components/inputs/instance' }
  steps:
  - stepId: find
    workflowId: find
    parameters: [{ name: instanceId, value: $inputs.instanceId }]
    outputs: { user: $outputs.user }
    onSuccess: [{ name: on, type: goto, stepId: look }]
  - stepId: look
    operationId: $sourceDescriptions.users.describeUser
    parameters:
    - reference: $components.parameters.instance
    - { name: UserId, in: path, value: $steps.find.outputs.user }
    successCriteria: [{ condition: "$statusCode == 200 && $steps.find.outputs.user != 'x'" }]
  - stepId: other
    workflowId: $sourceDescriptions.others.far
- workflowId: give
  parameters: [{ name: userId, value: u-1 }]
  steps:
  - stepId: show
    workflowId: show
    parameters: [{ reference: $components.parameters.connect }]
- workflowId: show
  inputs: { type: object, properties: { userId: { type: string }, connectInstance: { type: string } } }
  steps:
  - stepId: get
    operationId: users.describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.connectInstance }
    - { name: UserId, in: path, value: $inputs.userId }
`;

const others = `arazzo: 1.0.1
info: { title: Others, version: 1.0.0 }
sourceDescriptions: [{ name: users, url: ./connect.yml, type: openapi, x-aws-service: connect }]
workflows: [{ workflowId: far, steps: [{ stepId: list, operationId: listUsers, parameters: [{ name: InstanceId, in: path, value: i }] }] }]
`;

let client: Editor;
let document: OpenText;
beforeAll(async () => {
  client = await editor();
  document = await client.open(join(folderWith({ 'others.yml': others }), 'users.yml'), text);
});
afterAll(() => client.connection.dispose());

const definition = (part: string) => document.ask<Location[]>('textDocument/definition', document.at(part));
const referencesOf = (part: string, includeDeclaration = true) =>
  document.ask<Location[]>('textDocument/references', document.at(part), { context: { includeDeclaration } });
const renamed = async (part: string, newName: string) => {
  const edit = await document.ask<WorkspaceEdit | null>('textDocument/rename', document.at(part), { newName });
  return document.with(edit?.changes?.[document.uri] ?? []);
};

describe('go to definition', () => {
  test.each<[string, string, string]>([
    ['a step in an expression', 'value: $steps.fi|nd.outputs', 'stepId: |find'],
    ['an output of a step', '$steps.list.outputs.fi|rst', '{ |first:'],
    ['an output of a workflow that a step runs', '$outputs.us|er', 'outputs: { |user: $steps.list'],
    ['an input, wherever its schema stands', 'value: $inputs.inst|anceId }]', 'properties: { |instanceId'],
    ['an input that is given to a workflow', '{ name: inst|anceId, value', 'properties: { |instanceId'],
    ['a step that an action goes to', 'goto, stepId: l|ook', '- stepId: |look'],
    ['a workflow', 'workflowId: f|ind\n    parameters', '- workflowId: |find'],
    ['a component', 'reference: $components.parameters.inst|ance\n', '    |instance: { name'],
    ['a schema', "'#/components/inputs/inst|ance'", '    |instance: { type'],
    ['a source', '$sourceDescriptions.us|ers.listUsers', '- { name: |users'],
  ])('of %s', async (_, part, expected) => {
    const [found] = await definition(part);
    expect(found).toMatchObject({ uri: document.uri, range: { start: document.at(expected) } });
  });

  test('of a workflow in another document', async () => {
    const [found] = await definition('others.f|ar');
    expect(found?.uri).toMatch(/others\.yml$/);
  });
});

test('a document is called what its editor calls it, which may encode more of a path', async () => {
  const uri = 'file:///nowhere/one%2Btwo.yml';
  const found = client.next(uri);
  await client.connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  await found;
  const position = document.at('stepId: fi|nd');
  const answer = await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position });
  expect(answer).toMatchObject([{ uri }]);
});

describe('references', () => {
  test('are all places that speak of it, and of nothing else of the name', async () => {
    expect(document.parts(await referencesOf('stepId: fi|nd'))).toEqual(['find', 'find', 'find']);
    expect(document.parts(await referencesOf('stepId: fi|nd', false))).toHaveLength(2);
    expect(await referencesOf('- workflowId: fi|nd')).toHaveLength(2);
    expect(await referencesOf('properties: { inst|anceId')).toHaveLength(5);
  });
});

describe('rename', () => {
  test('changes a name everywhere, in quotes and inside of longer texts', async () => {
    expect(await renamed('stepId: fi|nd', 'search')).toBe(
      text.replace('stepId: find', 'stepId: search').replaceAll('$steps.find', '$steps.search'),
    );
    expect(await renamed('{ us|er: $steps', 'id')).toBe(
      text.replace('{ user: $steps.list', '{ id: $steps.list').replace('$outputs.user', '$outputs.id'),
    );
    expect(await renamed('$inputs.inst|anceId }]', 'connectId')).toBe(text.replaceAll('instanceId', 'connectId'));
  });

  test('changes inputs where a workflow or a component gives them, and sources in front of operations', async () => {
    expect(await renamed('{ us|erId: { type', 'person')).toBe(text.replaceAll('userId', 'person'));
    expect(await renamed('connect|Instance: { type', 'where')).toBe(text.replaceAll('connectInstance', 'where'));
    expect(await renamed('- { name: us|ers', 'api')).toBe(
      text.replace('name: users', 'name: api').replaceAll('.users.', '.api.').replace('users.describe', 'api.describe'),
    );
  });

  test.each(['123', 'true', 'null', '1e3', '-', '---'])('refuses %s, which YAML reads as no text', async (name) => {
    await expect(renamed('stepId: fi|nd', name)).rejects.toThrow(`${name} can't be a name`);
  });

  test('refuses what is no name, and what is the name of something else', async () => {
    await expect(renamed('stepId: fi|nd', 'a b')).rejects.toThrow("a b can't be a name");
    await expect(renamed('stepId: fi|nd', 'look')).rejects.toThrow('there is another step of the name look');
    expect(await document.ask('textDocument/prepareRename', document.at('operation|Id: $'))).toBeNull();
    expect(await document.ask('textDocument/prepareRename', document.at('stepId: fi|nd'))).toMatchObject({
      placeholder: 'find',
    });
  });
});
