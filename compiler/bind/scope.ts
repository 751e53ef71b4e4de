import type { Frame, FrameStep } from '../frames/index.ts';
import type { Value } from '../values/index.ts';
import type { Marks } from './marks.ts';

/**
 * Where an expression stands, which decides what it may read: `$response` and `$statusCode` only behind a call. In
 * criteria of failure actions (`outcome`) the call may have been answered or have failed.
 */
export interface Scope {
  readonly workflow: WorkflowScope;
  readonly step?: FrameStep;
  readonly phase: 'request' | 'response' | 'outcome' | 'end';
}

/** What everything in a workflow is read against. */
export interface WorkflowScope {
  readonly frame: Frame;
  /** What an output of one of its steps comes to; undefined where it is wrong (reported). */
  output(step: FrameStep, name: string): Value | undefined;
  /** Inputs that turn out to be secret or personal by where they are sent. */
  readonly marks: Marks;
}
