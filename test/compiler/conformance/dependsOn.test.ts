import { describe, expect, test } from '@jest/globals';
import { answers, fails, found, look, runDocument, workflow } from '../../support/runDocument.ts';

const robin = answers({ User: { Id: 'u-1', Username: 'robin' } });

/** A workflow `first` that has to run before `main`. */
const first = `
- workflowId: first
  inputs: { type: object, required: [instanceId], properties: { instanceId: { type: string } } }
  steps:
  - stepId: list
    operationId: listUsers
    parameters: [{ name: InstanceId, in: path, value: $inputs.instanceId }]
    outputs: { id: $response.body#/UserSummaryList/0/Id }
  outputs: { id: $steps.list.outputs.id }`;

const text = (fields: string, rest = first) =>
  workflow(
    `dependsOn: [first]\ninputs: { type: object, required: [instanceId], properties: { instanceId: { type: string } } }\n${fields}`,
    { rest },
  );

describe('a workflow in dependsOn', () => {
  test('runs first, with the inputs of the same name, and its outputs can be read', async () => {
    const result = await runDocument(
      text(`steps:
- stepId: read
  operationId: describeUser
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: UserId, in: path, value: $workflows.first.outputs.id }
  outputs: { name: $response.body#/User/Username }
outputs: { name: $steps.read.outputs.name, id: $workflows.first.outputs.id, at: $workflows.first.inputs.instanceId }`),
      {
        workflow: 'main',
        input: { instanceId: 'i-5' },
        answers: { listUsers: answers({ UserSummaryList: [{ Id: 'u-8' }] }), describeUser: robin },
      },
    );
    expect(result.made).toEqual([
      { state: 'first / list', action: 'listUsers', arguments: { InstanceId: 'i-5' } },
      { state: 'read', action: 'describeUser', arguments: { InstanceId: 'i-5', UserId: 'u-8' } },
    ]);
    expect(result.output).toEqual({ name: 'robin', id: 'u-8', at: 'i-5' });
  });

  test('that fails fails the execution before the workflow itself does anything', async () => {
    const result = await runDocument(text(`steps:\n${look('a')}`), {
      workflow: 'main',
      input: { instanceId: 'i-5' },
      answers: { listUsers: fails('Connect.ResourceNotFoundException', 404) },
    });
    expect(result).toMatchObject({ status: 'FAILED', failedState: 'first / list' });
    expect(result.made).toHaveLength(1);
  });

  test('several run in their order, each with those that it depends on itself', async () => {
    const chain = (id: string, more = '') =>
      `- workflowId: ${id}\n  ${more}\n  steps:\n  - { stepId: s, operationId: listUsers, parameters: [{ name: InstanceId, in: path, value: ${id} }] }`;
    const given = workflow(`dependsOn: [b, a]\nsteps:\n${look('x')}`, {
      rest: [chain('a', 'dependsOn: [c]'), chain('b'), chain('c')].join('\n'),
    });
    const result = await runDocument(given, { workflow: 'main' });
    expect(result.made.map(({ state }) => state)).toEqual(['b / s', 'a / c / s', 'a / s', 'x']);
  });

  test('is an error where it is not there, where it closes a circle, or where it needs an input that is not there', () => {
    expect(found(workflow(`dependsOn: [frist]\nsteps:\n${look('a')}`, { rest: first }), { workflow: 'main' })).toEqual([
      'reference-unknown: frist',
    ]);
    const circle = found(
      workflow(`dependsOn: [first]\nsteps:\n${look('a')}`, {
        rest: first.replace('inputs:', 'dependsOn: [main]\n  inputs:'),
      }),
    );
    expect(circle.length).toBeGreaterThan(0);
    expect(found(workflow(`dependsOn: [first]\nsteps:\n${look('a')}`, { rest: first }), { workflow: 'main' })).toEqual([
      'input-unknown: first',
    ]);
  });
});

