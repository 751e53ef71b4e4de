import { describe, expect, test } from '@jest/globals';
import { type Drawing, drawMachine } from '../../view/index.ts';
import { expectGolden } from '../support/golden.ts';
import { branching, documentOf, machineOf, polling, shipped } from './support.ts';

/** The arrows of a drawing as `from -> to: label`, by the names of states. */
function arrows({ nodes, edges }: Drawing): readonly string[] {
  const names = new Map(nodes.map(({ id, state }) => [id, state] as const));
  return edges.map(
    ({ from, to, label }) =>
      `${names.get(from)} -> ${names.get(to)}${label.length === 0 ? '' : `: ${label.join(' / ')}`}`,
  );
}

describe('the drawing of a machine', () => {
  test('of the shipped workflow has its steps, calls, criterion and ends', () => {
    const drawing = drawMachine(shipped('amazon-connect-provision-user.yml'));
    expectGolden('view/provision-user.drawing.json', `${JSON.stringify(drawing, null, 2)}\n`);
  });

  test('has a node for each state', () => {
    const machine = machineOf(polling);
    expect(drawMachine(machine).nodes.map(({ state }) => state)).toEqual(Object.keys(machine.definition.States));
  });

  test('tells how often a loop is gone round, what it waits, and what comes when that was in vain', () => {
    const drawing = drawMachine(machineOf(polling));
    expect(arrows(drawing)).toEqual([
      'Check inputs -> describe',
      'Check inputs -> Inputs rejected',
      'describe -> describe what next?',
      'describe what next? -> Wait before describe: Table.TableStatus = "CREATING" / at most 30 times',
      'describe what next? -> test succeeded: Table.TableStatus = "ACTIVE"',
      'describe what next? -> report: else',
      'describe what next? -> describe gave up: after 30 times',
      'Wait before describe -> describe',
      'report -> test succeeded',
    ]);
    expect(drawing.nodes.find(({ kind }) => kind === 'wait')?.title).toBe('wait 10 s');
  });

  test('tells errors by short names, and the way of success does not lead over a failed call', () => {
    const drawing = drawMachine(machineOf(branching));
    expect(arrows(drawing)).toContain('look -> test succeeded: after ResourceNotFound');
    const main = drawing.edges.filter((edge) => edge.main).map(({ to }) => to);
    expect(drawing.nodes.filter(({ id }) => main.includes(id)).map(({ state }) => state)).toEqual([
      'look',
      'remove',
      'test succeeded',
    ]);
  });

  test('draws what leads to the same state in several ways as one arrow', () => {
    const drawing = drawMachine(
      machineOf(
        documentOf(`
  - stepId: look
    operationId: $sourceDescriptions.connect.describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    - { name: UserId, in: path, value: $inputs.userId }
    onSuccess:
    - { name: one, type: goto, stepId: next, criteria: [{ condition: $response.body#/User/Username == 'a' }] }
    - { name: two, type: end, criteria: [{ condition: $response.body#/User/Username == 'b' }] }
    - { name: three, type: end, criteria: [{ condition: $response.body#/User/Username == 'c' }] }
  - stepId: next
    operationId: $sourceDescriptions.dynamodb.DescribeTable
    requestBody:
      payload: { TableName: $inputs.table }
`),
      ),
    );
    expect(arrows(drawing).filter((each) => each.startsWith('look what next?'))).toEqual([
      'look what next? -> next: else',
      'look what next? -> test succeeded: User.Username = "b" / or / User.Username = "c"',
    ]);
  });

  test('says that an action without criteria is taken where nothing else is, and what comes when it is used up', () => {
    const drawing = drawMachine(
      machineOf(
        documentOf(`
  - stepId: look
    operationId: $sourceDescriptions.connect.describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    - { name: UserId, in: path, value: $inputs.userId }
    successCriteria:
    - condition: $response.body#/User/Username == 'a'
    onFailure:
    - { name: again, type: retry, retryAfter: 60, retryLimit: 1 }
`),
      ),
    );
    expect(arrows(drawing).filter((each) => each.startsWith('look met its criteria?'))).toEqual([
      'look met its criteria? -> test succeeded: User.Username = "a"',
      'look met its criteria? -> Wait before look: else / at most once',
      'look met its criteria? -> look failed: after once',
    ]);
  });

  test('puts the states of a called workflow into a group of its name', () => {
    const { groups, nodes } = drawMachine(shipped('amazon-connect-ensure-user.yml'));
    expect(groups.map(({ title }) => title)).toEqual(['finish-user']);
    const inside = nodes.filter(({ group }) => group === groups[0]?.id);
    expect(inside.map(({ title }) => title)).toContain('confirmUser');
    expect(inside.every(({ state }) => state.startsWith('finish-user / '))).toBe(true);
  });

  test('says in words what is to be seen', () => {
    const { description } = drawMachine(machineOf(polling));
    expect(description).toContain('“describe” calls dynamodb:describeTable, then comes “describe what next?”.');
    expect(description).toContain('“Wait before describe” waits: 10 s, then comes “describe”.');
  });
});
