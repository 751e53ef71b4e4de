import { taskArn } from '../../compiler/apis/index.ts';
import type { Progress } from '../../local/index.ts';

/** What is looked at of a history's event; those of AWS and of local runs both have it. */
export interface HistoryEvent {
  readonly id?: number | undefined;
  readonly previousEventId?: number | undefined;
  readonly timestamp?: Date | undefined;
  readonly type?: string | undefined;
  readonly stateEnteredEventDetails?: { readonly name?: string | undefined } | undefined;
  readonly taskScheduledEventDetails?:
    | { readonly resourceType?: string | undefined; readonly resource?: string | undefined }
    | undefined;
  readonly taskFailedEventDetails?: Failure | undefined;
  readonly taskTimedOutEventDetails?: Failure | undefined;
  readonly taskStartFailedEventDetails?: Failure | undefined;
  readonly taskSubmitFailedEventDetails?: Failure | undefined;
}

interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** What is known of an execution from the events seen so far. */
export interface Watch {
  /** What an event tells, for whoever watches. Events are given once each, in order. */
  see(event: HistoryEvent): readonly Progress[];
  /** The state that the execution failed in, once it has ended so. */
  readonly failedState: string | undefined;
}

/** What an event and those before it on its chain tell. */
interface Seen {
  readonly state: string;
  readonly time: number;
  /** Attempts of the state's Task that have ended, since it was entered or redriven. */
  readonly attempts: number;
  /** The call that was scheduled last, and when. */
  readonly resource: string;
  readonly scheduled: number;
}

/** Turns the events of a history into the progress that a local run shows. Holds no inputs and outputs. */
export function watchHistory(): Watch {
  const seen = new Map<number, Seen>();
  let failedState: string | undefined;
  return {
    get failedState() {
      return failedState;
    },
    see(event) {
      const before = seen.get(event.previousEventId ?? 0) ?? START;
      const now = { ...before, ...changes(event, before), time: timeOf(event) };
      seen.set(event.id ?? 0, now);
      if (isFailure(event)) failedState = before.state;
      return progressOf(event, before, now);
    },
  };
}

const START: Seen = { state: '', time: 0, attempts: 0, resource: '', scheduled: 0 };

function changes(event: HistoryEvent, before: Seen): Partial<Seen> {
  const entered = event.stateEnteredEventDetails?.name;
  if (entered !== undefined) return { state: entered, attempts: 0 };
  switch (event.type) {
    case 'TaskScheduled': {
      const { resourceType = '', resource = '' } = event.taskScheduledEventDetails ?? {};
      return { resource: taskArn({ resourceType, resource }), scheduled: timeOf(event) };
    }
    case 'TaskSucceeded':
    case 'TaskFailed':
    case 'TaskTimedOut':
    case 'TaskStartFailed':
    case 'TaskSubmitFailed':
      return { attempts: before.attempts + 1 };
    case 'ExecutionRedriven':
      return { attempts: 0 };
    default:
      return {};
  }
}

function progressOf(event: HistoryEvent, before: Seen, now: Seen): readonly Progress[] {
  const type = event.type ?? '';
  if (event.stateEnteredEventDetails !== undefined) {
    return [{ kind: 'entered', state: now.state, type: type.replace('StateEntered', '') }];
  }
  switch (type) {
    case 'TaskSucceeded':
    case 'TaskFailed':
    case 'TaskTimedOut':
    case 'TaskStartFailed':
    case 'TaskSubmitFailed': {
      const { error, cause } = failureOf(event);
      return [
        {
          kind: 'called',
          state: now.state,
          resource: now.resource,
          attempt: before.attempts,
          milliseconds: now.time - now.scheduled,
          ...(error === undefined ? {} : { error }),
          ...(cause === undefined ? {} : { cause }),
        },
      ];
    }
    case 'WaitStateExited':
      return [{ kind: 'waited', state: now.state, seconds: (now.time - before.time) / 1000 }];
    default:
      return [];
  }
}

function failureOf(event: HistoryEvent): Failure {
  return (
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.taskStartFailedEventDetails ??
    event.taskSubmitFailedEventDetails ??
    {}
  );
}

function isFailure({ type }: HistoryEvent): boolean {
  return type === 'ExecutionFailed' || type === 'ExecutionTimedOut' || type === 'ExecutionAborted';
}

function timeOf(event: HistoryEvent): number {
  return event.timestamp?.getTime() ?? 0;
}