describe('dependsOn of a step, which is of 1.1', () => {
  test('puts steps behind those that they depend on', async () => {
    const steps = [look('a', 'dependsOn: [c, b]'), look('b', 'dependsOn: [c]'), look('d'), look('c')].join('\n');
    const given = workflow(`steps:\n${steps}`, { version: '1.1.0' });
    expect((await runDocument(given)).made.map(({ state }) => state)).toEqual(['c', 'b', 'a', 'd']);
  });

  test('may name a step of its own workflow by an expression', async () => {
    const steps = [look('a', 'dependsOn: [$workflows.main.steps.b]'), look('b')].join('\n');
    const given = workflow(`steps:\n${steps}`, { version: '1.1.0' });
    expect((await runDocument(given)).made.map(({ state }) => state)).toEqual(['b', 'a']);
  });

  test('makes references to outputs order steps, too, but for those of an earlier round', async () => {
    const reading = (id: string, of: string, fields = '') =>
      look(id, `outputs: { id: $response.body#/User/Id }\n${fields}`).replace(
        'value: u-1',
        `value: $steps.${of}.outputs.id`,
      );
    const put = look('c', 'description: before $steps.d.outputs.id\noutputs: { id: $response.body#/User/Id }');
    const order = async (...steps: readonly string[]) => {
      const given = workflow(`steps:\n${steps.join('\n')}`, { version: '1.1.0' });
      return (await runDocument(given, { answers: { describeUser: robin } })).made.map(({ state }) => state);
    };
    expect(await order(reading('a', 'c'), look('b', 'dependsOn: [a]'), put)).toEqual(['c', 'a', 'b']);
    expect(found(workflow(`steps:\n${reading('a', 'c')}\n${put}`, { version: '1.1.0' }))).toEqual([
      'output-never-set: $steps.c.outputs.id',
    ]);
    const page = `- stepId: list
  operationId: listUsers
  parameters:
  - { name: InstanceId, in: path, value: i-1 }
  - { name: nextToken, in: query, value: $steps.e.outputs.id }
  outputs: { id: $response.body#/UserSummaryList/0/Id }`;
    const last = reading(
      'e',
      'list',
      `onSuccess: [{ name: more, type: goto, stepId: list, criteria: [{ condition: $response.body#/User/Id == 'more' }] }]`,
    );
    const users = answers({ UserSummaryList: [{ Id: 'u-9' }] });
    const round = workflow(`steps:\n${page}\n${look('b', 'dependsOn: [list]')}\n${last}`, { version: '1.1.0' });
    const run = await runDocument(round, { answers: { listUsers: users, describeUser: robin } });
    expect(run.made.map(({ state }) => state)).toEqual(['list', 'b', 'e']);
  });

  test('puts a step behind the one that calls the workflow whose step it names', async () => {
    const steps = `steps:
${look('a', 'dependsOn: [$workflows.other.steps.z]')}
- { stepId: b, workflowId: other }`;
    const rest = `- workflowId: other\n  steps:\n${look('z').replaceAll(/^/gm, '  ')}`;
    const run = await runDocument(workflow(steps, { version: '1.1.0', rest }), { workflow: 'main' });
    expect(run.made.map(({ state }) => state)).toEqual(['b / z', 'a']);
    const alone = workflow(`steps:\n${look('a', 'dependsOn: [$workflows.other.steps.z]')}`, { version: '1.1.0', rest });
    expect(found(alone)).toEqual(['reference-unknown: $workflows.other.steps.z']);
  });

  test.each([
    ['[a]', ['dependency-cycle: a']],
    ['[]', ['list-empty: []']],
    ['[nope]', ['reference-unknown: nope']],
    ['[nope, nope]', ['reference-unknown: nope', 'duplicate-name: nope']],
    ['[$workflows.nope.steps.a]', ['reference-unknown: $workflows.nope.steps.a']],
    ['[$workflows.main.steps.a]', ['dependency-cycle: $workflows.main.steps.a']],
    ['[$steps.a]', ['reference-unknown: $steps.a']],
    ['[$workflows.main.steps.nope]', ['reference-unknown: $workflows.main.steps.nope']],
  ])('%s is an error', (dependsOn, expected) => {
    expect(found(workflow(`steps:\n${look('a', `dependsOn: ${dependsOn}`)}`, { version: '1.1.0' }))).toEqual(expected);
  });
});
