import { describe, expect, test } from '@jest/globals';
import { answers, compiled, fails, found, look, runDocument, silence, workflow } from '../../support/runDocument.ts';

const users = answers({
  UserSummaryList: [
    { Id: 'u-1', Username: 'robin' },
    { Id: 'u-2', Username: 'kim' },
  ],
});
const list = (fields: string) =>
  `- stepId: list\n  operationId: listUsers\n  parameters: [{ name: InstanceId, in: path, value: i-1 }]\n${fields.trim().replaceAll(/^(?=.)/gm, '  ')}`;
const version = { version: '1.1.0' };
/** A workflow that a step can run. */
const other = `- workflowId: other
  inputs: { type: object, properties: { data: {} } }
  steps:
  - { stepId: list, operationId: listUsers, parameters: [{ name: InstanceId, in: path, value: i-1 }] }
  outputs: { data: $inputs.data }`;

describe('$self', () => {
  test("is the document's own name", async () => {
    const text = workflow(`steps:\n${look('a')}\noutputs: { self: $self }`, version).replace(
      'info:',
      '$self: https://example.com/workflow.yml\ninfo:',
    );
    expect((await runDocument(text)).output).toEqual({ self: 'https://example.com/workflow.yml' });
  });

  test('finds a document by what it calls itself, wherever it stands', async () => {
    const sources = `- { name: here, url: ./other.arazzo.yml, type: arazzo }\n- { name: named, url: 'https://example.com/flows/other.yml', type: arazzo }`;
    const main = workflow('steps:\n- { stepId: a, workflowId: $sourceDescriptions.named.main }', version).replace(
      'workflows:',
      `${sources}\nworkflows:`,
    );
    const text = workflow(`steps:\n${look('a')}`, version).replace(
      'info:',
      '$self: https://example.com/flows/other.yml\ninfo:',
    );
    const files: Record<string, string> = { './other.arazzo.yml': text };
    const readFile = (url: string) => (files[url] === undefined ? undefined : { name: url, text: files[url] });
    expect((await runDocument(main, { options: { readFile } })).made).toHaveLength(1);
    files['./other.arazzo.yml'] = text.replace('flows/', '');
    expect(found(main, { readFile })).toEqual([`document-unreadable: 'https://example.com/flows/other.yml'`]);
  });

  test('is an error where the document has none', () => {
    expect(found(workflow(`steps:\n${look('a')}\noutputs: { self: $self }`, version))).toEqual([
      'expression-not-here: $self',
    ]);
  });
});

describe('selector objects', () => {
  test.each([
    [{ selector: '/UserSummaryList/1/Username', type: 'jsonpointer' }, 'kim'],
    [{ selector: '$.UserSummaryList[0].Id', type: 'jsonpath' }, 'u-1'],
    [{ selector: '$.UserSummaryList[*].Id', type: 'jsonpath' }, ['u-1', 'u-2']],
    [{ selector: "$.UserSummaryList[?@.Username == 'kim'].Id", type: 'jsonpath' }, ['u-2']],
    [{ selector: "$.UserSummaryList[?@.Username == 'x'].Id", type: 'jsonpath' }, []],
    [{ selector: '$..Username', type: { type: 'jsonpath', version: 'rfc9535' } }, ['robin', 'kim']],
  ])('%j in an output of a step', async (selector, expected) => {
    const text = workflow(
      `steps:\n${list(`outputs: ${JSON.stringify({ it: { context: '$response.body', ...selector } })}`)}\noutputs: { it: $steps.list.outputs.it }`,
      version,
    );
    expect((await runDocument(text, { answers: { listUsers: users } })).output).toEqual({ it: expected });
  });

  test('in outputs of a workflow, in parameters, payloads and replacements', async () => {
    const text = workflow(
      `inputs: { type: object, properties: { data: { type: object } } }
steps:
- stepId: create
  operationId: createUser
  parameters:
  - { name: InstanceId, in: path, value: { context: $inputs.data, selector: /at/0, type: jsonpointer } }
  requestBody:
    payload:
      Username: { context: $inputs.data, selector: $.name, type: jsonpath }
      SecurityProfileIds: { context: $inputs.data, selector: '$.ids[*]', type: jsonpath }
      RoutingProfileId: x
    replacements:
    - { target: /RoutingProfileId, value: { context: $inputs.data, selector: /route, type: jsonpointer } }
outputs:
  name: { context: $inputs.data, selector: /name, type: jsonpointer }`,
      version,
    );
    const data = { at: ['i-1'], name: 'robin', ids: ['s-1'], route: 'r-1' };
    const result = await runDocument(text, { input: { data } });
    expect(result.made[0]?.arguments).toEqual({
      InstanceId: 'i-1',
      Username: 'robin',
      SecurityProfileIds: ['s-1'],
      RoutingProfileId: 'r-1',
    });
    expect(result.output).toEqual({ name: 'robin' });
  });

  test('in a document of 1.0 such a map is data', async () => {
    const text = `arazzo: 1.0.1
info: { title: Model, version: 1.0.0 }
sourceDescriptions: [{ name: model, url: ./model.yml, type: openapi, x-aws-service: bedrockruntime }]
workflows:
- workflowId: main
  steps:
  - stepId: ask
    operationId: converse
    parameters: [{ name: modelId, in: path, value: m-1 }]
    requestBody: { payload: { additionalModelRequestFields: { context: a, selector: b, type: jsonpath } } }
`;
    expect((await runDocument(text)).made[0]?.arguments).toMatchObject({
      AdditionalModelRequestFields: { context: 'a', selector: 'b', type: 'jsonpath' },
    });
  });

  test.each([
    { context: 'checkout', selector: 'blue', type: 'jsonpath' },
    { context: '$inputs.a', selector: 'blue', type: 'sidebar' },
    { context: '$inputs.a', selector: ['blue'], type: 'jsonpath' },
    { context: '$inputs.a', selector: 'blue', type: 'jsonpath', more: 1 },
  ])('%j can be none, and is data', async (data) => {
    const text = workflow(
      `inputs: { type: object, properties: { a: { type: string } } }
steps:
- stepId: a
  workflowId: other
  parameters: [{ name: data, value: ${JSON.stringify(data)} }]
outputs: { data: $workflows.other.outputs.data }`,
      { ...version, rest: other },
    );
    const result = await runDocument(text, { input: { a: 'A' }, workflow: 'main' });
    expect(result.output).toEqual({ data: { ...data, context: data.context.startsWith('$') ? 'A' : data.context } });
  });

  test('of type xpath are refused', () => {
    const selector = { context: '$response.body', selector: '//x', type: 'xpath' };
    const text = workflow(`steps:\n${list(`outputs: ${JSON.stringify({ it: selector })}`)}`, version);
    expect(found(text).map((each) => each.split(':')[0])).toEqual(['not-supported']);
  });
});

