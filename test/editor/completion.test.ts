import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { complete } from '../../editor/completion/complete.ts';
import { uriOf, Workspace } from '../../editor/workspace.ts';

const root = join(__dirname, '..', '..');
const workflow = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');

interface Completed {
  readonly labels: string[];
  /** The text with one of them taken. */
  take(label: string): string;
}

/** What is offered where `|` stands in a text. */
function completed(text: string, path = '/nowhere/document.yml'): Completed {
  const offset = text.indexOf('|');
  const document = TextDocument.create(uriOf(path), 'yaml', 1, text.slice(0, offset) + text.slice(offset + 1));
  const items = complete(document, offset, new Workspace({ all: () => [] }));
  return {
    labels: items.map(({ label }) => label),
    take(label) {
      const edit = items.find((each) => each.label === label)?.textEdit;
      if (edit === undefined || !('range' in edit))
        throw new Error(`no ${label}, but ${items.map((each) => each.label)}`);
      return TextDocument.applyEdits(document, [edit]);
    },
  };
}

/** The shipped workflow with a part of it replaced. */
function withPart(part: string, by: string): string {
  if (!workflow.includes(part)) throw new Error(`there is no ${part}`);
  return workflow.replace(part, by);
}

describe('completion', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'an operation, where nothing is typed yet',
      'operationId: describeUser',
      'operationId: |',
      ['describeUser', 'createUser'],
    ],
    ['an operation, half-typed', 'operationId: describeUser', 'operationId: desc|', ['describeUser']],
    ['an operation, in quotes that are open', 'operationId: describeUser', "operationId: 'desc|", ['describeUser']],
    ['a field of a step', '    operationId: describeUser', '    |', ['operationId', 'workflowId']],
    ['a field of a step, half-typed', '    operationId: describeUser', '    oper|', ['operationId']],
    [
      'a field of a step behind the last one',
      '  outputs:\n    userId: $steps',
      '    onF|\n  outputs:\n    userId: $steps',
      ['onFailure'],
    ],
    [
      'the first field of a new parameter',
      '    - name: UserId\n      in: path\n      value: $steps.createAgent.outputs.userId\n',
      '    - |\n',
      ['name', 'in', 'value', 'reference'],
    ],
    ['a parameter that the operation takes', '    - name: UserId', '    - name: |', ['UserId']],
    [
      'the place of a parameter',
      '    - name: UserId\n      in: path',
      '    - name: UserId\n      in: |',
      ['path', 'query'],
    ],
    ['a member of a request', '        PhoneConfig:\n', '        Dir|\n        PhoneConfig:\n', ['DirectoryUserId']],
    ['a member inside of another', '          AutoAccept: false', '          |', ['AutoAccept', 'DeskPhoneNumber']],
    ['a value of an enumeration', 'PhoneType: SOFT_PHONE', 'PhoneType: |', ['SOFT_PHONE', 'DESK_PHONE', '$inputs.']],
    ['expressions', 'Username: $inputs.username', 'Username: |', ['$inputs.', '$steps.']],
    ['inputs', 'Username: $inputs.username', 'Username: $inputs.|', ['$inputs.username', '$inputs.email']],
    ['steps', 'value: $steps.createAgent.outputs.userId', 'value: $steps.|', ['$steps.createAgent.outputs.']],
    [
      'outputs of a step',
      'value: $steps.createAgent.outputs.userId',
      'value: $steps.createAgent.outputs.|',
      ['$steps.createAgent.outputs.userArn'],
    ],
    [
      'members of an answer',
      '$response.body#/User/RoutingProfileId',
      '$response.body#/User/|',
      ['$response.body#/User/RoutingProfileId'],
    ],
    [
      'members of an output of another step',
      'assignedRoutingProfile: $steps.confirmUser.outputs.assignedRoutingProfile',
      'assignedRoutingProfile: $steps.confirmUser.outputs.userRecord#/|',
      ['$steps.confirmUser.outputs.userRecord#/Username'],
    ],
    ['what a condition reads', 'condition: $statusCode == 200', 'condition: |', ['$statusCode', '$response.body']],
    ['statuses', 'condition: $statusCode == 200', 'condition: $statusCode == |', ['200', '404', '429']],
    [
      'the names of errors',
      'condition: $statusCode == 200',
      "condition: $response.body#/__type == '|'",
      ['DuplicateResourceException'],
    ],
    [
      'fields of an action',
      '    outputs:\n      userId',
      '    onFailure:\n    - na|\n    outputs:\n      userId',
      ['name', 'type'],
    ],
    [
      'steps to go to',
      '    outputs:\n      userId',
      '    onFailure:\n    - name: again\n      type: goto\n      stepId: |\n    outputs:\n      userId',
      ['assignRoutingProfile', 'confirmUser'],
    ],
    ['services', '  type: openapi', '  type: openapi\n  x-aws-service: |', ['connect', 'dynamodb']],
  ])('offers %s', (_, part, by, expected) => {
    const { labels } = completed(withPart(part, by));
    expect(labels).toEqual(expect.arrayContaining([...expected]));
  });

  test('offers nothing that stands there already, and nothing in comments', () => {
    const { labels } = completed(withPart('    operationId: describeUser\n', '    operationId: describeUser\n    |\n'));
    expect(labels).toContain('requestBody');
    expect(labels).not.toContain('operationId');
    expect(completed(withPart('operationId: describeUser', '# operationId: |')).labels).toEqual([]);
  });

  test('puts what is taken in the place of what is typed', () => {
    expect(completed(withPart('operationId: describeUser', 'operationId: desc|')).take('describeUser')).toBe(workflow);
    expect(completed(withPart('    operationId: describeUser', '    oper|')).take('operationId')).toBe(
      withPart('operationId: describeUser', 'operationId: '),
    );
    expect(completed(withPart('$inputs.username', '$inputs.us|ername')).take('$inputs.username')).toBe(workflow);
    expect(completed(withPart('PhoneType: SOFT_PHONE', 'Pho|neType: SOFT_PHONE')).take('PhoneType')).toBe(workflow);
  });
});

