import type { InputsSchema, Machine, ValueSchema } from '../../compiler/index.ts';
import type { Json } from '../../compiler/source/index.ts';
import { DocumentError } from '../documentError.ts';
import { type InputMapping, mapInputs } from '../trigger/inputMapping.ts';

/** Where an input comes from: a column of the file, or a value that is the same for every row. */
export type ColumnSource =
  | { readonly column: string }
  /** A token, such as a stack parameter, must come to a text without quotes and backslashes. */
  | { readonly value: string };

/** What a text in a file becomes (the types of JSON Schema). */
export interface CellType {
  /** Empty where any will do. */
  readonly types: readonly string[];
  readonly items?: CellType;
}

/** An input, and the column that it is read from. */
export interface Column {
  readonly input: string;
  readonly column: string;
  readonly type: CellType;
  /** Whether each file has to have it. */
  readonly required: boolean;
}

/** How a row becomes the input of an execution. */
export interface Columns {
  readonly workflowId: string;
  readonly columns: readonly Column[];
  /** The input that tells one row from another. */
  readonly key: string;
  readonly mapping: InputMapping;
}

/**
 * Maps each input to the column of its name, unless `sources` says otherwise. A secret is replaced by its reference
 * (`password` by `passwordSecretId`): a file in a bucket holds none.
 * @param key the input that tells one row from another; default: the first required one that a column gives
 * @throws DocumentError where a source or the key names no such input, or nothing is known of the inputs
 */
export function mapColumns(
  machine: Machine,
  sources: Readonly<Record<string, ColumnSource>>,
  key: string | undefined,
): Columns {
  const fixed = Object.entries(sources).filter((each): each is [string, { value: string }] => 'value' in each[1]);
  const names = Object.entries(sources).flatMap(([input, source]) =>
    'column' in source ? [[input, source.column] as const] : [],
  );
  const { workflowId } = machine;
  // A column's name may hold dots, which stand for members of members in the mapping of events.
  const named = names.map(([input]) => [input, { detail: input }] as const);
  const mapping = mapInputs(machine, Object.fromEntries([...fixed, ...named]));
  if (mapping.fromDetail.length === 0) {
    throw new DocumentError(
      `${workflowId} has no inputs that columns could give: list them in its inputs' properties.`,
    );
  }
  const columnOf = new Map(names);
  const required = new Set(mapping.schema.required);
  const types = typesOf(mapping.read);
  const columns = mapping.fromDetail.map(({ input }): Column => {
    const { hasDefault = false, ...type } = types.get(input) ?? { types: [] };
    return { input, column: columnOf.get(input) ?? input, type, required: required.has(input) && !hasDefault };
  });
  // In the order in which the document lists what is required, as the command line has it.
  const inOrder = columns.filter(({ required }) => required);
  const found = key === undefined ? inOrder[0] : columns.find(({ input }) => input === key);
  if (found === undefined) {
    const why = key === undefined ? 'no column gives a required input' : `'${key}' is no input that a column gives`;
    throw new DocumentError(
      `${workflowId}: ${why}: give the key of the batch, one of ${columns.map(({ input }) => input).join(', ')}.`,
    );
  }
  return { workflowId, columns, key: found.input, mapping };
}

function typesOf({ properties }: InputsSchema): ReadonlyMap<string, CellType & { readonly hasDefault?: boolean }> {
  return new Map(
    properties.map(({ name, schema: value }) => [
      name,
      { ...cellType(value), hasDefault: value.default !== undefined },
    ]),
  );
}

function cellType({ types: named, oneOfValues = [], items }: ValueSchema): CellType {
  const types: readonly string[] = named ?? [...new Set(oneOfValues.map(typeOfValue))];
  return items === undefined ? { types } : { types, items: cellType(items) };
}

function typeOfValue(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
