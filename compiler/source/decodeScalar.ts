/** How a scalar is written: YAML 1.2.2 sections 7.3 "Flow Scalar Styles" and 8.1 "Block Scalar Styles". */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** A scalar's text, and for each of its UTF-16 units where in the written form it starts and ends. */
export interface DecodedScalar {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The style of a scalar that is written like this. */
export function styleOf(written: string): ScalarStyle {
  switch (written[0]) {
    case "'":
      return 'single';
    case '"':
      return 'double';
    case '|':
    case '>':
      return 'block';
    default:
      return 'plain';
  }
}

/**
 * Reads the written form of a scalar, quotes and block header included, unit by unit.
 * @param indent of block scalars, the indentation of the collection they stand in
 */
export function decodeScalar(written: string, style: ScalarStyle, indent: number): DecodedScalar {
  const out = new Decoding(written);
  switch (style) {
    case 'plain':
      unfold(out, 0, written.length, false);
      break;
    case 'single':
      unfold(out, 1, written.length - 1, true);
      break;
    case 'double':
      decodeDouble(out);
      break;
    case 'block':
      decodeBlock(out, indent);
      break;
  }
  return out;
}

class Decoding implements DecodedScalar {
  readonly written: string;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  text = '';

  constructor(written: string) {
    this.written = written;
  }

