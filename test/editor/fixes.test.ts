import { describe, expect, test } from '@jest/globals';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CatalogueEntry, catalogue, meantIn } from '../../compiler/diagnostics/index.ts';
import { fixes } from '../../editor/fixes/fixes.ts';
import { type Analysis, uriOf, Workspace } from '../../editor/workspace.ts';
import { folderWith } from './support.ts';

interface Looked {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

/** What a server knows of a text that is open in a folder. */
function look(text: string, folder: string): Looked {
  const document = TextDocument.create(uriOf(`${folder}/document.yml`), 'yaml', 1, text);
  const analysis = new Workspace({ all: () => [] }).analysis(document);
  if (analysis === undefined) throw new Error('it is no Arazzo document');
  return { document, analysis };
}

/** The text after the first fix of a diagnostic with this code. */
function fixed(
  text: string,
  code: string,
  folder = folderWith({}),
): { readonly text: string; readonly codes: string[]; readonly title: string } {
  const { document, analysis } = look(text, folder);
  const found = analysis.found().find((each) => each.code === code);
  if (found === undefined)
    throw new Error(
      `no ${code}, but ${analysis
        .found()
        .map((each) => each.code)
        .join(', ')}`,
    );
  const fix = fixes(analysis, found.place.range, document.uri).find((each) => each.diagnostics?.[0]?.code === code);
  if (fix === undefined) throw new Error(`no fix for: ${found.message} ${found.help}`);
  const after = TextDocument.applyEdits(document, fix.edit?.changes?.[document.uri] ?? []);
  return {
    text: after,
    title: fix.title,
    codes: look(after, folder)
      .analysis.found()
      .map((each) => each.code),
  };
}

const entries: Readonly<Record<string, CatalogueEntry>> = catalogue;

/** Examples of diagnostics that ask "Did you mean". */
const asking = Object.entries(entries).flatMap(([code, { bad, files }]) => {
  if (bad === undefined || code === 'option-unknown') return [];
  const folder = folderWith(files ?? {});
  const document = TextDocument.create(uriOf(`${folder}/document.yml`), 'yaml', 1, bad);
  const found = new Workspace({ all: () => [] }).analysis(document)?.found() ?? [];
  return found.some((each) => each.code === code && meantIn(each) !== undefined) ? [[code, bad, folder] as const] : [];
});

describe('"Did you mean"', () => {
  test.each(asking)('of %s is one click', (code, bad, folder) => {
    expect(fixed(bad, code, folder).codes).not.toContain(code);
  });

  const step = (lines: string) => `arazzo: 1.0.1
info: { title: Users, version: 1.0.0 }
sourceDescriptions: [{ name: connect, url: ./connect.yml, type: openapi, x-aws-service: connect }]
workflows:
- workflowId: users
  inputs: { type: object, properties: { instanceId: { type: string }, userId: { type: string } } }
  steps:
  - stepId: look
${lines.replaceAll(/^/gm, '    ')}
`;
  const call = (rest: string) =>
    step(`operationId: describeUser
parameters:
- { name: InstanceId, in: path, value: $inputs.instanceId }
- { name: UserId, in: path, value: $inputs.userId }
${rest}`);

  test.each([
    [
      'a part of an expression',
      call('outputs: { id: $response.bdy#/User/Id }'),
      'expression-syntax',
      '$response.body#/User/Id',
    ],
    [
      'a whole expression',
      call('successCriteria:\n- condition: $response.status == 200'),
      'expression-syntax',
      'condition: $statusCode == 200',
    ],
    [
      'the value of a member, in quotes',
      step(`operationId: updateUserPhoneConfig
parameters:
- { name: InstanceId, in: path, value: $inputs.instanceId }
- { name: UserId, in: path, value: $inputs.userId }
requestBody: { payload: { PhoneConfig: { PhoneType: "SOFT_PHON" } } }`),
      'member-literal-invalid',
      'PhoneType: "SOFT_PHONE"',
    ],
    [
      'the name of an error in a condition',
      call(
        'onFailure:\n- { name: gone, type: end, criteria: [{ condition: "$response.body#/__type == \'ResourceNotFundException\'" }] }',
      ),
      'value-unknown',
      "== 'ResourceNotFoundException'",
    ],
    [
      'a token of a target',
      step(`operationId: updateUserPhoneConfig
parameters:
- { name: InstanceId, in: path, value: $inputs.instanceId }
- { name: UserId, in: path, value: $inputs.userId }
requestBody:
  payload: { PhoneConfig: { PhoneType: SOFT_PHONE } }
  replacements: [{ target: /PhoneConfg/PhoneType, value: DESK_PHONE }]`),
      'replacement-target-unknown',
      'target: /PhoneConfig/PhoneType',
    ],
  ])('changes %s', (_, text, code, expected) => {
    const { text: after, codes } = fixed(text, code);
    expect(after).toContain(expected);
    expect(codes).not.toContain(code);
  });

  test('keeps the quotes of JSON', () => {
    const text = JSON.stringify({
      arazzo: '1.0.1',
      info: { title: 'Users', version: '1.0.0' },
      sourceDescriptions: [{ name: 'connect', url: 'connect.yml', type: 'openapi', 'x-aws-service': 'connect' }],
      workflows: [{ workflowId: 'users', steps: [{ stepId: 'list', operationId: 'listUers' }] }],
    });
    expect(fixed(text, 'operation-unknown').text).toContain('"operationId":"listUsers"');
  });
});

describe('what is missing', () => {
  const head = `arazzo: 1.0.1
info: { title: Users, version: 1.0.0 }
sourceDescriptions:
- name: connect
  url: ./connect.yml
  type: openapi
  x-aws-service: connect
workflows:
- workflowId: users
`;

  test('members of a request are added where they belong, and inputs for them', () => {
    const { text, title, codes } = fixed(
      `${head}  inputs:
    type: object
    required: [ instanceId ]
    properties:
      instanceId:
        type: string
  steps:
  - stepId: create
    operationId: createUser
    parameters:
    - name: InstanceId
      in: path
      value: $inputs.instanceId
    requestBody:
      payload:
        Username: kim # the agent
        PhoneConfig:
          AutoAccept: false
`,
      'member-required-missing',
    );
    expect(title).toBe('Add SecurityProfileIds, RoutingProfileId');
    expect(codes).not.toContain('input-unknown');
    expect(text).toContain(`          AutoAccept: false
        SecurityProfileIds: $inputs.securityProfileIds
        RoutingProfileId: $inputs.routingProfileId
`);
    expect(text).toContain(`      instanceId:
        type: string
      securityProfileIds:
        type: array
`);
    expect(text).toContain('required: [ instanceId, securityProfileIds, routingProfileId ]');
    expect(codes).toEqual([]);
  });

  test('members, parameters and inputs are added to what is empty, in JSON and in YAML', () => {
    const text = JSON.stringify({
      arazzo: '1.0.1',
      info: { title: 'Users', version: '1.0.0' },
      sourceDescriptions: [{ name: 'connect', url: 'connect.yml', type: 'openapi', 'x-aws-service': 'connect' }],
      workflows: [
        {
          workflowId: 'users',
          inputs: { type: 'object', required: [], properties: {} },
          steps: [{ stepId: 'look', operationId: 'describeUser', parameters: [] }],
        },
      ],
    });
    const json = fixed(text, 'member-required-missing');
    expect(json.codes).toEqual([]);
    expect(JSON.parse(json.text)).toMatchObject({
      workflows: [
        {
          inputs: { required: ['userId', 'instanceId'], properties: { userId: {}, instanceId: {} } },
          steps: [{ parameters: [{ name: 'UserId' }, { name: 'InstanceId' }] }],
        },
      ],
    });
    const payload = fixed(
      `${head}  inputs: { type: object, properties: { instanceId: { type: string } }, required: [instanceId] }
  steps:
  - stepId: create
    operationId: createUser
    parameters: [{ name: InstanceId, in: path, value: $inputs.instanceId }]
    requestBody: { payload: {} }
`,
      'member-required-missing',
    );
    expect(payload.codes).toEqual([]);
  });

  test('of several fields that are missing, each is added for itself, and none that only another object has', () => {
    const without = (line: string) => head.replace(line, '');
    const steps = '  steps: [{ stepId: list, operationId: listUsers, parameters: [{ name: InstanceId, in: path }] }]\n';
    const { analysis, document } = look(
      `${without('- name: connect\n  url: ./connect.yml\n').replace('  type: openapi', '- type: openapi')}${steps}`,
      folderWith({}),
    );
    const titles = analysis
      .found()
      .filter(({ code }) => code === 'field-missing')
      .map(({ message, place }) => [
        message,
        fixes(analysis, place.range, document.uri)
          .filter(({ diagnostics }) => String(diagnostics?.[0]?.message).startsWith(message))
          .map(({ title }) => title),
      ]);
    expect(titles).toEqual([
      ['a source description needs a field `name`', ['Add name']],
      ['a source description needs a field `url`', ['Add url']],
      ['a parameter needs a field `value`', ['Add value']],
    ]);
  });

  test('what stands in the place of parameters is left to be mended first', () => {
    const text = `${head}  steps:\n  - stepId: list\n    operationId: listUsers\n    parameters:\n      in: path\n`;
    const { analysis, document } = look(text, folderWith({}));
    const all = fixes(analysis, { start: 0, end: text.length }, document.uri);
    expect(all.filter(({ diagnostics }) => diagnostics?.[0]?.code === 'member-required-missing')).toEqual([]);
  });

  test('members of an object in a list are added to it', () => {
    const { text, title } = fixed(
      `${head.replace('-service: connect', '-service: dynamodb')}  steps:
  - stepId: create
    operationId: createTable
    requestBody:
      payload:
        TableName: users
        AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
        KeySchema:
        - AttributeName: id
`,
      'member-required-missing',
    );
    expect(title).toBe('Add KeyType');
    expect(text).toContain('        - AttributeName: id\n          KeyType: $inputs.keyType\n');
  });

  test.each([
    ['in block style', '    operationId: describeUser\n'],
    [
      'in block style, with parameters',
      '    operationId: describeUser\n    parameters:\n    - name: InstanceId\n      in: path\n      value: i\n',
    ],
    ['in flow style', '    operationId: describeUser\n    parameters: [{ name: InstanceId, in: path, value: i }]\n'],
    [
      'in a list of objects in flow style',
      '    operationId: describeUser\n    parameters:\n    - { name: InstanceId, in: path, value: i } # which\n',
    ],
  ])('parameters are added %s, and a step that has nothing else gets all', (_, rest) => {
    const { text, codes } = fixed(`${head}  steps:\n  - stepId: look\n${rest}`, 'member-required-missing');
    expect(codes).toEqual([]);
    expect(text).toMatch(/name: UserId,?\s+in: path,?\s+value: \$inputs\.userId/);
  });

  test('a whole request is added', () => {
    const { text, codes } = fixed(
      `${head}  steps:\n  - stepId: create\n    operationId: createUser\n`,
      'member-required-missing',
    );
    expect(codes).toEqual([]);
    expect(text).toContain('    requestBody:\n      payload:\n        Username: $inputs.username\n');
  });

  test('JSON stays JSON', () => {
    const text = JSON.stringify(
      {
        arazzo: '1.0.1',
        info: { title: 'Users', version: '1.0.0' },
        sourceDescriptions: [{ name: 'connect', url: 'connect.yml', type: 'openapi', 'x-aws-service': 'connect' }],
        workflows: [
          {
            workflowId: 'users',
            steps: [{ stepId: 'create', operationId: 'createUser', requestBody: { payload: { Username: 'kim' } } }],
          },
        ],
      },
      null,
      2,
    );
    const { text: after, codes } = fixed(text, 'member-required-missing');
    expect(JSON.parse(after).workflows[0].steps[0]).toHaveProperty('parameters');
    expect(codes).not.toContain('yaml-syntax');
  });

  test.each([
    ['a step', `${head}  steps:\n  - operationId: listUsers\n`, '  - stepId: ""\n    operationId: listUsers\n'],
    [
      'an action',
      `${head}  steps:\n  - stepId: list\n    operationId: listUsers\n    onFailure:\n    - name: again\n`,
      '    - type: ""\n      name: again\n',
    ],
  ])('fields of %s are added', (_, text, expected) => {
    expect(fixed(text, 'field-missing').text).toContain(expected);
  });
});
