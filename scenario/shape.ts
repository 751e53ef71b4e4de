import { type DiagnosticCode, diagnostic, didYouMean, nearest, type Reporter } from '../compiler/diagnostics/index.ts';
import { isText, type Json, type Node, placeOf, toJson } from '../compiler/source/index.ts';

/** A JSON Schema (2020-12). */
export type JsonSchema = { readonly [keyword: string]: Json };

/**
 * What a value of a file must look like, said once: as a JSON Schema, for editors and other programs, and as a reader,
 * which reports what isn't so at its line and column.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** The value of a node; undefined where it has another shape, which has been reported. */
  read(node: Node, reporter: Reporter): T | undefined;
}

/** A field that may be left out. */
export interface OptionalField<T> {
  readonly optional: Shape<T>;
}

type FieldOf<T, K extends keyof T> =
  Record<never, never> extends Pick<T, K> ? OptionalField<Exclude<T[K], undefined>> : Shape<T[K]>;

/** Each field of `T`, required ones as they are and optional ones marked. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: FieldOf<T, K> };

/** Marks a field that may be left out. */
export function optional<T>(shape: Shape<T>): OptionalField<T> {
  return { optional: shape };
}

/** The same shape with a description, which editors show. */
export function described<T>(description: string, shape: Shape<T>): Shape<T> {
  return { ...shape, schema: { description, ...shape.schema } };
}

export interface TextLimits {
  readonly pattern?: string;
  /** What is wrong with a text that the pattern refuses, for example `is no number of seconds`. */
  readonly otherwise?: string;
}

/** Text that isn't empty. */
export function text({ pattern, otherwise = 'is not allowed here' }: TextLimits = {}): Shape<string> {
  return {
    schema: { type: 'string', minLength: 1, ...(pattern === undefined ? {} : { pattern }) },
    read(node, reporter) {
      if (!isText(node)) return wrongType(node, reporter, 'text', node.kind === 'scalar' && node.value !== null);
      if (node.value === '') return report(reporter, 'field-value', node, 'this text must not be empty');
      if (pattern === undefined || new RegExp(pattern, 'u').test(node.value)) return node.value;
      return report(reporter, 'field-value', node, `\`${node.value}\` ${otherwise}`);
    },
  };
}

/** A regular expression of JavaScript, with the flag `u`. */
export const regularExpression: Shape<string> = {
  schema: { type: 'string', format: 'regex' },
  read(node, reporter) {
    const pattern = text().read(node, reporter);
    if (pattern === undefined) return undefined;
    try {
      new RegExp(pattern, 'u');
      return pattern;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return report(reporter, 'field-value', node, `this is no regular expression: ${reason}`);
    }
  },
};

/** A number of at least `least`. */
export function number(least: number, kind: 'number' | 'integer' = 'number'): Shape<number> {
  return {
    schema: { type: kind, minimum: least },
    read(node, reporter) {
      const value = node.kind === 'scalar' ? node.value : undefined;
      if (typeof value !== 'number')
        return wrongType(node, reporter, kind === 'integer' ? 'a whole number' : 'a number');
      if (kind === 'integer' && !Number.isInteger(value)) {
        return report(reporter, 'field-value', node, `${value} is no whole number`);
      }
      return value >= least ? value : report(reporter, 'field-value', node, `${value} is less than ${least}`);
    },
  };
}

/** True or false. */
export const boolean: Shape<boolean> = {
  schema: { type: 'boolean' },
  read(node, reporter) {
    const value = node.kind === 'scalar' ? node.value : undefined;
    return typeof value === 'boolean' ? value : wrongType(node, reporter, 'true or false');
  },
};

/** One of these words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return {
    schema: { enum: [...words] },
    read(node, reporter) {
      const found = isText(node) ? words.find((each) => each === node.value) : undefined;
      if (found !== undefined) return found;
      if (!isText(node)) return wrongType(node, reporter, `one of ${words.join(', ')}`);
      const help = didYouMean(nearest(node.value, words));
      return report(reporter, 'field-value', node, `\`${node.value}\` is none of ${words.join(', ')}`, help);
    },
  };
}

/** Any value. */
export const anything: Shape<Json> = { schema: {}, read: (node) => toJson(node) };

/** An object with any members. */
export const anyObject: Shape<{ readonly [key: string]: Json }> = record(anything);

/** A list, of at least `least` items. */
export function list<T>(item: Shape<T>, least = 0): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, ...(least === 0 ? {} : { minItems: least }) },
    read(node, reporter) {
      if (node.kind !== 'list') return wrongType(node, reporter, 'a list');
      if (node.items.length < least) return report(reporter, 'list-empty', node, 'this list must not be empty');
      const items = node.items.map((each) => item.read(each, reporter));
      return items.every((each) => each !== undefined) ? items : undefined;
    },
  };
}

/** An object whose keys are data. */
export function record<T>(value: Shape<T>): Shape<{ readonly [key: string]: T }> {
  return {
    schema: {
      type: 'object',
      ...(Object.keys(value.schema).length === 0 ? {} : { additionalProperties: value.schema }),
    },
    read(node, reporter) {
      if (node.kind !== 'map') return wrongType(node, reporter, 'a map');
      const entries = node.entries.map(({ key, value: each }) => [key.value, value.read(each, reporter)] as const);
      const read = entries.flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const]));
      // `Object.fromEntries` defines its members: `__proto__` is one like any other.
      return read.length === entries.length ? Object.fromEntries(read) : undefined;
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
      if (node.kind !== 'map') return wrongType(node, reporter, 'a map');
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

/** Reports something at a node, and gives undefined. */
export function report(
  reporter: Reporter,
  code: DiagnosticCode,
  node: Node,
  message: string,
  help?: string,
): undefined {
  reporter.report(diagnostic(code, placeOf(node), message, help));
}

function wrongType(node: Node, reporter: Reporter, wanted: string, quotable = false): undefined {
  report(
    reporter,
    'field-type',
    node,
    `this must be ${wanted}, and is ${kindOf(node)}`,
    quotable ? 'Put it into quotes.' : undefined,
  );
}

function kindOf(node: Node): string {
  switch (node.kind) {
    case 'map':
    case 'list':
      return `a ${node.kind}`;
    case 'scalar':
      if (typeof node.value === 'string') return 'text';
      return typeof node.value === 'number' ? 'a number' : String(node.value);
  }
}
