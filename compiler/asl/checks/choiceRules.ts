import type { Check } from './subject.ts';

/** A Choice state has a rule, and the condition of each is an expression. */
export const choiceRules: Check = ({ states, read }, report) => {
  for (const [name, state] of states) {
    if (state.Type !== 'Choice') continue;
    if (state.Choices.length === 0) report({ state: name, field: 'Choices', message: 'there is no rule' });
    for (const [at, { Condition }] of state.Choices.entries()) {
      if (read(Condition).kind !== 'plain') continue;
      report({ state: name, field: `Choices[${at}]/Condition`, message: 'the condition is no expression' });
    }
  }
};
