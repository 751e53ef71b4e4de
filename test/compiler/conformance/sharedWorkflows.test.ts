import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../compiler/index.ts';
import type { Json } from '../../../local/index.ts';
import {
  answers,
  compiled,
  fails,
  look,
  runDocument,
  runScripted,
  unreadVariables,
  workflow,
} from '../../support/runDocument.ts';

const user = (Username: string) => answers({ User: { Id: `id of ${Username}`, Username } });

/** Twenty-five steps, of which the last one is asked for the input's user; the one before only where `twice` is given. */
const long = `
- workflowId: long
  inputs:
    type: object
    required: [id]
    properties: { id: { type: string, minLength: 2 }, note: { type: string }, twice: { type: boolean, default: false } }
  steps:
${Array.from({ length: 23 }, (_, at) => look(`s${at}`))
  .join('\n')
  .replaceAll(/^/gm, '  ')}
  - stepId: gate
    operationId: listUsers
    parameters: [{ name: InstanceId, in: path, value: i-1 }]
    onSuccess:
    - { name: goOn, type: goto, stepId: last, criteria: [{ condition: $inputs.twice == false }] }
  - stepId: extra
    operationId: describeUserHierarchyGroup
    parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: HierarchyGroupId, in: path, value: g-1 }]
    outputs: { group: $response.body#/HierarchyGroup/Name, unread: $response.body#/HierarchyGroup/Id }
  - stepId: last
    operationId: describeUser
    parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: $inputs.id }]
    outputs: { name: $response.body#/User/Username }
  outputs: { name: $steps.last.outputs.name, group: $steps.extra.outputs.group, note: $inputs.note }`;

const call = (stepId: string, parameters: string) => `
- stepId: ${stepId}
  workflowId: long
  parameters: [${parameters}]
  outputs: { name: $outputs.name, group: $outputs.group, note: $outputs.note }`;

const ids = Array.from({ length: 12 }, (_, at) => `u-${at}`);

describe('a workflow that several places call', () => {
  const calls = ids.map((id, at) =>
    call(
      `c${at}`,
      at === 0
        ? `{ name: id, value: ${id} }, { name: twice, value: true }`
        : `{ name: id, value: ${id} }, { name: note, value: $steps.c${at - 1}.outputs.name }`,
    ),
  );
  const outputs = ids.map((_, at) => `  c${at}: $steps.c${at}.outputs`.replace('outputs', 'outputs.name'));
  const text = (steps: readonly string[]) =>
    workflow(
      `steps:${steps.join('')}\noutputs:\n${outputs.slice(0, steps.length).join('\n')}\n  group0: $steps.c0.outputs.group\n  group1: $steps.c1.outputs.group\n  note1: $steps.c1.outputs.note`,
      { rest: long },
    );
  const answersOf = (count: number) => ({
    describeUser: ids.slice(0, count).flatMap((id) => [...Array.from({ length: 23 }, () => user('x')), user(id)]),
    listUsers: answers({}),
    describeUserHierarchyGroup: answers({ HierarchyGroup: { Name: 'first' } }),
  });

  test('stands in the machine once where that would get large otherwise, and each place reads what it was for it', async () => {
    const run = await runDocument(text(calls), { workflow: 'main', answers: answersOf(12) });
    expect(run.cause).toBeUndefined();
    expect(run.output).toEqual({
      ...Object.fromEntries(ids.map((id, at) => [`c${at}`, id])),
      group0: 'first',
      note1: 'u-0',
    });
    expect(run.made).toHaveLength(12 * 25 + 1);
    expect(run.machine.figures.states).toBeLessThan(40);
    expect(unreadVariables(run.machine)).toEqual([]);
  });

  test('leaves nothing behind of what it was for the place before', async () => {
    const given = answersOf(12);
    const again = calls.map((each, at) =>
      at === 2 ? each.replace('{ name: note', '{ name: twice, value: true }, { name: note') : each,
    );
    const { machine } = compiled(
      text(again).replace('group1: $steps.c1', 'group2: $steps.c2.outputs.group\n    group1: $steps.c1'),
      {
        workflow: 'main',
      },
    );
    const { output } = await runScripted(machine, {
      answers: { ...given, describeUserHierarchyGroup: [answers({ HierarchyGroup: { Name: 'first' } }), answers({})] },
    });
    expect(output).toMatchObject({ group0: 'first', c2: 'u-2' });
    expect(output).not.toHaveProperty('group1');
    expect(output).not.toHaveProperty('group2');
  });

  test('is a part of each place where the machine stays small, with the same outcome', async () => {
    const few = calls.slice(0, 2);
    const run = await runDocument(text(few), { workflow: 'main', answers: answersOf(2) });
    expect(run.output).toEqual({ c0: 'u-0', c1: 'u-1', group0: 'first', note1: 'u-0' });
    expect(run.machine.figures.states).toBeGreaterThan(50);
  });

  test('rejects what one of the places hands it, and fails with the errors of its calls', async () => {
    const { machine } = compiled(text([call('c0', '{ name: id, value: x }'), ...calls.slice(1)]), { workflow: 'main' });
    const rejected = await runScripted(machine, { answers: answersOf(12) });
    expect(rejected).toMatchObject({ error: 'Arazzo.InputsRejected', status: 'FAILED' });
    expect(rejected.cause).toBe('long: wrong inputs: id: shorter than 2 characters');
    const { machine: whole } = compiled(text(calls), { workflow: 'main' });
    const failed = await runScripted(whole, {
      answers: { ...answersOf(12), listUsers: [answers({}), fails('Connect.InvalidRequestException', 400)] },
    });
    expect(failed).toMatchObject({ error: 'Connect.InvalidRequestException', status: 'FAILED' });
    expect(failed.states.at(-1)).toBe('long / gate');
  });

  test('stands where it is called from where it is handed a secret: no variable holds one', () => {
    const secret = workflow(
      `inputs: { type: object, required: [pw], properties: { pw: { type: string, format: password } } }\nsteps:${ids
        .map((id, at) => call(`c${at}`, `{ name: id, value: ${id} }, { name: note, value: $inputs.pw }`))
        .join('')
        .replaceAll(', note: $outputs.note', '')}`,
      { rest: long.replace('note: $inputs.note', 'x: x').replace('value: $inputs.id }', 'value: $inputs.note }') },
    );
    const { machines, diagnostics } = compile({ name: 'w.yml', text: secret }, { workflow: 'main' });
    expect(diagnostics.flatMap(({ severity, message }) => (severity === 'error' ? [message] : []))).toEqual([]);
    const assigned = Object.values(machines[0]?.definition.States ?? {}).flatMap((state) => [
      JSON.stringify('Assign' in state ? state.Assign : {}),
      JSON.stringify('Choices' in state ? state.Choices.map(({ Assign }) => Assign) : []),
    ]);
    expect(assigned.join('')).not.toMatch(/pw|note/);
    expect(machines[0]?.figures.states).toBeGreaterThan(250);
  });

  test('that call each other over and over make a machine that grows with the document, not with the calls', () => {
    const levels = 40;
    const rest = Array.from({ length: levels }, (_, at) => {
      const next = `w${at + 1}`;
      return at === levels - 1
        ? `\n- workflowId: w${at}\n  steps:\n${look('x').replaceAll(/^/gm, '  ')}`
        : `\n- workflowId: w${at}\n  steps:\n  - { stepId: a, workflowId: ${next} }\n  - { stepId: b, workflowId: ${next} }`;
    });
    const { machine, diagnostics } = compiled(
      workflow('steps:\n- { stepId: a, workflowId: w0 }', { rest: rest.join('') }),
      { workflow: 'main' },
    );
    expect(machine.figures.states).toBeLessThan(3 * levels);
    expect(diagnostics.map(({ code }) => code)).toContain('history-long');
  });
});

