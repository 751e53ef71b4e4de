import { describe, expect, test } from '@jest/globals';
import { FileError } from '../../../compiler/source/index.ts';
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

  test('whatever number of attempts is named in one range', () => {
    const mocks = readMocks('{"MockedResponses": {"R": {"0-999999999": {"Return": 1}}}}');
    expect(mocks.responses.get('R')).toEqual([{ from: 0, to: 999_999_999, happens: { kind: 'return', value: 1 } }]);
  });

  test('a mocked Task that waits for its token has the mocked result', async () => {
    const ask = task({
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Arguments: { QueueUrl: 'https://q', MessageBody: '{% $states.context.Task.Token %}' },
    });
    const mocks = readMocks(
      JSON.stringify({
        StateMachines: { ask: { TestCases: { Yes: { Ask: 'R' } } } },
        MockedResponses: { R: { '0': { Throw: { Error: 'Not.Now' } }, '1': { Return: { ok: 1 } } } },
      }),
    );
    const services = mockedServices(answering(), mocks, testCaseOf(mocks, 'ask', 'Yes'));
    const Retry = [{ ErrorEquals: ['Not.Now'] }];
    expect(await run({ Ask: { ...ask, Retry } }, {}, { services })).toMatchObject({ output: { ok: 1 } });
  });

  test.each([
    ['{', 'mocks:1:'],
    ['[]', '1:1: error: this must be an object, not an array'],
    ['{"MockedRespnses":{}}', 'Did you mean `MockedResponses`?'],
    ['{"MockedResponses":{"R":{"x":{"Return":1}}}}', '`x` is no attempt: a number, or two with a - between them'],
    ['{"MockedResponses":{"R":{"0":{}}}}', 'an attempt needs exactly one of `Return`, `Throw`, not 0'],
    ['{"MockedResponses":{"R":{"0":{"Throw":{}}}}}', 'an error needs a field `Error`'],
    ['{"StateMachines":{"M":{"TestCases":{"C":{"S":"R"}}}}}', '1:46: error: there is no mocked response `R`'],
    ['{"StateMachines":{"M":{"TestCases":{"C":{"S":"Slow"}}}},"MockedResponses":{"Slov":{}}}', 'Did you mean `Slov`?'],
  ])('%s is none: %s', (text, message) => {
    expect(() => readMocks(text)).toThrow(FileError);
    expect(() => readMocks(text)).toThrow(message);
  });

  test('a test case that is not there is told with the one that was meant', () => {
    expect(() => testCaseOf(readMocks(file), 'hire', 'Flakey')).toThrow(MocksError);
    expect(() => testCaseOf(readMocks(file), 'hire', 'Flakey')).toThrow('Did you mean `Flaky`?');
  });
});
