import { isObject, type Json, type JsonObject, pointerToken } from '../../compiler/source/index.ts';

/** What a workflow's schema says of its inputs. */
export interface Inputs {
  /** By name, in the schema's order. Undefined: any name may be an input. */
  readonly known: ReadonlyMap<string, ValueType> | undefined;
  /** In the schema's order. */
  readonly required: readonly string[];
  readonly secret: readonly string[];
}

/** What a text in a file becomes. */
export interface ValueType {
  /** Types of JSON Schema; empty where any will do. */
  readonly types: readonly string[];
  /** Of the items of a list. */
  readonly items?: ValueType;
  readonly hasDefault: boolean;
}

/** Inputs of which nothing is known: each column is one, and each value a text. */
export const anyInputs: Inputs = { known: undefined, required: [], secret: [] };

/** Reads what is needed of a workflow's inputs schema (JSON Schema 2020-12); what isn't needed is left to the machine's check. */
export function inputsOf(schema: Json, secret: readonly string[]): Inputs {
  const known = new Map<string, ValueType>();
  const required = new Set<string>();
  let open = false;
  for (const part of partsOf(schema, schema)) {
    for (const [name, value] of Object.entries(objectIn(part, 'properties'))) {
      if (!known.has(name)) known.set(name, typeOf(value, schema));
    }
    for (const name of listIn(part, 'required')) required.add(String(name));
    open ||= isObject(part['patternProperties'] ?? null) || isObject(part['additionalProperties'] ?? null);
  }
  const inOrder = [...known.keys(), ...required].filter(
    (name, at, all) => required.has(name) && all.indexOf(name) === at,
  );
  return { known: known.size === 0 || open ? undefined : known, required: inOrder, secret };
}

/** The schema and those that say more of the same value: `$ref` within it, and `allOf`. */
function partsOf(schema: Json, root: Json, seen = new Set<Json>()): readonly JsonObject[] {
  if (!isObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const reference = schema['$ref'];
  const referred = typeof reference === 'string' ? [resolved(reference, root)] : [];
  return [schema, ...[...referred, ...listIn(schema, 'allOf')].flatMap((each) => partsOf(each, root, seen))];
}

/** The schema that a JSON Pointer behind `#` names; anything is allowed where there is none. */
function resolved(reference: string, root: Json): Json {
  if (!reference.startsWith('#')) return true;
  const names = decodeURIComponent(reference.slice(1)).split('/').slice(1);
  return names.reduce<Json>((at, name) => {
    const key = pointerToken(name);
    return isObject(at) ? (at[key] ?? true) : Array.isArray(at) ? (at[Number(key)] ?? true) : true;
  }, root);
}

function typeOf(schema: Json, root: Json): ValueType {
  const parts = partsOf(schema, root);
  const items = parts.map((part) => part['items']).find((each) => each !== undefined);
  return {
    types: typesOf(schema, root),
    ...(items === undefined ? {} : { items: typeOf(items, root) }),
    hasDefault: parts.some((part) => part['default'] !== undefined),
  };
}

function typesOf(schema: Json, root: Json): readonly string[] {
  for (const part of partsOf(schema, root)) {
    const { type, enum: values, const: value } = part;
    if (typeof type === 'string') return [type];
    if (Array.isArray(type)) return type.map(String);
    if (Array.isArray(values)) return [...new Set(values.map(nameOfType))];
    if (value !== undefined) return [nameOfType(value)];
    const alternatives = [...listIn(part, 'anyOf'), ...listIn(part, 'oneOf')];
    if (alternatives.length > 0) return [...new Set(alternatives.flatMap((each) => typesOf(each, root)))];
  }
  return [];
}

function nameOfType(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function objectIn(part: JsonObject, keyword: string): JsonObject {
  const value = part[keyword];
  return value !== undefined && isObject(value) ? value : {};
}

function listIn(part: JsonObject, keyword: string): readonly Json[] {
  const value = part[keyword];
  return Array.isArray(value) ? value : [];
}
