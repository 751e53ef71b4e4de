/**
 * An error inside a state, that Retry and Catch may handle. `error` and `cause` are what `$states.errorOutput` and the
 * execution show.
 */
export class StateError extends Error {
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(error: string | undefined, cause: string | undefined) {
    super(`${error ?? 'States.TaskFailed'}: ${cause ?? ''}`);
    this.error = error;
    this.reason = cause;
  }
}

/**
 * An error that the interpreter itself finds. When it leaves its state, its cause is opened by the words that AWS puts
 * before it: which state, entered at which event.
 */
export class RuntimeError extends StateError {}

/** An expression that failed: it has its own event in the history, which names the field (`location`). */
export class QueryError extends RuntimeError {
  readonly location: string;

  constructor(location: string, cause: string) {
    super('States.QueryEvaluationError', cause);
    this.location = location;
  }
}

/** Variables that are too large. It has its own event in the history, as a failed expression has. */
export class VariablesTooLarge extends StateError {
  readonly location: string;

  constructor(location: string, cause: string) {
    super('States.DataLimitExceeded', cause);
    this.location = location;
  }
}

/** What a Task's service answered instead of a result. Its cause passes through unchanged. */
export class TaskFailure extends StateError {}

/**
 * A Task that took longer than its TimeoutSeconds, or whose worker was silent for longer than its HeartbeatSeconds. AWS
 * names both `States.Timeout`; a Retry or Catch of `States.HeartbeatTimeout` takes the second.
 */
export class TaskTimeout extends StateError {
  readonly heartbeat: boolean;

  constructor(heartbeat: boolean) {
    super('States.Timeout', undefined);
    this.heartbeat = heartbeat;
  }
}

/** Ends a branch whose execution or sibling has ended. No state can handle it. */
export class Cancelled extends Error {}

/** Ends an execution at once, whatever its states would catch (history too long, stopped, timed out). */
export class ExecutionEnd extends Error {
  readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(status: 'FAILED' | 'TIMED_OUT' | 'ABORTED', error?: string, cause?: string) {
    super(`${status}: ${error ?? ''}`);
    this.status = status;
    this.error = error;
    this.reason = cause;
  }
}

/** A definition that can't run, and where in it (`/States/X/Next`). */
export class DefinitionError extends Error {
  readonly location: string;

  constructor(location: string, message: string) {
    super(message);
    this.location = location;
  }
}
