import { TestStateCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { roleArn, startEndpoint } from '../support/endpoint.ts';
import { onboarding, onboardingInput } from '../support/onboarding.ts';
import { machine, task } from '../support/run.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint();
});
afterAll(() => local.close());

const testState = (state: object, rest: object = {}) =>
  local.sfn.send(
    new TestStateCommand({
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...state }),
      input: '{}',
      ...rest,
    }),
  );

const Arguments = { InstanceId: onboardingInput.instance };
const list = task({
  Arguments,
  Output: '{% $states.result.UserSummaryList[0].Username %}',
  End: undefined,
  Next: 'Then',
});

describe('TestState', () => {
  test('runs one state, with a mocked result or for real', async () => {
    const mock = { result: JSON.stringify({ UserSummaryList: [{ Username: 'mocked' }] }) };
    expect(await testState(list, { mock })).toMatchObject({
      status: 'SUCCEEDED',
      output: '"mocked"',
      nextState: 'Then',
    });
    expect(await testState(list, { roleArn })).toMatchObject({ status: 'SUCCEEDED', output: '"existing.agent"' });
  });

  test('tells which retry or catch would come', async () => {
    const handled = {
      ...list,
      Retry: [
        { ErrorEquals: ['B'] },
        { ErrorEquals: ['A'], MaxAttempts: 2, IntervalSeconds: 3, BackoffRate: 4, MaxDelaySeconds: 10 },
      ],
      Catch: [
        { ErrorEquals: ['B'], Next: 'Then' },
        { ErrorEquals: ['A'], Next: 'Then' },
      ],
    };
    const having = (retrierRetryCount: number) =>
      testState(handled, {
        mock: { errorOutput: { error: 'A', cause: 'why' } },
        stateConfiguration: { retrierRetryCount },
        inspectionLevel: 'DEBUG',
      });
    const retriable = (seconds: number) => ({
      status: 'RETRIABLE',
      error: 'A',
      cause: 'why',
      inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: seconds } },
    });
    expect(await having(0)).toMatchObject(retriable(3));
    expect(await having(1)).toMatchObject(retriable(10));
    expect(await having(2)).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'A',
      nextState: 'Then',
      inspectionData: { errorDetails: { catchIndex: 1 } },
    });
  });

  test('takes a state of a whole machine by its name, variables and a look inside', async () => {
    const result = await testState(onboarding, {
      stateName: 'look',
      variables: JSON.stringify({
        asked: { instance: onboardingInput.instance },
        hired: { id: 'a7d39b52-4e08-4c6f-b1d5-0e92f8c6a743' },
      }),
      inspectionLevel: 'DEBUG',
      roleArn,
    });
    expect(result).toMatchObject({ status: 'SUCCEEDED', nextState: 'As asked?' });
    expect(result.inspectionData?.afterArguments).toContain('a7d39b52');
    const inner = { StartAt: 'In', States: { In: { Type: 'Pass', Output: '{% $x %}', End: true } } };
    const nested = machine({ Each: { Type: 'Map', ItemProcessor: inner, End: true } });
    expect(await testState(nested, { stateName: 'In', variables: '{"x":[1]}' })).toMatchObject({ output: '[1]' });
  });

  test('a context of its own, or the one that is given', async () => {
    const state = { Type: 'Pass', Output: '{% $states.context %}', End: true };
    const { output } = await testState(state);
    expect(JSON.parse(output ?? '')).toEqual({
      Execution: expect.objectContaining({ Id: expect.stringContaining(':express:'), Input: {}, RoleArn: null }),
      State: { Name: 'StateName', EnteredTime: expect.any(String) },
      StateMachine: expect.any(Object),
    });
    const given = await testState(state, { context: '{"Map":{"Item":{"Index":3}}}' });
    expect(given.output).toBe('{"Map":{"Item":{"Index":3}}}');
  });

  test('a state that fails says why', async () => {
    expect(await testState({ Type: 'Fail', Error: 'E', Cause: 'C' })).toMatchObject({
      status: 'FAILED',
      error: 'E',
      cause: 'C',
    });
    expect(await testState({ Type: 'Pass', Output: '{% $nothing %}', End: true })).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: "The JSONata expression '$nothing' specified for the field 'Output' returned nothing (undefined).",
    });
  });

  test('a Map with a mocked result takes its items, one for each of the results', async () => {
    const each = {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      ItemSelector: { item: '{% $states.context.Map.Item.Value %}' },
      ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Fail' } } },
      Output: '{% $sum($states.result) %}',
      End: true,
    };
    const request = { input: '{"items":[1,2]}', inspectionLevel: 'DEBUG' };
    expect(await testState(each, { ...request, mock: { result: '[10,20]' } })).toMatchObject({
      output: '30',
      inspectionData: { afterItemSelector: '[{"item":1}, {"item":2}]', maxConcurrency: 0 },
    });
    await expect(testState(each, { ...request, mock: { result: '[10]' } })).rejects.toThrow(
      "Input array does not equal the mocked result array's size",
    );
    const failures = (mapIterationFailureCount: number) =>
      testState(each, { ...request, mock: { result: '[10,20]' }, stateConfiguration: { mapIterationFailureCount } });
    expect(await failures(1)).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    await expect(failures(3)).rejects.toThrow('less than or equal to the number of Map iterations');
  });

  const putEvents = task({ Resource: 'arn:aws:states:::events:putEvents', Arguments: { Entries: [] } });
  const send = task({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Arguments: { QueueUrl: 'q' } });
  const branches = [1, 2].map((at) => ({ StartAt: `B${at}`, States: { [`B${at}`]: { Type: 'Pass', End: true } } }));

  test('a mocked result has the form of the answer, unless it comes from somebody else or is not looked at', async () => {
    const result = '{"Entries":"none","FailedEntryCount":0}';
    expect(await testState(putEvents, { mock: { result, fieldValidationMode: 'NONE' } })).toMatchObject({
      output: result,
    });
    expect(await testState(send, { mock: { result: '{"any":1}' } })).toMatchObject({ output: '{"any":1}' });
    expect(
      await testState(task({ Resource: 'arn:aws:states:::aws-sdk:connect:describeInstance', Arguments }), {
        mock: { result: '{"Instance":{"Later":1}}' },
      }),
    ).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each<[object, object, string, string]>([
    [
      putEvents,
      { mock: { result: '{"Entries":"none"}' } },
      'ValidationException',
      "Mock result schema validation error: Field 'Entries' must be an array",
    ],
    [
      task({ Resource: 'arn:aws:states:::aws-sdk:connect:listUsers', Arguments }),
      { mock: { result: '{"UserSummaryList":[{"Id":1}]}', fieldValidationMode: 'PRESENT' } },
      'ValidationException',
      "Mock result schema validation error: Field 'Id' must be a string",
    ],
    [
      task({ Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution', Arguments: { StateMachineArn: 'a' } }),
      { mock: { result: '{"ExecutionArn":"a"}' } },
      'ValidationException',
      "Mock result schema validation error: Required field 'StartDate' is missing",
    ],
    [putEvents, {}, 'ValidationException', 'RoleArn must be specified when testing a Task state'],
    [putEvents, { mock: { result: '{' } }, 'ValidationException', 'Mocked result must be valid JSON'],
    [
      putEvents,
      { mock: { result: '{}', errorOutput: { error: 'A' } } },
      'ValidationException',
      'A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      putEvents,
      { mock: { result: '{}' }, revealSecrets: true },
      'ValidationException',
      'TestState does not support RevealSecrets when a mock is specified.',
    ],
    [
      { Type: 'Pass', End: true },
      { mock: { result: '1' } },
      'ValidationException',
      "State type 'Pass' is not supported when a mock is specified",
    ],
    [
      putEvents,
      { mock: { result: '{}' }, stateConfiguration: { mapIterationFailureCount: 1 } },
      'ValidationException',
      'MapIterationFailureCount is only supported when testing a Map state.',
    ],
    [
      { Type: 'Parallel', Branches: branches, End: true },
      {},
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    ],
    [
      send,
      { roleArn },
      'InvalidDefinition',
      "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.",
    ],
  ])('%j with %j is refused: %s, %s', async (state, rest, name, message) => {
    await expect(testState(state, rest)).rejects.toMatchObject({ name, message });
  });
});
