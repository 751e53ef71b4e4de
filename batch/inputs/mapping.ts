import { didYouMean, nearest } from '../../compiler/diagnostics/index.ts';
import type { Json } from '../../compiler/source/index.ts';
import type { Row, Table } from '../file/table.ts';
import { readValue } from './readValue.ts';
import type { Inputs } from './schema.ts';

/** Where inputs come from, as the user says it. */
export interface MappingOptions {
  /** Inputs that are read from columns of other names. */
  readonly map: ReadonlyMap<string, string>;
  /** Inputs that are the same for each row. */
  readonly set: ReadonlyMap<string, string>;
  /** The column that tells one row from another; default: see `mapColumns`. */
  readonly key?: string | undefined;
  /** Between the items of a list. */
  readonly separator: string;
  /** First passwords that are made, a secret for each row. */
  readonly firstPasswords?: FirstPasswords | undefined;
}

/** Where the first password of a row is stored, and which input says so. */
export interface FirstPasswords {
  /** The secret input that no row gives, for example `password`. */
  readonly secret: string;
  /** The input that takes the secret's id in its place, for example `passwordSecretId`. */
  readonly reference: string;
  /** What the ids begin with; the name of the row's execution follows. */
  readonly prefix: string;
}

/** How a row becomes the input of an execution. */
export interface Mapping {
  /** The column of each input that has one. */
  readonly columns: ReadonlyMap<string, string>;
  readonly constants: ReadonlyMap<string, Json>;
  readonly keyColumn: string;
  readonly unused: readonly string[];
}

/** Options that don't fit the file or the workflow. */
export class MappingError extends Error {}

/**
 * Maps each column to the input of its name, unless the options say otherwise. The key is the first required input, in
 * the schema's order, that a column gives and that is no secret.
 * @throws MappingError where an option names what isn't there, or there is no key
 */
export function mapColumns({ columns: all }: Table, inputs: Inputs, options: MappingOptions): Mapping {
  const { map, set, key, firstPasswords } = options;
  for (const column of [...map.values(), ...(key === undefined ? [] : [key])]) requireColumn(column, all);
  for (const input of [...map.keys(), ...set.keys()]) requireInput(input, inputs);
  const moved = new Set(map.values());
  const same = all.filter(
    (name) => isInput(name, inputs) && !map.has(name) && !(moved.has(name) && inputs.known === undefined),
  );
  const columns = new Map([...same.map((name) => [name, name] as const), ...map]);
  for (const input of set.keys()) {
    if (columns.has(input)) throw new MappingError(`${input} is given by --set and by a column; leave one out`);
  }
  for (const input of firstPasswords === undefined ? [] : [firstPasswords.secret, firstPasswords.reference]) {
    const where = set.has(input) ? '--set' : columns.has(input) ? `the column ${columns.get(input)}` : undefined;
    if (where === undefined) continue;
    throw new MappingError(
      `${input} is given by ${where}, and --first-passwords makes one for each row; leave one out`,
    );
  }
  const used = new Set([...columns.values(), key]);
  const text = { types: [], hasDefault: false };
  const constants = [...set].map(
    ([name, value]) => [name, readValue(value, inputs.known?.get(name) ?? text, options.separator)] as const,
  );
  return {
    columns,
    constants: new Map(constants),
    keyColumn: key ?? defaultKey(columns, inputs),
    unused: all.filter((name) => !used.has(name)),
  };
}

/** The input that a row gives; what is empty is left out. */
export function inputOf(
  row: Row,
  mapping: Mapping,
  inputs: Inputs,
  separator: string,
): { readonly [name: string]: Json } {
  const members: (readonly [string, Json])[] = [...mapping.constants];
  for (const [input, column] of mapping.columns) {
    const value = row.cells.get(column)?.value;
    const type = inputs.known?.get(input);
    if (value === undefined) continue;
    members.push([input, typeof value === 'string' && type !== undefined ? readValue(value, type, separator) : value]);
  }
  return Object.fromEntries(members);
}

function isInput(name: string, { known }: Inputs): boolean {
  return known === undefined || known.has(name);
}

function defaultKey(columns: ReadonlyMap<string, string>, { known, required, secret }: Inputs): string {
  const input = required.find((name) => columns.has(name) && !secret.includes(name));
  const column = columns.get(input ?? '');
  if (column !== undefined) return column;
  const why = known === undefined ? 'nothing is known of the inputs' : 'no column gives a required input';
  throw new MappingError(`${why}: say by --key which column tells one row from another`);
}

function requireColumn(column: string, columns: readonly string[]): void {
  if (columns.includes(column)) return;
  const help = didYouMean(nearest(column, columns)) ?? `It has ${columns.join(', ')}.`;
  throw new MappingError(`the file has no column ${column}. ${help}`);
}

function requireInput(input: string, { known }: Inputs): void {
  if (known === undefined || known.has(input)) return;
  const names = [...known.keys()];
  throw new MappingError(
    `the workflow has no input ${input}. ${didYouMean(nearest(input, names)) ?? `It has ${names.join(', ')}.`}`,
  );
}
