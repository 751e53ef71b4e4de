import type { Retrier } from '../definition.ts';
import { faultyCount, MOST } from './bounds.ts';
import { checkErrorNames } from './errorNames.ts';
import type { Check, Report } from './subject.ts';

/** `MaxDelaySeconds` must be less than this (AWS Step Functions, error handling). */
const MAX_DELAY_BOUND = 31_622_400;

/** Retriers name errors as Step Functions wants it, with numbers within its bounds. */
export const retriers: Check = ({ states }, report) => {
  for (const [name, state] of states) {
    if (state.Type !== 'Task') continue;
    const { Retry = [] } = state;
    checkErrorNames(name, 'Retry', Retry, report);
    for (const [at, retrier] of Retry.entries()) checkNumbers(name, `Retry[${at}]`, retrier, report);
  }
};

function checkNumbers(state: string, at: string, retrier: Retrier, report: Report): void {
  const { IntervalSeconds, MaxAttempts, MaxDelaySeconds, BackoffRate } = retrier;
  const counts = [
    ['IntervalSeconds', IntervalSeconds, 1, MOST],
    ['MaxAttempts', MaxAttempts, 0, MOST],
    ['MaxDelaySeconds', MaxDelaySeconds, 1, MAX_DELAY_BOUND - 1],
  ] as const;
  for (const [field, value, least, most] of counts) {
    const message = value === undefined ? undefined : faultyCount(value, least, most);
    if (message !== undefined) report({ state, field: `${at}/${field}`, message });
  }
  if (BackoffRate !== undefined && BackoffRate < 1) {
    report({ state, field: `${at}/BackoffRate`, message: `must be at least 1, not ${BackoffRate}` });
  }
}
