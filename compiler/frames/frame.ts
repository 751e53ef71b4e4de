import type { Operation } from '../apis/index.ts';
import type { Action, Document, Step, Text, Workflow } from '../arazzo/index.ts';
import type { WorkflowInputs } from './inputs.ts';

/**
 * A workflow with everything found that its names mean outside of it: the inputs that its schema declares, the
 * operations and workflows that its steps run. Made once a document, whichever machines it becomes a part of.
 */
export interface Frame {
  readonly document: Document;
  readonly workflow: Workflow;
  readonly inputs: WorkflowInputs;
  /** The workflows in `dependsOn`, which run before it. */
  readonly before: readonly Frame[];
  /** By id. */
  readonly steps: ReadonlyMap<string, FrameStep>;
  /** The same, in the order in which they run where no action says otherwise. */
  readonly order: readonly FrameStep[];
  /** Something in it, or in a workflow that it runs, could not be read or found (reported). */
  readonly broken: boolean;
}

/** A step, and what it runs. */
export interface FrameStep {
  readonly step: Step;
  /** Its place in that order, counted from 0. */
  readonly index: number;
  readonly runs: Runs;
  /** The workflows that its actions go to, or run before a retry. */
  readonly jumps: ReadonlyMap<Action, Jump>;
}

/** What a step runs; unknown where that could not be found (reported). */
export type Runs =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly text: Text }
  | { readonly kind: 'workflow'; readonly frame: Frame; readonly text: Text }
  | { readonly kind: 'unknown' };

/** Another workflow that an action runs, and what names it. */
export interface Jump {
  readonly frame: Frame;
  readonly text: Text;
}

/** The operation that a step calls, if it calls one. */
export function operationOf({ runs }: FrameStep): Operation | undefined {
  return runs.kind === 'operation' ? runs.operation : undefined;
}

/** The workflow that a step calls, if it calls one. */
export function calledBy({ runs }: FrameStep): Frame | undefined {
  return runs.kind === 'workflow' ? runs.frame : undefined;
}
