import type { SourceFile } from '../compiler/diagnostics/index.ts';
import type { Json } from '../compiler/source/index.ts';
import { executionName } from './executionName.ts';
import { readTable } from './file/readTable.ts';
import type { Fault, Row } from './file/table.ts';
import { firstPasswordOf } from './firstPasswords.ts';
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

/** Something that the machine refuses in an input. */
export interface Complaint {
  /** The name of the input; undefined where it is about several. */
  readonly input?: string;
  /** What is wrong, without a value of it. */
  readonly message: string;
}

/** Says what the machine would refuse of an input; nothing where it takes all. */
export type InputCheck = (input: Json) => Promise<readonly Complaint[]>;

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
  const absent = inputs.required.filter((name) => !mapping.columns.has(name) && !mapping.constants.has(name));
  const found: Fault[] = [...faults, ...absent.map(noColumn)];
  const jobs: Job[] = [];
  const keys = new Map<string, Row>();
  const names = new Map<string, Row>();
  for (const row of table.rows) {
    const given = inputOf(row, mapping, inputs, options.separator);
    const { key, fault } = keyOf(row, given, mapping, keys);
    if (fault !== undefined) found.push(fault);
    const name = executionName(key, given, inputs.secret);
    const input = { ...given, ...firstPasswordOf(name, options.firstPasswords) };
    for (const complaint of await check(input)) {
      const at = complaint.input ?? '';
      const isTold = absent.includes(at) || (key === '' && mapping.columns.get(at) === mapping.keyColumn);
      if (!isTold) found.push(faultOf(complaint, row, mapping));
    }
    const { number, line } = row;
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

function noColumn(input: string): Fault {
  return {
    message: `no column gives ${input}, which is required; name its column by --map ${input}=COLUMN, or one value for all rows by --set ${input}=VALUE`,
  };
}

/** What tells this row from the others, as the input has it where it is one; a fault where it doesn't. */
function keyOf(
  row: Row,
  given: Job['input'],
  { keyColumn: column, columns }: Mapping,
  before: Map<string, Row>,
): { readonly key: string; readonly fault: Fault | undefined } {
  const cell = row.cells.get(column);
  const [input] = [...columns].find(([, each]) => each === column) ?? [];
  const value = input === undefined ? cell?.value : given[input];
  const key = value === undefined ? '' : textOf(value);
  const line = cell?.line ?? row.line;
  if (key.trim() === '') {
    return { key, fault: { line, column, message: 'is blank, and tells this row from the others' } };
  }
  const other = before.get(key);
  if (other !== undefined) return { key, fault: { line, column, message: `is the same as in line ${other.line}` } };
  before.set(key, row);
  return { key, fault: undefined };
}

/** Where in the file a complaint is about. */
function faultOf({ input, message }: Complaint, row: Row, { columns }: Mapping): Fault {
  const column = input === undefined ? undefined : columns.get(input);
  const named = input === undefined || input === column ? message : `${input}: ${message}`;
  if (column === undefined) return { line: row.line, message: named };
  return { line: row.cells.get(column)?.line ?? row.line, column, message: named };
}
