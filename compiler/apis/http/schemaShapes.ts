import { isList, isObject, type Json } from '../../source/index.ts';
import type { Member, ScalarShape, Shape, StructureShape } from '../aws/index.ts';
import { isCredentialName } from '../credentialName.ts';
import type { Descriptions, Part } from './description.ts';
import { member } from './member.ts';

/** What a value may be of which nothing is known. */
export const ANYTHING: StructureShape = {
  type: 'structure',
  name: 'Anything',
  union: false,
  document: true,
  members: [],
};

/** What the parts of a schema say together: its own keywords, and those of what `allOf`, `anyOf` and `oneOf` name. */
interface Facts {
  /** JSON types but `null`; undefined: any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly properties: ReadonlyMap<string, Part>;
  readonly required: ReadonlySet<string>;
  /** Whether names beside those of `properties` are allowed outright; undefined where the schema doesn't say. */
  readonly additional: Part | boolean | undefined;
  readonly items: Part | undefined;
  readonly enum: readonly Json[] | undefined;
  readonly limits: ReadonlyMap<string, number>;
  readonly format: string | undefined;
}

const NOTHING: Facts = {
  types: undefined,
  properties: new Map(),
  required: new Set(),
  additional: undefined,
  items: undefined,
  enum: undefined,
  limits: new Map(),
  format: undefined,
};

/** Schemas inside of each other by `allOf` and its like: more than people write. */
const DEEPEST = 30;

/**
 * The shapes of schemas, in one direction: what only answers have (`readOnly`) is not asked for in requests, and the other
 * way round. Each is made once, when it is first looked at, so that schemas may contain themselves.
 */
export class SchemaShapes {
  readonly #descriptions: Descriptions;
  readonly #direction: 'request' | 'response';
  readonly #known = new WeakMap<object, Shape>();

  constructor(descriptions: Descriptions, direction: 'request' | 'response') {
    this.#descriptions = descriptions;
    this.#direction = direction;
  }

  /**
   * @param name what the shape is called in messages, where the schema has no title
   */
  shape(schema: Part | undefined, name: string): Shape {
    const found = this.#descriptions.follow(schema);
    if (found === undefined || !isObject(found.value)) return ANYTHING;
    const known = this.#known.get(found.value);
    if (known !== undefined) return known;
    const facts = this.#facts(found, 0);
    const made = this.#made(facts, this.#descriptions.text(found, 'title') ?? name);
    const shape: Shape = { ...made, open: facts.additional !== false };
    this.#known.set(found.value, shape);
    return shape;
  }

