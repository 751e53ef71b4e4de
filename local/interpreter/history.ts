import type { TaskNames } from '../../compiler/apis/index.ts';
import type { Clock } from './clock.ts';
import { ExecutionEnd } from './errors.ts';

/** One event of an execution, in the shape that GetExecutionHistory gives it (its time as a `Date`). */
export interface HistoryEvent {
  readonly id: number;
  /** The event before it on the same chain of states; 0 for the first state's entry. */
  readonly previousEventId: number;
  readonly timestamp: Date;
  /** AWS's HistoryEventType, for example `TaskStateEntered`. */
  readonly type: string;
  readonly stateEnteredEventDetails?: {
    readonly name: string;
    readonly input: string;
    readonly inputDetails: Truncation;
  };
  readonly stateExitedEventDetails?: {
    readonly name: string;
    readonly output: string;
    readonly outputDetails: Truncation;
    readonly assignedVariables?: { readonly [name: string]: string };
    readonly assignedVariablesDetails?: Truncation;
  };
  readonly executionStartedEventDetails?: {
    readonly input: string;
    readonly inputDetails: Truncation;
    readonly roleArn?: string;
  };
  readonly executionSucceededEventDetails?: { readonly output: string; readonly outputDetails: Truncation };
  readonly executionFailedEventDetails?: ErrorDetails;
  readonly executionAbortedEventDetails?: ErrorDetails;
  readonly executionTimedOutEventDetails?: ErrorDetails;
  readonly executionRedrivenEventDetails?: { readonly redriveCount: number };
  readonly evaluationFailedEventDetails?: ErrorDetails & { readonly location: string; readonly state: string };
  readonly taskScheduledEventDetails?: TaskNames & {
    readonly region: string;
    readonly parameters: string;
    readonly timeoutInSeconds?: number;
    readonly heartbeatInSeconds?: number;
    readonly taskCredentials?: { readonly roleArn: string };
  };
  readonly taskStartedEventDetails?: TaskNames;
  readonly taskSubmittedEventDetails?: TaskNames & { readonly output: string; readonly outputDetails: Truncation };
  readonly taskSucceededEventDetails?: TaskNames & { readonly output: string; readonly outputDetails: Truncation };
  readonly taskFailedEventDetails?: TaskNames & ErrorDetails;
  readonly taskTimedOutEventDetails?: TaskNames & ErrorDetails;
  readonly lambdaFunctionScheduledEventDetails?: {
    readonly resource: string;
    readonly input: string;
    readonly inputDetails: Truncation;
    readonly timeoutInSeconds?: number;
  };
  readonly lambdaFunctionSucceededEventDetails?: { readonly output: string; readonly outputDetails: Truncation };
  readonly lambdaFunctionFailedEventDetails?: ErrorDetails;
  readonly lambdaFunctionTimedOutEventDetails?: ErrorDetails;
  readonly mapStateStartedEventDetails?: { readonly length: number };
  readonly mapRunStartedEventDetails?: { readonly mapRunArn: string };
  readonly mapRunRedrivenEventDetails?: { readonly mapRunArn: string; readonly redriveCount: number };
  readonly mapRunFailedEventDetails?: ErrorDetails;
  readonly mapIterationStartedEventDetails?: IterationDetails;
  readonly mapIterationSucceededEventDetails?: IterationDetails;
  readonly mapIterationFailedEventDetails?: IterationDetails;
  readonly mapIterationAbortedEventDetails?: IterationDetails;
}

export interface Truncation {
  /** Whether a text stands here in the place of one that the history has no room for. */
  readonly truncated: boolean;
}

export interface ErrorDetails {
  readonly error?: string;
  readonly cause?: string;
}

interface IterationDetails {
  readonly name: string;
  readonly index: number;
}

/** What is told of an event; the history gives it its id and time. */
export type EventDetails = Omit<HistoryEvent, 'id' | 'previousEventId' | 'timestamp' | 'type'>;

/** An input or output as the history holds it. */
export interface Kept {
  readonly text: string;
  readonly details: Truncation;
}

/** The part of an error that is known. */
export function errorDetails(failure: {
  readonly error: string | undefined;
  readonly reason: string | undefined;
}): ErrorDetails {
  return {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.reason === undefined ? {} : { cause: failure.reason }),
  };
}

const notTruncated: Truncation = { truncated: false };

/** The most events that an execution may have. */
export const maxEvents = 25_000;

/** Room for the inputs and outputs in histories. */
export interface HistoryRoom {
  /** Takes room for so many characters, unless there is too little left. */
  take(characters: number): boolean;
}

/** The most characters of inputs and outputs that one execution holds. */
const mostHeld = 64 * 1024 * 1024;

/** Room for the history of one execution. */
export function historyRoom(): HistoryRoom {
  let held = 0;
  return {
    take(characters) {
      if (held + characters > mostHeld) return false;
      held += characters;
      return true;
    },
  };
}

/** Texts so short are held in any case: there are at most 25,000 events. */
const shortText = 1024;

const leftOut: Kept = { text: '"(left out: too much for the history here)"', details: { truncated: true } };

/** The events of one execution, as they come. */
export interface History {
  readonly events: readonly HistoryEvent[];
  /** An input or output for an event, as far as there is room. */
  keep(text: string): Kept;
  /** Adds an event to a chain and makes it the chain's last. Throws an `ExecutionEnd` where the history is full. */
  add(chain: Chain, type: string, details?: EventDetails): number;
  /** Adds the event that ends the execution; for that one there is always room. */
  end(previousEventId: number, type: string, details?: EventDetails): void;
}

/** States that follow each other: the execution itself, a branch, an iteration. */
export interface Chain {
  last: number;
}

/** A new history. `added` is called after each event. */
export function createHistory(clock: Clock, room: HistoryRoom, added: () => void = () => {}): History {
  const events: HistoryEvent[] = [];
  let recent = '';
  const push = (previousEventId: number, type: string, details: EventDetails): number => {
    const id = events.length + 1;
    events.push({ timestamp: new Date(clock.now()), type, id, previousEventId, ...details });
    added();
    return id;
  };
  return {
    events,
    keep(text) {
      // What a state puts out is what the next one is entered with: one text serves both.
      if (text !== recent) {
        if (text.length > shortText && !room.take(text.length)) return leftOut;
        recent = text;
      }
      return { text: recent, details: notTruncated };
    },
    add(chain, type, details = {}) {
      if (events.length >= maxEvents - 1) {
        throw new ExecutionEnd(
          'FAILED',
          'States.Runtime',
          `The execution reached the maximum number of history events (${maxEvents}).`,
        );
      }
      chain.last = push(chain.last, type, details);
      return chain.last;
    },
    end(previousEventId, type, details = {}) {
      push(previousEventId, type, details);
    },
  };
}
