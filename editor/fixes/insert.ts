import { stringify } from 'yaml';
import type { Range } from '../../compiler/diagnostics/index.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  type ListNode,
  type MapNode,
  type Node,
} from '../../compiler/source/index.ts';
import { isJson, lineAt } from '../lines.ts';

/** Text that takes the place of other text. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** How a document, or a part of it, is written. */
type Style = 'json' | 'flow' | 'block';

/**
 * Puts an entry into an object, written as the others are: before the first one, or behind the last.
 * @param text the document's
 */
export function insertEntry(map: MapNode, key: string, value: Json, where: 'first' | 'last', text: string): Edit {
  const style = styleOf(map, text);
  const [first] = map.entries;
  if (style !== 'block') {
    const entry = `${style === 'json' ? JSON.stringify(key) : key}: ${inFlow(value, style)}`;
    return intoFlow(map, map.entries.at(-1)?.value, where === 'first' ? first?.key : undefined, entry, text);
  }
  const indent = ' '.repeat(first === undefined ? 0 : columnOf(first.key, text));
  const entry = inBlock({ [key]: value }, indent);
  if (where === 'first' && first !== undefined) return at(first.key.range.start, `${entry}\n${indent}`);
  return at(endOfLine(map.entries.at(-1)?.value ?? map, text), `\n${indent}${entry}`);
}

/** Puts entries behind the last one of an object, written as the others are. */
export function appendEntries(map: MapNode, entries: JsonObject, text: string): readonly Edit[] {
  const style = styleOf(map, text);
  // Between entries of which none is there yet nothing would put a comma.
  if (style !== 'block' && map.entries.length === 0) return filled(map, entries, style);
  return Object.entries(entries).map(([key, value]) => insertEntry(map, key, value, 'last', text));
}

/** Puts items behind the last one of a list, written as that is. */
export function appendItems(list: ListNode, items: readonly Json[], text: string): readonly Edit[] {
  const style = styleOf(list, text);
  if (style !== 'block' && list.items.length === 0) return filled(list, items, style);
  return items.map((item) => appendItem(list, item, text));
}

/** An object or a list in the place of one that is empty. */
function filled({ range }: Node, value: JsonObject | readonly Json[], style: 'json' | 'flow'): readonly Edit[] {
  return Object.keys(value).length === 0 ? [] : [{ range, text: inFlow(value, style) }];
}

/** Puts an item behind the last one of a list, written as that is. */
function appendItem(list: ListNode, value: Json, text: string): Edit {
  const style = styleOf(list, text);
  const last = list.items.at(-1);
  if (style !== 'block') return intoFlow(list, last, undefined, inFlow(value, style), text);
  const own = last === undefined ? undefined : styleOf(last, text);
  const indent = ' '.repeat(last === undefined ? 0 : columnOf(last, text) - 2);
  const item = own === 'flow' ? inFlow(value, 'flow') : inBlock(value, `${indent}  `);
  return at(endOfLine(last ?? list, text), `\n${indent}- ${item}`);
}

function intoFlow(around: Node, last: Node | undefined, before: Node | undefined, written: string, text: string): Edit {
  if (before !== undefined) return at(before.range.start, `${written},${gapBefore(before, text)}`);
  if (last === undefined) return at(around.range.start + 1, ` ${written} `);
  const first = around.kind === 'map' ? around.entries.at(-1)?.key : last;
  return at(last.range.end, `,${gapBefore(first ?? last, text)}${written}`);
}

/** What stands between a comma and what follows: a line break and the indentation, or a space. */
function gapBefore(node: Node, text: string): string {
  const line = lineAt(text, node.range.start);
  const indent = text.slice(line.start, node.range.start);
  return indent.trim() === '' ? `\n${indent}` : ' ';
}

function styleOf(node: Node, text: string): Style {
  const isFlow = text[node.range.start] === '{' || text[node.range.start] === '[';
  if (!isFlow) return 'block';
  return isJson(text) ? 'json' : 'flow';
}

function inFlow(value: Json, style: 'json' | 'flow'): string {
  if (style === 'json') return JSON.stringify(value, null, 1).replaceAll(/\s*\n\s*/g, ' ');
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

/** A value in block style, the lines behind the first one indented. */
function inBlock(value: Json, indent: string): string {
  const text = stringify(value, { indentSeq: false, lineWidth: 0 }).trimEnd();
  return isObject(value) || Array.isArray(value) ? text.replaceAll('\n', `\n${indent}`) : text;
}

function columnOf({ range }: Node, text: string): number {
  return range.start - lineAt(text, range.start).start;
}

/** The end of the line in which a node ends. */
function endOfLine({ range }: Node, text: string): number {
  const end = text[range.end - 1] === '\n' ? range.end - 1 : range.end;
  const line = lineAt(text, end);
  return text[line.end - 1] === '\r' ? line.end - 1 : line.end;
}

function at(offset: number, text: string): Edit {
  return { range: { start: offset, end: offset }, text };
}
