import { ends } from '../../statesLanguage/index.ts';
import type { Check } from './subject.ts';

/** Some run enters each state, and some run comes to an end. */
export const reachability: Check = ({ definition, states, reached }, report) => {
  // Without a start nothing is reached; that the start is missing is told elsewhere.
  if (!states.has(definition.StartAt)) return;
  const entered = new Set(reached);
  for (const state of states.keys()) {
    if (!entered.has(state)) report({ state, field: '', message: 'no run can enter this state' });
  }
  const ended = reached.some((name) => {
    const state = states.get(name);
    return state !== undefined && ends(state);
  });
  if (!ended) report({ field: 'States', message: 'no run can end' });
};
