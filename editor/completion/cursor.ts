import { Diagnostics, type Range } from '../../compiler/diagnostics/index.ts';
import { type Node, parseSource } from '../../compiler/source/index.ts';
import type { Path } from '../document/path.ts';
import { blanked, isJson, lineAt, stepsIn } from '../lines.ts';

/** Where in a document something is being typed. */
export interface Cursor {
  /** What is around it: the document without its other steps, with {@link mark} where the cursor is. */
  readonly root: Node;
  /** The way to the value that is being typed; to the object whose key it is. */
  readonly path: Path;
  readonly isKey: boolean;
  /** The nodes on the way, from the root on. */
  readonly nodes: readonly Node[];
  /** The text in front of the cursor, and behind it, of the key or value that it is in. */
  readonly before: string;
  readonly after: string;
  /** Where that text stands in the document: without quotes. */
  readonly range: Range;
  /** The quote that it stands in. */
  readonly quote: '"' | "'" | undefined;
  /** The quote is closed behind it; a key has its colon. */
  readonly isClosed: boolean;
  readonly hasColon: boolean;
  /** The document is JSON. */
  readonly isJson: boolean;
}

/** A character that no document has. */
const mark = '\uE000';

/** Lines that are passed over because of which the text can't be read. */
const MOST_REPAIRS = 4;

/**
 * Finds out what is being typed at an offset of a text that is likely to be half-written: the text is read with a mark at the
 * cursor, and without the steps that the cursor isn't in. Undefined where nothing can be typed there.
 */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const inJson = isJson(text);
  const line = lineAt(text, offset);
  const before = text.slice(line.start, offset);
  const after = text.slice(offset, line.end);
  if (/(?:^|\s)#/.test(withoutQuoted(before)) && !inJson) return undefined;
  const others = stepsIn(text).filter(({ start, end }) => offset < start || offset > end);
  const focused = blanked(text, ...others);
  for (const { front, behind } of insertions(before, after, inJson, text.slice(line.end))) {
    const marked = `${focused.slice(0, offset)}${front}${mark}${behind}${focused.slice(offset)}`;
    const root = parsed(marked, offset + front.length);
    const found = root === undefined ? undefined : markIn(root, [], []);
    if (root !== undefined && found !== undefined)
      return { root, isJson: inJson, ...found, ...around(text, offset, found) };
  }
  return undefined;
}

/** Reads a text, passing over lines that can't be read; the one with the mark is none of them. */
function parsed(text: string, at: number): Node | undefined {
  const own = lineAt(text, at);
  let rest = text;
  for (let repairs = 0; repairs <= MOST_REPAIRS; repairs += 1) {
    const faults = new Diagnostics();
    const root = parseSource({ name: '', text: rest }, faults);
    if (root !== undefined) return root;
    const fault = faults.all[0]?.place.range.start ?? rest.length;
    const line = lineAt(rest, fault);
    if (fault >= rest.length || line.start === own.start || rest.slice(line.start, line.end).trim() === '')
      return undefined;
    rest = blanked(rest, line);
  }
  return undefined;
}

/** What is put around the mark so that the line can be read, the most likely first. */
function insertions(
  before: string,
  after: string,
  inJson: boolean,
  following: string,
): readonly { readonly front: string; readonly behind: string }[] {
  const quote = openQuote(before);
  if (quote !== undefined) {
    const closing = after.includes(quote) ? '' : quote;
    return [
      { front: '', behind: closing },
      { front: '', behind: `${closing},` },
    ];
  }
  const plain = { front: '', behind: '' };
  if (inJson || openBracket(before)) {
    const next = { front: '', behind: ',' };
    return [plain, next, { front: ',', behind: '' }, { front: ',', behind: ',' }];
  }
  const asKey = { front: '', behind: ':' };
  const dash = /^\s*(?:-\s+)+$/.test(before);
  if (dash) return [plain, asKey];
  if (before.trim() === '') return [asKey, { front: '- ', behind: '' }];
  if (/:$/.test(before)) return [{ front: ' ', behind: '' }];
  if (/:\s/.test(before) || after.trim() !== '') return [plain];
  const isItem = /^\s*-\s/.test(before);
  const goesOn = /^\r?\n\s+\S/.test(following);
  return isItem && !goesOn ? [plain, asKey] : [asKey, plain];
}

/** The quote in which a line ends. */
function openQuote(text: string): '"' | "'" | undefined {
  const rest = withoutQuoted(text);
  const found = /(?:^|[\s[{,:])(["'])/.exec(rest)?.[1];
  return found === '"' || found === "'" ? found : undefined;
}

/** A line without the texts in it that are in quotes. */
function withoutQuoted(line: string): string {
  return line.replaceAll(/(^|[\s[{,:(=])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g, '$1');
}

/** Whether a line ends inside of brackets. */
function openBracket(before: string): boolean {
  const signs = withoutQuoted(before).match(/(?:(?<=^|[\s[{,:])[[{])|[\]}]/g) ?? [];
  const open = signs.reduce((depth, sign) => Math.max(0, depth + (sign === '[' || sign === '{' ? 1 : -1)), 0);
  return open > 0;
}

type Marked = Pick<Cursor, 'path' | 'isKey' | 'nodes' | 'before' | 'after'>;

function markIn(node: Node, path: Path, nodes: readonly Node[]): Marked | undefined {
  const here = [...nodes, node];
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? split(node.value, { path, nodes: here, isKey: false }) : undefined;
    case 'list':
      return first(node.items, (item, at) => markIn(item, [...path, at], here));
    case 'map':
      return first(
        node.entries,
        ({ key, value }) =>
          split(key.value, { path, nodes: here, isKey: true }) ?? markIn(value, [...path, key.value], here),
      );
    default:
      return node satisfies never;
  }
}

function split(text: string, place: Pick<Cursor, 'path' | 'isKey' | 'nodes'>): Marked | undefined {
  const at = text.indexOf(mark);
  return at < 0 ? undefined : { ...place, before: text.slice(0, at), after: text.slice(at + 1) };
}

function first<T, F>(items: readonly T[], find: (item: T, at: number) => F | undefined): F | undefined {
  for (const [at, item] of items.entries()) {
    const found = find(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function around(
  text: string,
  offset: number,
  { before, after }: Marked,
): Pick<Cursor, 'range' | 'quote' | 'isClosed' | 'hasColon'> {
  // A text with escapes in it is replaced as far as it stands as it is.
  const start = text.slice(offset - before.length, offset) === before ? offset - before.length : offset;
  const end = text.startsWith(after, offset) ? offset + after.length : offset;
  const sign = text[start - 1];
  const quote = sign === '"' || sign === "'" ? sign : undefined;
  const isClosed = quote !== undefined && text[end] === quote;
  const hasColon = /^\s*:/.test(text.slice(isClosed ? end + 1 : end, lineAt(text, offset).end));
  return { range: { start, end }, quote, isClosed, hasColon };
}
