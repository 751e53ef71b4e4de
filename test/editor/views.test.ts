import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentSymbol, FoldingRange, Hover } from 'vscode-languageserver-protocol';
import type { PictureAnswer } from '../../editor/picture.ts';
import { type Editor, editor, type OpenText } from './support.ts';

const root = join(__dirname, '..', '..');
const text = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');

let client: Editor;
let document: OpenText;
beforeAll(async () => {
  client = await editor();
  document = await client.open(join(root, 'workflows', 'amazon-connect-provision-user.yml'), text);
});
afterAll(() => client.connection.dispose());

async function hoverAt(part: string, of = document): Promise<string> {
  const hover = await of.ask<Hover | null>('textDocument/hover', of.at(part));
  const contents = hover?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

describe('hover', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an operation',
      'operationId: create|User',
      [
        '**Connect CreateUser**: `PUT /users/{InstanceId}`',
        '`connect:CreateUser`',
        'A call that failed may have had its effect',
        'createAgent',
      ],
    ],
    ['a step', 'stepId: create|Agent', ['createAgent', 'Given up after', 'connect:CreateUser']],
    ['a member', 'PhoneTy|pe', ['`PhoneConfig.PhoneType`: string', 'SOFT\\_PHONE'.replace('\\', '')]],
    ['its value', 'SOFT_|PHONE', ['`PhoneConfig.PhoneType`']],
    ['a parameter', 'name: Instance|Id', ['`InstanceId` in path: string, required, 1 to 100 characters']],
    [
      'an input',
      '$inputs.pass|word',
      ['`$inputs.password`: string, always there, secret', 'First password of the agent.'],
    ],
    ['a member of an answer', '$response.body#/User|Arn', ['`$response.body#/UserArn`: string']],
    ['an output', '$steps.createAgent.outputs.user|Id', ['`$response.body#/UserId` of `createAgent`: string']],
    ['a field', 'success|Criteria', ['`successCriteria` of a step: array']],
  ])('tells of %s', async (_, part, expected) => {
    const told = await hoverAt(part);
    for (const each of expected) expect(told).toContain(each);
  });

  test('tells nothing where there is nothing to tell', async () => {
    expect(await document.ask('textDocument/hover', document.at('Provision an |Amazon'))).toBeNull();
  });
});

describe('the outline', () => {
  test('has sources, workflows, inputs, steps with what they run, and outputs', async () => {
    const [source, workflow] = await document.ask<DocumentSymbol[]>('textDocument/documentSymbol');
    expect(source).toMatchObject({ name: 'amazonConnectApi', detail: 'openapi' });
    const inside = workflow?.children?.map(({ name, detail }) => `${name}: ${detail}`);
    expect(inside).toEqual(expect.arrayContaining(['username: input', 'createAgent: createUser', 'userId: output']));
    expect(workflow?.children?.find(({ name }) => name === 'createAgent')?.children?.map(({ name }) => name)).toEqual([
      'userId',
      'userArn',
    ]);
  });
});

describe('folding', () => {
  test('hides what stands below a key or an item', async () => {
    const folds = await document.ask<FoldingRange[]>('textDocument/foldingRange');
    const steps = folds.find(({ startLine }) => startLine === document.at('  steps:').line);
    expect(steps?.endLine).toBe(document.at('  outputs:\n    userId: $steps').line - 1);
    expect(new Set(folds.map(({ startLine }) => startLine)).size).toBe(folds.length);
  });
});

describe('the picture', () => {
  test('is the one that graph draws', async () => {
    const { workflow, svg } = await document.ask<PictureAnswer>('arazzo/picture', document.at('createAgent'));
    expect(workflow).toBe('provision-user');
    expect(svg).toContain('data-state="createAgent"');
  });

  test('is of the workflow that is pointed at, and says why there is none', async () => {
    const broken = await client.open(
      '/nowhere/broken.yml',
      text.replace('operationId: createUser', 'operationId: nothing'),
    );
    expect(await broken.ask<PictureAnswer>('arazzo/picture')).toEqual({
      workflow: 'provision-user',
      message: 'There is no picture until the error in the document is mended.',
    });
  });
});

describe('a document that is half-written', () => {
  test('still has its other steps, and what is known of them', async () => {
    const half = await client.open(
      '/nowhere/half.yml',
      text.replace('    operationId: createUser', '    operationId: "createUser\n    param'),
    );
    const symbols = await half.ask<DocumentSymbol[]>('textDocument/documentSymbol');
    const names = symbols.at(-1)?.children?.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['assignRoutingProfile', 'confirmUser']));
    expect(await hoverAt('operationId: describe|User', half)).toContain('**Connect DescribeUser**');
  });
});
