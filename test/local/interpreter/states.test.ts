import { describe, expect, test } from '@jest/globals';
import { answering, run, task, trace } from '../support/run.ts';

const opening = "An error occurred while executing the state 'Only' (entered at the event id #2). ";

describe('Pass', () => {
  test('gives its input on, unless it has an Output', async () => {
    expect((await run({ Only: { Type: 'Pass', End: true } }, [1, 2])).output).toEqual([1, 2]);
    expect(
      (await run({ Only: { Type: 'Pass', Output: { a: '{% $states.input.b %}' }, End: true } }, { b: 3 })).output,
    ).toEqual({ a: 3 });
  });

  test('assigns and puts out on the values that it was entered with', async () => {
    const { output, history } = await run({
      First: { Type: 'Pass', Assign: { x: 1 }, Next: 'Second' },
      Second: { Type: 'Pass', Assign: { x: '{% $x + 1 %}', y: '{% $x %}' }, Output: '{% $x %}', Next: 'Third' },
      Third: { Type: 'Pass', Output: '{% [$x, $y, $states.input] %}', End: true },
    });
    expect(output).toEqual([2, 1, 1]);
    expect(history[4]).toMatchObject({
      type: 'PassStateExited',
      stateExitedEventDetails: { assignedVariables: { x: '2', y: '1' }, output: '1' },
    });
  });

  test('what yields nothing fails, with its field named', async () => {
    const result = await run({ Only: { Type: 'Pass', Output: { a: [1, '{% $missing %}'] }, End: true } });
    expect(result).toMatchObject({
      status: 'FAILED',
      failedState: 'Only',
      error: 'States.QueryEvaluationError',
      cause: `${opening}The JSONata expression '$missing' specified for the field 'Output/a[1]' returned nothing (undefined).`,
    });
    expect(result.history[2]).toMatchObject({
      type: 'EvaluationFailed',
      evaluationFailedEventDetails: { state: 'Only', location: 'Output/a[1]' },
    });
  });

  test("what JSONata throws is in the cause, behind AWS's words", async () => {
    const { cause } = await run({ Only: { Type: 'Pass', Output: "{% 1 + 'a' %}", End: true } });
    expect(cause).toBe(
      `${opening}The JSONata expression '1 + 'a'' specified for the field 'Output' threw an error during evaluation. ` +
        'T2002: The right side of the "+" operator must evaluate to a number',
    );
  });
});

describe('Choice', () => {
  const choice = (Condition: unknown) => ({
    Only: {
      Type: 'Choice',
      Choices: [{ Condition, Assign: { by: 'rule' }, Output: 'rule', Next: 'End' }],
      Default: 'End',
      Assign: { by: 'default' },
      Output: 'default',
    },
    End: { Type: 'Pass', Output: '{% [$by, $states.input] %}', End: true },
  });

  test('a rule has its own Assign and Output, the default has those of the state', async () => {
    expect((await run(choice('{% true %}'))).output).toEqual(['rule', 'rule']);
    expect((await run(choice('{% false %}'))).output).toEqual(['default', 'default']);
  });

  test('a condition must be a boolean', async () => {
    expect((await run(choice("{% 'yes' %}"))).cause).toBe(
      `${opening}The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result type. ` +
        "Expected 'boolean', but was 'string' for value: \"yes\"",
    );
  });

  test('with no rule that holds and no default the execution fails', async () => {
    const result = await run({
      Only: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }] },
      End: { Type: 'Succeed' },
    });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('Failed to transition'),
    });
  });
});

