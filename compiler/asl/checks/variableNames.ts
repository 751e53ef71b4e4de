import { isVariableName } from '../../jsonata/index.ts';
import type { State, Template } from '../definition.ts';
import type { Check } from './subject.ts';

/** What is assigned has a name that a variable may have, and hides no function. */
export const variableNames: Check = ({ states }, report) => {
  for (const [name, state] of states) {
    for (const [field, assign] of assignmentsOf(state)) {
      for (const variable of Object.keys(assign ?? {})) {
        if (isVariableName(variable)) continue;
        report({ state: name, field: `${field}/${variable}`, message: `a variable can not be called \`${variable}\`` });
      }
    }
  }
};

type Assignment = readonly [field: string, assign: { readonly [name: string]: Template } | undefined];

function assignmentsOf(state: State): readonly Assignment[] {
  switch (state.Type) {
    case 'Task':
      return [
        ['Assign', state.Assign],
        ...(state.Catch ?? []).map(({ Assign }, at) => [`Catch[${at}]/Assign`, Assign] as const),
      ];
    case 'Choice':
      return [
        ['Assign', state.Assign],
        ...state.Choices.map(({ Assign }, at) => [`Choices[${at}]/Assign`, Assign] as const),
      ];
    case 'Pass':
    case 'Wait':
      return [['Assign', state.Assign]];
    case 'Succeed':
    case 'Fail':
      return [];
    default:
      return state satisfies never;
  }
}
