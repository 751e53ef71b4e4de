import type { Diagnostic, Place, Severity } from '../diagnostic.ts';
import { lineColumn, lineText, type Position, positionsOf } from '../position.ts';
import { printable } from './printable.ts';

/** How the text for people looks. */
export interface TextOptions {
  /** With the colours of a terminal (ANSI). */
  readonly colours: boolean;
}

/**
 * Diagnostics for people: where, what, the line with the place underlined, and the way out.
 *
 * ```
 * flow.yml:12:18: error: there is no operation `creatUser` [operation-unknown]
 *    12 |   operationId: creatUser
 *       |                ^^^^^^^^^
 *   help: Did you mean `createUser`?
 * ```
 */
export function formatText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  return diagnostics.map((each) => `${formatOne(each, options)}\n`).join('\n');
}

/** How many there are of each severity: `2 errors, 1 warning`. Empty where there are none. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const severities = ['error', 'warning', 'info'] as const;
  return severities
    .map((severity) => ({ severity, count: diagnostics.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${count === 1 ? severity : plurals[severity]}`)
    .join(', ');
}

const plurals: Readonly<Record<Severity, string>> = { error: 'errors', warning: 'warnings', info: 'infos' };
const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

function formatOne({ code, severity, message, place, help, related = [] }: Diagnostic, options: TextOptions): string {
  const paint = (text: string) => (options.colours ? `\x1b[${colours[severity]}m${text}\x1b[0m` : text);
  return [
    `${where(place)}: ${paint(severity)}: ${printable(message)} [${code}]`,
    ...excerpt(place, paint),
    ...related.flatMap((each) => [`  ${where(each.place)}: ${printable(each.message)}`, ...excerpt(each.place, paint)]),
    ...(help === undefined ? [] : [`  help: ${printable(help)}`]),
  ].join('\n');
}

function where({ file, range }: Place): string {
  const { line, column } = lineColumn(file, range.start);
  return `${printable(file.name)}:${line}:${column}`;
}

/** The line that a place starts in, with the place underlined; nothing of a line that is empty. */
function excerpt(place: Place, paint: (text: string) => string): readonly string[] {
  const { start, end } = positionsOf(place);
  const number = String(start.line).padStart(5);
  const { shown, before, marked } = frame(lineText(place.file, start.line), start, end);
  if (shown === '') return [];
  const marks = `${' '.repeat(before)}${paint('^'.repeat(marked))}`;
  return [`${number} | ${shown}`.trimEnd(), `${' '.repeat(number.length)} | ${marks}`];
}

/** Characters of a line that are shown; a longer one (JSON often is one line) is cut around the place. */
const width = 120;

/** The line as shown, and how many characters of it stand before the place and in it. Lengths are in characters, not UTF-16 units. */
function frame(line: string, start: Position, end: Position): { shown: string; before: number; marked: number } {
  const from = start.column - 1;
  const to = end.line > start.line ? line.length : Math.max(from, end.column - 1);
  const left = Math.max(0, Math.min(from - 40, line.length - width));
  const right = Math.min(line.length, left + width);
  const head = left > 0 ? '…' : '';
  const tail = right < line.length ? '…' : '';
  return {
    shown: `${head}${printable(line.slice(left, right))}${tail}`,
    before: [...`${head}${line.slice(left, from)}`].length,
    marked: Math.max(1, [...line.slice(from, Math.min(to, right))].length),
  };
}
