import { TaskTimeout } from './errors.ts';
import type { Visit } from './run.ts';

/** The work's result, unless the time is up or the branch has ended before; then nobody waits for it any more. */
export function withinTime<Result>(
  { run, branch }: Visit,
  timeoutSeconds: number | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    branch.signal.throwIfAborted();
    const controller = new AbortController();
    const abandon = (reason: unknown): void => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const aborted = (): void => abandon(branch.signal.reason);
    const cancelAlarm =
      timeoutSeconds === undefined
        ? undefined
        : run.clock.alarm(timeoutSeconds * 1000, () => abandon(new TaskTimeout(false)));
    const release = (): void => {
      cancelAlarm?.();
      branch.signal.removeEventListener('abort', aborted);
    };
    branch.signal.addEventListener('abort', aborted);
    work(controller.signal).then(
      (result) => {
        release();
        resolve(result);
      },
      (error) => {
        release();
        reject(error);
      },
    );
  });
}
