import { type DiagnosticCode, Diagnostics, type Range, type SourceFile } from '../diagnostics/index.ts';
import { maxDepth, maxNodes } from './limits.ts';
import { type Move, moved, movedEntry } from './moved.ts';
import { parseSource } from './parse.ts';
import type { ListNode, MapNode, Node } from './tree.ts';

/** What a text was read to that differs a little from one that was read before. */
export type Reread =
  | { readonly kind: 'read'; readonly root: Node }
  /** The text can't be read; `at` is where that shows. */
  | { readonly kind: 'unreadable'; readonly at: number };

/**
 * Reads a text of which most was read before, as texts are that somebody types: only the entries in which the two differ are
 * parsed. What comes out is what {@link parseSource} makes of the text; undefined where that can't be known without reading
 * all of it.
 * @param earlier what the earlier text was read to, with nothing to report
 */
export function reread(earlier: Node, file: SourceFile): Reread | undefined {
  // Each node takes a character, so there can't be too many.
  if (file.undecodable !== undefined || file.text.length > maxNodes || !standsInOrder(earlier)) return undefined;
  const rereading = new Rereading(earlier.file.text, file);
  if (earlier.kind === 'scalar') return undefined;
  return isFlow(earlier) ? rereading.flow(earlier, 1) : rereading.block(earlier, earlier.file.text.length, 1);
}

type Collection = MapNode | ListNode;

/** Some entries of a collection that is written by indentation, one after the other. */
interface Entries {
  readonly first: number;
  readonly last: number;
  /** From the first one's key or dash to the line of what follows. */
  readonly range: Range;
  /** Where keys or dashes stand in their lines. */
  readonly column: number;
}

/** Codes of what may be wrong with a part alone, or with the whole alone. */
const dependOnWhole: ReadonlySet<DiagnosticCode> = new Set([
  'yaml-alias',
  'yaml-documents',
  'document-empty',
  'document-limit',
]);

class Rereading {
  readonly #before: string;
  readonly #file: SourceFile;
  /** Where the texts differ: in the earlier one, and how much further on the rest stands in the later one. */
  readonly #change: Range;
  readonly #by: number;

  constructor(before: string, file: SourceFile) {
    this.#before = before;
    this.#file = file;
    this.#change = changeBetween(before, file.text);
    this.#by = file.text.length - before.length;
  }

  /**
   * Reads a collection that is written by indentation: of the innermost one that holds the change, the entries are parsed
   * that hold it.
   * @param end where what may belong to it ends: the line of what follows
   */
  block(node: Collection, end: number, depth: number): Reread | undefined {
    const entries = this.#changedEntries(node, end);
    if (entries === undefined) return undefined;
    const { first, last, column, range } = entries;
    const value = first === last ? valuesOf(node)[first] : undefined;
    if (value !== undefined && value.kind !== 'scalar' && !isFlow(value)) {
      const inner = this.block(value, range.end, depth + 1);
      if (inner !== undefined) return inner.kind === 'read' ? this.#withValue(node, first, inner.root) : inner;
    }
    const text = this.#file.text.slice(range.start, range.end + this.#by);
    const endsLine = text.endsWith('\n') || range.end === this.#before.length;
    // Most of it is as soon read as all of it.
    const isMost = text.length > this.#file.text.length / 2;
    if (isMost || !endsLine || !isBelow(text, column, node.kind)) return undefined;
    const part = this.#parse(' '.repeat(column) + text, range.start - column, depth);
    if (part?.kind !== 'read') return part;
    const { root } = part;
    if (root.kind === 'scalar' || isFlow(root) || root.range.start !== range.start) return undefined;
    return this.#with(node, first, last + 1, root);
  }

