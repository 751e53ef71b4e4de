import { ExecutionEnd, StateError } from './errors.ts';
import type { ExecutionResult } from './execution.ts';
import { type Chain, errorDetails, type HistoryEvent } from './history.ts';
import type { Json } from './json.ts';
import type { Run } from './run.ts';

/** How the states of an execution came to their end. */
export type Ending =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string | undefined;
      readonly reason: string | undefined;
    };

export function succeeded(output: Json): Ending {
  return { status: 'SUCCEEDED', output };
}

/** The ending that an error means; one that is no execution's (a fault of a program) is thrown on. */
export function failed(error: unknown): Ending {
  if (error instanceof ExecutionEnd) return { status: error.status, error: error.error, reason: error.reason };
  if (error instanceof StateError) return { status: 'FAILED', error: error.error, reason: error.reason };
  throw error;
}

/** Puts the last event on record and makes the result. */
export function endExecution(run: Run, chain: Chain, ending: Ending): ExecutionResult {
  const { history, calls } = run;
  if (ending.status === 'SUCCEEDED') {
    const output = JSON.stringify(ending.output);
    const { text, details } = history.keep(output);
    history.end(chain.last, 'ExecutionSucceeded', {
      executionSucceededEventDetails: { output: text, outputDetails: details },
    });
    run.notify({ kind: 'ended', status: 'SUCCEEDED' });
    return { status: 'SUCCEEDED', output: JSON.parse(output), history: [...history.events], calls };
  }
  const details = errorDetails(ending);
  const state = lastState(history.events, chain.last);
  switch (ending.status) {
    case 'FAILED':
      history.end(chain.last, 'ExecutionFailed', { executionFailedEventDetails: details });
      break;
    case 'TIMED_OUT':
      history.end(0, 'ExecutionTimedOut', { executionTimedOutEventDetails: details });
      break;
    case 'ABORTED':
      history.end(0, 'ExecutionAborted', { executionAbortedEventDetails: details });
      break;
  }
  const failure = { status: ending.status, ...details, ...(state === undefined ? {} : { state }) };
  run.notify({ kind: 'ended', ...failure });
  const { state: failedState, ...rest } = failure;
  return {
    ...rest,
    ...(failedState === undefined ? {} : { failedState }),
    history: [...history.events],
    calls,
  };
}

/** The innermost state that was under way at an event. */
function lastState(events: readonly HistoryEvent[], id: number): string | undefined {
  for (let event = events[id - 1]; event !== undefined; event = events[event.previousEventId - 1]) {
    if (event.stateEnteredEventDetails !== undefined) return event.stateEnteredEventDetails.name;
  }
  return undefined;
}