describe('the timeout of a step', () => {
  test('is that of each call, in milliseconds, rounded up to seconds', async () => {
    const text = workflow(`steps:\n${look('a', 'timeout: 2500')}`, version);
    const { machine } = compiled(text);
    expect(machine.definition.States['a']).toMatchObject({ TimeoutSeconds: 3 });
    const result = await runDocument(text, { answers: { describeUser: silence } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(result.calls[0]?.milliseconds).toBe(3000);
  });

  test('counts more than the option', () => {
    const text = workflow(`steps:\n${look('a', 'timeout: 2500')}\n${look('b')}`, version);
    const { States } = compiled(text, { callTimeout: 7 }).machine.definition;
    expect([States['a'], States['b']]).toMatchObject([{ TimeoutSeconds: 3 }, { TimeoutSeconds: 7 }]);
  });
});

describe('parameters of actions', () => {
  const tail = `
- workflowId: tail
  inputs: { type: object, required: [id], properties: { id: { type: string }, from: { type: string } } }
  steps:
  - stepId: read
    operationId: describeUser
    parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: $inputs.id }]
  outputs: { id: $inputs.id, from: $inputs.from }`;

  test('are the inputs of the workflow that is gone to', async () => {
    const text = workflow(
      `steps:
${list(`onSuccess:
- name: on
  type: goto
  workflowId: tail
  parameters: [{ name: id, value: $response.body#/UserSummaryList/1/Id }, { name: from, value: 'list {$statusCode}' }]`)}`,
      { ...version, rest: tail },
    );
    const result = await runDocument(text, { workflow: 'main', answers: { listUsers: users } });
    expect(result.made[1]?.arguments).toEqual({ InstanceId: 'i-1', UserId: 'u-2' });
    expect(result.output).toEqual({ id: 'u-2', from: 'list 200' });
  });

  test('are given from a failed call, too, where they need nothing of its answer', async () => {
    const text = workflow(
      `inputs: { type: object, required: [id], properties: { id: { type: string } } }
steps:
${list('onFailure: [{ name: on, type: goto, workflowId: tail, parameters: [{ name: id, value: $inputs.id }] }]')}`,
      { ...version, rest: tail },
    );
    const given = {
      workflow: 'main',
      input: { id: 'u-7' },
      answers: { listUsers: fails('Connect.ResourceNotFoundException', 404) },
    };
    expect(await runDocument(text, given)).toMatchObject({ status: 'SUCCEEDED', output: { id: 'u-7' } });
  });

  test('are checked: names and what is missing', () => {
    const going = (parameters: string) =>
      workflow(
        `steps:\n${list(`onSuccess: [{ name: on, type: goto, workflowId: tail, parameters: [${parameters}] }]`)}`,
        {
          ...version,
          rest: tail,
        },
      );
    expect(found(going('{ name: idd, value: x }'), { workflow: 'main' })).toEqual(['input-unknown: idd']);
    expect(found(going('{ name: from, value: x }'), { workflow: 'main' })).toEqual(['input-missing: tail']);
  });
});

describe('conditions', () => {
  test('a jsonpath criterion may embed expressions', async () => {
    const text = workflow(
      `inputs: { type: object, properties: { name: { type: string } } }
steps:
${list(`successCriteria: [{ context: $response.body, type: jsonpath, condition: "$.UserSummaryList[?@.Username == {$inputs.name}]" }]`)}`,
      version,
    );
    const run = (name: string) => runDocument(text, { input: { name }, answers: { listUsers: users } });
    expect((await run('kim')).status).toBe('SUCCEEDED');
    expect((await run('Kim')).error).toBe('Arazzo.CriteriaNotMet');
  });

  test('a pattern may embed what is known when compiling', async () => {
    const text = workflow(
      `steps:
${look('a', "successCriteria: [{ context: $response.body#/User/Username, type: regex, condition: '^{$sourceDescriptions.connect.type}-({$components.parameters.ids})$' }]")}`,
      { ...version, rest: "components: { parameters: { ids: { name: ids, in: query, value: '[0-9]+|none' } } }" },
    );
    const status = async (Username: string) =>
      (await runDocument(text, { answers: { describeUser: answers({ User: { Username } }) } })).status;
    expect([await status('openapi-12'), await status('openapi-none'), await status('openapi-x')]).toEqual([
      'SUCCEEDED',
      'SUCCEEDED',
      'FAILED',
    ]);
  });

  test('a pattern that is only known when the machine runs is refused with a reason', () => {
    const text = workflow(
      `inputs: { type: object, properties: { name: { type: string } } }
steps:
${look('a', "successCriteria: [{ context: $response.body#/User/Username, type: regex, condition: '^{$inputs.name}' }]")}`,
      version,
    );
    expect(found(text).map((each) => each.split(':')[0])).toEqual(['not-supported']);
  });
});

describe('AsyncAPI', () => {
  test('steps over its channels are refused with a reason', () => {
    const text = `arazzo: 1.1.0
info: { title: Events, version: 1.0.0 }
sourceDescriptions: [{ name: events, url: ./events.yml, type: asyncapi }]
workflows:
- workflowId: main
  steps:
  - { stepId: send, channelPath: '{$sourceDescriptions.events.url}#/channels/x', action: send }
`;
    expect(found(text).map((each) => each.split(':')[0])).toEqual(['not-supported']);
  });
});

describe('what 1.1 forbids', () => {
  test.each([
    ['successCriteria: []', 'list-empty: []'],
    [
      'onSuccess: [{ name: on, type: goto, workflowId: main, parameters: [{ name: a, in: query, value: 1 }] }]',
      'field-value: { name: a, in: query, value: 1 }',
    ],
    ['onSuccess: [{ name: on, type: end, criteria: [] }]', 'list-empty: []'],
    ['action: sent', 'field-value: sent'],
    ['correlationId: x', 'field-value: x'],
    ['action: send\ncorrelationId: x', 'field-value: x'],
    ['outputs: { a: { context: $response.body, selector: $.User } }', 'field-missing: context'],
    ['outputs: { a: { context: $response.body, selector: $.User, type: css } }', 'field-value: css'],
    [
      'outputs: { a: { context: $response.body, selector: $.User, type: { type: xpath, version: rfc9535 } } }',
      'field-value: rfc9535',
    ],
    [
      'requestBody: { payload: {}, replacements: [{ target: $.a, targetSelectorType: jmespath, value: 1 }] }',
      'field-value: jmespath',
    ],
  ])('%s', (field, expected) => {
    expect(found(workflow(`steps:\n${look('a', field)}`, { version: '1.1.0' }))).toContain(expected);
  });

  test('a whole query string, which the calls of Step Functions have no place for, is refused by name', () => {
    const text = workflow(`steps:\n${look('a')}`, { version: '1.1.0' });
    const given = text.replace('parameters: [', "parameters: [{ name: q, in: querystring, value: 'maxResults=5' }, ");
    expect(found(given)).toEqual(["not-supported: { name: q, in: querystring, value: 'maxResults=5' }"]);
  });

  test('what speaks of messages in a step that runs a workflow', () => {
    const text = workflow('steps: [{ stepId: a, workflowId: other, action: send }]', { ...version, rest: other });
    expect(found(text)).toContain('field-value: send');
  });

  test('a fragment in $self', () => {
    const text = workflow(`steps:\n${look('a')}`, { version: '1.1.0', rest: "$self: 'https://example.com/a.yml#x'" });
    expect(found(text)).toEqual(["field-value: 'https://example.com/a.yml#x'"]);
  });
});
