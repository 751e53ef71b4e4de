import { edgesOf, ends, type Part, reachedFrom } from '../../../compiler/statesLanguage/index.ts';
import type { Report } from './diagnostic.ts';

/**
 * Checks that every transition has a target, every state can be reached, and an end too.
 * @returns the states that some run can enter
 */
export function checkTransitions(
  startAt: string,
  states: ReadonlyMap<string, Part>,
  location: string,
  report: Report,
): readonly string[] {
  if (!states.has(startAt)) {
    report('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${startAt}`, `${location}/StartAt`);
    return [];
  }
  const reached = new Set(reachedFrom(startAt, states));
  for (const [name, state] of states) {
    for (const { field, target } of edgesOf(state)) {
      if (states.has(target)) continue;
      report('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${target}`, `${location}/States/${name}/${field}`);
    }
  }
  for (const name of states.keys()) {
    if (reached.has(name)) continue;
    report('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, `${location}/States/${name}`);
  }
  if (![...states.values()].some(ends)) {
    report('MISSING_END_STATE', 'Workflow has no terminal state', `${location}/States`);
  }
  return [...reached];
}