  /** Reads a collection in brackets, as JSON has them: the innermost one that holds the change is parsed. */
  flow(node: Collection, depth: number): Reread | undefined {
    const values = valuesOf(node);
    const at = values.findIndex(({ range }) => range.start < this.#change.start && this.#change.end < range.end);
    const value = values[at];
    if (value !== undefined && value.kind !== 'scalar') {
      const inner = this.flow(value, depth + 1);
      return inner?.kind === 'read' ? this.#withValue(node, at, inner.root) : undefined;
    }
    if (depth === 1) return undefined;
    const { start, end } = node.range;
    const part = this.#parse(this.#file.text.slice(start, end + this.#by), start, depth);
    // A quote or a bracket that is open in it may be closed behind it.
    if (part?.kind !== 'read' || part.root.range.end !== end + this.#by) return undefined;
    return part.root.kind !== 'scalar' && isFlow(part.root) ? part : undefined;
  }

  /** The entries that hold the change; undefined where they aren't written one below the other. */
  #changedEntries(node: Collection, end: number): Entries | undefined {
    const column = columnOf(this.#before, node.range.start);
    const values = valuesOf(node);
    if (column === undefined || node.range.end !== values.at(-1)?.range.end) return undefined;
    const startOf = (at: number) => (at === 0 ? node.range.start : this.#entryStart(node, at, column));
    const endOf = (at: number) => (at === values.length - 1 ? end : (startOf(at + 1) ?? Infinity) - column);
    // What begins an entry stays, or else the entry may become a part of the one in front of it.
    let first = values.length - 1;
    while (first >= 0 && (startOf(first) ?? Infinity) >= this.#change.start) first -= 1;
    const start = first < 0 ? undefined : startOf(first);
    if (start === undefined) return undefined;
    let last = first;
    while (last < values.length && endOf(last) < this.#change.end) last += 1;
    if (last === values.length || endOf(last) === Infinity) return undefined;
    return { first, last, column, range: { start, end: endOf(last) } };
  }

  /** Where an entry begins that isn't the first one: its key, or the dash in front of it; undefined where that isn't so. */
  #entryStart(node: Collection, at: number, column: number): number | undefined {
    const known = node.kind === 'map' ? node.entries[at]?.key.range.start : node.items[at]?.range.start;
    if (known === undefined) return undefined;
    const start = lineStart(this.#before, known) + column;
    if (/[^ ]/.test(this.#before.slice(start - column, start))) return undefined;
    const isThere = node.kind === 'map' ? start === known : this.#before[start] === '-';
    return isThere ? start : undefined;
  }

  /** Parses a part of the text alone. What comes out stands where the part does, from an offset of the text on. */
  #parse(text: string, from: number, depth: number): Reread | undefined {
    const diagnostics = new Diagnostics();
    const root = parseSource({ ...this.#file, text }, diagnostics);
    const [wrong] = diagnostics.all;
    if (root === undefined) {
      if (wrong === undefined || dependOnWhole.has(wrong.code)) return undefined;
      // What is missing is told behind the part's end, which is in something else.
      return { kind: 'unreadable', at: from + Math.min(wrong.place.range.start, text.trimEnd().length - 1) };
    }
    if (wrong !== undefined || depth + heightOf(root) > maxDepth / 2 || !standsInOrder(root)) return undefined;
    return { kind: 'read', root: moved(root, this.#moveBy(from)) };
  }

  /** A collection with another value in one of its entries. */
  #withValue(node: Collection, at: number, value: Node): Reread | undefined {
    if (node.kind === 'list') return this.#with(node, at, at + 1, { ...node, items: [value] });
    const entries = node.entries.slice(at, at + 1).map((entry) => ({ ...movedEntry(entry, this.#moveBy(0)), value }));
    return this.#with(node, at, at + 1, { ...node, entries });
  }

  /** A collection with those of another one in place of some of its entries; undefined where that isn't one. */
  #with(node: Collection, from: number, to: number, by: Collection): Reread | undefined {
    const around = <T>(all: readonly T[], own: readonly T[], move: (each: T, move: Move) => T): readonly T[] => [
      ...all.slice(0, from).map((each) => move(each, this.#moveBy(0))),
      ...own,
      ...all.slice(to).map((each) => move(each, this.#moveBy(this.#by))),
    ];
    if (node.kind === 'list') {
      if (by.kind !== 'list') return undefined;
      return this.#read({ ...node, items: around(node.items, by.items, moved) });
    }
    if (by.kind !== 'map') return undefined;
    const entries = around(node.entries, by.entries, movedEntry);
    const keys = new Set(entries.map(({ key }) => key.value));
    return keys.size < entries.length ? undefined : this.#read({ ...node, entries });
  }

  /** A collection of which the entries are those of the later text. */
  #read(node: Collection): Reread {
    const { start, end } = node.range;
    const last = isFlow(node) ? undefined : valuesOf(node).at(-1);
    const range = { start, end: last?.range.end ?? end + this.#by };
    return { kind: 'read', root: { ...node, file: this.#file, range } };
  }

  #moveBy(by: number): Move {
    return { file: this.#file, to: ({ start, end }) => ({ start: start + by, end: end + by }) };
  }
}

/** Where an earlier text has something else than a later one. */
function changeBetween(before: string, after: string): Range {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let kept = 0;
  while (kept < shorter - start && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept += 1;
  return { start, end: before.length - kept };
}

function valuesOf(node: Collection): readonly Node[] {
  return node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
}

/** Whether a collection is written in brackets. */
function isFlow({ file, range }: Collection): boolean {
  const sign = file.text[range.start];
  return sign === '{' || sign === '[';
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where in its line something stands that has nothing but spaces and the dashes of lists in front of it. */
function columnOf(text: string, offset: number): number | undefined {
  const start = lineStart(text, offset);
  return /^(?: |-(?= ))*$/.test(text.slice(start, offset)) ? offset - start : undefined;
}

/** Whether all lines of entries but the first one belong to them, or begin other entries of their collection. */
function isBelow(text: string, column: number, kind: Collection['kind']): boolean {
  return text
    .split('\n')
    .slice(1)
    .every((line) => {
      const [{ length: indent } = ''] = /^ */.exec(line) ?? [];
      const written = line.slice(indent);
      if (/^[ \t]*(?:\r?$|#)/.test(written)) return true;
      // A key in a line of its own is one or isn't, by what is in front of it.
      if (indent < column || /^(?:\t|[:?](?:\s|$))/.test(written)) return false;
      if (indent > column) return true;
      return kind === 'list' ? /^-(?:\s|$)/.test(written) : !/^(?:---|\.\.\.)/.test(written);
    });
}

/** Levels of nesting. */
function heightOf(node: Node): number {
  return node.kind === 'scalar' ? 0 : 1 + valuesOf(node).reduce((most, each) => Math.max(most, heightOf(each)), 0);
}

/** Whether each node stands behind the one before it, and so stands for itself: an alias stands for what is elsewhere. */
function standsInOrder(root: Node): boolean {
  let at = 0;
  const visit = ({ range: { start, end } }: Node, inside: () => boolean): boolean => {
    if (start < at) return false;
    at = start;
    if (!inside() || end < at) return false;
    at = end;
    return true;
  };
  const stands = (node: Node): boolean =>
    visit(node, () => {
      switch (node.kind) {
        case 'scalar':
          return true;
        case 'list':
          return node.items.every(stands);
        case 'map':
          return node.entries.every(({ key, value }) => visit(key, () => true) && stands(value));
        default:
          return node satisfies never;
      }
    });
  return stands(root);
}
