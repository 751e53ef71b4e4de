import type { Place, SourceFile } from './diagnostic.ts';

/** A line and a column, both counted from 1; columns in UTF-16 units, as editors and SARIF count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const starts = new WeakMap<SourceFile, readonly number[]>();

/** The offset at which each line of a file starts; found once a file. */
export function lineStarts(file: SourceFile): readonly number[] {
  const known = starts.get(file);
  if (known !== undefined) return known;
  const found = [file.text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) found.push(at + 1);
  starts.set(file, found);
  return found;
}

/** The line and column of an offset; an offset outside of the text counts as its nearest end. A byte order mark has no column. */
export function lineColumn(file: SourceFile, offset: number): Position {
  const lines = lineStarts(file);
  const inside = Math.max(lines[0] ?? 0, Math.min(offset, file.text.length));
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= inside) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: inside - (lines[low] ?? 0) + 1 };
}

/** Where a place starts and ends. */
export function positionsOf(place: Place): { readonly start: Position; readonly end: Position } {
  return { start: lineColumn(place.file, place.range.start), end: lineColumn(place.file, place.range.end) };
}

/** The text of a line, without its line break. */
export function lineText(file: SourceFile, line: number): string {
  const lines = lineStarts(file);
  const start = lines[line - 1] ?? file.text.length;
  const next = lines[line] ?? file.text.length + 1;
  return file.text.slice(start, next - 1).replace(/\r$/, '');
}
