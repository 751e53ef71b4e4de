import { describe, expect, test } from '@jest/globals';
import { createExecution, type Progress, virtualClock } from '../../../local/index.ts';
import { answering, machine, run, task, trace } from '../support/run.ts';

const never = { call: ({ signal }: { readonly signal: AbortSignal }) => virtualSleep(signal) };
const clock = virtualClock(0);
const virtualSleep = async (signal: AbortSignal) => {
  await clock.sleep(1e9, signal);
  return {};
};

describe('Retry', () => {
  const retry = (fields: object) => ({ Only: task({ Retry: [{ ErrorEquals: ['A'], ...fields }] }) });
  const delays = async (fields: object, ...results: string[]) => {
    const seen: number[] = [];
    const onProgress = (progress: Progress): void => {
      if (progress.kind === 'retried') seen.push(progress.seconds);
    };
    await run(retry(fields), {}, { services: answering(...results), onProgress });
    return seen;
  };

  test('waits an interval that grows, up to its greatest, as often as it may', async () => {
    const all = ['A', 'A', 'A', 'A', 'A', 'A'];
    expect(await delays({}, ...all)).toEqual([1, 2, 4]);
    expect(await delays({ IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 }, ...all)).toEqual([
      2, 6, 10, 10,
    ]);
    expect(await delays({ MaxAttempts: 0 }, ...all)).toEqual([]);
  });

  test('full jitter waits less, and the same again for the same seed', async () => {
    const first = await delays({ JitterStrategy: 'FULL' }, 'A', 'A', 'A');
    expect(first).toHaveLength(3);
    for (const [at, seconds] of first.entries()) expect(seconds).toBeLessThan(2 ** at);
    expect(await delays({ JitterStrategy: 'FULL' }, 'A', 'A', 'A')).toEqual(first);
  });

  test('the first Retrier that names the error serves alone; used up, the Catch comes', async () => {
    const services = answering('A', 'B', 'A', 'A');
    const result = await run(
      {
        Only: task({
          Retry: [
            { ErrorEquals: ['A'], MaxAttempts: 2 },
            { ErrorEquals: ['B', 'A'], MaxAttempts: 9 },
          ],
          Catch: [{ ErrorEquals: ['A'], Next: 'Caught' }],
          End: undefined,
          Next: 'Caught',
        }),
        Caught: { Type: 'Pass', End: true },
      },
      {},
      { services },
    );
    expect(services.calls.map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3]);
    expect(result.output).toEqual({ Error: 'A', Cause: 'A it was' });
  });

  test('each entry of a state has a fresh budget, and RetryCount counts from 0', async () => {
    const services = answering('A', { n: 1 }, 'A', { n: 2 });
    const result = await run(
      {
        Call: task({
          Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }],
          Output: '{% [$states.result.n, $states.context.State.RetryCount] %}',
          End: undefined,
          Next: 'Again?',
        }),
        'Again?': {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input[0] = 1 %}', Next: 'Call' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
      {},
      { services },
    );
    expect(result.output).toEqual([2, 1]);
  });

  test('an attempt that is repeated has its own events in the chain', async () => {
    const result = await run(retry({}), {}, { services: answering('A', {}) });
    expect(trace(result).slice(2, 8)).toEqual([
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskFailed',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskSucceeded',
    ]);
  });

  test('States.ALL and States.TaskFailed leave out what nothing can repair', async () => {
    const tries = async (name: string, error: string) => {
      const services = answering(error, {});
      await run({ Only: task({ Retry: [{ ErrorEquals: [name] }] }) }, {}, { services });
      return services.calls.length;
    };
    expect(await tries('States.ALL', 'Any')).toBe(2);
    expect(await tries('States.ALL', 'States.Runtime')).toBe(1);
    expect(await tries('States.ALL', 'States.Timeout')).toBe(2);
    expect(await tries('States.TaskFailed', 'Any')).toBe(2);
    expect(await tries('States.TaskFailed', 'States.Timeout')).toBe(1);
  });
});

