import { describe, expect, test } from '@jest/globals';
import { createExecution, virtualClock } from '../../../local/index.ts';
import { answering, machine, run, task, trace } from '../support/run.ts';

const end = { Type: 'Pass', End: true };

describe('Parallel', () => {
  test('runs its branches on the same input and gives the list of their outputs', async () => {
    const result = await run(
      {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'A', States: { A: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true } } },
            { StartAt: 'B', States: { B: { Type: 'Pass', Output: '{% $states.input.n + 2 %}', End: true } } },
          ],
          Output: '{% $sum($states.result) %}',
          End: true,
        },
      },
      { n: 1 },
    );
    expect(result.output).toBe(5);
    expect(trace(result)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<3 PassStateEntered',
      '6<4 PassStateExited',
      '7<5 PassStateExited',
      '8<7 ParallelStateSucceeded',
      '9<7 ParallelStateExited',
      '10<9 ExecutionSucceeded',
    ]);
  });

  test('a branch reads outer variables, and what it assigns ends with it', async () => {
    const result = await run({
      Set: { Type: 'Pass', Assign: { x: 1 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'A',
            States: {
              A: { Type: 'Pass', Assign: { y: '{% $x + 1 %}' }, Next: 'A2' },
              A2: { Type: 'Pass', Output: '{% $y %}', End: true },
            },
          },
        ],
        Output: "{% [$states.result, $exists($y) ? 'leaked' : 'gone'] %}",
        End: true,
      },
    });
    expect(result.output).toEqual([2, 'gone']);
  });

  test('the first branch to fail ends the others; its error can be caught', async () => {
    const result = await run(
      {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 100, End: true } } },
            { StartAt: 'Call', States: { Call: task() } },
          ],
          Catch: [{ ErrorEquals: ['A'], Next: 'Caught' }],
          End: true,
        },
        Caught: end,
      },
      {},
      { services: answering('A') },
    );
    expect(result.output).toEqual({ Error: 'A', Cause: 'A it was' });
    expect(trace(result).slice(3, 12)).toEqual([
      '4<3 WaitStateEntered',
      '5<3 TaskStateEntered',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskFailed',
      '9<8 WaitStateAborted',
      '10<8 TaskStateAborted',
      '11<8 ParallelStateFailed',
      '12<11 ParallelStateExited',
    ]);
    expect(result.history.at(-1)?.timestamp.getTime()).toBe(0);
  });

  test('a retry starts all branches anew', async () => {
    const services = answering('A', 'first', { n: 1 }, { n: 2 });
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task() } });
    const result = await run(
      {
        Both: {
          Type: 'Parallel',
          Branches: [branch('A'), branch('B')],
          Retry: [{ ErrorEquals: ['States.ALL'] }],
          End: true,
        },
      },
      {},
      { services },
    );
    expect(result.output).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('an uncaught failure names the state in the branch', async () => {
    const result = await run({
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'In', States: { In: { Type: 'Fail', Error: 'E', Cause: 'C' } } }],
        End: true,
      },
    });
    expect(result).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C', failedState: 'In' });
  });

  test('a redrive goes on with the branches that did not succeed', async () => {
    const services = answering({ n: 1 }, 'A', { n: 2 });
    const execution = createExecution(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'One', States: { One: task() } },
            { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 1, Next: 'Two' }, Two: task() } },
          ],
          End: true,
        },
      }),
      {},
      { services, clock: virtualClock(0) },
    );
    expect(await execution.run()).toMatchObject({ status: 'FAILED', failedState: 'Two' });
    const result = await execution.redrive();
    expect(result.output).toEqual([{ n: 1 }, { n: 2 }]);
    expect(services.calls.map(({ state }) => state)).toEqual(['One', 'Two', 'Two']);
  });
});

describe('Map', () => {
  const map = (fields: object = {}) => ({
    Each: { Type: 'Map', ItemProcessor: { StartAt: 'In', States: { In: end } }, End: true, ...fields },
  });

  test('runs its processor for each item of its input, in order', async () => {
    const result = await run(map({ MaxConcurrency: 1 }), [3, 1, 2]);
    expect(result.output).toEqual([3, 1, 2]);
    expect(trace(result).slice(2, 17)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<10 MapIterationStarted',
      '13<12 PassStateEntered',
      '14<13 PassStateExited',
      '15<14 MapIterationSucceeded',
      '16<15 MapStateSucceeded',
      '17<15 MapStateExited',
    ]);
  });

  test('ItemSelector sees the item and its index', async () => {
    const ItemSelector = { at: '{% $states.context.Map.Item.Index %}', item: '{% $states.context.Map.Item.Value %}' };
    const result = await run(map({ Items: '{% $states.input.list %}', ItemSelector }), { list: ['a', 'b'] });
    expect(result.output).toEqual([
      { at: 0, item: 'a' },
      { at: 1, item: 'b' },
    ]);
  });

  test('no more iterations are under way than it allows', async () => {
    const timed = async (MaxConcurrency: number) => {
      const processor = { StartAt: 'In', States: { In: { Type: 'Wait', Seconds: 10, End: true } } };
      const { history } = await run(map({ MaxConcurrency, ItemProcessor: processor }), [1, 2, 3, 4, 5, 6]);
      return (history.at(-1)?.timestamp.getTime() ?? 0) / 1000;
    };
    expect(await timed(1)).toBe(60);
    expect(await timed(2)).toBe(30);
    expect(await timed(0)).toBe(10);
  });

  test.each([1, 'text', true, null, { a: 1 }])('its items must be an array, not %j', async (value) => {
    const json = JSON.stringify(value);
    expect((await run(map(), value)).cause).toContain(`Map state input must be an array but was: ${json}`);
    expect((await run(map({ Items: '{% $states.input %}' }), value)).cause).toContain(
      `The JSONata expression '$states.input' specified for the field 'Items' returned an unexpected result type. Expected 'array'`,
    );
  });

  test('a failed iteration fails the state, and the others under way are ended', async () => {
    const processor = {
      StartAt: 'Bad?',
      States: {
        'Bad?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'Bad' }], Default: 'Long' },
        Bad: { Type: 'Fail', Error: 'Bad' },
        Long: { Type: 'Wait', Seconds: 5, End: true },
      },
    };
    const result = await run(map({ ItemProcessor: processor }), [1, 2]);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Bad', failedState: 'Bad' });
    const types = result.history.map(({ type }) => type);
    expect(types.slice(-5)).toEqual([
      'MapIterationAborted',
      'WaitStateAborted',
      'MapIterationFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test('with no items there is nothing to do', async () => {
    const result = await run(map(), []);
    expect(result.output).toEqual([]);
    expect(trace(result).slice(2, 4)).toEqual(['3<2 MapStateStarted', '4<3 MapStateSucceeded']);
  });
});
