import { describe, expect, test } from '@jest/globals';
import {
  countOf,
  type Executions,
  type Job,
  type Look,
  type Outcome,
  resultsCsv,
  runBatch,
} from '../../batch/index.ts';
import { virtualClock } from '../../local/index.ts';

const job = (row: number): Job => ({ row, line: row + 1, name: `row${row}`, input: { row } });

/** Executions that take a second and end as told, and what was asked of them. */
function machine(
  before: Readonly<Record<string, Look>> = {},
  ends: (name: string) => Look = () => ({ status: 'SUCCEEDED' }),
) {
  const clock = virtualClock(0);
  const known = new Map(Object.entries(before));
  const asked: string[] = [];
  let most = 0;
  const run = (name: string): boolean => {
    known.set(name, { status: 'RUNNING' });
    most = Math.max(most, [...known.values()].filter(({ status }) => status === 'RUNNING').length);
    void clock.sleep(1000).then(() => known.set(name, ends(name)));
    return true;
  };
  const executions: Executions = {
    look: async (name) => known.get(name),
    start: async (name) => {
      asked.push(`start ${name} at ${clock.now()}`);
      return known.has(name) ? false : run(name);
    },
    endedInFailState: async (name) => known.get(name)?.error === 'Fail',
    redrive: async (name) => {
      asked.push(`redrive ${name}`);
      return known.get(name)?.error === 'TooOld' ? false : run(name);
    },
  };
  return { clock, executions, asked, most: () => most };
}

function options(
  clock: ReturnType<typeof machine>['clock'],
  given: { rate?: number; maxRunning?: number; signal?: AbortSignal } = {},
) {
  const told: Outcome[] = [];
  return {
    rate: 2,
    maxRunning: 10,
    pace: clock,
    signal: new AbortController().signal,
    onChange: (outcome: Outcome) => told.push(outcome),
    ...given,
    told,
  };
}

describe('a batch', () => {
  test('starts so many a second', async () => {
    const { clock, executions, asked } = machine();
    const outcomes = await runBatch([job(1), job(2), job(3)], executions, options(clock));
    expect(asked).toEqual(['start row1 at 0', 'start row2 at 500', 'start row3 at 1000']);
    expect(outcomes.map(({ status, origin }) => [status, origin])).toEqual(Array(3).fill(['SUCCEEDED', 'started']));
  });

  test('lets no more run than it may', async () => {
    const { clock, executions, most } = machine();
    await runBatch([1, 2, 3, 4, 5].map(job), executions, options(clock, { rate: 1000, maxRunning: 2 }));
    expect(most()).toBe(2);
  });

  test('leaves alone what is done, waits for what runs, and uses no turn for either', async () => {
    const before = { row1: { status: 'SUCCEEDED', output: '1' }, row2: { status: 'SUCCEEDED' } };
    const { clock, executions, asked } = machine(before);
    const outcomes = await runBatch([job(1), job(2), job(3)], executions, options(clock));
    expect(asked).toEqual(['start row3 at 0']);
    expect(outcomes.map(({ origin }) => origin)).toEqual(['before', 'before', 'started']);
    expect(countOf(outcomes)).toEqual({ total: 3, succeeded: 3, before: 2, failed: 0, running: 0, notStarted: 0 });
  });

  test('redrives what failed at a Task', async () => {
    const { clock, executions, asked } = machine({ row1: { status: 'FAILED', error: 'Connect.ThrottlingException' } });
    const [outcome] = await runBatch([job(1)], executions, options(clock));
    expect(asked).toEqual(['redrive row1']);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', origin: 'redriven', execution: 'row1' });
  });

  test.each(['Fail', 'TooOld'])(
    'starts again under another name what a redrive is of no use for: %s',
    async (error) => {
      const { clock, executions } = machine({
        row1: { status: 'FAILED', error },
        'row1-2': { status: 'FAILED', error },
      });
      const [outcome] = await runBatch([job(1)], executions, options(clock));
      expect(outcome).toMatchObject({ status: 'SUCCEEDED', origin: 'started', execution: 'row1-3' });
    },
  );

  test('tries a row once: what fails now is told, and waits for the next run', async () => {
    const { clock, executions, asked } = machine({}, () => ({ status: 'FAILED', error: 'Fail', cause: 'no, "never"' }));
    const outcomes = await runBatch([job(1)], executions, options(clock));
    expect(asked).toHaveLength(1);
    expect(resultsCsv(outcomes)).toBe(
      'row,execution,status,error,cause,outputs\r\n1,row1,FAILED,Fail,"no, ""never""",\r\n',
    );
  });

  test('stopped, starts nothing more, says what was started, and goes on where it is run again', async () => {
    const { clock, executions, asked } = machine();
    const stop = new AbortController();
    const given = options(clock, { signal: stop.signal });
    const jobs = [1, 2, 3, 4].map(job);
    const running = runBatch(jobs, executions, given);
    await clock.sleep(600).then(() => stop.abort(new Error('interrupted')));
    expect((await running).map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING', 'NOT_STARTED', 'NOT_STARTED']);
    const outcomes = await runBatch(jobs, executions, options(clock));
    expect(outcomes.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    expect(asked.map((each) => each.split(' at ')[0])).toEqual(jobs.map(({ name }) => `start ${name}`));
  });

  test('ends with what is wrong between here and Step Functions', async () => {
    const { clock, executions } = machine();
    const lost = { ...executions, start: () => Promise.reject(new Error('ECONNRESET')) };
    await expect(runBatch([job(1)], lost, options(clock))).rejects.toThrow('ECONNRESET');
  });
});