describe('Catch', () => {
  test('has its own Assign and Output, on what the state was entered with and the error', async () => {
    const result = await run(
      {
        Before: { Type: 'Pass', Assign: { x: 1 }, Next: 'Only' },
        Only: task({
          Assign: { x: 2 },
          Catch: [
            {
              ErrorEquals: ['A'],
              Assign: { x: '{% $x + 10 %}', why: '{% $states.errorOutput.Error %}' },
              Output: '{% $states.input.kept %}',
              Next: 'Caught',
            },
          ],
          End: undefined,
          Next: 'Caught',
        }),
        Caught: { Type: 'Pass', Output: '{% [$x, $why, $states.input] %}', End: true },
      },
      { kept: 'yes' },
      { services: answering('A') },
    );
    expect(result.output).toEqual([11, 'A', 'yes']);
  });

  test('takes failed expressions of the state too', async () => {
    const result = await run({
      Only: task({
        Output: '{% $nothing %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
        End: undefined,
        Next: 'Caught',
      }),
      Caught: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
    });
    expect(result.output).toBe('States.QueryEvaluationError');
  });
});

describe('time limits', () => {
  test('a Task that takes too long times out; error output has no cause', async () => {
    const result = await run(
      {
        Only: task({
          TimeoutSeconds: '{% 2 * 30 %}',
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }],
          End: undefined,
          Next: 'Caught',
        }),
        Caught: { Type: 'Pass', End: true },
      },
      {},
      { services: never, clock },
    );
    expect(result.output).toEqual({ Error: 'States.Timeout', Cause: '' });
    expect(result.history.map(({ type }) => type)).toContain('TaskTimedOut');
    expect(result.calls).toEqual([expect.objectContaining({ error: 'States.Timeout', milliseconds: 60_000 })]);
  });

  test('a machine that takes too long is TIMED_OUT, whatever it would catch', async () => {
    const result = await run(
      { Only: { Type: 'Wait', Seconds: 100, Next: 'Only' } } as never,
      {},
      { machine: { TimeoutSeconds: 250 } },
    ).catch((error: Error) => error.message);
    expect(result).toBe('Workflow has no terminal state');
    const looping = await run(
      {
        Only: { Type: 'Wait', Seconds: 100, Next: 'On?' },
        'On?': { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Only' }], Default: 'End' },
        End: { Type: 'Succeed' },
      },
      {},
      { machine: { TimeoutSeconds: 250 } },
    );
    expect(looping).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', failedState: 'Only' });
    expect(looping.history.at(-1)).toMatchObject({ type: 'ExecutionTimedOut', previousEventId: 0 });
    expect(looping.history.at(-1)?.timestamp.getTime()).toBe(250_000);
  });

  test('a worker that is silent for longer than HeartbeatSeconds times out, as a missed heartbeat too', async () => {
    const ask = task({
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      HeartbeatSeconds: 5,
      TimeoutSeconds: 600,
      Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Caught' }],
    });
    const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
    const result = await run({
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Ask', States: { Ask: ask, Caught: { Type: 'Pass', End: true } } },
          // Something has to wait, or no time passes.
          branch('Meanwhile', { Type: 'Wait', Seconds: 60, End: true }),
        ],
        Output: '{% $states.result[0] %}',
        End: true,
      },
    });
    expect(result.output).toEqual({ Error: 'States.Timeout', Cause: '' });
    const events = result.history.filter(({ type }) => type.startsWith('Task'));
    expect(events.map(({ type, timestamp }) => [type, timestamp.getTime()])).toEqual([
      ['TaskStateEntered', 0],
      ['TaskScheduled', 0],
      ['TaskStarted', 0],
      ['TaskSubmitted', 0],
      ['TaskTimedOut', 5000],
      ['TaskStateExited', 5000],
    ]);
  });

  test('an execution that is stopped is ABORTED with the reason that is given', async () => {
    const options = { services: never, clock };
    const execution = createExecution(machine({ Only: task() }), {}, options);
    const result = execution.run();
    execution.stop('Mine', 'Enough');
    expect(await result).toMatchObject({ status: 'ABORTED', error: 'Mine', cause: 'Enough' });
    expect(execution.history.at(-1)?.type).toBe('ExecutionAborted');
  });

  test('a history has at most 25,000 events', async () => {
    const result = await run({
      Count: { Type: 'Pass', Next: 'On?' },
      'On?': { Type: 'Choice', Choices: [{ Condition: true, Next: 'Count' }], Default: 'End' },
      End: { Type: 'Succeed' },
    });
    expect(result.status).toBe('FAILED');
    expect(result.history).toHaveLength(25_000);
    expect(result.cause).toContain('maximum number of history events (25000)');
  });
});

