import type { Place } from '../diagnostics/index.ts';
import type { Plan, PlanNode } from '../plan.ts';
import type { State, StateMachineDefinition } from './definition.ts';
import { definitionText } from './definitionText.ts';
import { stateOf, unmetCauseStart } from './states.ts';

/** A plan, written down. */
export interface Emitted {
  readonly definition: StateMachineDefinition;
  /** JSON, indented by two spaces. */
  readonly text: string;
  /** For each state, what in the document it comes from. */
  readonly places: ReadonlyMap<string, Place>;
  /** For each state that fails because criteria don't hold, what its cause begins with for each that may be the first of them. */
  readonly criteria: ReadonlyMap<string, readonly CausePlace[]>;
}

/** A place in the document that a failure is about. */
export interface CausePlace {
  /** What the cause begins with then. */
  readonly cause: string;
  readonly place: Place;
}

/**
 * Writes a plan as a state machine, one state for each node.
 * @param partition in the ARNs of Task resources; `aws` unless the machine is for another one
 */
export function emit(plan: Plan, partition: string): Emitted {
  const states = [...plan.nodes.values()].map((node): readonly [string, State] => [
    node.name,
    stateOf(node, partition),
  ]);
  const definition: StateMachineDefinition = {
    Comment: plan.comment,
    QueryLanguage: 'JSONata',
    StartAt: plan.start,
    TimeoutSeconds: plan.timeoutSeconds,
    States: Object.fromEntries(states),
  };
  const places = new Map([...plan.nodes.values()].map((node) => [node.name, node.place] as const));
  const criteria = new Map([...plan.nodes.values()].flatMap(criteriaOf));
  return { definition, text: definitionText(definition), places, criteria };
}

function criteriaOf(node: PlanNode): readonly (readonly [string, readonly CausePlace[]])[] {
  if (node.kind !== 'fail' || node.reason.kind !== 'criteriaNotMet') return [];
  const { step, criteria } = node.reason;
  return [[node.name, criteria.map(({ text, place }) => ({ cause: unmetCauseStart(step, text), place }))]];
}
