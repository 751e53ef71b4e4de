import { type AwsOperation, parseTaskResource, taskOperation } from '../compiler/apis/index.ts';
import { didYouMean, nearest } from '../compiler/diagnostics/index.ts';
import type { Machine } from '../compiler/index.ts';
import { shippedModels } from '../compiler/node/index.ts';

/**
 * Whether a state is what a scenario means by a name: the state's own name, or the id of the step that it was made from,
 * where that was inlined (`outer / inner`).
 */
export function isMeant(name: string, state: string): boolean {
  return state === name || state.endsWith(` / ${name}`);
}

/** The states that make a call, with what they call. */
export function callingStates({ definition }: Machine): ReadonlyMap<string, AwsOperation | undefined> {
  const states = new Map<string, AwsOperation | undefined>();
  for (const [name, state] of Object.entries(definition.States)) {
    if (state.Type === 'Task') states.set(name, taskOperation(parseTaskResource(state.Resource), shippedModels));
  }
  return states;
}

/** What to say to a name that no state of these has. */
export function nameHint(name: string, states: Iterable<string>): string {
  const all = [...states];
  const near = nearest(
    name,
    all.flatMap((state) => [state, state.slice(state.lastIndexOf(' / ') + 3)]),
  );
  return didYouMean(near) ?? `There are ${all.join(', ')}.`;
}