describe('redrive', () => {
  test('schedules the failed Task again, on a fresh budget, and goes on', async () => {
    const services = answering({ id: 7 }, 'A', 'A', 'A', 'A', { ok: true });
    const execution = createExecution(
      machine({
        First: task({ Assign: { id: '{% $states.result.id %}' }, End: undefined, Next: 'Second' }),
        Second: task({
          Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }],
          Output: '{% [$id, $states.context.Execution.RedriveCount] %}',
        }),
      }),
      {},
      { services, clock: virtualClock(0) },
    );
    expect(await execution.run()).toMatchObject({ status: 'FAILED', failedState: 'Second' });
    expect(await execution.redrive()).toMatchObject({ status: 'FAILED', failedState: 'Second' });
    const result = await execution.redrive();
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: [7, 2] });
    const entered = result.history.filter(({ type }) => type === 'TaskStateEntered');
    expect(entered).toHaveLength(2);
    expect(result.history.filter(({ type }) => type === 'ExecutionRedriven')).toHaveLength(2);
  });

  test('an execution that ended in a Fail state ends there again', async () => {
    const execution = createExecution(machine({ No: { Type: 'Fail', Error: 'No' } }), {}, { services: answering() });
    await execution.run();
    expect(await execution.redrive()).toMatchObject({ status: 'FAILED', error: 'No' });
    expect(execution.history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'FailStateEntered',
      'ExecutionFailed',
      'ExecutionRedriven',
      'ExecutionFailed',
    ]);
    expect(execution.history.at(-1)?.previousEventId).toBe(4);
  });

  test('what goes on is linked to the entry of its state, also in branches, iterations and a Wait', async () => {
    const definition = machine({
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Fine', States: { Fine: { Type: 'Pass', End: true } } },
          { StartAt: 'Not', States: { Not: task() } },
        ],
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        Items: [1, 2],
        MaxConcurrency: 1,
        ItemProcessor: { StartAt: 'One', States: { One: task() } },
        Next: 'Rest',
      },
      Rest: { Type: 'Wait', Seconds: 9, End: true },
    });
    const clock = virtualClock(0);
    const execution = createExecution(definition, {}, { services: answering('A', {}, 'B', {}, {}), clock });
    await execution.run();
    await execution.redrive();
    const redriven = execution.redrive();
    await clock.sleep(1000);
    execution.stop();
    await redriven;
    const result = await execution.redrive();
    expect(result.status).toBe('SUCCEEDED');
    const following = (state: string, type: string) => {
      const entry = result.history.find(({ stateEnteredEventDetails: entered }) => entered?.name === state);
      return result.history.filter((event) => event.type === type && event.previousEventId === entry?.id);
    };
    expect(following('Not', 'TaskScheduled')).toHaveLength(2);
    expect(following('Rest', 'WaitStateExited')).toHaveLength(1);
    const started = result.history.find(({ type }) => type === 'MapStateStarted')?.id;
    const iterations = result.history.filter(({ type }) => type === 'MapIterationStarted');
    expect(iterations.map(({ previousEventId }) => previousEventId)).toEqual([started, expect.any(Number)]);
    for (const type of ['ParallelStateStarted', 'MapStateStarted', 'ParallelStateEntered', 'WaitStateEntered']) {
      expect(result.history.filter((event) => event.type === type)).toHaveLength(1);
    }
  });
});
