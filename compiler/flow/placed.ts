import type { BoundAction, BoundStep, BoundWorkflow } from '../bind/index.ts';
import type { WorkflowInputs } from '../frames/index.ts';
import type { CalledWorkflow, Deadline, Test } from '../plan.ts';
import type { Value } from '../values/index.ts';
import type { SecretReference } from './secretReferences.ts';

/*
 * Workflows as they stand in one machine. A workflow that is run becomes a part of it: once for each place that runs it,
 * or once for all of them, where the machine would get too large.
 */

/** A workflow at one place in the machine. */
export interface PlacedWorkflow {
  readonly bound: BoundWorkflow;
  readonly inputs: WorkflowInputs;
  /** What it is handed; absent for the compiled workflow, whose inputs are the execution's, and for a shared one. */
  readonly handed?: Handed;
  /** The variable that holds its accepted inputs. */
  readonly inputsVariable: string;
  /** The workflows that it became a part of, and itself, outermost first; empty for the compiled one. */
  readonly within: readonly CalledWorkflow[];
  /** By id, in the order of the document. */
  readonly steps: ReadonlyMap<string, PlacedStep>;
  /** What each step, each entry of `dependsOn` and each action runs: by `runKey`, and by the action. */
  readonly runs: ReadonlyMap<string | BoundAction, Run>;
  /** What its end leads to. */
  readonly end: Target;
  /** The step that called it, whose failure actions count for its own steps, too. */
  readonly caller?: PlacedStep;
  /** The steps around it that have a timeout, outermost first. */
  readonly timed: readonly TimedStep[];
  /** Inputs that must not be shown, and inputs that are personal. */
  readonly secrets: ReadonlySet<string>;
  readonly personal: ReadonlySet<string>;
  /** Secrets that can be given by reference, by input. */
  readonly references: ReadonlyMap<string, SecretReference>;
  /** For a workflow that stands once for several places: those places. */
  readonly shared?: Shared;
}

/** What a workflow is handed, in the words of the one that runs it. */
export interface Handed {
  readonly by: PlacedWorkflow;
  readonly given: ReadonlyMap<string, Value>;
}

/** A step at one place in the machine. */
export interface PlacedStep {
  readonly bound: BoundStep;
  readonly workflow: PlacedWorkflow;
  /** The name of its state, unique in the machine. */
  readonly state: string;
  /** The variable that holds what it puts out. */
  readonly variable: string;
  /** Until when the workflow that it calls has to come to its end, where it has a timeout. */
  readonly deadline?: Deadline;
}

/** A step that calls a workflow and has a timeout. */
export type TimedStep = PlacedStep & { readonly deadline: Deadline };

export function isTimed(step: PlacedStep): step is TimedStep {
  return step.deadline !== undefined;
}

/** How a workflow is run at some place: it stands there, or is entered where it stands and comes back. */
export type Run =
  | { readonly kind: 'inline'; readonly workflow: PlacedWorkflow }
  | { readonly kind: 'shared'; readonly site: Site };

/** A workflow that stands once, and where it is run from. */
export interface Shared {
  /** The variable that tells where it has to come back to; absent where it is gone to and doesn't come back. */
  readonly back?: string;
  readonly sites: readonly Site[];
}

/** A place that runs a shared workflow. */
export interface Site {
  readonly workflow: PlacedWorkflow;
  /** Tells the places apart. */
  readonly name: string;
  readonly handed: Handed;
  /** Holds what the place reads of the workflow later, as another place may run it meanwhile. */
  readonly variable: string;
  readonly end: Target;
}

/** A success or failure action of a step at one place in the machine. */
export interface PlacedAction {
  readonly bound: BoundAction;
  readonly step: PlacedStep;
  readonly whenAnswered: Test;
  readonly whenFailed: Test;
}

/** What a transition leads to, before the nodes are linked. */
export type Target =
  /** A step: from elsewhere, by a loop that it heads, or by its own retry. */
  | { readonly kind: 'step'; readonly step: PlacedStep; readonly by: 'entry' | 'loop' | 'retry' }
  /** What follows a step's call, or the end of the workflow that it calls. */
  | { readonly kind: 'after'; readonly step: PlacedStep }
  | { readonly kind: 'run'; readonly run: Run }
  /** The workflows that have to run first, from this one on, and then the first step. */
  | { readonly kind: 'before'; readonly workflow: PlacedWorkflow; readonly index: number }
  | { readonly kind: 'end'; readonly workflow: PlacedWorkflow }
  /** A node by what it belongs to and its role there; `inTime`: that there is time left for it has been seen to. */
  | { readonly kind: 'node'; readonly of: PlacedStep | PlacedWorkflow; readonly role: string; readonly inTime?: true };
