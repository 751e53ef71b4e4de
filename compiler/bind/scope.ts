import type { Frame, FrameStep } from '../frames/index.ts';
import type { CallArguments, Value } from '../values/index.ts';
import type { Marks } from './marks.ts';

/**
 * Where an expression stands, which decides what it may read: `$response` and `$statusCode` only behind a call. What is
 * looked at in either case is bound for a call that was answered (`response`) and for one that failed (`failed`).
 */
export interface Scope {
  readonly workflow: WorkflowScope;
  readonly step?: FrameStep;
  readonly phase: 'request' | 'response' | 'failed' | 'end';
  /** The status of the call that was answered, where the document is taken at its word instead of the model. */
  readonly status?: number;
  /** It stands in an action that the workflow gives to all of its steps. */
  readonly inherited?: boolean;
}

/** What everything in a workflow is read against. */
export interface WorkflowScope {
  readonly frame: Frame;
  /** What an output of one of its steps comes to; undefined where it is wrong (reported). */
  output(step: FrameStep, name: string): Value | undefined;
  /** What one of its steps sends in its call; undefined where it makes none, or something is wrong (reported). */
  request(step: FrameStep): CallArguments | undefined;
  /** Inputs that turn out to be secret or personal by where they are sent. */
  readonly marks: Marks;
}
