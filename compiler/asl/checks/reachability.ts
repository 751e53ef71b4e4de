import { succeeds } from './edges.ts';
import type { Check } from './subject.ts';

/** Some run enters each state, and some run comes to an end. */
export const reachability: Check = ({ definition, states, reached }, report) => {
  // Without a start nothing is reached; that the start is missing is told elsewhere.
  if (!states.has(definition.StartAt)) return;
  const entered = new Set(reached);
  for (const state of states.keys()) {
    if (!entered.has(state)) report({ state, field: '', message: 'no run can enter this state' });
  }
  const ends = reached.some((name) => {
    const state = states.get(name);
    return state !== undefined && (state.Type === 'Fail' || succeeds(state));
  });
  if (!ends) report({ field: 'States', message: 'no run can come to an end' });
};
