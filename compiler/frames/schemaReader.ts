import { diagnostic, didYouMean, nearest, type Reporter } from '../diagnostics/index.ts';
import { carryRegex } from '../jsonata/index.ts';
import {
  type Entry,
  entryOf,
  fragmentToken,
  type Json,
  type MapNode,
  type Node,
  placeOf,
  toJson,
} from '../source/index.ts';
import type { InputProperty, InputsSchema, SchemaType, ValueSchema } from './inputsSchema.ts';

/** Keywords that say nothing that could be wrong with a value. */
const ANNOTATIONS = new Set([
  '$anchor',
  '$comment',
  '$defs',
  '$id',
  '$schema',
  '$vocabulary',
  'contentEncoding',
  'contentMediaType',
  'default',
  'definitions',
  'deprecated',
  'description',
  'example',
  'examples',
  'format',
  'readOnly',
  'title',
  'writeOnly',
]);
const CHECKED = new Set([
  '$ref',
  'allOf',
  'anyOf',
  'contains',
  'dependentRequired',
  'dependentSchemas',
  'else',
  'if',
  'maxContains',
  'maxProperties',
  'minContains',
  'minProperties',
  'not',
  'oneOf',
  'patternProperties',
  'prefixItems',
  'propertyNames',
  'then',
  'uniqueItems',
  'additionalProperties',
  'const',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'items',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'multipleOf',
  'pattern',
  'properties',
  'required',
  'type',
]);
const TYPES: readonly SchemaType[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];
/** Deeper than people write; a schema that refers to itself ends here. */
const DEEPEST = 32;
/** More references than people write; two schemas that refer to each other twice have more than can be counted. */
const MOST_REFERENCES = 2000;

/** The name in `#/components/inputs/x`. */
function componentName(reference: string): string | undefined {
  const encoded = /^#\/components\/inputs\/([^/]+)$/.exec(reference)?.[1];
  return encoded === undefined ? undefined : fragmentToken(encoded);
}

/** Whether a field says something of a value where a `$ref` stands beside it. */
function isBesides({ key: { value } }: Entry): boolean {
  return value !== '$ref' && !ANNOTATIONS.has(value);
}

/** Whether no members are allowed but the declared ones (`additionalProperties: false`), none by a pattern either. */
function isClosed(node: MapNode): boolean {
  const others = entryOf(node, 'additionalProperties')?.value;
  const patterns = entryOf(node, 'patternProperties')?.value;
  const byPattern = patterns?.kind === 'map' && patterns.entries.some(({ key }) => carryRegex(key.value).ok);
  return others?.kind === 'scalar' && others.value === false && !byPattern;
}

/** The members that a schema of an object declares, also by `allOf`. */
function declaredBy({ object, all = [] }: ValueSchema): readonly InputProperty[] {
  return [...(object?.properties ?? []), ...all.flatMap(declaredBy)];
}

/** Walks one schema. A class only because every step needs the components, the reporter and the nodes of properties. */
export class SchemaReader {
  /** The resolved schema node of each property read. */
  readonly properties = new Map<InputProperty, Node>();
  readonly #components: ReadonlyMap<string, Node>;
  readonly #reporter: Reporter;
  #followed = 0;

  constructor(components: ReadonlyMap<string, Node>, reporter: Reporter) {
    this.#components = components;
    this.#reporter = reporter;
  }

  /** Follows `$ref`; undefined (reported) where it leads nowhere or in a circle. */
  resolve(node: Node, depth: number): Node | undefined {
    if (node.kind !== 'map') return node;
    const reference = entryOf(node, '$ref')?.value;
    if (reference === undefined) return node;
    const text = reference.kind === 'scalar' ? String(reference.value) : '';
    const name = componentName(text);
    const target = this.#named(node);
    if (target === undefined) {
      const close = name === undefined ? undefined : nearest(name, [...this.#components.keys()]);
      const help =
        didYouMean(close, (near) => `#/components/inputs/${near}`) ?? 'Refer to a schema under `#/components/inputs/`.';
      this.#reporter.report(
        diagnostic(
          'schema-reference-unknown',
          placeOf(reference),
          `\`${text}\` names no schema of this document`,
          help,
        ),
      );
      return undefined;
    }
    this.#followed += 1;
    if (depth > DEEPEST || this.#followed > MOST_REFERENCES) {
      this.#reporter.report(
        diagnostic(
          'schema-recursive',
          placeOf(reference),
          `\`${text}\` leads back to itself, or to more schemas than can be checked`,
          'Inputs are checked to a fixed depth: write the schema without recursion.',
        ),
      );
      return undefined;
    }
    return this.resolve(target, depth + 1);
  }

