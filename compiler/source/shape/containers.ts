import { didYouMean, nearest, type Reporter } from '../../diagnostics/index.ts';
import { isText } from '../query.ts';
import { toJson } from '../toJson.ts';
import type { Json, Node } from '../tree.ts';
import { type FieldsOf, type JsonSchema, type OptionalField, report, type Shape, wrongType } from './shape.ts';

/** Any value. */
export const anything: Shape<Json> = { schema: {}, read: (node) => toJson(node) };

/** An object with any members. */
export const anyObject: Shape<{ readonly [key: string]: Json }> = record(anything);

/** A list, of at least `least` items. */
export function list<T>(item: Shape<T>, least = 0): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, ...(least === 0 ? {} : { minItems: least }) },
    read(node, reporter) {
      if (node.kind !== 'list') return wrongType(node, reporter, 'an array');
      if (node.items.length < least) return report(reporter, 'list-empty', node, 'this array must not be empty');
      const items = node.items.map((each) => item.read(each, reporter));
      return items.every((each) => each !== undefined) ? items : undefined;
    },
  };
}

/**
 * An object whose keys are data.
 * @param keys what they must be like
 */
export function record<T>(value: Shape<T>, keys?: Shape<string>): Shape<{ readonly [key: string]: T }> {
  return {
    schema: {
      type: 'object',
      ...(keys === undefined ? {} : { propertyNames: keys.schema }),
      ...(Object.keys(value.schema).length === 0 ? {} : { additionalProperties: value.schema }),
    },
    read(node, reporter) {
      if (node.kind !== 'map') return wrongType(node, reporter, 'an object');
      const named = node.entries.map(({ key }) => keys === undefined || keys.read(key, reporter) !== undefined);
      const entries = node.entries.map(({ key, value: each }) => [key.value, value.read(each, reporter)] as const);
      const read = entries.flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const]));
      // `Object.fromEntries` defines its members: `__proto__` is one like any other.
      return named.every(Boolean) && read.length === entries.length ? Object.fromEntries(read) : undefined;
    },
  };
}

/**
 * An object with these fields and no others.
 * @param name with its article, as messages name it
 */
export function object<T extends object>(name: string, fields: FieldsOf<T>): Shape<T> {
  const all: readonly [string, Shape<unknown> | OptionalField<unknown>][] = Object.entries(fields);
  const shapes = new Map(all.map(([key, field]) => [key, 'optional' in field ? field.optional : field]));
  const required = all.flatMap(([key, field]) => ('optional' in field ? [] : [key]));
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...shapes].map(([key, { schema }]) => [key, schema])),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    },
    read(node, reporter) {
      if (node.kind !== 'map') return wrongType(node, reporter, 'an object');
      const given = new Set(node.entries.map(({ key }) => key.value));
      const values = new Map<string, unknown>();
      let sound = true;
      for (const { key, value } of node.entries) {
        const known = shapes.has(key.value);
        const near = known ? key.value : nearest(key.value, shapes.keys());
        if (!known) {
          sound = false;
          const help = didYouMean(near) ?? `It has ${[...shapes.keys()].join(', ')}.`;
          report(reporter, 'field-unknown', key, `${name} has no field \`${key.value}\``, help);
          // It is taken for the one that was meant, so that one slip isn't told twice.
          if (near === undefined || given.has(near)) continue;
          given.add(near);
        }
        const read = near === undefined ? undefined : shapes.get(near)?.read(value, reporter);
        if (near === undefined || read === undefined) sound = false;
        else values.set(near, read);
      }
      for (const key of required.filter((each) => !given.has(each))) {
        sound = false;
        report(reporter, 'field-missing', node.entries[0]?.key ?? node, `${name} needs a field \`${key}\``);
      }
      // Every field that `T` requires is there, and each was read by the shape of its type.
      return sound ? (Object.fromEntries(values) as T) : undefined;
    },
  };
}

/** A list, or one item by itself. */
export function oneOrMany<T>(item: Shape<T>): Shape<readonly T[]> {
  const many = list(item, 1);
  return {
    schema: { anyOf: [item.schema, many.schema] },
    read(node, reporter) {
      if (node.kind === 'list') return many.read(node, reporter);
      const value = item.read(node, reporter);
      return value === undefined ? undefined : [value];
    },
  };
}

/** An object that has one of these fields, and no two of them. */
export function exactlyOneOf<T extends object>(
  name: string,
  fields: readonly (keyof T & string)[],
  shape: Shape<T>,
): Shape<T> {
  const schema = { oneOf: fields.map((field) => ({ required: [field] })) };
  return refined(shape, schema, (value, node, reporter) => {
    const given = fields.filter((field) => value[field] !== undefined);
    if (given.length === 1) return value;
    const all = fields.map((field) => `\`${field}\``).join(', ');
    const message = `${name} needs exactly one of ${all}, not ${given.length}`;
    return report(reporter, given.length === 0 ? 'field-missing' : 'field-value', node, message);
  });
}

/** Text where the value is text, and otherwise the other shape. */
export function textOr<S extends string, T>(short: Shape<S>, other: Shape<T>): Shape<S | T> {
  return {
    schema: { anyOf: [short.schema, other.schema] },
    read: (node, reporter) => (isText(node) ? short.read(node, reporter) : other.read(node, reporter)),
  };
}

/** A shape whose values are looked at once more: `make` gives the value, or reports at the node. */
export function refined<T, U>(
  shape: Shape<T>,
  schema: JsonSchema,
  make: (value: T, node: Node, reporter: Reporter) => U | undefined,
): Shape<U> {
  return {
    schema: { ...shape.schema, ...schema },
    read(node, reporter) {
      const value = shape.read(node, reporter);
      return value === undefined ? undefined : make(value, node, reporter);
    },
  };
}