  #made(facts: Facts, name: string): Shape {
    const [type, ...others] = facts.types ?? (facts.properties.size > 0 ? ['object'] : facts.items ? ['array'] : []);
    if (type === undefined || others.length > 0) return ANYTHING;
    switch (type) {
      case 'object':
        return this.#object(facts, name);
      case 'array': {
        const { items } = facts;
        const [min, max] = [facts.limits.get('minItems'), facts.limits.get('maxItems')];
        return {
          type: 'list',
          name,
          member: this.#member('member', items, false, name),
          flattened: false,
          ...bounds(min, max),
        };
      }
      default:
        return scalar(type, facts, name);
    }
  }

  #object(facts: Facts, name: string): Shape {
    const { additional, properties } = facts;
    if (properties.size === 0) {
      if (additional === undefined || typeof additional === 'boolean') return { ...ANYTHING, name };
      const [min, max] = [facts.limits.get('minProperties'), facts.limits.get('maxProperties')];
      const key = this.#member('key', undefined, false, name);
      return { type: 'map', name, key, value: this.#member('value', additional, false, name), ...bounds(min, max) };
    }
    const members = [...properties].flatMap(([property, schema]) => {
      const { hidden, required } = this.#direct(schema, facts.required.has(property));
      return hidden ? [] : [this.#member(property, schema, required, property)];
    });
    const isOpen = additional === true || (additional !== undefined && additional !== false);
    return { type: 'structure', name, union: false, document: isOpen, members };
  }

  /** Whether a property belongs to the other direction, and so is not asked for here. */
  #direct(schema: Part, required: boolean): { readonly hidden: boolean; readonly required: boolean } {
    const other = this.#descriptions.flag(schema, this.#direction === 'request' ? 'readOnly' : 'writeOnly');
    return { hidden: other && this.#direction === 'response', required: required && !other };
  }

  #member(name: string, schema: Part | undefined, required: boolean, shapeName: string): Member {
    const shape = () => this.shape(schema, shapeName);
    const isPassword = this.#descriptions.text(schema, 'format') === 'password';
    const isText = this.#descriptions.text(schema, 'type') === 'string';
    return member(name, shape, required, isPassword || (isText && isCredentialName(name)));
  }

  #facts(schema: Part, depth: number): Facts {
    const found = this.#descriptions.follow(schema);
    if (found === undefined || depth > DEEPEST) return NOTHING;
    const parts = (keyword: string) =>
      this.#descriptions.items(this.#descriptions.get(found, keyword)).map((each) => this.#facts(each, depth + 1));
    const all = parts('allOf').reduce(both, this.#own(found));
    return [parts('anyOf'), parts('oneOf')].reduce((facts, ways) => {
      const real = ways.filter(({ types }) => types === undefined || types.size > 0);
      const [first, ...others] = real;
      return first === undefined ? facts : both(facts, others.reduce(either, first));
    }, all);
  }

  #own(schema: Part): Facts {
    const { value } = schema;
    if (!isObject(value)) return NOTHING;
    const items = this.#descriptions.get(schema, 'items');
    const additional = this.#descriptions.get(schema, 'additionalProperties');
    const limits = Object.entries(value).flatMap(([name, limit]) =>
      typeof limit === 'number' ? [[name, limit] as const] : [],
    );
    const constant = value['const'] === undefined ? undefined : [value['const']];
    return {
      types: typesOf(value),
      properties: new Map(this.#descriptions.entries(this.#descriptions.get(schema, 'properties'))),
      required: new Set(this.#descriptions.items(this.#descriptions.get(schema, 'required')).flatMap(textOf)),
      additional: typeof additional?.value === 'boolean' ? additional.value : additional,
      items,
      enum: isList(value['enum'] ?? null)
        ? this.#descriptions.items(this.#descriptions.get(schema, 'enum')).map((each) => each.value)
        : constant,
      limits: new Map(limits),
      format: typeof value['format'] === 'string' ? value['format'] : undefined,
    };
  }
}

function typesOf(value: { readonly [name: string]: Json }): ReadonlySet<string> | undefined {
  const type = value['type'] ?? null;
  const written = isList(type)
    ? type.filter((each) => typeof each === 'string')
    : typeof type === 'string'
      ? [type]
      : undefined;
  const real = written?.filter((each) => each !== 'null');
  return real === undefined ? undefined : new Set(real);
}

function textOf({ value }: Part): readonly string[] {
  return typeof value === 'string' ? [value] : [];
}

/** What holds where both hold. */
function both(one: Facts, other: Facts): Facts {
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
function either(one: Facts, other: Facts): Facts {
  const isSame = JSON.stringify(one.items?.value) === JSON.stringify(other.items?.value);
  return {
    types: one.types === undefined || other.types === undefined ? undefined : new Set([...one.types, ...other.types]),
    properties: new Map([...one.properties, ...[...other.properties].filter(([name]) => !one.properties.has(name))]),
    required: new Set([...one.required].filter((name) => other.required.has(name))),
    additional:
      one.additional === false && other.additional === false ? false : one.additional || other.additional || undefined,
    items: isSame ? one.items : undefined,
    enum: one.enum === undefined || other.enum === undefined ? undefined : [...one.enum, ...other.enum],
    limits: new Map(),
    format: one.format === other.format ? one.format : undefined,
  };
}

function scalar(type: string, { enum: values, limits, format }: Facts, name: string): Shape {
  const texts = values?.filter((value) => typeof value === 'string');
  switch (type) {
    case 'string': {
      const closed = texts !== undefined && texts.length > 0 ? { enum: texts } : {};
      const kind: ScalarShape['type'] = format === 'binary' ? 'blob' : 'string';
      return { type: kind, name, ...closed, ...bounds(limits.get('minLength'), limits.get('maxLength')) };
    }
    case 'integer':
      return { type: 'long', name, ...bounds(limits.get('minimum'), limits.get('maximum')) };
    case 'number':
      return { type: 'double', name, ...bounds(limits.get('minimum'), limits.get('maximum')) };
    case 'boolean':
      return { type: 'boolean', name };
    default:
      return ANYTHING;
  }
}

function bounds(min: number | undefined, max: number | undefined): { readonly min?: number; readonly max?: number } {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
