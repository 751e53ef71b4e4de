import type { Range, SourceFile } from '../diagnostics/index.ts';
import { decodeScalar, styleOf } from './decodeScalar.ts';
import type { ScalarNode } from './tree.ts';

type Value = ScalarNode['value'];

/** A scalar of a parsed file. A class, because there are many and `locate` is rarely called. */
export class ParsedScalar<V extends Value = Value> implements ScalarNode {
  readonly kind = 'scalar';
  readonly file: SourceFile;
  readonly range: Range;
  readonly value: V;
  /** For block scalars: the indentation of the collection that they stand in. */
  readonly indent: number;

  constructor(file: SourceFile, range: Range, value: V, indent: number) {
    this.file = file;
    this.range = range;
    this.value = value;
    this.indent = indent;
  }

  locate(start: number, end: number): Range {
    const { file, range, value } = this;
    if (typeof value !== 'string') return range;
    const from = Math.max(0, Math.min(start, value.length));
    const to = Math.max(from, Math.min(end, value.length));
    const written = file.text.slice(range.start, range.end);
    if (written === value) return { start: range.start + from, end: range.start + to };
    const style = styleOf(written);
    const { text, starts, ends } = decodeScalar(written, style, this.indent);
    if (text !== value) return range;
    const textEnd = style === 'single' || style === 'double' ? written.length - 1 : (ends.at(-1) ?? written.length);
    const first = starts[from] ?? textEnd;
    const last = to > from ? (ends[to - 1] ?? textEnd) : first;
    return { start: range.start + first, end: range.start + last };
  }
}
