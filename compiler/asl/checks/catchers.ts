import { checkErrorNames } from './errorNames.ts';
import type { Check } from './subject.ts';

/** Catchers name errors as Step Functions wants it. */
export const catchers: Check = ({ states }, report) => {
  for (const [name, state] of states) {
    if (state.Type === 'Task') checkErrorNames(name, 'Catch', state.Catch ?? [], report);
  }
};
