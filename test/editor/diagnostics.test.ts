import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DidCloseTextDocumentNotification, DidOpenTextDocumentNotification } from 'vscode-languageserver-protocol';
import { type Editor, editor, folderWith } from './support.ts';

const root = join(__dirname, '..', '..');
const workflow = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.yml'), 'utf8').replace(
  'type: jsonpath',
  'type: simple',
);

let client: Editor;
beforeAll(async () => {
  client = await editor();
});
afterAll(() => client.connection.dispose());

const codes = (found: readonly { readonly code?: string | number }[]) => found.map(({ code }) => code);

describe('what is wrong in an open text', () => {
  test('is told as it is typed, whatever stands in the file', async () => {
    const path = join(folderWith({ 'a.yml': 'arazzo: 9.9.9' }), 'a.yml');
    const document = await client.open(path, workflow);
    expect(codes(document.found)).not.toContain('arazzo-version');
    await document.replace('operationId: createUser', 'operationId: creteUser');
    const found = document.found.find(({ code }) => code === 'operation-unknown');
    expect(found).toMatchObject({
      severity: 1,
      source: 'arazzo-sfn',
      message: 'Connect has no operation `creteUser`\nDid you mean `createUser`?',
      range: { start: document.at('creteUser'), end: document.at('creteUser|') },
    });
    await document.replace('operationId: creteUser', 'operationId: createUser');
    expect(codes(document.found)).not.toContain('operation-unknown');
  });

  test('is as bad as the project file says, which also gives options', async () => {
    const folder = folderWith({
      'arazzo-sfn.yml':
        'severities: { service-by-operations: off, polling-paced: warning }\noptions: { services: { api: connect } }\n',
    });
    const document = await client.open(
      join(folder, 'a.yml'),
      workflow
        .replaceAll('amazonConnectApi', 'api')
        .replace('../openapi/amazon-connect-openapi.yml', 'openapi.yml')
        .replaceAll('Amazon Connect', 'a thing'),
    );
    expect(codes(document.found)).not.toContain('service-unknown');
    writeFileSync(join(folder, 'arazzo-sfn.yml'), 'option: {}\n');
    await document.replace('openapi.yml', './openapi.yml');
    expect(codes(document.found)).toContain('service-unknown');
  });

  test('is looked for in the files that it names, as they stand in the editor', async () => {
    const called = (id: string) => `arazzo: 1.0.1
info: { title: Lists, version: 1.0.0 }
sourceDescriptions: [{ name: connect, url: ./connect.yml, type: openapi, x-aws-service: connect }]
workflows: [{ workflowId: ${id}, steps: [{ stepId: list, operationId: listUsers, parameters: [{ name: InstanceId, in: path, value: i }] }] }]
`;
    const folder = folderWith({ 'called.yml': called('list') });
    const calling = await client.open(
      join(folder, 'calling.yml'),
      `arazzo: 1.0.1
info: { title: Calls, version: 1.0.0 }
sourceDescriptions: [{ name: lists, url: ./called.yml, type: arazzo }]
workflows: [{ workflowId: call, steps: [{ stepId: run, workflowId: $sourceDescriptions.lists.lists }] }]
`,
    );
    expect(codes(calling.found)).toEqual(['reference-unknown']);
    const published = client.next(calling.uri);
    await client.open(join(folder, 'called.yml'), called('lists'));
    expect(await published).toEqual([]);
  });

  test('knows a document that is open and was never saved, and says so when it is closed', async () => {
    const folder = folderWith({});
    const calling = await client.open(
      join(folder, 'calling.yml'),
      `arazzo: 1.0.1
info: { title: Calls, version: 1.0.0 }
sourceDescriptions: [{ name: provision, url: ./new.yml, type: arazzo }]
workflows:
- workflowId: call
  steps: [{ stepId: run, workflowId: $sourceDescriptions.provision.provision-agent }]
`,
    );
    expect(codes(calling.found)).toEqual(['document-unreadable']);
    const opened = client.next(calling.uri);
    const called = await client.open(join(folder, 'new.yml'), workflow);
    expect(codes(await opened)).not.toContain('document-unreadable');
    const closed = client.next(calling.uri);
    await client.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: called.uri },
    });
    expect(codes(await closed)).toEqual(['document-unreadable']);
  });

  test.each(['file://server/share/a.yml', 'file:///a%2Fb.yml', 'untitled:Untitled-1'])(
    'is told of what is no file of this machine as well: %s',
    async (uri) => {
      const found = client.next(uri);
      await client.connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'yaml', version: 1, text: workflow.replace('createUser', 'creteUser') },
      });
      expect(codes(await found)).toContain('operation-unknown');
    },
  );

  test('is only why it can not be read, where it is no YAML', async () => {
    const document = await client.open(
      '/nowhere/broken.yml',
      workflow.replace('    operationId: createUser', '    operationId: [createUser'),
    );
    expect(codes(document.found)).toEqual(['yaml-syntax']);
  });

  test('is not told of other files', async () => {
    expect((await client.open('/nowhere/pipeline.yml', 'jobs: { arazzo: 1 }\nsteps: []\n')).found).toEqual([]);
  });
});
