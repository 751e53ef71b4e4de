import { didYouMean, nearest } from '../diagnostics/index.ts';
import {
  type Entry,
  isText,
  type ListNode,
  type MapNode,
  type Node,
  nodeInWords,
  type ScalarNode,
} from '../source/index.ts';
import type { Definition, Field, FieldType } from './definitions.ts';
import type { Text } from './document.ts';
import type { Reading } from './reading.ts';

/** The fields of a definition whose type is `T`. */
type NamesOf<D extends Definition, T extends FieldType> = {
  [K in keyof D['fields']]: D['fields'][K]['type'] extends T ? K : never;
}[keyof D['fields']];

/** The fields of one object, those that have a value of the right type; the others have been reported. */
export class Fields<D extends Definition> {
  readonly node: MapNode;
  readonly #values: ReadonlyMap<PropertyKey, Node>;

  constructor(node: MapNode, values: ReadonlyMap<PropertyKey, Node>) {
    this.node = node;
    this.#values = values;
  }

  /** The value of a field, whatever its type. */
  get(name: keyof D['fields']): Node | undefined {
    return this.#values.get(name);
  }

  text(name: NamesOf<D, 'string' | 'string or object'>): Text | undefined {
    const node = this.#values.get(name);
    return node !== undefined && isText(node) ? { value: node.value, node } : undefined;
  }

  map(name: NamesOf<D, 'object' | 'string or object'>): MapNode | undefined {
    const node = this.#values.get(name);
    return node?.kind === 'map' ? node : undefined;
  }

  list(name: NamesOf<D, 'array'>): ListNode | undefined {
    const node = this.#values.get(name);
    return node?.kind === 'list' ? node : undefined;
  }

  number(name: NamesOf<D, 'number'>): { readonly value: number; readonly node: ScalarNode } | undefined {
    const node = this.#values.get(name);
    return node?.kind === 'scalar' && typeof node.value === 'number' ? { value: node.value, node } : undefined;
  }
}

/**
 * Reads the fields of an object: reports those that are missing, that the object doesn't have and that hold a value of
 * another type. A misspelt field is taken for the one that was meant, so that one slip isn't reported twice.
 */
export function readFields<D extends Definition>(reading: Reading, node: Node, definition: D): Fields<D> | undefined {
  if (node.kind !== 'map') {
    reading.report('field-type', node, `${definition.name} must be an object, not ${nodeInWords(node)}`);
    return undefined;
  }
  const values = new Map<string, Node>();
  for (const entry of node.entries) {
    const name = knownName(reading, node, entry, definition);
    if (name === undefined) continue;
    const field = definition.fields[name];
    if (field === undefined || hasType(entry.value, field.type)) values.set(name, entry.value);
    else reportType(reading, entry, name, field.type);
  }
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.required && !values.has(name) && !node.entries.some(({ key }) => key.value === name)) {
      reading.report('field-missing', firstKeyOf(node), `${definition.name} needs a field \`${name}\``);
    }
  }
  return new Fields(node, values);
}

/** The field that a key means: itself, or the one that it was misspelt from, which is reported. */
function knownName(reading: Reading, node: MapNode, entry: Entry, definition: Definition): string | undefined {
  const name = entry.key.value;
  const field = Object.hasOwn(definition.fields, name) ? definition.fields[name] : undefined;
  if (field !== undefined && isIn(field, reading)) return name;
  if (definition.extensible && name.startsWith('x-')) return undefined;
  if (field?.since !== undefined) {
    const message = `Arazzo ${reading.version} has no field \`${name}\` in ${definition.name}`;
    reading.report(
      'field-unknown',
      entry.key,
      message,
      `Arazzo ${field.since} has it: write \`arazzo: ${field.since}.0\`, or remove the field.`,
    );
    return undefined;
  }
  const names = Object.keys(definition.fields).filter((each) => isIn(definition.fields[each], reading));
  const near = nearest(name, names);
  const help = didYouMean(near) ?? `It has ${names.join(', ')}.`;
  if (definition.ignoresOthers === true) {
    const message = `${definition.name} has no field \`${name}\`, which is ignored`;
    reading.report('field-ignored', entry.key, message, help);
    return undefined;
  }
  reading.report('field-unknown', entry.key, `${definition.name} has no field \`${name}\``, help);
  return near !== undefined && !node.entries.some(({ key }) => key.value === near) ? near : undefined;
}

function isIn(field: Field | undefined, reading: Reading): boolean {
  return field !== undefined && (field.since === undefined || reading.has(field.since));
}

function hasType(node: Node, type: FieldType): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'string':
      return isText(node);
    case 'number':
      return node.kind === 'scalar' && typeof node.value === 'number';
    case 'object':
      return node.kind === 'map';
    case 'array':
      return node.kind === 'list';
    case 'string or object':
      return isText(node) || node.kind === 'map';
    case 'object or boolean':
      return node.kind === 'map' || (node.kind === 'scalar' && typeof node.value === 'boolean');
  }
}

function reportType(reading: Reading, { key, value }: Entry, name: string, type: FieldType): void {
  const isEmpty = value.kind === 'scalar' && value.range.start === value.range.end;
  const message = `\`${name}\` must be ${withArticle[type]}, ${isEmpty ? 'but it is empty' : `not ${nodeInWords(value)}`}`;
  const quotable = type === 'string' && value.kind === 'scalar' && value.value !== null;
  reading.report('field-type', isEmpty ? key : value, message, quotable ? 'Put it in quotes.' : undefined);
}

const withArticle: Readonly<Record<FieldType, string>> = {
  string: 'a string',
  number: 'a number',
  object: 'an object',
  array: 'an array',
  'string or object': 'a string or an object',
  'object or boolean': 'an object (a JSON Schema)',
  any: 'a value',
};

/** Where something that is missing from an object is shown: at its first key, which is one line instead of all of it. */
function firstKeyOf(node: MapNode): Node {
  return node.entries[0]?.key ?? node;
}