  /** What a `$ref` names. */
  #named(node: MapNode): Node | undefined {
    const reference = entryOf(node, '$ref')?.value;
    const name = componentName(reference?.kind === 'scalar' ? String(reference.value) : '');
    return name === undefined ? undefined : this.#components.get(name);
  }

  /** The checks of the inputs: of each by its name, also where `allOf` declares them, and of all together. */
  inputs(root: Node): InputsSchema {
    const { properties, closed } = this.object(root, 0);
    if (root.kind !== 'map') return { properties, closed };
    const whole = this.#applied(root, 0);
    const known = new Set(properties.map(({ name }) => name));
    const declared = (whole.all ?? []).flatMap(declaredBy).filter(({ name }) => !known.has(name) && known.add(name));
    return {
      properties: [...properties, ...declared],
      closed,
      ...(Object.keys(whole).length === 0 ? {} : { whole }),
    };
  }

  /** The checks of an object's members; those of a value that is no object schema are none. */
  object(node: Node, depth: number): InputsSchema {
    if (node.kind !== 'map') return { properties: [], closed: false };
    this.#reportUnchecked(node);
    const required = this.#required(node);
    const properties: InputProperty[] = [];
    const declared = entryOf(node, 'properties')?.value;
    if (declared !== undefined && declared.kind !== 'map') this.#invalid(declared, '`properties` is a map of schemas');
    if (declared?.kind === 'map') {
      for (const { key, value } of declared.entries) {
        const resolved = this.resolve(value, depth);
        if (resolved === undefined) continue;
        const schema = this.#described(value, resolved, depth);
        const property = { name: key.value, required: required.delete(key.value), schema };
        properties.push(property);
        this.properties.set(property, resolved);
      }
    }
    for (const name of required) {
      const property = { name, required: true, schema: {} };
      properties.push(property);
      this.properties.set(property, node);
    }
    return { properties, closed: isClosed(node) };
  }

  /** The checks of one value. */
  value(node: Node, depth: number): ValueSchema {
    if (node.kind !== 'map') return node.kind === 'scalar' && node.value === false ? { never: true } : {};
    if (depth > DEEPEST) {
      this.#reporter.report(
        diagnostic(
          'schema-recursive',
          placeOf(node),
          'this schema is nested too deeply',
          'Inputs are checked to a fixed depth: write the schema without recursion.',
        ),
      );
      return {};
    }
    const types = this.#types(node);
    const holdsMembers = ['properties', 'required', 'additionalProperties'].some(
      (name) => entryOf(node, name) !== undefined,
    );
    if (!holdsMembers) this.#reportUnchecked(node);
    const items = this.#at(node, 'items', depth);
    const object = holdsMembers ? this.object(node, depth + 1) : undefined;
    const applied = this.#applied(node, depth);
    const values = this.#values(node);
    const pattern = this.#pattern(node);
    const bounds = Object.fromEntries(
      (
        [
          'minimum',
          'maximum',
          'exclusiveMinimum',
          'exclusiveMaximum',
          'multipleOf',
          'minLength',
          'maxLength',
          'minItems',
          'maxItems',
        ] as const
      )
        .map((name) => [name, this.#number(node, name)] as const)
        .filter(([, value]) => value !== undefined),
    );
    return {
      ...bounds,
      ...(types === undefined ? {} : { types }),
      ...(values === undefined ? {} : { oneOfValues: values }),
      ...(pattern === undefined ? {} : { pattern }),
      ...(items === undefined ? {} : { items }),
      ...(object === undefined ? {} : { object }),
      ...applied,
    };
  }

  /** A schema; undefined (reported) where it is a reference that leads nowhere. */
  #schema(node: Node, depth: number): ValueSchema | undefined {
    const target = this.resolve(node, depth);
    return target === undefined ? undefined : this.#described(node, target, depth);
  }

  /**
   * A schema, what stands beside a `$ref` included.
   * @param target what its references lead to
   */
  #described(node: Node, target: Node, depth: number): ValueSchema {
    if (target === node || node.kind !== 'map') return this.value(target, depth + 1);
    const named = this.#named(node);
    const referred = this.#described(named ?? target, target, depth + 1);
    if (!node.entries.some(isBesides)) return referred;
    const own = this.value(node, depth + 1);
    return { ...own, all: [...(own.all ?? []), referred] };
  }

  #at(node: MapNode, name: string, depth: number): ValueSchema | undefined {
    const found = entryOf(node, name)?.value;
    return found === undefined ? undefined : this.#schema(found, depth);
  }

  #list(node: MapNode, name: string, depth: number): readonly ValueSchema[] | undefined {
    const found = entryOf(node, name)?.value;
    if (found === undefined) return undefined;
    if (found.kind === 'list') return found.items.map((each) => this.#schema(each, depth) ?? {});
    this.#invalid(found, `\`${name}\` is a list of schemas`);
    return undefined;
  }

  /** Keywords that hold other schemas, and counts of members. */
  #applied(node: MapNode, depth: number): ValueSchema {
    const known = entryOf(node, 'properties')?.value;
    const names = known?.kind === 'map' ? known.entries.map(({ key }) => key.value) : [];
    const patterns = this.#patterns(node, depth);
    const others = entryOf(node, 'additionalProperties')?.value;
    const open = others === undefined || (others.kind === 'scalar' && others.value !== false);
    const additional = open || isClosed(node) ? undefined : this.#schema(others, depth);
    const condition = this.#at(node, 'if', depth);
    const contains = this.#at(node, 'contains', depth);
    const [followed, otherwise] = [this.#at(node, 'then', depth), this.#at(node, 'else', depth)];
    const most = this.#number(node, 'maxContains');
    const unique = entryOf(node, 'uniqueItems')?.value;
    const dependents = this.#dependents(node, depth);
    const given = {
      all: this.#list(node, 'allOf', depth),
      any: this.#list(node, 'anyOf', depth),
      one: this.#list(node, 'oneOf', depth),
      not: this.#at(node, 'not', depth),
      when:
        condition === undefined
          ? undefined
          : {
              condition,
              ...(followed === undefined ? {} : { met: followed }),
              ...(otherwise === undefined ? {} : { unmet: otherwise }),
            },
      prefix: this.#list(node, 'prefixItems', depth),
      contains:
        contains === undefined
          ? undefined
          : {
              schema: contains,
              least: this.#number(node, 'minContains') ?? 1,
              ...(most === undefined ? {} : { most }),
            },
      unique: unique?.kind === 'scalar' && unique.value === true ? (true as const) : undefined,
      minProperties: this.#number(node, 'minProperties'),
      maxProperties: this.#number(node, 'maxProperties'),
      names: this.#at(node, 'propertyNames', depth),
      patterns: patterns.length === 0 ? undefined : patterns,
      additional: additional === undefined ? undefined : { known: names, schema: additional },
      dependents: dependents.length === 0 ? undefined : dependents,
    };
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  }

  #patterns(node: MapNode, depth: number): readonly { readonly pattern: string; readonly schema: ValueSchema }[] {
    const given = entryOf(node, 'patternProperties')?.value;
    if (given?.kind !== 'map') return [];
    return given.entries.flatMap(({ key, value }) => {
      const carried = carryRegex(key.value);
      const schema = this.#schema(value, depth);
      if (carried.ok) return schema === undefined ? [] : [{ pattern: key.value, schema }];
      const message = `members of this pattern are not checked: ${carried.reason}`;
      this.#reporter.report(diagnostic('schema-keyword-unchecked', placeOf(key), message));
      return [];
    });
  }

  #dependents(node: MapNode, depth: number): NonNullable<ValueSchema['dependents']> {
    const required = entryOf(node, 'dependentRequired')?.value;
    const schemas = entryOf(node, 'dependentSchemas')?.value;
    return [
      ...(required?.kind === 'map' ? required.entries : []).map(({ key, value }) => ({
        name: key.value,
        required:
          value.kind === 'list'
            ? value.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []))
            : [],
      })),
      ...(schemas?.kind === 'map' ? schemas.entries : []).map(({ key, value }) => ({
        name: key.value,
        schema: this.#schema(value, depth) ?? {},
      })),
    ];
  }

  /** The schema as JSON, references replaced by what they name. */
  json(node: Node, depth: number): Json {
    if (depth > DEEPEST) return true;
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'list') return node.items.map((item) => this.json(item, depth + 1));
    if (entryOf(node, '$ref') !== undefined) {
      const target = this.resolve(node, depth);
      const named = this.#named(node);
      const referred = target === undefined || named === undefined ? true : this.json(named, depth + 1);
      const besides = node.entries.filter(isBesides);
      return besides.length === 0 ? referred : { allOf: [referred, this.#members(besides, depth)] };
    }
    return this.#members(node.entries, depth);
  }

  #members(entries: MapNode['entries'], depth: number): Json {
    return Object.fromEntries(entries.map(({ key, value }) => [key.value, this.json(value, depth + 1)]));
  }

  #required(node: MapNode): Set<string> {
    const listed = entryOf(node, 'required')?.value;
    if (listed === undefined) return new Set();
    if (listed.kind !== 'list') {
      this.#invalid(listed, '`required` is a list of names');
      return new Set();
    }
    return new Set(listed.items.map((item) => (item.kind === 'scalar' ? String(item.value) : '')));
  }

  #types(node: MapNode): readonly SchemaType[] | undefined {
    const given = entryOf(node, 'type')?.value;
    if (given === undefined) return undefined;
    const types: SchemaType[] = [];
    for (const item of given.kind === 'list' ? given.items : [given]) {
      const type = TYPES.find((known) => item.kind === 'scalar' && item.value === known);
      if (type !== undefined) types.push(type);
      else this.#invalid(item, `a type is one of ${TYPES.join(', ')}`);
    }
    return types;
  }

  #values(node: MapNode): readonly Json[] | undefined {
    const single = entryOf(node, 'const')?.value;
    if (single !== undefined) return [toJson(single)];
    const several = entryOf(node, 'enum')?.value;
    if (several === undefined) return undefined;
    if (several.kind === 'list') return several.items.map(toJson);
    this.#invalid(several, '`enum` is a list of values');
    return undefined;
  }

  #pattern(node: MapNode): string | undefined {
    const given = entryOf(node, 'pattern')?.value;
    if (given === undefined) return undefined;
    const carried = given.kind === 'scalar' && typeof given.value === 'string' ? carryRegex(given.value) : undefined;
    if (carried?.ok) return String(given.kind === 'scalar' ? given.value : '');
    const reason = carried === undefined ? 'it is not a text' : carried.reason;
    this.#reporter.report(
      diagnostic('schema-keyword-unchecked', placeOf(given), `this pattern is not checked: ${reason}`),
    );
    return undefined;
  }

  #number(node: MapNode, name: string): number | undefined {
    const given = entryOf(node, name)?.value;
    if (given === undefined) return undefined;
    if (given.kind === 'scalar' && typeof given.value === 'number') return given.value;
    this.#invalid(given, `\`${name}\` is a number`);
    return undefined;
  }

  #invalid(node: Node, message: string): void {
    this.#reporter.report(diagnostic('schema-invalid', placeOf(node), message));
  }

  #reportUnchecked(node: MapNode): void {
    for (const { key } of node.entries) {
      const known = CHECKED.has(key.value) || ANNOTATIONS.has(key.value) || key.value.startsWith('x-');
      if (known) continue;
      this.#reporter.report(
        diagnostic(
          'schema-keyword-unchecked',
          placeOf(key),
          `\`${key.value}\` is not checked when an execution starts`,
          'Values that break it reach the first call.',
        ),
      );
    }
  }
}
