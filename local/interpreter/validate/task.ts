import type { Json } from '../json.ts';

/** A Task as it is written. */
export interface WrittenTask {
  readonly resource: string;
  /** Undefined where the Task has none. */
  readonly arguments: Json | undefined;
  /**
   * Whether the number at a path in the Arguments (`DelaySeconds`, `Tags[0]/Weight`) is written with a point or an
   * exponent: then AWS takes it for no whole number, whatever its value.
   */
  isDecimal(path: string): boolean;
}

/** Something wrong with what a Task calls. */
export interface TaskProblem {
  /** The field that it is told of; undefined: the state. */
  readonly field?: 'Resource' | 'Arguments';
  readonly text: string;
}

/** Checks what a Task calls with what: the resource, and the members of its Arguments. Gives what is wrong. */
export type CheckTask = (task: WrittenTask) => readonly TaskProblem[];
