import { MOST_DIGITS } from '../../compiler/jsonata/index.ts';
import type { Json } from '../../compiler/source/index.ts';
import type { Cell, Fault, Row, Table } from './table.ts';

interface Read {
  readonly table: Table;
  readonly faults: readonly Fault[];
}

/** Reads a JSON list of objects, each the row of one execution. */
export function readJson(text: string): Read {
  const items = itemsOf(text);
  const whole = parse(text);
  if (!Array.isArray(whole)) {
    const broken = items.find(({ start, end }) => parse(text.slice(start, end)) === undefined);
    const line = broken === undefined ? {} : { line: broken.line };
    return { table: { columns: [], rows: [] }, faults: [{ ...line, message: 'is no valid JSON' }] };
  }
  return tableOf(whole.map((value: Json, index) => ({ value, line: items[index]?.line ?? 1 })));
}

/** Reads JSON Lines: an object on each line. */
export function readJsonLines(text: string): Read {
  const items: { value: Json; line: number }[] = [];
  const faults: Fault[] = [];
  text.split(/\r\n|\n/).forEach((written, index) => {
    if (written.trim() === '') return;
    const parsed = parse(written);
    if (parsed !== undefined) items.push({ value: parsed, line: index + 1 });
    else
      faults.push({
        line: index + 1,
        message: 'is no JSON object; a file of JSON is a list of objects, or has one on each line',
      });
  });
  const { table, faults: others } = tableOf(items);
  return { table, faults: [...faults, ...others] };
}

function tableOf(items: readonly { readonly value: Json; readonly line: number }[]): Read {
  const columns = new Set<string>();
  const rows: Row[] = [];
  const faults: Fault[] = [];
  for (const { value, line } of items) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      faults.push({ line, message: 'is no JSON object' });
      continue;
    }
    const cells = new Map<string, Cell>();
    for (const [name, inner] of Object.entries(value)) {
      columns.add(name);
      if (!isExact(inner)) {
        faults.push({ line, column: name, message: 'holds a number of more digits than are kept; put it into quotes' });
      }
      if (inner !== null) cells.set(name, { line, value: inner });
    }
    rows.push({ number: rows.length + 1, line, cells });
  }
  return { table: { columns: [...columns], rows }, faults };
}

/** Whether its numbers are those of the file, on AWS as well: of longer ones the last digits are lost. */
function isExact(value: Json): boolean {
  if (typeof value === 'number') return Number(value.toPrecision(MOST_DIGITS)) === value;
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
}

/** Undefined where it is no JSON. Why it isn't is not told: Node's messages quote the text, which may hold secrets. */
function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the items of a JSON list stand. */
function itemsOf(text: string): readonly { readonly line: number; readonly start: number; readonly end: number }[] {
  const items: { line: number; start: number; end: number }[] = [];
  let line = 1;
  let depth = 0;
  let inItem = false;
  // A text, a line end, a bracket, a comma, or anything else but blanks.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|\n|[[\]{}]|,|[^\s"[\]{},]+/g)) {
    if (token === '\n') {
      line += 1;
      continue;
    }
    if (token === ']' || token === '}') depth -= 1;
    if (depth === 0 || (depth === 1 && token === ',')) inItem = false;
    else if (!inItem) {
      items.push({ line, start: index, end: index });
      inItem = true;
    }
    const item = items.at(-1);
    if (inItem && item !== undefined) item.end = index + token.length;
    if (token === '[' || token === '{') depth += 1;
  }
  return items;
}
