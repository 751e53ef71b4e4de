import { type Cursor, eat, failAt, match, peek, rangeFrom } from './cursor.ts';
import type { Piece } from './piece.ts';

/** Reads a number (RFC 9535 section 2.3.5.1; simple conditions have the same). */
export function readNumber(cursor: Cursor): number {
  const start = cursor.at;
  const digits = match(cursor, /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y);
  const rest = match(cursor, /[A-Za-z0-9_.]+/y);
  if (digits === undefined || rest !== undefined) {
    cursor.at = Math.max(cursor.at, start + 1);
    failAt(
      cursor,
      rangeFrom(cursor, start),
      'this is not a number',
      'Put strings in quotes; numbers look like `-1.5e3`.',
    );
  }
  const value = Number(digits);
  if (!Number.isFinite(value)) failAt(cursor, rangeFrom(cursor, start), 'this number is too large');
  // -0 is 0 in every comparison.
  return value === 0 ? 0 : value;
}

/** Reads an integer of an index or slice (section 2.1: no leading zeros, no `-0`, exact in a double). */
export function readInteger(cursor: Cursor): number | undefined {
  const start = cursor.at;
  const digits = match(cursor, /-?[0-9]+/y);
  if (digits === undefined) return undefined;
  if (!/^(?:0|-?[1-9][0-9]*)$/.test(digits)) {
    failAt(cursor, rangeFrom(cursor, start), `\`${digits}\` is not an index`, 'Leave out leading zeros.');
  }
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) failAt(cursor, rangeFrom(cursor, start), 'this index is too large');
  return value;
}

/** Whether a quoted text comes next. */
export function atQuote(cursor: Cursor): boolean {
  return peek(cursor, /['"]/y) !== undefined;
}

/** Reads a quoted text: its content, unescaped, that knows where each character stands. */
export function readQuoted(cursor: Cursor): Piece {
  const open = cursor.at;
  const quote = cursor.text[open] ?? '';
  cursor.at++;
  const readEscaped = cursor.grammar === 'simple' ? doubledQuote : jsonEscape;
  // Everything up to what may end the text or be an escape, in one go.
  const run = quote === "'" ? /[^'\\]+/y : /[^"\\]+/y;
  let content = '';
  const starts: number[] = [];
  for (;;) {
    const start = cursor.at;
    const plain = match(cursor, run);
    if (plain !== undefined) {
      if (cursor.grammar === 'jsonpath') checkPlain(cursor, plain, start);
      for (let index = 0; index < plain.length; index++) starts.push(start + index);
      content += plain;
    } else if (cursor.at >= cursor.text.length) {
      failAt(cursor, { start: open, end: open + 1 }, 'this string is not closed', `Close it with \`${quote}\`.`);
    } else {
      const character = readEscaped(cursor, quote);
      if (character === undefined) break;
      for (let index = 0; index < character.length; index++) starts.push(start);
      content += character;
    }
  }
  starts.push(cursor.at - 1);
  const last = cursor.at - 1;
  return { text: content, locate: (offset) => starts[offset] ?? last };
}

/** Simple conditions (section 4.6.9): `''` is a quote inside the text, `\` is itself. */
function doubledQuote(cursor: Cursor, quote: string): string | undefined {
  if (eat(cursor, quote + quote)) return quote;
  if (eat(cursor, quote)) return undefined;
  cursor.at++;
  return '\\';
}

/** RFC 9535 section 2.3.1.1: the escapes of JSON, and the quote itself. */
function jsonEscape(cursor: Cursor, quote: string): string | undefined {
  if (eat(cursor, quote)) return undefined;
  const start = cursor.at;
  if (eat(cursor, `\\${quote}`)) return quote;
  const simple = match(cursor, /\\[bfnrt/\\]/y);
  if (simple !== undefined) return escapes.get(simple);
  const code = match(cursor, /\\u[0-9A-Fa-f]{4}/y);
  if (code === undefined) {
    const range = { start, end: Math.min(start + 2, cursor.text.length) };
    failAt(cursor, range, 'there is no such escape sequence', 'Write `\\\\` for a backslash.');
  }
  const pair = /^\\u[Dd][89ABab]/.test(code) ? match(cursor, /\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}/y) : undefined;
  const character = [code, pair ?? ''].map((each) => unit(each)).join('');
  if (loneSurrogate.test(character)) failAt(cursor, rangeFrom(cursor, start), 'this is half a surrogate pair');
  return character;
}

const loneSurrogate = /\p{Surrogate}/u;

function unit(escaped: string): string {
  return escaped === '' ? '' : String.fromCharCode(Number.parseInt(escaped.slice(2), 16));
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\b', '\b'],
  ['\\f', '\f'],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ['\\/', '/'],
  ['\\\\', '\\'],
]);

/** Control characters and lone surrogates can't stand in a text as they are. */
function checkPlain(cursor: Cursor, plain: string, start: number): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that the grammar leaves out
  const wrong = /[\u0000-\u001f]/.exec(plain);
  if (wrong !== null) {
    const at = start + wrong.index;
    failAt(
      cursor,
      { start: at, end: at + 1 },
      'a control character in a string must be escaped',
      'Write it as `\\n`, `\\t` or `\\u0000`.',
    );
  }
  if (loneSurrogate.test(plain)) failAt(cursor, rangeFrom(cursor, start), 'this contains half a surrogate pair');
}
