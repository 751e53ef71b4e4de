import { type StateError, TaskTimeout } from './errors.ts';
import type { Retrier } from './program.ts';

/**
 * Whether a list of error names takes this error. `States.ALL` takes all but `States.Runtime`; `States.TaskFailed` leaves
 * out as well what no service answered.
 */
export function matches(names: readonly string[], failure: StateError): boolean {
  const error = failure.error ?? '';
  return names.some((name) => {
    if (name === error) return true;
    switch (name) {
      case 'States.ALL':
        return error !== 'States.Runtime';
      case 'States.TaskFailed':
        return !notOfTasks.has(error);
      case 'States.HeartbeatTimeout':
        return failure instanceof TaskTimeout && failure.heartbeat;
      default:
        return false;
    }
  });
}

const notOfTasks: ReadonlySet<string> = new Set([
  'States.Runtime',
  'States.Timeout',
  'States.DataLimitExceeded',
  'States.QueryEvaluationError',
]);

/** The retries of one entry of a state: each Retrier has a budget of its own, and the first that names an error serves alone. */
export interface RetryBudget {
  /** The next attempt after this error; undefined where there is none. */
  next(failure: StateError): { readonly seconds: number; readonly index: number } | undefined;
}

export function retryBudget(retriers: readonly Retrier[], random: () => number): RetryBudget {
  const used = new Map<Retrier, number>();
  return {
    next(failure) {
      const index = retriers.findIndex(({ errors }) => matches(errors, failure));
      const retrier = retriers[index];
      if (retrier === undefined) return undefined;
      const before = used.get(retrier) ?? 0;
      if (before >= retrier.maxAttempts) return undefined;
      used.set(retrier, before + 1);
      const seconds = Math.min(
        retrier.intervalSeconds * retrier.backoffRate ** before,
        retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY,
      );
      return { index, seconds: retrier.fullJitter ? seconds * random() : seconds };
    },
  };
}