describe('completion of references to components', () => {
  const text = (place: string) => `arazzo: 1.1.0
info: { title: Users, version: 1.0.0 }
sourceDescriptions: [{ name: connect, url: ./connect.yml, type: openapi, x-aws-service: connect }]
components:
  parameters: { instance: { name: InstanceId, in: path, value: i } }
  successActions: { done: { name: done, type: end } }
  failureActions: { again: { name: again, type: retry } }
workflows:
- workflowId: users
  steps:
  - stepId: list
    operationId: listUsers
${place}
`;

  test.each([
    ['parameters', "    parameters: [{ reference: '|' }]", ['$components.parameters.instance']],
    ['success actions', "    onSuccess: [{ reference: '|' }]", ['$components.successActions.done']],
    ['failure actions', "    onFailure: [{ reference: '|' }]", ['$components.failureActions.again']],
    [
      'parameters of a success action',
      "    onSuccess: [{ name: on, type: goto, workflowId: users, parameters: [{ reference: '|' }] }]",
      ['$components.parameters.instance'],
    ],
    [
      'parameters of a failure action',
      "    onFailure: [{ name: on, type: goto, workflowId: users, parameters: [{ reference: '|' }] }]",
      ['$components.parameters.instance'],
    ],
    ['success actions of a workflow', "  successActions: [{ reference: '|' }]", ['$components.successActions.done']],
  ])('offers %s', (_, place, expected) => {
    expect(completed(text(place)).labels).toEqual(expected);
  });
});

describe('completion in JSON', () => {
  const json = (step: string) => `{
  "arazzo": "1.0.1",
  "info": { "title": "Users", "version": "1.0.0" },
  "sourceDescriptions": [{ "name": "connect", "url": "connect.yml", "type": "openapi", "x-aws-service": "connect" }],
  "workflows": [
    {
      "workflowId": "users",
      "inputs": { "type": "object", "properties": { "userId": { "type": "string" } } },
      "steps": [
        {
          "stepId": "first",
          "operationId": "listUsers"
        },
        {
          "stepId": "look",
          ${step}
        }
      ]
    }
  ]
}
`;

  test.each<[string, string, readonly string[]]>([
    ['a field, half-typed', '"oper|', ['operationId']],
    ['a field, in front of others', '|\n          "operationId": "describeUser"', ['parameters']],
    ['an operation without quotes', '"operationId": |', ['describeUser']],
    ['an operation in quotes', '"operationId": "desc|"', ['describeUser']],
    [
      'an expression',
      '"operationId": "describeUser", "parameters": [{ "name": "UserId", "in": "path", "value": "$inputs.|" }]',
      ['$inputs.userId'],
    ],
  ])('offers %s', (_, step, expected) => {
    expect(completed(json(step)).labels).toEqual(expect.arrayContaining([...expected]));
  });

  test('writes quotes where they are missing', () => {
    expect(completed(json('"operationId": |')).take('describeUser')).toBe(json('"operationId": "describeUser"'));
    expect(completed(json('"operationId": "desc|"')).take('describeUser')).toBe(json('"operationId": "describeUser"'));
    expect(completed(json('"oper|')).take('operationId')).toBe(json('"operationId": '));
  });
});
