import type { State, Template } from '../definition.ts';

/** A way out of a state. */
export interface Edge {
  /** The field that names the target: `Next`, `Catch[0]/Next`. */
  readonly field: string;
  readonly target: string;
  /** What is assigned on this way, and on this way alone. */
  readonly assign: { readonly [name: string]: Template } | undefined;
}

/** The ways out of a state, in its order. A catcher and a Choice rule have an `Assign` of their own, which replaces the state's. */
export function edgesOf(state: State): readonly Edge[] {
  switch (state.Type) {
    case 'Task':
      return [...onward(state), ...within('Catch', state.Catch ?? [])];
    case 'Choice': {
      const { Choices, Default, Assign } = state;
      const otherwise = Default === undefined ? [] : [{ field: 'Default', target: Default, assign: Assign }];
      return [...within('Choices', Choices), ...otherwise];
    }
    case 'Pass':
    case 'Wait':
      return onward(state);
    case 'Succeed':
    case 'Fail':
      return [];
    default:
      return state satisfies never;
  }
}

/** Whether the execution ends with success in this state. */
export function succeeds(state: State): boolean {
  switch (state.Type) {
    case 'Succeed':
      return true;
    case 'Task':
    case 'Pass':
    case 'Wait':
      return state.End === true;
    case 'Choice':
    case 'Fail':
      return false;
    default:
      return state satisfies never;
  }
}

type Going = { readonly Next?: string; readonly Assign?: { readonly [name: string]: Template } };

function onward({ Next, Assign }: Going): readonly Edge[] {
  return Next === undefined ? [] : [{ field: 'Next', target: Next, assign: Assign }];
}

function within(list: string, rules: readonly (Going & { readonly Next: string })[]): readonly Edge[] {
  return rules.map(({ Next, Assign }, at) => ({ field: `${list}[${at}]/Next`, target: Next, assign: Assign }));
}