describe('a workflow that several actions go to', () => {
  const rest = `
- workflowId: tail
  inputs: { type: object, required: [name], properties: { name: { type: string, minLength: 3 }, greeting: { type: string, default: hello } } }
  steps:
  - stepId: list
    operationId: searchUsers
    requestBody: { payload: { InstanceId: $inputs.greeting, SearchFilter: { TagFilter: { TagCondition: { TagKey: k, TagValue: $inputs.name } } } } }
  outputs: { name: $inputs.name, greeting: $inputs.greeting }`;
  const text = workflow(
    `steps:
- stepId: ask
  operationId: describeUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: u-1 }]
  outputs: { name: $response.body#/User/Username }
  onSuccess:
  - { name: known, type: goto, workflowId: tail, criteria: [{ condition: $response.body#/User/Id == 'known' }], parameters: [{ name: name, value: $steps.ask.outputs.name }] }
  onFailure:
  - { name: missing, type: goto, workflowId: tail, criteria: [{ condition: $statusCode == 404 }], parameters: [{ name: name, value: nobody }, { name: greeting, value: sorry }] }
- stepId: list
  operationId: listUsers
  parameters: [{ name: InstanceId, in: path, value: i-1 }]
  onSuccess:
  - { name: listed, type: goto, workflowId: tail, parameters: [{ name: name, value: $response.body#/UserSummaryList/0/Username }] }`,
    { rest, version: '1.1.0' },
  );
  const run = (given: { readonly [action: string]: ReturnType<typeof user> }): Promise<{ readonly output?: Json }> =>
    runDocument(text, { workflow: 'main', answers: { searchUsers: answers({}), ...given } });

  test('stands in the machine once, and gets its inputs on the way in', async () => {
    const { machine } = compiled(text, { workflow: 'main' });
    expect(Object.keys(machine.definition.States).filter((name) => name.startsWith('tail / '))).toEqual([
      'tail / inputs',
      'tail / inputs rejected',
      'tail / list',
      'tail / tail succeeded',
    ]);
    const known = answers({ User: { Id: 'known', Username: 'robin' } });
    expect(await run({ describeUser: known })).toMatchObject({ output: { name: 'robin', greeting: 'hello' } });
    expect(unreadVariables(machine)).toEqual([]);
    const missing = fails('Connect.ResourceNotFoundException', 404);
    expect(await run({ describeUser: missing })).toMatchObject({ output: { name: 'nobody', greeting: 'sorry' } });
    const listed = answers({ UserSummaryList: [{ Username: 'kim' }] });
    expect(await run({ describeUser: user('x'), listUsers: listed })).toMatchObject({ output: { name: 'kim' } });
  });

  test('rejects what it is handed', async () => {
    expect(await run({ describeUser: user('x'), listUsers: answers({ UserSummaryList: [] }) })).toMatchObject({
      error: 'Arazzo.InputsRejected',
      cause: 'tail: wrong inputs: name: missing',
    });
  });
});
