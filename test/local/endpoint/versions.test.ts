import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  StartExecutionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ended, roleArn, startEndpoint } from '../support/endpoint.ts';
import { machine } from '../support/run.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint();
});
afterAll(() => local.close());

/** A machine whose executions tell which of its definitions they ran. */
const telling = (which: string) => JSON.stringify(machine({ Only: { Type: 'Pass', Output: which, End: true } }));

let count = 0;
async function create(): Promise<string> {
  count++;
  const request = { name: `machine-${count}`, definition: telling('first'), roleArn };
  return (await local.sfn.send(new CreateStateMachineCommand(request))).stateMachineArn ?? '';
}

async function update(stateMachineArn: string, which: string, rest: object = {}) {
  return local.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: telling(which), ...rest }));
}

async function publish(stateMachineArn: string, rest: object = {}): Promise<string> {
  const { stateMachineVersionArn } = await local.sfn.send(
    new PublishStateMachineVersionCommand({ stateMachineArn, ...rest }),
  );
  return stateMachineVersionArn ?? '';
}

async function start(stateMachineArn: string) {
  const { executionArn } = await local.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  return ended(local.sfn, executionArn);
}

const route = (...routes: (readonly [string, number])[]) =>
  routes.map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight }));

const createAlias = (routingConfiguration: ReturnType<typeof route>, rest: object = {}) =>
  local.sfn.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration, ...rest }));

