import { edgesOf } from '../../statesLanguage/index.ts';
import type { State } from '../definition.ts';
import type { Check } from './subject.ts';

/** Every transition has a target, and a state that doesn't decide goes on or ends, one of the two. */
export const transitions: Check = ({ definition, states }, report) => {
  const { StartAt } = definition;
  if (!states.has(StartAt)) report({ field: 'StartAt', message: `there is no state \`${StartAt}\`` });
  for (const [name, state] of states) {
    for (const { field, target } of edgesOf(state)) {
      if (!states.has(target)) report({ state: name, field, message: `there is no state \`${target}\`` });
    }
    const fault = faultyEnd(state);
    if (fault !== undefined) report({ state: name, field: 'Next', message: fault });
  }
};

function faultyEnd(state: State): string | undefined {
  if (state.Type !== 'Task' && state.Type !== 'Pass' && state.Type !== 'Wait') return undefined;
  const { Next, End } = state;
  if (Next === undefined && End === undefined) return 'the state has neither Next nor End';
  if (Next !== undefined && End !== undefined) return 'the state has Next and End';
  return undefined;
}
