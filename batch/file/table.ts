import type { Json } from '../../compiler/source/index.ts';

/** What a file of inputs says: one row for each execution. */
export interface Table {
  /** The names of the columns, in the file's order; of JSON, of all members that a row has. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** The first row behind a header has 1. */
  readonly number: number;
  /** The line of the file that it begins on, from 1. */
  readonly line: number;
  /** By column. What is empty in CSV, or null in JSON, isn't there. */
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Cell {
  /** The line of the file that it begins on; of JSON that of its row. */
  readonly line: number;
  /** A text, where the file is CSV. */
  readonly value: Json;
}

/** Something wrong in a file of inputs. Values are never told: some are secrets, and all are about people. */
export interface Fault {
  /** Undefined: the file as a whole. */
  readonly line?: number;
  readonly column?: string;
  readonly message: string;
}
