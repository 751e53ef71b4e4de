import type { Pattern } from '../../compiler/apis/index.ts';
import type { Json } from './json.ts';

/** What a state machine can call: everything outside it. */
export interface Services {
  /**
   * What is wrong with a request, so that it isn't sent: no Task is scheduled and the state fails with `States.Runtime`.
   * Absent: every request is sent.
   */
  check?(request: ServiceRequest): readonly string[];
  /**
   * Whether the answer to a request is the Task's result even where its resource says that somebody else gives it
   * (`.waitForTaskToken`), as that of a mock is. Absent: it is not.
   */
  givesResult?(request: ServiceRequest): boolean;
  /**
   * Throws a `TaskFailure` where the role doesn't allow what Step Functions does by itself, such as starting child
   * executions. Absent: everything is allowed.
   */
  authorize?(request: Pick<ServiceRequest, 'state' | 'resource' | 'params'>): void;
  /**
   * Makes the call and gives its result as the state machine sees it. Rejects with a `TaskFailure` for an error that the
   * service answers.
   */
  call(call: ServiceCall): Promise<Json>;
}

/** What is to be called, with what. */
export interface ServiceRequest {
  /** The Task's name. */
  readonly state: string;
  /** The Task's resource, for example `arn:aws:states:::aws-sdk:connect:createUser`. */
  readonly resource: string;
  /** For example `aws-sdk:connect`. */
  readonly resourceType: string;
  /** For example `createUser`. */
  readonly action: string;
  readonly pattern: Pattern;
  /** The evaluated `Arguments`. */
  readonly params: Json;
}

/** One attempt of one Task. */
export interface ServiceCall extends ServiceRequest {
  /** The name of the Task's machine. */
  readonly machine: string;
  /** 0 for the first attempt of this entry of the state. */
  readonly attempt: number;
  /** To be called with the first answer where the result comes later (`.sync`). */
  submitted(answer: Json): void;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}
