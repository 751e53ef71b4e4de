import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ended, roleArn, startEndpoint } from '../support/endpoint.ts';
import { onboarding } from '../support/onboarding.ts';
import { machine, task } from '../support/run.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint({
    keep: 500,
    faults: [{ operation: 'lambda:invoke', calls: [1], effect: { kind: 'error', name: 'ServiceException' } }],
  });
});
afterAll(() => local.close());

let count = 0;
async function create(definition: object, rest: object = {}): Promise<string> {
  count++;
  const command = new CreateStateMachineCommand({
    name: `machine-${count}`,
    definition: JSON.stringify(definition),
    roleArn,
    ...rest,
  });
  return (await local.sfn.send(command)).stateMachineArn ?? '';
}

async function start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), name });
  return (await local.sfn.send(command)).executionArn ?? '';
}

const pass = machine({ Only: { Type: 'Pass', End: true } });
const waiting = machine({
  Ask: task({
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Arguments: { QueueUrl: 'https://queue', MessageBody: { token: '{% $states.context.Task.Token %}' } },
  }),
});

describe('state machines', () => {
  test('are created, told of, changed, listed and deleted', async () => {
    const stateMachineArn = await create(pass, { tags: [{ key: 'team', value: 'hr' }] });
    const described = await local.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({ status: 'ACTIVE', type: 'STANDARD', roleArn, creationDate: expect.any(Date) });
    expect(JSON.parse(described.definition ?? '')).toEqual(pass);

    const other = JSON.stringify({ ...pass, Comment: 'other' });
    const updated = await local.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: other }));
    expect(updated.revisionId).not.toBe(described.revisionId);
    await expect(local.sfn.send(new UpdateStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'MissingRequiredParameter',
    });

    const listed = await local.sfn.send(new ListStateMachinesCommand({ maxResults: 1 }));
    expect(listed.stateMachines?.[0]).toMatchObject({ stateMachineArn, type: 'STANDARD' });

    await local.sfn.send(new TagResourceCommand({ resourceArn: stateMachineArn, tags: [{ key: 'a', value: 'b' }] }));
    await local.sfn.send(new UntagResourceCommand({ resourceArn: stateMachineArn, tagKeys: ['team'] }));
    const { tags } = await local.sfn.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
    expect(tags).toEqual([{ key: 'a', value: 'b' }]);

    await local.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(local.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });

  test('of the same name: the same request again is answered, another one is refused', async () => {
    const request = { name: 'twice', definition: JSON.stringify(pass), roleArn };
    const first = await local.sfn.send(new CreateStateMachineCommand(request));
    const second = await local.sfn.send(new CreateStateMachineCommand(request));
    expect(second.stateMachineArn).toBe(first.stateMachineArn);
    const other = { ...request, definition: JSON.stringify({ ...pass, Comment: 'other' }) };
    await expect(local.sfn.send(new CreateStateMachineCommand(other))).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
    });
  });

  test('a definition that can not run is refused, and told what is wrong with it', async () => {
    const wrong = machine({ Only: task({ Resource: 'arn:aws:states:::aws-sdk:connect:creatUser' }) });
    await expect(create(wrong)).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringMatching(
        /^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The resource provided .* at \/States\/Only\/Resource'$/,
      ),
    });
    const found = await local.sfn.send(
      new ValidateStateMachineDefinitionCommand({
        definition: JSON.stringify(machine({ Only: task({ Arguments: { Nope: 1 } }) })),
      }),
    );
    expect(found).toMatchObject({ result: 'FAIL', truncated: false });
    expect(found.diagnostics?.map(({ message }) => message)).toEqual([
      "The field 'InstanceId' is required but was missing",
    ]);
    const fine = await local.sfn.send(
      new ValidateStateMachineDefinitionCommand({ definition: JSON.stringify(onboarding) }),
    );
    expect(fine).toMatchObject({ result: 'OK', diagnostics: [] });
    const noJson = await local.sfn.send(new ValidateStateMachineDefinitionCommand({ definition: '{' }));
    expect(noJson.diagnostics?.[0]?.code).toBe('INVALID_JSON_DESCRIPTION');
  });
});

