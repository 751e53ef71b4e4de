import type { SourceFile } from '../compiler/diagnostics/index.ts';
import type { Json } from '../compiler/source/index.ts';
import { executionName } from './executionName.ts';
import { readTable } from './file/readTable.ts';
import type { Fault, Row } from './file/table.ts';
import { inputOf, type Mapping, type MappingOptions, mapColumns } from './inputs/mapping.ts';
import type { Inputs } from './inputs/schema.ts';
import { textOf } from './json.ts';

/** One execution to start. */
export interface Job {
  /** The number of its row, from 1, and the line of the file that it begins on. */
  readonly row: number;
  readonly line: number;
  /** What the execution is named, where it is the first attempt. */
  readonly name: string;
  readonly input: { readonly [name: string]: Json };
}

/** A file of inputs, read and checked. */
export interface Batch {
  readonly jobs: readonly Job[];
  /** Columns that are no input. */
  readonly unused: readonly string[];
  /** Everything that is wrong, by line. Nothing may be started where there is something. */
  readonly faults: readonly Fault[];
}

/** Says which inputs the machine would refuse: their names, or what is asked of several; nothing where it takes all. */
export type InputCheck = (input: Json) => Promise<readonly string[]>;

/**
 * Reads a file of inputs, and checks each row as the machine will.
 * @throws MappingError where the options don't fit the file or the workflow
 */
export async function readBatch(
  source: SourceFile,
  inputs: Inputs,
  options: MappingOptions,
  check: InputCheck,
): Promise<Batch> {
  const { table, faults } = readTable(source);
  if (table.columns.length === 0) return { jobs: [], unused: [], faults: faults.length > 0 ? faults : [EMPTY] };
  const mapping = mapColumns(table, inputs, options);
  const absent = inputs.required.filter((name) => isAbsent(name, mapping, inputs));
  const found: Fault[] = [...faults, ...absent.map(noColumn)];
  const jobs: Job[] = [];
  const keys = new Map<string, Row>();
  const names = new Map<string, Row>();
  for (const row of table.rows) {
    const { key, fault } = keyOf(row, mapping, keys);
    if (fault !== undefined) found.push(fault);
    const input = inputOf(row, mapping, inputs, options.separator);
    for (const name of await check(input)) {
      const isTold = absent.includes(name) || (key === '' && mapping.columns.get(name) === mapping.keyColumn);
      if (!isTold) found.push(wrongInput(name, row, mapping, inputs));
    }
    const { number, line } = row;
    const name = executionName(key, input, inputs.secret);
    const other = names.get(name);
    if (other !== undefined && fault === undefined) {
      found.push({ line, message: `differs from line ${other.line} in nothing that an execution's name can show` });
    }
    names.set(name, row);
    jobs.push({ row: number, line, name, input });
  }
  if (jobs.length === 0 && found.length === 0) found.push(EMPTY);
  return { jobs, unused: mapping.unused, faults: found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

const EMPTY: Fault = { message: 'the file has no rows' };

function isAbsent(input: string, { columns, constants }: Mapping, { known }: Inputs): boolean {
  return !columns.has(input) && !constants.has(input) && known?.get(input)?.hasDefault !== true;
}

function noColumn(input: string): Fault {
  return {
    message: `no column gives ${input}, which is required; name its column by --map ${input}=COLUMN, or one value for all rows by --set ${input}=VALUE`,
  };
}

/** What tells this row from the others; a fault where it doesn't. */
function keyOf(
  row: Row,
  { keyColumn: column }: Mapping,
  before: Map<string, Row>,
): { readonly key: string; readonly fault: Fault | undefined } {
  const cell = row.cells.get(column);
  const key = cell === undefined ? '' : textOf(cell.value);
  const line = cell?.line ?? row.line;
  if (key.trim() === '') {
    return { key, fault: { line, column, message: 'is blank, and tells this row from the others' } };
  }
  const other = before.get(key);
  if (other !== undefined) return { key, fault: { line, column, message: `is the same as in line ${other.line}` } };
  before.set(key, row);
  return { key, fault: undefined };
}

/** What is wrong with an input of a row, in words that hold no value of it. */
function wrongInput(name: string, row: Row, { columns }: Mapping, { known }: Inputs): Fault {
  const type = known?.get(name);
  const column = columns.get(name);
  if (column === undefined)
    return { line: row.line, message: type === undefined ? name : `${name} must be ${type.words}` };
  const cell = row.cells.get(column);
  const of = column === name ? '' : `${name} `;
  if (cell === undefined) return { line: row.line, column, message: `${of}is missing, and required` };
  const words =
    type === undefined || type.words === '' ? "isn't what the workflow's inputs say" : `must be ${type.words}`;
  return { line: cell.line, column, message: `${of}${words}` };
}
