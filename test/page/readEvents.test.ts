import { describe, expect, test } from '@jest/globals';
import {
  createBackend,
  createExecution,
  createSecrets,
  createTokens,
  type Execution,
  type FaultRule,
  faultPlan,
  type JsonObject,
  localServices,
  MASK,
  sdkIntegration,
  virtualClock,
} from '../../local/index.ts';
import type { StateStatus } from '../../page/contract.ts';
import { eventReader } from '../../page/readEvents.ts';
import { readVisit } from '../../page/readVisit.ts';

const getQueue = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sqs:getQueueUrl', Arguments: { QueueName: 'q' } };

function execution(States: JsonObject, faults: readonly FaultRule[] = []): Execution {
  const clock = virtualClock(0);
  const backend = createBackend({ services: [], clock, faults: faultPlan(faults) });
  const [StartAt = ''] = Object.keys(States);
  const definition = JSON.parse(JSON.stringify({ QueryLanguage: 'JSONata', StartAt, States }));
  return createExecution(
    definition,
    { on: true },
    { services: sdkIntegration(backend), clock, tokens: createTokens(Math.random) },
  );
}

const failing = (...calls: number[]): FaultRule => ({
  operation: 'sqs:getQueueUrl',
  calls,
  effect: { kind: 'error', name: 'InternalError', message: 'Not now' },
});

/** All that became of each state, in order. */
function statuses({ history }: Execution): Record<string, readonly StateStatus[]> {
  const states = new Map<number, string>();
  const found: Record<string, StateStatus[]> = {};
  for (const { visit, state, marks } of eventReader(history, (text) => text)()) {
    if (visit !== undefined && state !== undefined) states.set(visit, state);
    for (const mark of marks) {
      const name = states.get(mark.visit) ?? '';
      const list = found[name] ?? [];
      found[name] = list.at(-1) === mark.status ? list : [...list, mark.status];
    }
  }
  return found;
}

