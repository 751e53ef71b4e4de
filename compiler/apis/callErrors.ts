/** A call took too long: the same for every kind of API, as Step Functions itself says so. */
export const TIMEOUT = 'States.Timeout';

/** How a call can fail, by the names under which a state machine sees errors. */
export interface CallErrors {
  /** It was turned away because of its rate, so it had no effect; empty where there is no name for that alone. */
  readonly throttling: readonly string[];
  /** The server's fault: it may have had its effect. */
  readonly server: readonly string[];
  /** Errors that have no name of their own. */
  readonly general: string;
  /** There was no answer. */
  readonly connection: string;
  /** Errors that have one, in the order of the model. */
  readonly named: readonly NamedError[];
  /** The name of a status, for APIs whose errors are told by it alone: then any status has one. */
  readonly ofStatus?: (status: number) => string;
}

export interface NamedError {
  readonly name: string;
  /** As the service itself names it: `UsernameExistsException`; absent where answers have no names for errors. */
  readonly type?: string;
  /** The HTTP status, as far as it is known: from the model, or from what the error's name says. */
  readonly status?: number;
  readonly known?: 'model' | 'name';
}
