import type { Json } from '../source/index.ts';
import type { InputsSchema, SchemaType, ValueSchema } from './inputsSchema.ts';

/** The types that values of a schema can have. */
export interface AllowedTypes {
  /** Empty where any will do. */
  readonly types: readonly SchemaType[];
  /** Of the items of a list. */
  readonly items?: AllowedTypes;
}

/**
 * The types that the schema of an input allows, as far as it says so by `type`, `enum`, `const` and alternatives: what is read as
 * a text becomes a value of one of them.
 * @param inputs the schema that it is part of
 */
export function allowedTypes(schema: ValueSchema, { recursive = new Map() }: InputsSchema): AllowedTypes {
  return typesOf(schema, recursive, new Set());
}

/** Schemas that contain themselves, by their names. */
type Recursive = ReadonlyMap<string, ValueSchema>;

/** @param entered the names of those that it stands in: they have nothing new to say */
function typesOf(schema: ValueSchema, recursive: Recursive, entered: ReadonlySet<string>): AllowedTypes {
  const names = new Set(entered);
  const parts = partsOf(schema, recursive, names);
  const types = parts.map((part) => ownTypes(part, recursive, names)).find((own) => own.length > 0) ?? [];
  const items = parts.find((part) => part.items !== undefined)?.items;
  return items === undefined ? { types } : { types, items: typesOf(items, recursive, names) };
}

/** The schema and those that say more of the same value; their names are added. */
function partsOf(schema: ValueSchema, recursive: Recursive, entered: Set<string>): readonly ValueSchema[] {
  const { all = [], recursion = '' } = schema;
  const named = entered.has(recursion) ? undefined : recursive.get(recursion);
  entered.add(recursion);
  return [schema, ...all, ...(named === undefined ? [] : [named])].flatMap((part) =>
    part === schema ? [part] : partsOf(part, recursive, entered),
  );
}

/** What a schema says without the others that say more of the same value. */
function ownTypes(
  { types, oneOfValues, any, one }: ValueSchema,
  recursive: Recursive,
  entered: ReadonlySet<string>,
): readonly SchemaType[] {
  if (types !== undefined) return types;
  if (oneOfValues !== undefined) return unique(oneOfValues.map(typeOfValue));
  const alternatives = (any ?? one ?? []).map((each) => typesOf(each, recursive, entered).types);
  return alternatives.some((each) => each.length === 0) ? [] : unique(alternatives.flat());
}

function typeOfValue(value: Json): SchemaType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

function unique(types: readonly SchemaType[]): readonly SchemaType[] {
  return [...new Set(types)];
}
