import { describe, expect, test } from '@jest/globals';
import type { CompileOptions } from '../../../compiler/index.ts';
import { answers, compiled, fails, found, look, runDocument, workflow } from '../../support/runDocument.ts';

const robin = answers({ User: { Id: 'u-1', Username: 'robin' } });
const kim = answers({ User: { Id: 'u-2', Username: 'kim' } });
const notFound = fails('Connect.ResourceNotFoundException', 404);

/** A workflow that reads the user of its input. */
const reader = `
- workflowId: reader
  inputs:
    type: object
    required: [id]
    properties: { id: { type: string, minLength: 3 }, instance: { type: string, default: i-1 } }
  steps:
  - stepId: read
    operationId: describeUser
    parameters: [{ name: InstanceId, in: path, value: $inputs.instance }, { name: UserId, in: path, value: $inputs.id }]
    outputs: { name: $response.body#/User/Username, user: $response.body#/User }
  outputs: { name: $steps.read.outputs.name, user: $steps.read.outputs.user }`;

function calling(steps: string, outputs = '', rest = reader): string {
  return workflow(
    `inputs: { type: object, properties: { id: { type: string }, other: {} } }\nsteps:\n${steps}\n${outputs}`,
    { rest },
  );
}

const call = (stepId: string, fields = '', id = '$inputs.id') => `
- stepId: ${stepId}
  workflowId: reader
  parameters: [{ name: id, value: ${id} }]
  ${fields
    .trim()
    .replaceAll(/^(?=.)/gm, '  ')
    .trimStart()}`;

const main = (text: string, given: Parameters<typeof runDocument>[1] = {}) =>
  runDocument(text, { workflow: 'main', input: { id: 'u-1' }, ...given });

