import { isList, type Json } from '../../source/index.ts';
import type { Part } from './description.ts';

/** A schema, or several of which one holds: those that the ways of `oneOf` and `anyOf` have for one property. */
export type Schema = readonly Part[];

/** What the parts of a schema say together: its own keywords, and those of what `allOf`, `anyOf` and `oneOf` name. */
export interface Facts {
  /** JSON types but `null`; undefined: any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  /** Whether names beside those of `properties` are allowed outright; undefined where the schema doesn't say. */
  readonly additional: Part | boolean | undefined;
  readonly items: Part | undefined;
  readonly enum: readonly Json[] | undefined;
  readonly limits: ReadonlyMap<string, number>;
  readonly format: string | undefined;
}

export const NOTHING: Facts = {
  types: undefined,
  properties: new Map(),
  required: new Set(),
  additional: undefined,
  items: undefined,
  enum: undefined,
  limits: new Map(),
  format: undefined,
};

/** The types that a schema names, but `null`; undefined where it names none. */
export function typesOf(value: { readonly [name: string]: Json }): ReadonlySet<string> | undefined {
  const type = value['type'] ?? null;
  const written = isList(type)
    ? type.filter((each) => typeof each === 'string')
    : typeof type === 'string'
      ? [type]
      : undefined;
  const real = written?.filter((each) => each !== 'null');
  return real === undefined ? undefined : new Set(real);
}

/** What holds where both hold. */
export function both(one: Facts, other: Facts): Facts {
  const types =
    one.types === undefined || other.types === undefined
      ? (one.types ?? other.types)
      : new Set([...one.types].filter((type) => other.types?.has(type)));
  return {
    types,
    properties: new Map([...one.properties, ...other.properties]),
    required: new Set([...one.required, ...other.required]),
    additional: one.additional ?? other.additional,
    items: one.items ?? other.items,
    enum: one.enum ?? other.enum,
    limits: new Map([...one.limits, ...other.limits]),
    format: one.format ?? other.format,
  };
}

/** What holds where one of them holds. */
export function either(one: Facts, other: Facts): Facts {
  const isSame = JSON.stringify(one.items?.value) === JSON.stringify(other.items?.value);
  return {
    types: one.types === undefined || other.types === undefined ? undefined : new Set([...one.types, ...other.types]),
    properties: new Map([
      ...one.properties,
      ...[...other.properties].map(([name, ways]) => [name, eachWay(one.properties.get(name) ?? [], ways)] as const),
    ]),
    required: new Set([...one.required].filter((name) => other.required.has(name))),
    additional:
      one.additional === false && other.additional === false ? false : one.additional || other.additional || undefined,
    items: isSame ? one.items : undefined,
    enum: one.enum === undefined || other.enum === undefined ? undefined : [...one.enum, ...other.enum],
    limits: new Map(),
    format: one.format === other.format ? one.format : undefined,
  };
}

function eachWay(one: Schema, other: Schema): Schema {
  return [...one, ...other.filter(({ value }) => !one.some((each) => each.value === value))];
}
