import type { Json } from '../../compiler/source/index.ts';

/** What is known of an execution. */
export interface Look {
  /** As Step Functions has it: `RUNNING`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`, `PENDING_REDRIVE`. */
  readonly status: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** Its output as JSON text. */
  readonly output?: string | undefined;
}

/** The executions of one state machine, by their names: on AWS, or on this machine. */
export interface Executions {
  /** Undefined: there is none of this name. */
  look(name: string): Promise<Look | undefined>;
  /** Starts one; says whether it did. It doesn't where there is one of this name already. */
  start(name: string, input: { readonly [name: string]: Json }): Promise<boolean>;
  /** Whether a failed execution ended in a Fail state, where a redrive would only end again. */
  endedInFailState(name: string): Promise<boolean>;
  /** Goes on with a failed execution where it stands; says whether it did. It doesn't where that isn't possible any more. */
  redrive(name: string): Promise<boolean>;
}

/** The time that a batch is paced by. */
export interface Pace {
  /** Milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted before. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
