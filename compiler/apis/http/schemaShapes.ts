import { isList, isObject } from '../../source/index.ts';
import type { Member, ScalarShape, Shape, StructureShape } from '../aws/index.ts';
import { isCredentialName } from '../credentialName.ts';
import type { Descriptions, Part } from './description.ts';
import { isIdempotencyName } from './idempotency.ts';
import { member } from './member.ts';
import { both, either, type Facts, NOTHING, type Schema, typesOf } from './schemaFacts.ts';

/** What a value may be of which nothing is known. */
export const ANYTHING: StructureShape = {
  type: 'structure',
  name: 'Anything',
  union: false,
  document: true,
  members: [],
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
  readonly #allOpen: boolean;
  readonly #known = new WeakMap<object, Shape>();

  /**
   * @param allOpen whether values may have what a closed schema rules out
   */
  constructor(descriptions: Descriptions, direction: 'request' | 'response', allOpen = false) {
    this.#descriptions = descriptions;
    this.#direction = direction;
    this.#allOpen = allOpen;
  }

  /**
   * @param name what the shape is called in messages, where the schema has no title
   */
  shape(schema: Part | undefined, name: string): Shape {
    const found = this.#descriptions.follow(schema);
    if (found === undefined || !isObject(found.value)) return ANYTHING;
    const known = this.#known.get(found.value);
    if (known !== undefined) return known;
    const shape = this.#open(this.#facts(found, 0), this.#descriptions.text(found, 'title') ?? name);
    this.#known.set(found.value, shape);
    return shape;
  }

  #shapeOf(schema: Schema, name: string): Shape {
    const [only, ...others] = schema;
    if (others.length === 0) return this.shape(only, name);
    return this.#open(schema.map((way) => this.#facts(way, 0)).reduce(either), name);
  }

  #open(facts: Facts, name: string): Shape {
    return { ...this.#made(facts, name), open: this.#allOpen || facts.additional !== false };
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
          member: this.#member('member', several(items), false, name),
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
      const key = this.#member('key', [], false, name);
      return { type: 'map', name, key, value: this.#member('value', [additional], false, name), ...bounds(min, max) };
    }
    const members = [...properties].flatMap(([property, schema]) => {
      const { hidden, required } = this.#direct(schema, facts.required.has(property));
      return hidden ? [] : [this.#member(property, schema, required, property)];
    });
    const isOpen = additional === true || (additional !== undefined && additional !== false);
    return { type: 'structure', name, union: false, document: isOpen, members };
  }

  /** Whether a property belongs to the other direction, and so is not asked for here; nor is what the server has a default of. */
  #direct(schema: Schema, required: boolean): { readonly hidden: boolean; readonly required: boolean } {
    const keyword = this.#direction === 'request' ? 'readOnly' : 'writeOnly';
    const other = schema.length > 0 && schema.every((way) => this.#descriptions.flag(way, keyword));
    const isFilled =
      this.#direction === 'request' && schema.some((way) => this.#descriptions.get(way, 'default') !== undefined);
    return { hidden: other && this.#direction === 'response', required: required && !other && !isFilled };
  }

  #member(name: string, schema: Schema, required: boolean, shapeName: string): Member {
    let known: Shape | undefined;
    const shape = () => {
      known ??= this.#shapeOf(schema, shapeName);
      return known;
    };
    const isPassword = schema.some((way) => this.#descriptions.text(way, 'format') === 'password');
    const isText = schema.some((way) => this.#descriptions.text(way, 'type') === 'string');
    return member(name, shape, required, {
      credential: isPassword || (isText && isCredentialName(name)),
      idempotencyToken: this.#direction === 'request' && isText && isIdempotencyName(name),
    });
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
      properties: new Map(
        this.#descriptions
          .entries(this.#descriptions.get(schema, 'properties'))
          .map(([name, property]) => [name, [property]] as const),
      ),
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

function textOf({ value }: Part): readonly string[] {
  return typeof value === 'string' ? [value] : [];
}

function several(schema: Part | undefined): Schema {
  return schema === undefined ? [] : [schema];
}

function scalar(type: string, { enum: values, limits, format }: Facts, name: string): Shape {
  const texts = values?.filter((value) => typeof value === 'string');
  switch (type) {
    case 'string': {
      // Numbers and switches among them are texts that nobody put into quotes.
      const isClosed = texts !== undefined && values?.every((value) => typeof value === 'string' || value === null);
      const closed = isClosed === true && texts !== undefined && texts.length > 0 ? { enum: texts } : {};
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
