import type { InputProperty, ObjectSchema, ValueSchema } from './inputsSchema.ts';
import { mergeAll } from './mergeAll.ts';

/** Keywords whose meaning depends on each other: they are taken from one schema only. */
const TOGETHER: readonly (readonly (keyof ValueSchema)[])[] = [
  ['items', 'prefix'],
  ['additional', 'patterns'],
  ['unevaluatedItems', 'unevaluatedProperties'],
];

/**
 * One schema that asks what two ask, as `allOf`, or a `$ref` and what stands beside it, mean. Keywords that only one of them
 * has become its own, so that what is known of a value is seen at a glance; the others stay under `all`.
 */
function both(one: ValueSchema, other: ValueSchema): ValueSchema {
  if (looksAround(other)) return { ...one, all: [...(one.all ?? []), other] };
  const { all: inner = [], object, required = [], default: fallback, ...rest } = withoutClosing(other);
  const base = object === undefined ? one : withoutClosing(one);
  const taken = Object.entries(rest).filter(([keyword]) => relatives(keyword).every((each) => !(each in base)));
  const names = new Set(taken.map(([keyword]) => keyword));
  const left = Object.entries(rest).filter(([keyword, value]) => !names.has(keyword) && !isSame(base, keyword, value));
  const all = [...(base.all ?? []), ...inner, ...(left.length === 0 ? [] : [Object.fromEntries(left)])];
  const given = base.default ?? fallback;
  const whole: ValueSchema = {
    ...base,
    ...Object.fromEntries(taken),
    ...(object === undefined ? {} : { object: bothObjects(base.object, object) }),
    ...(all.length === 0 ? {} : { all }),
    ...(given === undefined ? {} : { default: given }),
  };
  return requiring(whole, [...(base.required ?? []), ...required]);
}

/** One schema that asks what all of these ask. */
export function conjunction(first: ValueSchema, others: readonly ValueSchema[]): ValueSchema {
  return mergeAll(first, others, both, looksAround);
}

/** Whether what a schema doesn't speak of is judged, and that without what stands outside of it (Core, section 11). */
function looksAround({ unevaluatedItems, unevaluatedProperties }: ValueSchema): boolean {
  return unevaluatedItems !== undefined || unevaluatedProperties !== undefined;
}

/** A schema that asks for members, too: those that it describes become required where they are described. */
export function requiring(schema: ValueSchema, names: readonly string[]): ValueSchema {
  const { required: _, object, ...rest } = schema;
  const asked = new Set(names);
  const properties = object?.properties.map((property) =>
    asked.delete(property.name) && !property.required ? { ...property, required: true } : property,
  );
  return {
    ...rest,
    ...(object === undefined || properties === undefined ? {} : { object: { ...object, properties } }),
    ...(asked.size === 0 ? {} : { required: [...asked] }),
  };
}

/** `additionalProperties: false` with the names that it knows, so that others can be added without changing it. */
function withoutClosing(schema: ValueSchema): ValueSchema {
  const { object } = schema;
  if (object === undefined || !object.closed) return schema;
  const known = object.properties.map(({ name }) => name);
  return { ...schema, object: { ...object, closed: false }, additional: { known, schema: { never: true } } };
}

function bothObjects(one: ObjectSchema | undefined, other: ObjectSchema): ObjectSchema {
  const properties = new Map((one?.properties ?? []).map((property) => [property.name, property]));
  for (const property of other.properties) {
    const known = properties.get(property.name);
    properties.set(property.name, known === undefined ? property : bothProperties(known, property));
  }
  return { properties: [...properties.values()], closed: false };
}

function bothProperties(one: InputProperty, other: InputProperty): InputProperty {
  return { name: one.name, required: one.required || other.required, schema: both(one.schema, other.schema) };
}

function relatives(keyword: string): readonly string[] {
  return TOGETHER.find((group) => group.some((each) => each === keyword)) ?? [keyword];
}

function isSame(schema: ValueSchema, keyword: string, value: unknown): boolean {
  if (relatives(keyword).length > 1) return false;
  const own: unknown = Object.entries(schema).find(([name]) => name === keyword)?.[1];
  return JSON.stringify(own) === JSON.stringify(value);
}
