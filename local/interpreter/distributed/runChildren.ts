import type { ExecutionResult } from '../execution.ts';
import type { Visit } from '../run.ts';
import { type Child, countItems, hasFailed, isExceeded, type MapRun } from './mapRun.ts';

/** How many child executions AWS has under way at once where the state sets no limit. */
const mostAtOnce = 10_000;

/** Starts a child execution, or has it go on; settles with its end. */
export type StartChild = (child: Child) => Promise<ExecutionResult>;

/**
 * Runs the child executions of a map run that haven't succeeded, so many at a time, until all have ended or more have
 * failed than may: then no more are started, and those of type STANDARD that run are ended.
 */
export function runChildren({ branch, run }: Visit, mapRun: MapRun, start: StartChild): Promise<void> {
  const waiting = (mapRun.children ?? []).filter(({ status }) => status !== 'SUCCEEDED').values();
  const running = new Set<Child>();
  const counts = countItems(mapRun.children ?? []);
  let isOver = false;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      isOver = true;
      for (const { execution } of running) if (mapRun.executionType === 'STANDARD') execution?.stop();
    };
    const finish = (): void => {
      branch.signal.removeEventListener('abort', aborted);
      mapRun.onUpdate = () => {};
      if (branch.signal.aborted) reject(branch.signal.reason);
      else resolve();
    };
    const aborted = (): void => {
      end();
      finish();
    };
    const work = async (child: Child): Promise<void> => {
      running.add(child);
      if (hasFailed(child)) counts.failed -= child.items;
      child.status = 'RUNNING';
      const result = await start(child);
      running.delete(child);
      settle(child, result, new Date(run.clock.now()));
      if (hasFailed(child)) counts.failed += child.items;
      if (branch.signal.aborted) return;
      if (hasFailed(child) && isExceeded(mapRun.limits, counts)) end();
      pump();
    };
    const pump = (): void => {
      const most = mapRun.limits.maxConcurrency || mostAtOnce;
      while (!isOver && running.size < most) {
        const next = waiting.next();
        if (next.done === true) break;
        work(next.value).catch(reject);
      }
      if (running.size === 0) finish();
    };
    branch.signal.addEventListener('abort', aborted);
    mapRun.onUpdate = pump;
    pump();
  });
}

function settle(child: Child, result: ExecutionResult, now: Date): void {
  child.status = result.status;
  child.output = result.output;
  child.error = result.error;
  child.cause = result.cause;
  child.stopDate = now;
}
