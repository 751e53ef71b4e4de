import { isText, type MapNode, type Node } from '../source/index.ts';
import { criterionTypeObject, selectorObject } from './definitions.ts';
import { readFields } from './fields.ts';
import type { Reading } from './reading.ts';
import { oneOf } from './values.ts';

const versions: Readonly<Record<string, readonly string[]>> = {
  jsonpath: ['draft-goessner-dispatch-jsonpath-00', 'rfc9535'],
  jsonpointer: ['rfc6901'],
  xpath: ['xpath-31', 'xpath-30', 'xpath-20', 'xpath-10'],
};

/** The languages that say which part of a value is meant. */
export function queryTypes(reading: Reading): readonly ('jsonpath' | 'xpath' | 'jsonpointer')[] {
  return ['jsonpath', 'xpath', ...(reading.has('1.1') ? (['jsonpointer'] as const) : [])];
}

/**
 * The language of a condition or selector: its name, or a Criterion Expression Type Object (1.1: Expression Type Object).
 * @param what as messages name it
 * @param words the names that are allowed
 */
export function readExpressionType<W extends string>(
  reading: Reading,
  node: Node,
  what: string,
  words: readonly W[],
): { readonly type: W; readonly version?: string } | undefined {
  const object = node.kind === 'map' ? readFields(reading, node, criterionTypeObject) : undefined;
  const text = isText(node) ? { value: node.value, node } : object?.text('type');
  const type = text === undefined ? undefined : oneOf(reading, text, what, words);
  if (type === undefined) return undefined;
  const version = object?.text('version');
  const known = versions[type];
  if (version !== undefined && known !== undefined) oneOf(reading, version, `known version of ${type}`, known);
  return { type, ...(version === undefined ? {} : { version: version.value }) };
}

/** Reports what is wrong with a Selector Object (Arazzo 1.1.0) where nothing else can stand. */
export function checkSelector(reading: Reading, node: MapNode): void {
  const type = readFields(reading, node, selectorObject)?.get('type');
  if (type !== undefined) readExpressionType(reading, type, 'selector type', queryTypes(reading));
}
