import type { Place } from '../diagnostics/index.ts';
import type { Plan } from '../plan.ts';
import type { State, StateMachineDefinition } from './definition.ts';
import { definitionText } from './definitionText.ts';
import { stateOf } from './states.ts';

/** A plan, written down. */
export interface Emitted {
  readonly definition: StateMachineDefinition;
  /** JSON, indented by two spaces. */
  readonly text: string;
  /** For each state, what in the document it comes from. */
  readonly places: ReadonlyMap<string, Place>;
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
  return { definition, text: definitionText(definition), places };
}
