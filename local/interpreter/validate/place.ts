import type { Json } from '../json.ts';
import type { Report } from './diagnostic.ts';

/** Something wrong with what a Task calls. */
export interface TaskProblem {
  readonly field: 'Resource' | 'Arguments';
  readonly text: string;
}

/** Checks what a Task calls with what: the resource, and the members of its Arguments. Gives what is wrong. */
export type CheckTask = (resource: string, args: Json | undefined) => readonly TaskProblem[];

/** What a check of a state needs to know of what surrounds it. */
export interface Place {
  readonly language: string;
  readonly machineLanguage: string;
  /** Variables that an enclosing state's chain assigns; a branch may not. */
  readonly outer: ReadonlySet<string>;
  /** The names of all states so far. */
  readonly names: Set<string>;
  readonly checkTask: CheckTask;
  readonly report: Report;
}
