import { attemptName } from '../executionName.ts';
import type { Job } from '../readBatch.ts';
import type { Executions, Look, Pace } from './executions.ts';
import { pacer } from './pacer.ts';

export interface RunOptions {
  /** How many executions are started or redriven a second, at most. */
  readonly rate: number;
  /** How many run at the same time, at most. */
  readonly maxRunning: number;
  readonly pace: Pace;
  /** Aborted: nothing more is started, and what runs isn't waited for. */
  readonly signal: AbortSignal;
  /** Is told of each row when it is started and when it ends. */
  readonly onChange: (outcome: Outcome) => void;
}

/** What became of a row. */
export interface Outcome {
  readonly job: Job;
  /** The name of its execution; undefined where none was started. */
  readonly execution: string | undefined;
  /** How that execution came about: by this run, by a redrive of this run, or by an earlier run. */
  readonly origin: Origin;
  /** `NOT_STARTED`, or as Step Functions has it. */
  readonly status: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly output?: string | undefined;
}

export type Origin = 'none' | 'started' | 'redriven' | 'before';

/** How soon an execution is looked at again, in milliseconds: soon at first. */
const SOONEST = 250;
const LATEST = 5000;

/**
 * Runs an execution for each job, exactly once: what has run by its name already is done, what failed at a Task is
 * redriven, and what ended in a Fail state is started again under a name of its own.
 * @returns what became of each job, in the order of the jobs
 */
export async function runBatch(
  jobs: readonly Job[],
  executions: Executions,
  options: RunOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = jobs.map(notStarted);
  const turn = pacer(options.rate, options.pace, options.signal);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < jobs.length && !options.signal.aborted; at = next++) {
      const job = jobs[at];
      if (job === undefined) return;
      const tell = (outcome: Outcome): void => {
        outcomes[at] = outcome;
        options.onChange(outcome);
      };
      await untilAborted(options.signal, () => settle(job, executions, turn, options, tell));
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.maxRunning, jobs.length) }, work));
  return outcomes;
}

function notStarted(job: Job): Outcome {
  return { job, execution: undefined, origin: 'none', status: 'NOT_STARTED' };
}

async function untilAborted(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
  }
}

/** Takes one job to its end. */
async function settle(
  job: Job,
  executions: Executions,
  turn: () => Promise<void>,
  options: RunOptions,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const execution = attemptName(job.name, attempt);
    const end = async (origin: Origin, from?: Look): Promise<void> => {
      tell({ job, execution, origin, status: 'RUNNING' });
      const { status, error, cause, output } = await ended(execution, executions, options, from);
      tell({ job, execution, origin, status, error, cause, output });
    };
    const before = await executions.look(execution);
    if (before === undefined) {
      await turn();
      if (await executions.start(execution, job.input)) return end('started');
      // Somebody else was faster: seen at the next look.
      attempt -= 1;
      continue;
    }
    if (before.status === 'SUCCEEDED' || isUnderWay(before)) return end('before', before);
    if (await executions.endedInFailState(execution)) continue;
    await turn();
    if (await executions.redrive(execution)) return end('redriven');
  }
}

/** The end of an execution. */
async function ended(
  name: string,
  executions: Executions,
  { pace, signal }: RunOptions,
  known: Look | undefined,
): Promise<Look> {
  let look = known;
  for (let pause = SOONEST; look === undefined || isUnderWay(look); pause = Math.min(LATEST, pause * 1.5)) {
    await pace.sleep(pause, signal);
    look = await executions.look(name);
  }
  return look;
}

function isUnderWay({ status }: Look): boolean {
  return status === 'RUNNING' || status === 'PENDING_REDRIVE';
}
