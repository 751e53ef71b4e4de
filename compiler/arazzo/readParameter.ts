import type { ListNode, Node } from '../source/index.ts';
import { parameterObject } from './definitions.ts';
import type { Parameter } from './document.ts';
import { readFields } from './fields.ts';
import type { Reading } from './reading.ts';
import { type Item, readReusables } from './reusable.ts';
import { oneOf } from './values.ts';

/** Parameter Object. */
export function readParameter(reading: Reading, node: Node): Parameter | undefined {
  const fields = readFields(reading, node, parameterObject);
  const name = fields?.text('name');
  const value = fields?.get('value');
  if (fields === undefined || name === undefined || value === undefined) return undefined;
  const text = fields.text('in');
  const words = ['path', 'query', 'header', 'cookie', ...(reading.has('1.1') ? ['querystring' as const] : [])] as const;
  const place = text === undefined ? undefined : oneOf(reading, text, 'parameter location', words);
  return { node: fields.node, name, value, ...(place === undefined ? {} : { in: place }) };
}

/** Reads a list of parameters, each once. */
export function readParameters(
  reading: Reading,
  list: ListNode | undefined,
  known: ReadonlyMap<string, Parameter | undefined>,
): Item<Parameter>[] {
  const read = (node: Node) => readParameter(reading, node);
  const override = (parameter: Parameter, value: Node) => ({ ...parameter, value });
  const items = readReusables(reading, list, 'parameters', known, read, override);
  const seen = new Map<string, Node>();
  return items.filter(({ value, node }) => {
    const identity = identityOf(value);
    const first = seen.get(identity);
    if (first === undefined) {
      seen.set(identity, node);
      return true;
    }
    const where = value.in === undefined ? '' : ` in ${value.in}`;
    reading.reportDuplicate(node, first, `the parameter \`${value.name.value}\`${where} appears twice`);
    return false;
  });
}

/** What makes a parameter itself: its name and its place. */
export function identityOf({ name, in: place }: Parameter): string {
  return `${place ?? ''} ${name.value}`;
}

/** A step's parameters, then those of the workflow that it doesn't override. */
export function mergeParameters(
  own: readonly Item<Parameter>[],
  inherited: readonly Item<Parameter>[],
): Item<Parameter>[] {
  if (inherited.length === 0) return [...own];
  const names = new Set(own.map(({ value }) => identityOf(value)));
  return [...own, ...inherited.filter(({ value }) => !names.has(identityOf(value)))];
}
