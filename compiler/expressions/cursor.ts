import type { Range } from '../diagnostics/index.ts';
import type { Condition } from './ast.ts';
import { fail } from './fault.ts';

/** Which grammar a condition is read by: that of simple criteria, or JSONPath with people's comparisons around it. */
export type Grammar = 'simple' | 'jsonpath';

/** Where a parser stands in a condition, and what it has met. */
export interface Cursor {
  readonly text: string;
  readonly grammar: Grammar;
  /** Reads the condition of a filter; handed down, so that segments need not know conditions. */
  readonly readFilter: (cursor: Cursor) => Condition;
  at: number;
  /** How many brackets, filters and negations are open. */
  depth: number;
  /** How many filters are open. */
  filters: number;
  /** The first thing met that RFC 9535 does not have. */
  beyond: Range | undefined;
}

/** How deep brackets, filters and negations may be nested. */
const depthLimit = 200;

export function openCursor(text: string, grammar: Grammar, readFilter: Cursor['readFilter']): Cursor {
  return { text, grammar, readFilter, at: 0, depth: 0, filters: 0, beyond: undefined };
}

/** Stops with the error of the grammar. */
export function failAt(cursor: Cursor, range: Range, message: string, help?: string): never {
  fail(cursor.grammar === 'simple' ? 'condition-syntax' : 'jsonpath-syntax', range, message, help);
}

/** Notes that what stands in this range is no part of RFC 9535, but taken as its author plainly meant it. */
export function markBeyond(cursor: Cursor, range: Range): void {
  cursor.beyond ??= range;
}

export function rangeFrom(cursor: Cursor, start: number): Range {
  return { start, end: cursor.at };
}

/** Skips blanks as RFC 9535 knows them (section 2.1.1). */
export function skipBlanks(cursor: Cursor): void {
  match(cursor, /[ \t\n\r]*/y);
}

/** Steps over a text if it comes next. */
export function eat(cursor: Cursor, expected: string): boolean {
  if (!cursor.text.startsWith(expected, cursor.at)) return false;
  cursor.at += expected.length;
  return true;
}

/** Steps over what a sticky pattern matches here, and gives it; undefined where it does not match. */
export function match(cursor: Cursor, pattern: RegExp): string | undefined {
  const found = peek(cursor, pattern);
  cursor.at += found?.length ?? 0;
  return found;
}

/** What a sticky pattern matches here, without stepping over it. */
export function peek(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  return pattern.exec(cursor.text)?.[0];
}

/** Reads something nested. Deep nesting is refused: no author writes it, and trees are walked by recursion. */
export function nested<T>(cursor: Cursor, read: () => T): T {
  cursor.depth++;
  if (cursor.depth > depthLimit) {
    const help = `At most ${depthLimit} brackets and negations can be open.`;
    failAt(cursor, { start: cursor.at, end: cursor.at + 1 }, 'this is nested too deeply', help);
  }
  const result = read();
  cursor.depth--;
  return result;
}

/** Reads a closing bracket, or stops: `what` names what it would close. */
export function close(cursor: Cursor, bracket: string, what: string, open: number): void {
  skipBlanks(cursor);
  if (eat(cursor, bracket)) return;
  if (cursor.at >= cursor.text.length) {
    failAt(cursor, { start: open, end: open + 1 }, `${what} is not closed`, `Close it with \`${bracket}\`.`);
  }
  failUnexpected(cursor, `\`${bracket}\``);
}

/** Stops at what comes next and isn't allowed here. */
export function failUnexpected(cursor: Cursor, expected: string): never {
  const { text, at, grammar } = cursor;
  if (at >= text.length) {
    const end = text.trimEnd().length;
    const range = { start: Math.max(0, end - 1), end };
    failAt(cursor, range, `the condition ends where ${expected} is expected`);
  }
  const token = peek(cursor, /[A-Za-z_][A-Za-z0-9_]*|[=!<>~]+|&+|\|+|./suy) ?? '';
  const help = (grammar === 'jsonpath' ? queryWays.get(token) : undefined) ?? ways.get(token.toLowerCase());
  const message = help === undefined ? `, ${expected} is expected` : '';
  failAt(cursor, { start: at, end: at + token.length }, `\`${token}\` isn't allowed here${message}`, help);
}

/** What people write from other languages, and how it is written here. */
const ways: ReadonlyMap<string, string> = new Map([
  ['=', 'Write `==` to compare.'],
  ['===', 'Write `==` to compare.'],
  ['!==', 'Write `!=` to compare.'],
  ['<>', 'Write `!=` to compare.'],
  ['=~', 'Use a criterion of type `regex`.'],
  ['&', 'Write `&&`.'],
  ['|', 'Write `||`.'],
  ['and', 'Write `&&`.'],
  ['or', 'Write `||`.'],
  ['not', 'Write `!` before a condition in brackets.'],
  ['eq', 'Write `==` to compare.'],
  ['ne', 'Write `!=` to compare.'],
  ['is', 'Write `==` to compare.'],
  ['in', 'Compare with each value: `a == 1 || a == 2`.'],
  ['matches', 'Use a criterion of type `regex`.'],
  ['contains', '`contains` needs `type: jsonpath` and a `context`.'],
  ['empty', '`empty` needs `type: jsonpath` and a `context`.'],
  ...['+', '-', '*', '/', '%'].map(
    (sign) => [sign, 'Conditions can compare values, not calculate with them.'] as const,
  ),
]);

const queryWays: ReadonlyMap<string, string> = new Map([
  ['contains', 'Write `left contains right`.'],
  ['empty', 'Write `left empty true` or `left empty false`.'],
]);
