import { type AllowedTypes, allowedTypes, type Machine } from '../../compiler/index.ts';
import { DocumentError } from '../documentError.ts';
import { type InputMapping, mapInputs } from '../trigger/inputMapping.ts';

/** Where an input comes from: a column of the file, or a value that is the same for every row. */
export type ColumnSource =
  | { readonly column: string }
  /** A token, such as a stack parameter, must come to a text without quotes and backslashes. */
  | { readonly value: string };

/** An input, and the column that it is read from. */
export interface Column {
  readonly input: string;
  readonly column: string;
  /** What a text in it becomes. */
  readonly type: AllowedTypes;
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
  const { read } = mapping;
  const known = new Map(read.properties.map((property) => [property.name, property] as const));
  const columns = mapping.fromDetail.map(({ input }): Column => {
    const { schema = {}, required = false } = known.get(input) ?? {};
    return { input, column: columnOf.get(input) ?? input, type: allowedTypes(schema, read), required };
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
