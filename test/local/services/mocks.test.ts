import { describe, expect, test } from '@jest/globals';
import { createCloud, MocksError, mockedServices, readMocks, testCaseOf } from '../../../local/index.ts';
import { answering, machine, run, task } from '../support/run.ts';

const file = JSON.stringify({
  StateMachines: { hire: { TestCases: { Flaky: { Call: 'FlakyAnswer' } } } },
  MockedResponses: {
    FlakyAnswer: {
      '0-1': { Throw: { Error: 'Connect.ThrottlingException', Cause: 'slow' } },
      '2': { Return: { mocked: true } },
    },
  },
});

const states = {
  Call: task({ Retry: [{ ErrorEquals: ['States.ALL'] }], End: undefined, Next: 'Other' }),
  Other: task({ Output: '{% $states.input %}' }),
};

describe('a mock configuration', () => {
  test('answers by state and attempt; states that it does not name call their service', async () => {
    const mocks = readMocks(file);
    const beneath = answering({ real: true });
    const services = mockedServices(beneath, mocks, testCaseOf(mocks, 'hire', 'Flaky'));
    const result = await run(states, {}, { services });
    expect(result.output).toEqual({ mocked: true });
    expect(result.calls.map(({ state, error }) => [state, error])).toEqual([
      ['Call', 'Connect.ThrottlingException'],
      ['Call', 'Connect.ThrottlingException'],
      ['Call', undefined],
      ['Other', undefined],
    ]);
    expect(beneath.calls).toHaveLength(1);
  });

  test('an attempt that it does not have fails the execution', async () => {
    const mocks = readMocks(file.replace('0-1', '0').replace('"2"', '"7"'));
    const services = mockedServices(answering(), mocks, testCaseOf(mocks, 'hire', 'Flaky'));
    expect(await run(states, {}, { services })).toMatchObject({
      error: 'States.Runtime',
      cause: 'The mocked response FlakyAnswer of Call has no attempt 1',
    });
  });

  test('a test case is chosen behind the ARN of the machine', async () => {
    const cloud = createCloud({ mocks: readMocks(file) });
    const definition = JSON.stringify(
      machine({ Call: task({ Arguments: { InstanceId: 'i' }, Retry: [{ ErrorEquals: ['States.ALL'] }] }) }),
    );
    const { stateMachineArn } = await cloud.call('sfn', 'CreateStateMachine', {
      name: 'hire',
      definition,
      roleArn: 'arn:aws:iam::123456789012:role/r',
      type: 'EXPRESS',
    });
    const start = (suffix: string) =>
      cloud.call('sfn', 'StartSyncExecution', { stateMachineArn: `${String(stateMachineArn)}${suffix}` });
    expect(await start('#Flaky')).toMatchObject({ status: 'SUCCEEDED', output: '{"mocked":true}' });
    expect(await start('')).toMatchObject({ status: 'FAILED', error: 'Connect.ResourceNotFoundException' });
    await expect(start('#Nope')).rejects.toMatchObject({ code: 'ValidationException' });
  });

  test.each([
    ['{', 'no JSON'],
    ['[]', 'needs an object `MockedResponses`'],
    ['{"MockedResponses":{"R":{"x":{"Return":1}}}}', 'MockedResponses.R.x: an attempt is a number'],
    ['{"MockedResponses":{"R":{"0":{}}}}', 'MockedResponses.R.0 needs either Return or Throw'],
    ['{"MockedResponses":{"R":{"0":{"Throw":{}}}}}', 'MockedResponses.R.0.Throw needs an Error'],
    ['{"StateMachines":{"M":{"TestCases":{"C":{"S":"R"}}}}}', 'there is no mocked response "R"'],
  ])('%s is none: %s', (text, message) => {
    expect(() => readMocks(text)).toThrow(MocksError);
    expect(() => readMocks(text)).toThrow(message);
  });
});