describe('what becomes of states', () => {
  test('one that runs and one that waits', async () => {
    const run = execution({ Get: { ...getQueue, Next: 'Rest' }, Rest: { Type: 'Wait', Seconds: 5, End: true } });
    await run.run();
    expect(statuses(run)).toEqual({ Get: ['running', 'ran'], Rest: ['waiting', 'ran'] });
  });

  test('one that fails waits for its next attempt', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }];
    const run = execution({ Get: { ...getQueue, Retry, End: true } }, [failing(1)]);
    await run.run();
    expect(statuses(run)).toEqual({ Get: ['running', 'waiting', 'running', 'ran'] });
  });

  test('one whose error is caught', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'After' }];
    const run = execution({ Get: { ...getQueue, Catch, End: true }, After: { Type: 'Pass', End: true } }, [failing(1)]);
    await run.run();
    expect(statuses(run)).toEqual({ Get: ['running', 'failed', 'caught'], After: ['running', 'ran'] });
  });

  test('one that ends the execution, and a Fail state', async () => {
    const run = execution({ Get: { ...getQueue, End: true } }, [failing(1)]);
    await run.run();
    expect(statuses(run)).toEqual({ Get: ['running', 'failed'] });
    const fails = execution({ Stop: { Type: 'Fail', Error: 'Example.No' } });
    await fails.run();
    expect(statuses(fails)).toEqual({ Stop: ['running', 'failed'] });
  });

  test('one that a redrive takes up again', async () => {
    const run = execution({ Get: { ...getQueue, End: true } }, [failing(1)]);
    await run.run();
    await run.redrive();
    expect(statuses(run)).toEqual({ Get: ['running', 'failed', 'running', 'ran'] });
  });

  test('one in a branch that a redrive takes up again', async () => {
    const Branches = [
      { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
      { StartAt: 'Right', States: { Right: { ...getQueue, End: true } } },
    ];
    const run = execution({ Both: { Type: 'Parallel', Branches, End: true } }, [failing(1)]);
    await run.run();
    await run.redrive();
    expect(statuses(run)).toEqual({
      Both: ['running', 'failed', 'running', 'ran'],
      Left: ['running', 'ran'],
      Right: ['running', 'failed', 'running', 'ran'],
    });
  });

  test('those in several branches that a redrive takes up again, the first as it failed and the others as they were', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }];
    const Branches = [
      { StartAt: 'Left', States: { Left: { ...getQueue, Next: 'Leftmost' }, Leftmost: { Type: 'Pass', End: true } } },
      { StartAt: 'Right', States: { Right: { ...getQueue, Retry, End: true } } },
    ];
    const both = { Type: 'Parallel', Branches, Next: 'After' };
    const run = execution({ Both: both, After: { Type: 'Pass', End: true } }, [failing(1, 2)]);
    await run.run();
    expect(statuses(run)).toMatchObject({ Left: ['running', 'failed'] });
    await run.redrive();
    expect(statuses(run)).toMatchObject({
      Both: ['running', 'failed', 'running', 'ran'],
      Left: ['running', 'failed', 'running', 'ran'],
      After: ['running', 'ran'],
    });
    expect(statuses(run)['Right']?.slice(-2)).toEqual(['running', 'ran']);
    const events = eventReader(run.history, (text) => text)();
    expect(events.find(({ state }) => state === 'After')?.from?.toSorted()).toEqual(['Leftmost', 'Right']);
  });

  test('a Fail state fails once more after a redrive, on the same stay', async () => {
    const run = execution({ First: { Type: 'Pass', Next: 'Stop' }, Stop: { Type: 'Fail', Error: 'Example.No' } });
    await run.run();
    await run.redrive();
    expect(statuses(run)).toEqual({ First: ['running', 'ran'], Stop: ['running', 'failed', 'running', 'failed'] });
  });

  test('those that fail again after a redrive, each its own failure', async () => {
    const Branches = [{ StartAt: 'Get', States: { Get: { ...getQueue, End: true } } }];
    const Inner = { Type: 'Parallel', Branches, End: true };
    const outer = { Type: 'Parallel', Branches: [{ StartAt: 'Inner', States: { Inner } }], End: true };
    const Bad = { ...getQueue, Arguments: '{% $error("No") %}', End: true };
    const failuresOf = async (States: JsonObject) => {
      const run = execution(States, [failing(1, 2)]);
      await run.run();
      await run.redrive();
      const names = new Map(run.history.map(({ id, stateEnteredEventDetails: entered }) => [id, entered?.name]));
      const events = eventReader(run.history, (text) => text)();
      return run.history.flatMap(({ type, id }) =>
        /Failed$/.test(type) && type !== 'ExecutionFailed' ? [names.get(events[id - 1]?.visit ?? 0)] : [],
      );
    };
    expect(await failuresOf({ Outer: outer })).toEqual(['Get', 'Inner', 'Outer', 'Get', 'Inner', 'Outer']);
    expect(await failuresOf({ Bad })).toEqual(['Bad', 'Bad']);
  });

  test('one that is under way when the execution is stopped', async () => {
    const run = execution({ Rest: { Type: 'Wait', Seconds: 5, End: true } });
    const ended = run.run();
    run.stop('Enough');
    await ended;
    expect(statuses(run)).toEqual({ Rest: ['waiting', 'stopped'] });
  });

  test('the iterations of a Map, each on its own', async () => {
    const ItemProcessor = { StartAt: 'Get', States: { Get: { ...getQueue, End: true } } };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'After' }];
    const run = execution(
      {
        Each: { Type: 'Map', Items: [1, 2, 3], MaxConcurrency: 1, ItemProcessor, Catch, Next: 'After' },
        After: { Type: 'Pass', End: true },
      },
      [failing(2)],
    );
    await run.run();
    expect(statuses(run)).toEqual({
      Each: ['running', 'failed', 'caught'],
      Get: ['running', 'ran', 'running', 'failed'],
      After: ['running', 'ran'],
    });
  });

  test('Maps in Maps', async () => {
    const inner = { Type: 'Map', Items: [1, 2], End: true };
    const leaf = { StartAt: 'Leaf', States: { Leaf: { Type: 'Pass', End: true } } };
    const processor = { StartAt: 'Inner', States: { Inner: { ...inner, ItemProcessor: leaf } } };
    const run = execution({ Outer: { Type: 'Map', Items: [1, 2], ItemProcessor: processor, End: true } });
    await run.run();
    const last = Object.entries(statuses(run)).map(([state, all]) => [state, all.at(-1)]);
    expect(last).toEqual([
      ['Outer', 'ran'],
      ['Inner', 'ran'],
      ['Leaf', 'ran'],
    ]);
  });
});

