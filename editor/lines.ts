import type { Range } from '../compiler/diagnostics/index.ts';

/*
 * What a text shows by its lines alone, half-written or not: YAML and JSON that people write are indented, and whatever
 * belongs to a step stands further in than the list that it is in.
 */

/** The line in which an offset is, without its line break. */
export function lineAt(text: string, offset: number): Range {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}

/** Whether a text is JSON, or YAML that begins as JSON does. */
export function isJson(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text);
}

/**
 * The text with spaces in place of what stands in some ranges, so that everything else stays where it is.
 * @param ranges in the order of the text, none in another
 */
export function blanked(text: string, ...ranges: readonly Range[]): string {
  let at = 0;
  const parts = ranges.map(({ start, end }) => {
    const front = text.slice(at, start);
    at = end;
    return front + text.slice(start, end).replace(/[^\r\n]/g, ' ');
  });
  return parts.join('') + text.slice(at);
}

interface Line extends Range {
  /** The column at which its text starts, and at which that does behind the dashes of lists. */
  readonly column: number;
  readonly content: number;
  /** What stands there. */
  readonly written: string;
}

/** The steps of a text: the whole lines of each item of a list that is called `steps`, as its indentation has it. */
export function stepsIn(text: string): readonly Range[] {
  const steps: Range[] = [];
  let list: { readonly column: number; item?: number } | undefined;
  let start: number | undefined;
  let end = 0;
  const close = (): void => {
    if (start !== undefined) steps.push({ start, end });
    start = undefined;
  };
  for (const line of linesOf(text)) {
    const isInside = list !== undefined && isBelow(line, list.column);
    if (!isInside) {
      close();
      list = /^["']?steps["']?\s*:\s*\[?\s*$/.test(line.written) ? { column: line.content } : undefined;
      continue;
    }
    if (list === undefined) continue;
    list.item ??= line.column;
    if (line.column <= list.item && !/^[}\]]/.test(line.written)) {
      close();
      start = line.start;
    }
    end = line.end;
  }
  close();
  return steps;
}

/** Lines with something in them that is no comment. */
function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start < text.length; ) {
    const { end } = lineAt(text, start);
    const [, indent = '', dashes = '', written = ''] =
      /^([ \t]*)((?:-[ \t]+)*)(.*)$/.exec(text.slice(start, end)) ?? [];
    const isEmpty = dashes === '' && (written.trim() === '' || written.startsWith('#'));
    if (!isEmpty) yield { start, end, column: indent.length, content: indent.length + dashes.length, written };
    start = end + 1;
  }
}

/** Whether a line belongs to the value of a key in this column: YAML lets the items of a list stand right below it. */
function isBelow({ column, content, written }: Line, key: number): boolean {
  return column > key || (column === key && (content > column || written === '-'));
}
