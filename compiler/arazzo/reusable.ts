import { didYouMean, nearest } from '../diagnostics/index.ts';
import { type ListNode, type Node, valueAt } from '../source/index.ts';
import { reusableObject } from './definitions.ts';
import { readFields } from './fields.ts';
import type { Reading } from './reading.ts';

/** The groups of `components` that Reusable Objects refer to. */
export type ReusableGroup = 'parameters' | 'successActions' | 'failureActions';

/** Something read from a list, and the node that stands in the list: the thing itself, or the Reusable Object. */
export interface Item<T> {
  readonly value: T;
  readonly node: Node;
}

/**
 * Reads a list whose items are objects or Reusable Objects that refer to them.
 * @param known what `components` has in this group
 * @param override makes a copy with the value that the Reusable Object gives; absent where it can't give one
 */
export function readReusables<T>(
  reading: Reading,
  list: ListNode | undefined,
  group: ReusableGroup,
  known: ReadonlyMap<string, T | undefined>,
  read: (node: Node) => T | undefined,
  override?: (item: T, value: Node) => T,
): Item<T>[] {
  const items: Item<T>[] = [];
  for (const node of list?.items ?? []) {
    const isReference = node.kind === 'map' && valueAt(node, 'reference') !== undefined;
    const value = isReference ? resolve(reading, node, group, known, override) : read(node);
    if (value !== undefined) items.push({ value, node });
  }
  return items;
}

function resolve<T>(
  reading: Reading,
  node: Node,
  group: ReusableGroup,
  known: ReadonlyMap<string, T | undefined>,
  override: ((item: T, value: Node) => T) | undefined,
): T | undefined {
  const fields = readFields(reading, node, reusableObject);
  const reference = fields?.text('reference');
  if (fields === undefined || reference === undefined) return undefined;
  const value = fields.get('value');
  if (value !== undefined && override === undefined) {
    const message = 'a reusable object has a `value` only if it refers to a parameter';
    reading.report('field-ignored', value, message, 'Remove the value.');
  }
  const prefix = `$components.${group}.`;
  if (!reference.value.startsWith(prefix)) {
    const near = nearest(reference.value.slice(reference.value.lastIndexOf('.') + 1), known.keys());
    const help = didYouMean(near, (meant) => `${prefix}${meant}`);
    const message = `\`${reference.value}\` can't be used here: the reference must begin with \`${prefix}\``;
    reading.report('reference-unknown', reference.node, message, help);
    return undefined;
  }
  const name = reference.value.slice(prefix.length);
  const item = known.get(name);
  if (item === undefined) {
    // What is there but could not be read has been reported where it stands.
    if (known.has(name)) return undefined;
    const help = didYouMean(nearest(name, known.keys()));
    const within = { start: prefix.length, end: reference.value.length };
    reading.report('reference-unknown', reference.node, `\`components.${group}\` has no \`${name}\``, help, within);
    return undefined;
  }
  return value !== undefined && override !== undefined ? override(item, value) : item;
}
