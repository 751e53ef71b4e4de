import type { Operation } from '../apis/index.ts';
import type { Action, Text } from '../arazzo/index.ts';
import type { Place } from '../diagnostics/index.ts';
import type { Frame, FrameStep } from '../frames/index.ts';
import type { CallArguments, ObjectMember, Slot, Test, Value } from '../values/index.ts';

/**
 * A workflow in which every name is bound: to members of operations, and to values in the words of this workflow. Made
 * once, whichever machines it becomes a part of.
 */
export interface BoundWorkflow {
  readonly frame: Frame;
  /** The workflows that run before it. */
  readonly before: readonly BoundRun[];
  /** The steps in the order of the document; those with a mistake in them are left out. */
  readonly steps: readonly BoundStep[];
  /** What it ends with. */
  readonly outputs: readonly ObjectMember[];
  /** The workflows that it runs by its steps and `dependsOn`, by `runKey`. */
  readonly runs: ReadonlyMap<string, BoundRun>;
  /** Inputs that must not be shown, and inputs that are personal. */
  readonly secrets: readonly InputSlot[];
  readonly personal: readonly InputSlot[];
  /** There is a mistake in it, or in a workflow that it runs (reported). */
  readonly wrong: boolean;
}

export type InputSlot = Slot & { readonly kind: 'input' };

/** A workflow that is run, and what it is handed, by input. */
export interface BoundRun {
  readonly workflow: BoundWorkflow;
  readonly given: ReadonlyMap<string, Value>;
}

/** A step, bound. */
export interface BoundStep {
  readonly of: FrameStep;
  readonly runs: BoundCall | { readonly kind: 'workflow'; readonly run: BoundRun };
  /** The success criteria of a call that was answered, without those that hold then in any case. */
  readonly criteria: readonly BoundCriterion[];
  /** Whether the step has succeeded though its call failed: its criteria hold for the error. */
  readonly whenFailed: Test;
  readonly onSuccess: readonly BoundAction[];
  readonly onFailure: readonly BoundAction[];
  /** In the order of the document. */
  readonly outputs: readonly ObjectMember[];
  /** The same where the step has succeeded though its call failed: those that have a value then. */
  readonly outputsWhenFailed: readonly ObjectMember[];
}

/** A call of an operation. */
export interface BoundCall {
  readonly kind: 'call';
  readonly operation: Operation;
  readonly arguments: CallArguments;
}

/** A criterion as a test, and what can be told of it where it is not met. */
export interface BoundCriterion<O = Slot> {
  readonly test: Test<O>;
  /** The condition as it is written, and where. */
  readonly text: string;
  readonly place: Place;
  /** The operands that are no literals, as written and bound. */
  readonly operands: readonly { readonly label: string; readonly value: Value<O> }[];
}

/** A success or failure action whose criteria are tests. */
export interface BoundAction {
  readonly action: Action;
  /** Whether it is taken once the call was answered: on success, or where the success criteria are not met. */
  readonly whenAnswered: Test;
  /** Whether it is taken once the call failed: on success, where the success criteria hold all the same, or on failure. */
  readonly whenFailed: Test;
  /** The workflow that it goes to, or runs before a retry, and what names it. */
  readonly run?: BoundRun & { readonly text: Text };
}
