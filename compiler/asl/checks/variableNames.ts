import { isVariableName } from '../../jsonata/index.ts';
import { assignmentsIn } from '../../statesLanguage/index.ts';
import type { Check } from './subject.ts';

/** What is assigned has a name that a variable may have, and hides no function. */
export const variableNames: Check = ({ states }, report) => {
  for (const [name, state] of states) {
    for (const [field, assignment] of assignmentsIn(state)) {
      for (const variable of Object.keys(assignment)) {
        if (isVariableName(variable)) continue;
        report({ state: name, field: `${field}/${variable}`, message: `a variable can't be called \`${variable}\`` });
      }
    }
  }
};
