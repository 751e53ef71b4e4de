import { diagnostic, didYouMean, nearest, type Reporter } from '../diagnostics/index.ts';
import { carryRegex } from '../jsonata/index.ts';
import { entryOf, type Json, type MapNode, type Node, placeOf, toJson } from '../source/index.ts';
import type { InputProperty, InputsSchema, SchemaType, ValueSchema } from './inputsSchema.ts';
import { secretInputsOf } from './secretSchemas.ts';

/** What a workflow says of its inputs. */
export interface WorkflowInputs {
  /** Absent where the workflow declares none. */
  readonly schema?: InputsSchema;
  readonly declared: ReadonlyMap<string, DeclaredInput>;
  /** The names of inputs that are secrets by their schema. */
  readonly secrets: ReadonlySet<string>;
  /** The JSON Schema with references resolved, for those who start the machine. */
  readonly json: Json;
}

export interface DeclaredInput {
  readonly name: string;
  readonly node: Node;
  /** Required, or with a default: it has a value in every run. */
  readonly certain: boolean;
  readonly default?: Json;
  readonly schema: ValueSchema;
}

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

/**
 * Reads the JSON Schema of a workflow's inputs (Arazzo 1.0.1, section 4.6.4.1; JSON Schema 2020-12).
 * @param components the schemas of `components.inputs`, which `$ref: '#/components/inputs/x'` names
 */
export function readInputs(
  node: Node | undefined,
  components: ReadonlyMap<string, Node>,
  reporter: Reporter,
): WorkflowInputs {
  if (node === undefined) return { declared: new Map(), secrets: new Set(), json: true };
  const reader = new SchemaReader(components, reporter);
  const root = reader.resolve(node, 0);
  if (root === undefined) return { declared: new Map(), secrets: new Set(), json: true };
  const { properties, closed } = reader.object(root, 0);
  const declared = new Map<string, DeclaredInput>();
  for (const property of properties) {
    const resolved = reader.properties.get(property);
    if (resolved !== undefined) declared.set(property.name, declaredInput(property, resolved));
  }
  // A default stands in for an input that is absent, whether it is required or not.
  const hasDefault = (name: string) => declared.get(name)?.default !== undefined;
  const checked = properties.map((each) => (hasDefault(each.name) ? { ...each, required: false } : each));
  const secrets = secretInputsOf(node, components);
  return { schema: { properties: checked, closed }, declared, secrets, json: reader.json(root, 0) };
}

function declaredInput(property: InputProperty, node: Node): DeclaredInput {
  const given = node.kind === 'map' ? entryOf(node, 'default')?.value : undefined;
  return {
    name: property.name,
    node,
    certain: property.required || given !== undefined,
    ...(given === undefined ? {} : { default: toJson(given) }),
    schema: property.schema,
  };
}

/** Walks one schema. A class only because every step needs the components, the reporter and the nodes of properties. */
class SchemaReader {
  /** The resolved schema node of each top-level property read. */
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
    const name = /^#\/components\/inputs\/([^/]+)$/.exec(text)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
    const target = name === undefined ? undefined : this.#components.get(name);
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
        const property = {
          name: key.value,
          required: required.delete(key.value),
          schema: this.value(resolved, depth + 1),
        };
        properties.push(property);
        this.properties.set(property, resolved);
      }
    }
    for (const name of required) {
      const property = { name, required: true, schema: {} };
      properties.push(property);
      this.properties.set(property, node);
    }
    const additional = entryOf(node, 'additionalProperties')?.value;
    return { properties, closed: additional?.kind === 'scalar' && additional.value === false };
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
    const items = entryOf(node, 'items')?.value;
    const resolvedItems = items === undefined ? undefined : this.resolve(items, depth);
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
      ...(resolvedItems === undefined ? {} : { items: this.value(resolvedItems, depth + 1) }),
      ...(holdsMembers ? { object: this.object(node, depth + 1) } : {}),
    };
  }

  /** The schema as JSON, references replaced by what they name. */
  json(node: Node, depth: number): Json {
    if (depth > DEEPEST) return true;
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'list') return node.items.map((item) => this.json(item, depth + 1));
    if (entryOf(node, '$ref') !== undefined) {
      const target = this.resolve(node, depth);
      return target === undefined ? true : this.json(target, depth + 1);
    }
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, this.json(value, depth + 1)]));
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
    for (const { key, value } of node.entries) {
      const known = CHECKED.has(key.value) || ANNOTATIONS.has(key.value) || key.value.startsWith('x-');
      const open =
        key.value === 'additionalProperties' && !(value.kind === 'scalar' && typeof value.value === 'boolean');
      if (known && !open) continue;
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