describe('versions', () => {
  test('keep a machine as it was, under numbers that go up', async () => {
    const arn = await create();
    expect(await publish(arn, { description: 'one' })).toBe(`${arn}:1`);
    expect(await publish(arn)).toBe(`${arn}:1`);
    const { revisionId, stateMachineVersionArn } = await update(arn, 'second', {
      publish: true,
      versionDescription: 'two',
    });
    expect(stateMachineVersionArn).toBe(`${arn}:2`);
    await update(arn, 'third');
    expect(await start(`${arn}:1`)).toMatchObject({ output: '"first"', stateMachineVersionArn: `${arn}:1` });
    expect(await start(`${arn}:2`)).toMatchObject({ output: '"second"', stateMachineArn: arn });
    expect(await start(arn)).toMatchObject({ output: '"third"' });
    const described = await local.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: `${arn}:2` }));
    expect(described).toMatchObject({
      stateMachineArn: `${arn}:2`,
      definition: telling('second'),
      description: 'two',
      revisionId,
    });
    const list = async () =>
      (await local.sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn: arn }))).stateMachineVersions?.map(
        (version) => version.stateMachineVersionArn,
      );
    expect(await list()).toEqual([`${arn}:2`, `${arn}:1`]);
    await local.sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:2` }));
    await local.sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:2` }));
    expect(await list()).toEqual([`${arn}:1`]);
    expect(await publish(arn)).toBe(`${arn}:3`);
    await expect(start(`${arn}:2`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  test('are published of the revision that is wanted alone', async () => {
    const arn = await create();
    const { revisionId } = await local.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(revisionId).toBeUndefined();
    expect(await publish(arn, { revisionId: 'INITIAL' })).toBe(`${arn}:1`);
    const first = await update(arn, 'second');
    const same = await update(arn, 'second');
    expect([same.revisionId, same.updateDate]).toEqual([first.revisionId, first.updateDate]);
    await expect(publish(arn, { revisionId: 'INITIAL' })).rejects.toMatchObject({
      name: 'ConflictException',
      message: `Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is ${first.revisionId}.`,
    });
    expect(await publish(arn, { revisionId: first.revisionId })).toBe(`${arn}:2`);
  });

  test('come with the machine where its creation says so', async () => {
    const request = { name: 'published', definition: telling('first'), roleArn, publish: true };
    const first = await local.sfn.send(new CreateStateMachineCommand(request));
    expect(first.stateMachineVersionArn).toBe(`${first.stateMachineArn}:1`);
    expect((await local.sfn.send(new CreateStateMachineCommand(request))).stateMachineVersionArn).toBe(
      first.stateMachineVersionArn,
    );
    await expect(update(first.stateMachineArn ?? '', 'x', { versionDescription: 'x' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('an execution keeps the version that it was started from', async () => {
    const arn = await create();
    const execution = await start(await publish(arn));
    await update(arn, 'second');
    const { executionArn } = execution;
    const { definition } = await local.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(definition).toBe(telling('first'));
  });
});

describe('aliases', () => {
  test('start the version that they lead to, and are moved', async () => {
    const arn = await create();
    const first = await publish(arn);
    await update(arn, 'second');
    const second = await publish(arn);
    const { stateMachineAliasArn = '' } = await createAlias(route([first, 100]), { description: 'in use' });
    expect(stateMachineAliasArn).toBe(`${arn}:live`);
    expect(await start(stateMachineAliasArn)).toMatchObject({
      output: '"first"',
      stateMachineArn: arn,
      stateMachineVersionArn: first,
      stateMachineAliasArn,
    });
    const moved = route([second, 100]);
    await local.sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration: moved }));
    expect(await start(stateMachineAliasArn)).toMatchObject({ output: '"second"', stateMachineVersionArn: second });
    expect(await local.sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
      name: 'live',
      description: 'in use',
      routingConfiguration: moved,
    });
    const executions = async (stateMachineArn: string) =>
      (await local.sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions?.length;
    expect([await executions(arn), await executions(stateMachineAliasArn), await executions(second)]).toEqual([
      2, 2, 1,
    ]);
  });

  test('lead to two versions in turn, by their weights', async () => {
    const arn = await create();
    const first = await publish(arn);
    await update(arn, 'second');
    const second = await publish(arn);
    const { stateMachineAliasArn = '' } = await createAlias(route([first, 75], [second, 25]));
    const outputs = await Promise.all(Array.from({ length: 200 }, () => start(stateMachineAliasArn)));
    const firsts = outputs.filter(({ output }) => output === '"first"').length;
    // 150 of 200 are to be expected; so far off it is once in ten million times.
    expect(firsts).toBeGreaterThan(115);
    expect(firsts).toBeLessThan(185);
  });

  test('are listed, of a machine or of a version, and deleted', async () => {
    const arn = await create();
    const first = await publish(arn);
    await update(arn, 'second');
    const second = await publish(arn);
    await createAlias(route([first, 100]), { name: 'old' });
    await createAlias(route([second, 100]), { name: 'new' });
    const list = async (stateMachineArn: string) =>
      (await local.sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn }))).stateMachineAliases?.map(
        (alias) => alias.stateMachineAliasArn,
      );
    expect(await list(arn)).toEqual([`${arn}:old`, `${arn}:new`]);
    expect(await list(second)).toEqual([`${arn}:new`]);
    const remove = () => local.sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:old` }));
    await remove();
    expect(await list(arn)).toEqual([`${arn}:new`]);
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(start(`${arn}:old`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  test('a version that one leads to is not deleted', async () => {
    const arn = await create();
    const first = await publish(arn);
    await createAlias(route([first, 100]));
    await expect(
      local.sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: first })),
    ).rejects.toMatchObject({
      name: 'ConflictException',
      message:
        'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
    });
  });

  test('the same alias again is answered, another one of its name is refused', async () => {
    const arn = await create();
    const first = await publish(arn);
    const one = await createAlias(route([first, 100]), { description: 'd' });
    expect((await createAlias(route([first, 100]), { description: 'd' })).creationDate).toEqual(one.creationDate);
    await expect(createAlias(route([first, 100]), { description: 'e' })).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  test.each<[string, (first: string, other: string) => ReturnType<typeof route>, object, string]>([
    ['weights that are not 100 in sum', (first) => route([first, 99]), {}, 'ValidationException'],
    ['one version twice', (first) => route([first, 50], [first, 50]), {}, 'ValidationException'],
    ['versions of two machines', (first, other) => route([first, 50], [other, 50]), {}, 'ValidationException'],
    ['a version that is not there', (first) => route([`${first}7`, 100]), {}, 'ResourceNotFound'],
    ['a name that could be a version', (first) => route([first, 100]), { name: '7' }, 'InvalidName'],
  ])('%s: refused', async (_, routes, rest, name) => {
    const first = await publish(await create());
    const other = await publish(await create());
    await expect(createAlias(routes(first, other), rest)).rejects.toMatchObject({ name });
  });
});