  /** Adds text that stands, as a whole, from `start` to `end`. */
  put(text: string, start: number, end: number): void {
    this.text += text;
    for (let unit = 0; unit < text.length; unit += 1) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** Adds what is written from `start` to `end` as it is. */
  copy(start: number, end: number): void {
    this.text += this.written.slice(start, end);
    for (let at = start; at < end; at += 1) {
      this.starts.push(at);
      this.ends.push(at + 1);
    }
  }
}

/** Plain and single-quoted text: line folding (section 6.5), and `''` for a quote. */
function unfold(out: Decoding, from: number, to: number, quoted: boolean): void {
  const { written } = out;
  let at = from;
  for (;;) {
    const newline = written.indexOf('\n', at);
    const last = newline < 0 || newline >= to;
    const lineEnd = last ? to : trimEnd(written, at, newline);
    copyLine(out, at, lineEnd, quoted);
    if (last) return;
    at = putFold(out, lineEnd, newline, to);
  }
}

function copyLine(out: Decoding, from: number, to: number, quoted: boolean): void {
  let at = from;
  while (quoted) {
    const pair = out.written.indexOf("''", at);
    if (pair < 0 || pair + 2 > to) break;
    out.copy(at, pair);
    out.put("'", pair, pair + 2);
    at = pair + 2;
  }
  out.copy(at, to);
}

/** Folds the line break at `newline`: a space, or one newline for each empty line behind it. Returns where text goes on. */
function putFold(out: Decoding, from: number, newline: number, to: number): number {
  const { written } = out;
  let empty = 0;
  let at = skipBlanks(written, newline + 1, to);
  for (;;) {
    const next = written.startsWith('\r\n', at) ? at + 2 : written[at] === '\n' ? at + 1 : -1;
    if (next < 0 || next > to) break;
    empty += 1;
    at = skipBlanks(written, next, to);
  }
  out.put(empty === 0 ? ' ' : '\n'.repeat(empty), from, at);
  return at;
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Double-quoted text (section 7.3.1): escapes (section 5.7) and folding. */
function decodeDouble(out: Decoding): void {
  const { written } = out;
  const to = written.length - 1;
  let at = 1;
  while (at < to) {
    const unit = written[at] as string;
    if (unit === '\\') at = putEscape(out, at, to);
    else if (unit === ' ' || unit === '\t' || unit === '\n' || unit === '\r') {
      const end = skipBlanks(written, at, to);
      const newline = written[end] === '\r' ? end + 1 : end;
      if (end < to && written[newline] === '\n') at = putFold(out, at, newline, to);
      else {
        out.copy(at, Math.max(end, at + 1));
        at = Math.max(end, at + 1);
      }
    } else {
      out.copy(at, at + 1);
      at += 1;
    }
  }
}

function putEscape(out: Decoding, at: number, to: number): number {
  const { written } = out;
  const name = written[at + 1] ?? '';
  const length = codeLengths[name];
  if (length !== undefined) {
    const end = at + 2 + length;
    out.put(String.fromCodePoint(Number.parseInt(written.slice(at + 2, end), 16)), at, end);
    return end;
  }
  // A line break behind a backslash is no part of the text, and neither is the next line's indentation.
  if (name === '\n') return skipBlanks(written, at + 2, to);
  if (name === '\r') return skipBlanks(written, at + 3, to);
  out.put(escapes[name] ?? name, at, at + 2);
  return at + 2;
}

/** Literal and folded block scalars (section 8.1). */
function decodeBlock(out: Decoding, indent: number): void {
  const { written } = out;
  const headerEnd = written.indexOf('\n');
  const header = /^[|>]([-+1-9]*)/.exec(written)?.[1] ?? '';
  const lines = headerEnd < 0 ? [] : splitLines(written, headerEnd + 1);
  const explicit = /[1-9]/.exec(header)?.[0];
  const trim = explicit === undefined ? detectIndent(lines, indent) : indent + Number(explicit);
  let contentEnd = lines.length;
  while (contentEnd > 0 && isEmpty(lines[contentEnd - 1], trim)) contentEnd -= 1;

  const folded = written[0] === '>';
  let previous: Line | undefined;
  let emptyFrom = 0;
  for (let index = 0; index < contentEnd; index += 1) {
    const line = lines[index] as Line;
    if (isEmpty(line, trim)) continue;
    const empties = lines.slice(emptyFrom, index);
    if (previous !== undefined) putBreak(out, folded, previous, line, empties, trim);
    else for (const empty of empties) out.put('\n', empty.end, empty.next);
    out.copy(Math.min(line.start + trim, line.end), line.end);
    previous = line;
    emptyFrom = index + 1;
  }
  const rest = lines.slice(contentEnd);
  if (previous !== undefined && !header.includes('-')) out.put('\n', previous.end, previous.next);
  if (header.includes('+')) for (const line of rest) if (line.next > line.end) out.put('\n', line.end, line.next);
}

/** One line of a block scalar: where it starts, where its text ends, and where the next one starts. */
interface Line {
  readonly start: number;
  readonly text: number;
  readonly end: number;
  readonly next: number;
}

function splitLines(written: string, from: number): Line[] {
  const lines: Line[] = [];
  for (let start = from; start <= written.length; ) {
    const newline = written.indexOf('\n', start);
    const next = newline < 0 ? written.length : newline + 1;
    let end = newline < 0 ? written.length : newline;
    if (end > start && written[end - 1] === '\r') end -= 1;
    let text = start;
    while (text < end && written[text] === ' ') text += 1;
    if (next > start) lines.push({ start, text, end, next });
    if (newline < 0) break;
    start = next;
  }
  return lines;
}

function detectIndent(lines: readonly Line[], indent: number): number {
  const first = lines.find((line) => line.text < line.end);
  if (first !== undefined) return first.text - first.start;
  return Math.max(indent, ...lines.map((line) => line.text - line.start));
}

/** Whether a line has no text: nothing, or nothing behind the indentation. */
function isEmpty(line: Line | undefined, trim: number): boolean {
  return line === undefined || (line.text === line.end && line.end - line.start <= trim);
}

function putBreak(
  out: Decoding,
  folded: boolean,
  previous: Line,
  line: Line,
  empties: readonly Line[],
  trim: number,
): void {
  const kept = !folded || isMoreIndented(out.written, previous, trim) || isMoreIndented(out.written, line, trim);
  if (kept) out.put('\n', previous.end, previous.next);
  else if (empties.length === 0) out.put(' ', previous.end, line.start + trim);
  for (const empty of empties) out.put('\n', empty.end, empty.next);
}

function isMoreIndented(written: string, line: Line, trim: number): boolean {
  const first = written[line.start + trim];
  return first === ' ' || first === '\t';
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

function trimEnd(text: string, from: number, to: number): number {
  let at = to;
  if (at > from && text[at - 1] === '\r') at -= 1;
  while (at > from && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  return at;
}
