import type { PlanNode } from '../plan.ts';
import type { PlacedStep, PlacedWorkflow, Site, Target, TimedStep } from './placed.ts';
import type { SecretReference } from './secretReferences.ts';

/** A transition before it is linked. */
export interface Hop {
  readonly to: Target;
  readonly assign: readonly DraftAssignment[];
}

/** What is assigned on a transition, before it is known what is read later. */
export type DraftAssignment =
  /** `failed`: its call failed, and it has succeeded all the same. */
  | { readonly kind: 'outputs'; readonly step: PlacedStep; readonly failed?: true }
  | { readonly kind: 'inputs'; readonly workflow: PlacedWorkflow }
  /** A shared workflow is entered from a place, and left for it. */
  | { readonly kind: 'enter' | 'leave'; readonly site: Site; readonly failed?: true }
  | { readonly kind: 'secret' | 'forget'; readonly reference: SecretReference }
  /** The time of the workflow begins that the step calls. */
  | { readonly kind: 'deadline'; readonly step: TimedStep }
  | { readonly kind: 'reset' | 'increment'; readonly variable: string };

type Unnamed<N> = N extends PlanNode<Hop> ? Omit<N, 'name' | 'owner'> : never;

/** A node before it has its name and its transitions are linked. */
export interface Draft {
  readonly role: string;
  /** The name that it gets, numbered where it is taken; `taken`: it is its own already. */
  readonly wanted: string;
  readonly taken?: true;
  /** Another step that it runs. */
  readonly runs?: PlacedStep;
  readonly node: Unnamed<PlanNode<Hop>>;
}

export function hop(to: Target, ...assign: readonly DraftAssignment[]): Hop {
  return { to, assign };
}

/** The same transition with something assigned before. */
export function assigning(assign: readonly DraftAssignment[], next: Hop): Hop {
  return { to: next.to, assign: [...assign, ...next.assign] };
}

/** To another node of the same step or workflow. */
export function toNode(of: PlacedStep | PlacedWorkflow, role: string): Hop {
  return hop({ kind: 'node', of, role });
}