describe('Wait', () => {
  const duration = async (fields: object, input = {}) => {
    const { history, error, cause } = await run({ Only: { Type: 'Wait', ...fields, End: true } }, input);
    return error === undefined ? (history.at(-1)?.timestamp.getTime() ?? 0) / 1000 : cause;
  };

  test('waits for seconds, or until a time, on the clock of the run', async () => {
    expect(await duration({ Seconds: 90 })).toBe(90);
    expect(await duration({ Seconds: '{% $states.input.n * 60 %}' }, { n: 60 })).toBe(3600);
    expect(await duration({ Timestamp: '1970-01-01T00:02:00Z' })).toBe(120);
    expect(await duration({ Timestamp: '1970-01-01T02:00:00+02:00' })).toBe(0);
    expect(await duration({ Timestamp: '1969-12-31T00:00:00Z' })).toBe(0);
  });

  test.each(['1970-01-01 00:02:00Z', '1970-01-01T00:02:00', '1970-13-01T00:00:00Z', '1970-01-01T25:00:00Z'])(
    '%s is no time',
    async (text) => {
      expect(await duration({ Timestamp: `{% '${text}' %}` })).toBe(
        `${opening}The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      );
    },
  );

  test('seconds are whole', async () => {
    expect(await duration({ Seconds: '{% 1.5 %}' })).toContain('cannot be parsed as an integer: 1.5');
  });
});

describe('Fail and Succeed', () => {
  test('Fail ends with the error and cause that its expressions give, each of which may be missing', async () => {
    const fail = { Type: 'Fail', Error: '{% $states.input.error %}', Cause: "{% 'no ' & $states.input.what %}" };
    expect(await run({ Only: fail }, { error: 'Mine', what: 'room' })).toMatchObject({
      error: 'Mine',
      cause: 'no room',
    });
    const silent = await run({ Only: { Type: 'Fail' } });
    expect(silent.status).toBe('FAILED');
    expect(silent).not.toHaveProperty('error');
    expect(silent.history.at(-1)).toMatchObject({ type: 'ExecutionFailed', executionFailedEventDetails: {} });
  });

  test('Succeed ends the execution with its Output', async () => {
    expect((await run({ Only: { Type: 'Succeed', Output: { done: true } } })).output).toEqual({ done: true });
  });
});

describe('Task', () => {
  test('calls with its Arguments; its result is its output unless it says otherwise', async () => {
    const services = answering({ Answer: 42 });
    const { output } = await run(
      { Only: task({ Arguments: { Id: '{% $states.input.id %}' } }) },
      { id: 'i' },
      { services },
    );
    expect(services.calls[0]).toMatchObject({
      params: { Id: 'i' },
      resourceType: 'aws-sdk:connect',
      action: 'listUsers',
    });
    expect(output).toEqual({ Answer: 42 });
  });

  test('its events are chained as on AWS', async () => {
    expect(trace(await run({ Only: task({ TimeoutSeconds: 5 }) }))).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSucceeded',
      '6<5 TaskStateExited',
      '7<6 ExecutionSucceeded',
    ]);
  });

  test('a Lambda function that is named by its ARN has events of its own', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:greet';
    const result = await run({ Only: task({ Resource, Arguments: { name: 'Ada' } }) });
    expect(trace(result).slice(2, 5)).toEqual([
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionSucceeded',
    ]);
    expect(result.history[2]).toMatchObject({
      lambdaFunctionScheduledEventDetails: { resource: Resource, input: '{"name":"Ada"}' },
    });
  });

  test('a request that the service model refuses is not sent', async () => {
    const services = { ...answering(), check: () => ['The field "Nope" is not supported by Step Functions'] };
    const result = await run({ Only: task({ Arguments: { Nope: 1 } }) }, {}, { services });
    expect(result).toMatchObject({
      error: 'States.Runtime',
      cause: `${opening}The Parameters '{"Nope":1}' could not be used to start the Task: [The field "Nope" is not supported by Step Functions]`,
    });
    expect(services.calls).toHaveLength(0);
  });

  test('a result of more than 256 KiB fails; States.ALL catches that, States.TaskFailed does not', async () => {
    const caughtBy = (name: string) =>
      run(
        {
          Only: task({ Catch: [{ ErrorEquals: [name], Next: 'Caught' }], End: undefined, Next: 'Caught' }),
          Caught: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
        },
        {},
        { services: answering({ text: 'x'.repeat(262_144) }) },
      );
    expect(await caughtBy('States.ALL')).toMatchObject({ output: 'States.DataLimitExceeded' });
    expect(await caughtBy('States.TaskFailed')).toMatchObject({ error: 'States.DataLimitExceeded' });
  });
});