describe('events', () => {
  test('say from where a state is reached: behind branches, from where they ended', async () => {
    const Branches = [
      { StartAt: 'Left', States: { Left: { Type: 'Pass', Next: 'Leftmost' }, Leftmost: { Type: 'Pass', End: true } } },
      { StartAt: 'Right', States: { Right: { Type: 'Wait', Seconds: 1, End: true } } },
    ];
    const run = execution({ Both: { Type: 'Parallel', Branches, Next: 'After' }, After: { Type: 'Pass', End: true } });
    await run.run();
    const events = eventReader(run.history, (text) => text)();
    expect(events.flatMap(({ state, from }) => (state === undefined ? [] : [[state, from]]))).toEqual([
      ['Both', []],
      ['Left', ['Both']],
      ['Right', ['Both']],
      ['Leftmost', ['Left']],
      ['After', ['Leftmost', 'Right']],
    ]);
  });

  test('are told in words, with the state that led to a state', async () => {
    const run = execution({ Get: { ...getQueue, Next: 'Rest' }, Rest: { Type: 'Wait', Seconds: 5, End: true } });
    await run.run();
    const events = eventReader(run.history, (text) => text)();
    expect(events.map(({ text }) => text)).toEqual([
      'execution started',
      'entered Get',
      'call of sqs:getQueueUrl',
      'started sqs:getQueueUrl',
      'answer of sqs:getQueueUrl',
      'left Get',
      'entered Rest',
      'left Rest',
      'execution succeeded',
    ]);
    expect(events[6]).toMatchObject({ state: 'Rest', from: ['Get'], visit: 7 });
  });

  test('of branches and iterations, of functions, and of failures are told in words, too', async () => {
    const texts = async (run: Execution) => {
      await run.run();
      return eventReader(run.history, (text) => text)().map(({ text }) => text);
    };
    const ItemProcessor = { StartAt: 'Get', States: { Get: { ...getQueue, End: true } } };
    expect(
      await texts(execution({ Each: { Type: 'Map', Items: [1], ItemProcessor, End: true } }, [failing(1)])),
    ).toEqual([
      'execution started',
      'entered Each',
      'iterations started',
      'iteration started: Each 1',
      'entered Get',
      'call of sqs:getQueueUrl',
      'started sqs:getQueueUrl',
      'failed: Sqs.SqsException',
      'iteration failed: Each 1',
      'ended with the others',
      'iterations failed',
      'execution failed: Sqs.SqsException',
    ]);
    const Greet = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:greet', Next: 'Bad' };
    const Bad = { ...getQueue, Arguments: '{% $error("No") %}', End: true };
    const definition = JSON.parse(
      JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Greet', States: { Greet, Bad } }),
    );
    expect(await texts(createExecution(definition, {}, { services: { call: async () => ({}) } }))).toEqual([
      'execution started',
      'entered Greet',
      'call of lambda:invoke',
      'started',
      'answer',
      'left Greet',
      'entered Bad',
      'expression failed in Arguments',
      'execution failed: States.QueryEvaluationError',
    ]);
  });

  test('are given once', async () => {
    const run = execution({ Rest: { Type: 'Wait', Seconds: 5, End: true } });
    const read = eventReader(run.history, (text) => text);
    const ended = run.run();
    expect(read().map(({ id }) => id)).toEqual([1, 2]);
    expect(read()).toEqual([]);
    await ended;
    expect(read().map(({ id }) => id)).toEqual([3, 4]);
  });

  test('of an error say its name without secrets', async () => {
    const run = execution({ Stop: { Type: 'Fail', Error: 'Example.Hidden' } });
    await run.run();
    const secrets = createSecrets();
    secrets.learn('Hidden');
    expect(eventReader(run.history, secrets.maskText)().at(-1)?.text).toBe('execution failed: Example.(secret)');
  });
});