describe('a step that calls a workflow of the document', () => {
  test('is that workflow, its states named after both', async () => {
    const text = calling(call('who', 'outputs: { name: $outputs.name }'), 'outputs: { name: $steps.who.outputs.name }');
    const result = await main(text, { answers: { describeUser: robin } });
    expect(result.states).toEqual(['Check inputs', 'who / inputs', 'who / read', 'main succeeded']);
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1', UserId: 'u-1' });
    expect(result.output).toEqual({ name: 'robin' });
  });

  test('hands over inputs that are checked by the schema of the called workflow', async () => {
    const text = calling(call('who'));
    const result = await main(text, { input: { id: 'u' } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.InputsRejected', made: [] });
    expect(result.cause).toBe('reader: wrong inputs: id: shorter than 3 characters');
    expect(await main(text, { input: {} })).toMatchObject({ error: 'Arazzo.InputsRejected', made: [] });
  });

  test('reads outputs inside of structures', async () => {
    const text = calling(
      call('who', 'outputs: { id: $outputs.user#/Id, same: $workflows.reader.outputs.user#/Id }'),
      'outputs: { id: $steps.who.outputs.id, same: $steps.who.outputs.same }',
    );
    expect((await main(text, { answers: { describeUser: robin } })).output).toEqual({ id: 'u-1', same: 'u-1' });
  });

  test('fails with the inner error, unchanged', async () => {
    const result = await main(calling(call('who')), { answers: { describeUser: notFound } });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'Connect.ResourceNotFoundException',
      failedState: 'who / read',
    });
  });

  test('has criteria and actions of its own behind the end of the workflow', async () => {
    const text = calling(
      `${call(
        'who',
        `successCriteria: [{ condition: $outputs.name == 'robin' }]
onSuccess: [{ name: done, type: end, criteria: [{ condition: $statusCode == 200 }] }]
onFailure: [{ name: other, type: goto, stepId: other }]`,
      )}\n${look('never')}\n${look('other')}`,
    );
    const names = async (given: typeof robin) =>
      (await main(text, { answers: { describeUser: given } })).made.map(({ state }) => state);
    expect(await names(robin)).toEqual(['who / read']);
    expect(await names(kim)).toEqual(['who / read', 'other']);
    expect(await names(notFound)).toEqual(['who / read', 'other']);
  });

  test('is retried as a whole', async () => {
    const text = calling(call('who', 'onFailure: [{ name: again, type: retry, retryAfter: 2, retryLimit: 2 }]'));
    const result = await main(text, { answers: { describeUser: [notFound, notFound, robin] } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', waits: [2, 2] });
    expect(result.states.filter((state) => state === 'who / inputs')).toHaveLength(3);
    const never = await main(text, { answers: { describeUser: notFound } });
    expect(never).toMatchObject({ status: 'FAILED', error: 'Connect.ResourceNotFoundException', waits: [2, 2] });
  });

  test('actions of inner steps count before those of the calling step', async () => {
    const inner = `
- workflowId: reader
  inputs: { type: object, properties: { id: {} } }
  steps:
  - stepId: read
    operationId: describeUser
    parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: u-1 }]
    onFailure: [{ name: missing, type: end, criteria: [{ condition: $statusCode == 404 }] }]`;
    const text = calling(
      `${call('who', 'onFailure: [{ name: other, type: goto, stepId: other }]')}\n${look('next')}\n${look('other')}`,
      '',
      inner,
    );
    const steps = async (given: typeof robin) =>
      (await main(text, { answers: { describeUser: [given, robin] } })).made.map(({ state }) => state);
    expect(await steps(notFound)).toEqual(['who / read', 'next', 'other']);
    expect(await steps(fails('Connect.InvalidParameterException', 400))).toEqual(['who / read', 'other']);
  });

  test('may call workflows that call others', async () => {
    const rest = `
- workflowId: middle
  inputs: { type: object, properties: { key: { type: string } } }
  steps:
  - stepId: pass
    workflowId: reader
    parameters: [{ name: id, value: 'u-{$inputs.key}' }]
    outputs: { name: $outputs.name }
  outputs: { name: $steps.pass.outputs.name }${reader}`;
    const text = calling(
      `- stepId: outer\n  workflowId: middle\n  parameters: [{ name: key, value: $inputs.id }]\n  outputs: { name: $outputs.name }`,
      'outputs: { name: $steps.outer.outputs.name }',
      rest,
    );
    const result = await main(text, { answers: { describeUser: robin } });
    expect(result.states).toContain('outer / pass / read');
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1', UserId: 'u-u-1' });
    expect(result.output).toEqual({ name: 'robin' });
  });

  test('is handed what the step before it has just put out, each output as itself', async () => {
    const before = look('before', 'outputs: { one: $response.body#/User/Id, id: $response.body#/User/Username }');
    const text = calling(
      `${before}\n${call('who').replace('value: $inputs.id', 'value: $steps.before.outputs.id')}`,
      'outputs: { one: $steps.before.outputs.one, id: $steps.before.outputs.id }',
    );
    const result = await main(text, { answers: { describeUser: robin } });
    expect(result.output).toEqual({ one: 'u-1', id: 'robin' });
    expect(result.made.map(({ arguments: sent }) => Object(sent).UserId)).toEqual(['u-1', 'robin']);
  });

  test('keeps a secret out of variables, however deep it is handed down', async () => {
    const maker = `
- workflowId: maker
  inputs: { type: object, required: [secret], properties: { secret: { type: string } } }
  steps:
  - stepId: make
    operationId: createUser
    parameters: [{ name: InstanceId, in: path, value: i-1 }]
    requestBody: { payload: { Username: robin, Password: $inputs.secret, SecurityProfileIds: [s], RoutingProfileId: r } }`;
    const text = workflow(
      `inputs: { type: object, required: [word], properties: { word: { type: string } } }
steps:
- stepId: call
  workflowId: maker
  parameters: [{ name: secret, value: $inputs.word }]`,
      { rest: maker },
    );
    const result = await main(text, { input: { word: '~secret~' } });
    expect(result.made[0]?.arguments).toMatchObject({ Password: '~secret~' });
    const holding = result.history.filter((event) => JSON.stringify(event).includes('~secret~'));
    expect(holding.map(({ type }) => type)).toEqual(['ExecutionStarted', 'ChoiceStateEntered', 'TaskScheduled']);
    expect(result.machine.secretInputs).toEqual(['word']);
  });
});

describe('errors in a call of a workflow', () => {
  test.each([
    ['parameters: [{ name: id, value: x }, { name: idd, value: x }]', 'input-unknown: idd'],
    ['', 'input-missing: reader'],
    ['parameters: [{ name: id, value: xyz }]\n  outputs: { x: $outputs.nam }', 'output-unknown: nam'],
  ])('%s', (fields, expected) => {
    expect(found(calling(`- stepId: a\n  workflowId: reader\n  ${fields}`), { workflow: 'main' })).toEqual([expected]);
  });

  test('a workflow that is not there', () => {
    expect(found(workflow('steps: [{ stepId: a, workflowId: redaer }]', { rest: reader }))).toEqual([
      'reference-unknown: redaer',
    ]);
  });

  test('one that would call itself, at any distance, is refused', () => {
    expect(found(workflow('steps: [{ stepId: a, workflowId: main }]'))).toEqual(['workflow-recursive: main']);
    const rest = '- workflowId: other\n  steps: [{ stepId: b, workflowId: main }]';
    const codes = found(workflow('steps: [{ stepId: a, workflowId: other }]', { rest }));
    expect(codes.every((each) => each.startsWith('workflow-recursive'))).toBe(true);
    expect(codes).not.toEqual([]);
  });
});

describe('a step that calls a workflow of another document', () => {
  const other = `arazzo: 1.0.1
info: { title: Other, version: 1.0.0 }
sourceDescriptions: [{ name: connect, url: ./amazon-connect-openapi.yml, type: openapi }]
workflows:${reader}
`;
  const text = `arazzo: 1.0.1
info: { title: This, version: 1.0.0 }
sourceDescriptions:
- { name: connect, url: ./amazon-connect-openapi.yml, type: openapi }
- { name: shared, url: ./other.arazzo.yml, type: arazzo }
workflows:
- workflowId: main
  steps:
  - stepId: who
    workflowId: $sourceDescriptions.shared.reader
    parameters: [{ name: id, value: u-9 }]
    outputs: { name: $outputs.name }
  outputs: { name: $steps.who.outputs.name }
`;
  const readFile: NonNullable<CompileOptions['readFile']> = (url) =>
    url === './other.arazzo.yml' ? { name: 'other.arazzo.yml', text: other } : undefined;

  test('is that workflow, read from its file', async () => {
    const result = await runDocument(text, { options: { readFile }, answers: { describeUser: robin } });
    expect(result.made[0]).toMatchObject({ state: 'who / read', arguments: { InstanceId: 'i-1', UserId: 'u-9' } });
    expect(result.output).toEqual({ name: 'robin' });
  });

  test('says where its states come from: the other file', () => {
    const { machine } = compiled(text, { readFile });
    expect(machine.places.get('who / read')?.file.name).toBe('other.arazzo.yml');
    expect(machine.places.get('main succeeded')?.file.name).toBe('workflow.yml');
  });

  test('is an error where the file is not there, or has no such workflow', () => {
    expect(found(text)).toEqual(['document-unreadable: ./other.arazzo.yml']);
    expect(found(text.replace('shared.reader', 'shared.raeder'), { readFile })).toEqual([
      'reference-unknown: $sourceDescriptions.shared.raeder',
    ]);
    expect(found(text.replace('$sourceDescriptions.shared', '$sourceDescriptions.sahred'), { readFile })).toEqual([
      'reference-unknown: $sourceDescriptions.sahred.reader',
    ]);
  });

  test('documents that call each other in a circle are refused', () => {
    const back = other
      .replace('type: openapi }]', 'type: openapi }, { name: this, url: ./workflow.yml, type: arazzo }]')
      .replace('operationId: describeUser', 'workflowId: $sourceDescriptions.this.main')
      .replace(/ +parameters: \[\{ name: InstanceId.*\n.*\n/, '')
      .replaceAll(/ +outputs: \{ name: \$steps.*\n/g, '');
    const circle: NonNullable<CompileOptions['readFile']> = (url) =>
      url === './other.arazzo.yml' ? { name: 'other.arazzo.yml', text: back } : { name: 'workflow.yml', text };
    const codes = found(text, { readFile: circle });
    expect(codes.some((each) => each.startsWith('workflow-recursive'))).toBe(true);
  });
});

describe('goto a workflow', () => {
  const rest = `
- workflowId: tail
  steps:
  - stepId: list
    operationId: listUsers
    parameters: [{ name: InstanceId, in: path, value: i-1 }]
    outputs: { first: $response.body#/UserSummaryList/0/Id }
  outputs: { first: $steps.list.outputs.first }`;

  test('runs it instead of the rest, and its outputs are the result', async () => {
    const text = workflow(
      `steps:\n${look('a', 'onSuccess: [{ name: on, type: goto, workflowId: tail }]')}\n${look('b')}\noutputs: { mine: x }`,
      { rest },
    );
    const result = await main(text, {
      input: {},
      answers: { listUsers: answers({ UserSummaryList: [{ Id: 'u-3' }] }) },
    });
    expect(result.made.map(({ action }) => action)).toEqual(['describeUser', 'listUsers']);
    expect(result.output).toEqual({ first: 'u-3' });
    expect(result.codes).toContain('step-unreachable');
  });

  test('from a failure action', async () => {
    const text = workflow(
      `steps:\n${look('a', 'onFailure: [{ name: on, type: goto, workflowId: tail }]')}\noutputs: { mine: x }`,
      { rest },
    );
    const failed = await main(text, { input: {}, answers: { describeUser: notFound } });
    expect(failed).toMatchObject({ status: 'SUCCEEDED', output: {} });
    expect((await main(text, { input: {} })).output).toEqual({ mine: 'x' });
  });

  test('from a workflow that is called is refused: the caller reads that one’s outputs', () => {
    const inner = `
- workflowId: inner
  steps:
  - stepId: list
    operationId: listUsers
    parameters: [{ name: InstanceId, in: path, value: i-1 }]
    onSuccess: [{ name: on, type: goto, workflowId: tail }]`;
    const text = workflow('steps:\n- { stepId: a, workflowId: inner }', { rest: `${inner}${rest}` });
    expect(found(text, { workflow: 'main' })).toEqual(['not-supported: tail']);
  });

  test('that needs inputs which nothing gives is an error', () => {
    const text = workflow(`steps:\n${look('a', 'onSuccess: [{ name: on, type: goto, workflowId: reader }]')}`, {
      rest: reader,
    });
    expect(found(text, { workflow: 'main' })).toEqual(['input-missing: reader']);
  });
});
