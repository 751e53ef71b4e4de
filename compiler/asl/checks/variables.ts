import { setVariables, variablesIn } from '../../statesLanguage/index.ts';
import type { Check, Subject } from './subject.ts';

/** A variable that a state reads is assigned on some way to that state. */
export const variables: Check = (subject, report) => {
  const { states, reached } = subject;
  const set = setVariables(states, reached);
  const entered = new Set(reached);
  for (const state of states.keys()) {
    if (!entered.has(state)) continue;
    for (const [variable, field] of readsOf(subject, state)) {
      if (set.has(state, variable)) continue;
      report({ state, field, message: `no path to this state assigns \`$${variable}\`` });
    }
  }
};

/** The variables that a state reads, each with the first field that does. */
function readsOf({ evaluated, read }: Subject, state: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const { field, text } of evaluated.get(state) ?? []) {
    const known = read(text);
    if (known.kind !== 'expression') continue;
    for (const variable of variablesIn(known.facts)) if (!fields.has(variable)) fields.set(variable, field);
  }
  return fields;
}