describe('a stay in a state', () => {
  test('has its input, each attempt with its arguments and outcome, what was assigned, and its output', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }];
    const run = execution({ Get: { ...getQueue, Retry, Assign: { n: 3 }, Output: { done: true }, End: true } }, [
      failing(1),
    ]);
    await run.run();
    const { parts } = readVisit(run.history, 2, createSecrets());
    expect(parts).toMatchObject([
      { kind: 'input', value: { on: true } },
      { kind: 'call', operation: 'sqs:getQueueUrl', value: { QueueName: 'q' } },
      { kind: 'error', error: 'Sqs.SqsException', cause: expect.stringContaining('Not now') },
      { kind: 'call', operation: 'sqs:getQueueUrl', value: { QueueName: 'q' } },
      { kind: 'result', value: {} },
      { kind: 'variables', value: { n: 3 } },
      { kind: 'output', value: { done: true } },
    ]);
    expect(parts.map(({ event }) => event)).toEqual([...parts.map(({ event }) => event)].sort((a, b) => a - b));
  });

  test('that a redrive takes up again has what came before and after', async () => {
    const Branches = [
      { StartAt: 'Left', States: { Left: { Type: 'Wait', Seconds: 1, End: true } } },
      { StartAt: 'Right', States: { Right: { ...getQueue, End: true } } },
    ];
    const run = execution({ Both: { Type: 'Parallel', Branches, End: true } }, [failing(1)]);
    await run.run();
    await run.redrive();
    const entered = (state: string) =>
      run.history.flatMap(({ id, stateEnteredEventDetails }) => (stateEnteredEventDetails?.name === state ? [id] : []));
    expect(entered('Right')).toHaveLength(1);
    const kinds = ([visit = 0]: readonly number[]) =>
      readVisit(run.history, visit, createSecrets()).parts.map(({ kind }) => kind);
    expect(kinds(entered('Right'))).toEqual(['input', 'call', 'error', 'call', 'result', 'output']);
    expect(kinds(entered('Both'))).toEqual(['input', 'error', 'output']);
  });

  test('that ends the execution says the error once', async () => {
    const run = execution({ Get: { ...getQueue, End: true } }, [failing(1)]);
    await run.run();
    const errors = readVisit(run.history, 2, createSecrets()).parts.filter(({ kind }) => kind === 'error');
    expect(errors).toHaveLength(1);
  });

  test('in a Fail state has the error of the execution', async () => {
    const run = execution({ Stop: { Type: 'Fail', Error: 'Example.No', Cause: 'It was not to be' } });
    await run.run();
    expect(readVisit(run.history, 2, createSecrets()).parts.at(-1)).toMatchObject({
      kind: 'error',
      error: 'Example.No',
      cause: 'It was not to be',
    });
  });

  test('that there was none has no parts', async () => {
    const run = execution({ Stop: { Type: 'Succeed' } });
    await run.run();
    expect(readVisit(run.history, 99, createSecrets())).toEqual({ parts: [] });
  });
});

test('an HTTP call is told by its method and address, with secrets masked', async () => {
  const clock = virtualClock(0);
  const Arguments = {
    ApiEndpoint: '{% "https://crm.example.com/people/" & $states.input.id & "/k-123" %}',
    Method: 'GET',
    InvocationConfig: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/crm/1' },
  };
  const definition = JSON.parse(
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Get',
      States: { Get: { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Arguments, End: true } },
    }),
  );
  const { services } = localServices({ clock });
  const run = createExecution(definition, { id: 'a' }, { services, clock, tokens: createTokens(Math.random) });
  await run.run();
  const secrets = createSecrets();
  secrets.learn('k-123');
  const texts = eventReader(run.history, secrets.maskText)().map(({ text }) => text);
  expect(texts).toContain(`call of GET https://crm.example.com/people/a/${MASK}`);
  expect(texts).toContain('answer of http:invoke');
});