describe('executions', () => {
  test('run, and are told of with their input and output', async () => {
    const arn = await create(pass);
    const executionArn = await start(arn, { a: 1 }, 'first');
    expect(await ended(local.sfn, executionArn)).toMatchObject({
      name: 'first',
      status: 'SUCCEEDED',
      input: '{"a":1}',
      output: '{"a":1}',
      startDate: expect.any(Date),
      stopDate: expect.any(Date),
      redriveStatus: 'NOT_REDRIVABLE',
    });
    const { definition } = await local.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(JSON.parse(definition ?? '')).toEqual(pass);
  });

  test('a name is idempotent while its execution runs with the same input, and taken afterwards', async () => {
    const arn = await create(waiting);
    const executionArn = await start(arn, {}, 'once');
    expect(await start(arn, {}, 'once')).toBe(executionArn);
    await expect(start(arn, { other: 1 }, 'once')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await local.sfn.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'of it' }));
    expect(await ended(local.sfn, executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'of it' });
    await expect(start(arn, {}, 'once')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  test('history comes in pages, in either order, with or without data', async () => {
    const executionArn = await start(await create(pass), { secret: 1 });
    await ended(local.sfn, executionArn);
    const first = await local.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3 }));
    expect(first.events?.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'PassStateEntered'],
      [3, 2, 'PassStateExited'],
    ]);
    const { nextToken } = first;
    const rest = await local.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3, nextToken }));
    expect(rest.events?.map(({ type }) => type)).toEqual(['ExecutionSucceeded']);
    expect(rest.nextToken).toBeUndefined();
    const reverse = await local.sfn.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, includeExecutionData: false }),
    );
    expect(reverse.events?.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect(JSON.stringify(reverse.events)).not.toContain('secret');
    await expect(
      local.sfn.send(new GetExecutionHistoryCommand({ executionArn, nextToken: 'nonsense' })),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('are listed, newest first, by status', async () => {
    const arn = await create(
      machine({
        Only: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.ok %}', Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Succeed' },
        No: { Type: 'Fail' },
      }),
    );
    for (const [at, ok] of [true, false, true].entries()) await ended(local.sfn, await start(arn, { ok }, `e${at}`));
    const names = async (statusFilter?: 'FAILED') =>
      (await local.sfn.send(new ListExecutionsCommand({ stateMachineArn: arn, statusFilter }))).executions?.map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(['e2', 'e1', 'e0']);
    expect(await names('FAILED')).toEqual(['e1']);
  });

  test('one that failed is redriven: it goes on at the state that failed', async () => {
    const arn = await create(
      machine({
        Call: task({ Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' }, Output: 'done' }),
      }),
    );
    const executionArn = await start(arn);
    expect(await ended(local.sfn, executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.ServiceException',
      redriveStatus: 'REDRIVABLE',
    });
    await local.sfn.send(new RedriveExecutionCommand({ executionArn }));
    expect(await ended(local.sfn, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '"done"',
      redriveCount: 1,
    });
    await expect(local.sfn.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
      message: `Execution ${executionArn} invalid for redrive as: Execution is SUCCEEDED and cannot be redriven`,
    });
  });

  test('the same redrive again is answered as it was, whatever has become of the execution', async () => {
    const executionArn = await start(await create(machine({ No: { Type: 'Fail', Error: 'No' } })));
    await ended(local.sfn, executionArn);
    const redrive = (clientToken: string) => local.sfn.send(new RedriveExecutionCommand({ executionArn, clientToken }));
    const first = await redrive('one');
    expect(await ended(local.sfn, executionArn)).toMatchObject({ redriveCount: 1, redriveDate: first.redriveDate });
    expect((await redrive('one')).redriveDate).toEqual(first.redriveDate);
    expect(await ended(local.sfn, executionArn)).toMatchObject({ redriveCount: 1 });
    await redrive('two');
    expect(await ended(local.sfn, executionArn)).toMatchObject({ redriveCount: 2, status: 'FAILED', error: 'No' });
  });

  test('one whose history is full is not redriven', async () => {
    const executionArn = await start(
      await create(
        machine({
          Count: { Type: 'Pass', Next: 'On?' },
          'On?': { Type: 'Choice', Choices: [{ Condition: true, Next: 'Count' }], Default: 'End' },
          End: { Type: 'Succeed' },
        }),
      ),
    );
    expect(await ended(local.sfn, executionArn)).toMatchObject({
      status: 'FAILED',
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution has exceeded the maximum history event limit',
    });
  });

  test('an express machine runs for five minutes at most, any other for a year', async () => {
    const waiting = (Seconds: number) => machine({ Only: { Type: 'Wait', Seconds, End: true } });
    const express = await create(waiting(301), { type: 'EXPRESS' });
    const { status } = await local.sfn.send(new StartSyncExecutionCommand({ stateMachineArn: express }));
    expect(status).toBe('TIMED_OUT');
    const executionArn = await start(await create(waiting(31_536_001)));
    expect(await ended(local.sfn, executionArn)).toMatchObject({ status: 'TIMED_OUT' });
  });

  test('one that took too long names no error, but in its history', async () => {
    const waiting = machine({ Only: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 5 });
    const executionArn = await start(await create(waiting));
    const { status, error, cause } = await ended(local.sfn, executionArn);
    expect({ status, error, cause }).toEqual({ status: 'TIMED_OUT', error: undefined, cause: undefined });
    const { events } = await local.sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
    expect(events?.[0]?.executionTimedOutEventDetails?.error).toBe('States.Timeout');
  });

  test('a Task waits for the one who has its token', async () => {
    const arn = await create(waiting);
    const token = async (executionArn: string): Promise<string> => {
      const { events = [] } = await local.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
      const scheduled = events.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
      return JSON.parse(scheduled?.parameters ?? '{}').MessageBody.token;
    };
    const good = await start(arn);
    const bad = await start(arn);
    await local.sfn.send(new SendTaskHeartbeatCommand({ taskToken: await token(good) }));
    await local.sfn.send(new SendTaskSuccessCommand({ taskToken: await token(good), output: '{"yes":true}' }));
    await local.sfn.send(new SendTaskFailureCommand({ taskToken: await token(bad), error: 'No', cause: 'because' }));
    expect(await ended(local.sfn, good)).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":true}' });
    expect(await ended(local.sfn, bad)).toMatchObject({ status: 'FAILED', error: 'No', cause: 'because' });
    await expect(local.sfn.send(new SendTaskHeartbeatCommand({ taskToken: 'nobody' }))).rejects.toMatchObject({
      name: 'TaskDoesNotExist',
    });
  });

  test('a machine starts another one and waits for its end', async () => {
    const inner = await create(machine({ Only: { Type: 'Pass', Output: '{% $states.input.n * 2 %}', End: true } }));
    const outer = await create(
      machine({
        Call: task({
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Arguments: { StateMachineArn: inner, Input: { n: '{% $states.input %}' } },
          Output: '{% $states.result.Output %}',
        }),
      }),
    );
    expect(await ended(local.sfn, await start(outer, 21))).toMatchObject({ status: 'SUCCEEDED', output: '42' });
  });

  test('an express machine answers with the result', async () => {
    const stateMachineArn = await create(pass, { type: 'EXPRESS' });
    const result = await local.sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input: '[1]' }));
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      output: '[1]',
      executionArn: expect.stringContaining(':express:'),
    });
    const standard = await create(pass);
    await expect(local.sfn.send(new StartSyncExecutionCommand({ stateMachineArn: standard }))).rejects.toMatchObject({
      name: 'StateMachineTypeNotSupported',
    });
  });

  test.each([
    [{ input: '{' }, 'InvalidExecutionInput'],
    [{ input: `${'['.repeat(100_000)}${']'.repeat(100_000)}` }, 'InvalidExecutionInput'],
    [{ name: 'a b' }, 'InvalidName'],
    [{ stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: 'none' }, 'InvalidArn'],
  ])('%j is refused as %s', async (request, name) => {
    const stateMachineArn = await create(pass);
    await expect(local.sfn.send(new StartExecutionCommand({ stateMachineArn, ...request }))).rejects.toMatchObject({
      name,
    });
  });
});
