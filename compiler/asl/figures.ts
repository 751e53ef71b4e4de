import { edgesOf, succeeds } from '../statesLanguage/index.ts';
import type { StateMachineDefinition } from './definition.ts';
import { definitionText } from './definitionText.ts';

/** How large a machine is, and how many transitions it takes. */
export interface Figures {
  readonly states: number;
  /** Transitions of the shortest run that succeeds, the one into the first state counted, as AWS bills them. */
  readonly transitions: number;
  /** Length of `text` in UTF-8. */
  readonly bytes: number;
}

/**
 * What a machine costs: its states, the transitions of the shortest run that succeeds, and the bytes of its text.
 * Each state that is entered is one transition, as AWS bills them, the first one too; 0 where no run can succeed. Retries
 * are not counted.
 */
export function figures(definition: StateMachineDefinition): Figures {
  return {
    states: Object.keys(definition.States).length,
    transitions: shortestSuccess(definition),
    bytes: Buffer.byteLength(definitionText(definition), 'utf8'),
  };
}

/** How many states the shortest way from the start to a success enters. */
function shortestSuccess({ StartAt, States }: StateMachineDefinition): number {
  const states = new Map(Object.entries(States));
  const distances = new Map([[StartAt, 1]]);
  // A map is walked in the order in which it is filled: breadth first.
  for (const [name, distance] of distances) {
    const state = states.get(name);
    if (state === undefined) continue;
    if (succeeds(state)) return distance;
    for (const { target } of edgesOf(state)) {
      if (!distances.has(target)) distances.set(target, distance + 1);
    }
  }
  return 0;
}
