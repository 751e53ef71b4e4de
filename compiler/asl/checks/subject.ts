import type { Models } from '../../apis/index.ts';
import { type EvaluatedText, evaluatedIn, reachedFrom, readText, type Text } from '../../statesLanguage/index.ts';
import type { State, StateMachineDefinition } from '../definition.ts';
import type { Problem } from './problem.ts';

/** A definition that has the shape of one, and what several checks want to know of it. */
export interface Subject {
  readonly definition: StateMachineDefinition;
  /** What the services are that it calls. */
  readonly models: Models;
  readonly states: ReadonlyMap<string, State>;
  /** The states that some run can enter, each behind those that lead to it as far as there are no loops. */
  readonly reached: readonly string[];
  /** The texts of each state that may be expressions. */
  readonly evaluated: ReadonlyMap<string, readonly EvaluatedText[]>;
  readonly read: (text: string) => Text;
}

/** Looks for one sort of problem, in time that grows with the size of the definition and no faster. */
export type Check = (subject: Subject, report: Report) => void;

export type Report = (problem: Problem) => void;

export function subjectOf(definition: StateMachineDefinition, models: Models): Subject {
  const states = new Map(Object.entries(definition.States));
  return {
    definition,
    models,
    states,
    reached: reachedFrom(definition.StartAt, states),
    evaluated: new Map([...states].map(([name, state]) => [name, evaluatedIn(state)])),
    read: readText,
  };
}
