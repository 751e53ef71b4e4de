import { LONGEST_NAME } from '../../jsonata/index.ts';
import type { Check } from './subject.ts';

/** Names of states: 1 to 80 characters, none of them a control character or half of one (AWS Step Functions, quotas). */
export const stateNames: Check = ({ states }, report) => {
  for (const state of states.keys()) {
    if (state === '') report({ state, field: '', message: 'the name is empty' });
    if (state.length > LONGEST_NAME) {
      report({ state, field: '', message: `the name has ${state.length} characters; ${LONGEST_NAME} are allowed` });
    }
    if (/[\p{Cc}\p{Cs}]/u.test(state)) {
      report({ state, field: '', message: 'the name contains a control character or half a character' });
    }
  }
};
