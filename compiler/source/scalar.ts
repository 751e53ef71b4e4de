import type { Range, SourceFile } from '../diagnostics/index.ts';
import { type DecodedScalar, decodeScalar, styleOf } from './decodeScalar.ts';
import type { ScalarNode } from './tree.ts';

type Value = ScalarNode['value'];

/** A scalar of a parsed file. A class, because there are many and most are never asked where a part of them stands. */
export class ParsedScalar<V extends Value = Value> implements ScalarNode {
  readonly kind = 'scalar';
  readonly file: SourceFile;
  readonly range: Range;
  readonly value: V;
  /** For block scalars: the indentation of the collection that they stand in. */
  readonly indent: number;
  /** How it is written; found out when it is first asked for. */
  #written: Written | undefined;

  constructor(file: SourceFile, range: Range, value: V, indent: number) {
    this.file = file;
    this.range = range;
    this.value = value;
    this.indent = indent;
  }

  /** The same scalar in another text, which has the same words for it. */
  movedTo(file: SourceFile, range: Range): ParsedScalar<V> {
    return new ParsedScalar(file, range, this.value, this.indent);
  }

  locate(start: number, end: number): Range {
    const { range, value } = this;
    if (typeof value !== 'string') return range;
    const from = Math.max(0, Math.min(start, value.length));
    const to = Math.max(from, Math.min(end, value.length));
    this.#written ??= this.#decode(value);
    switch (this.#written.kind) {
      case 'same':
        return { start: range.start + from, end: range.start + to };
      case 'unknown':
        return range;
      case 'decoded': {
        const { starts, ends, textEnd } = this.#written;
        const first = starts[from] ?? textEnd;
        const last = to > from ? (ends[to - 1] ?? textEnd) : first;
        return { start: range.start + first, end: range.start + last };
      }
      default:
        return this.#written satisfies never;
    }
  }

  #decode(value: string): Written {
    const written = this.file.text.slice(this.range.start, this.range.end);
    if (written === value) return { kind: 'same' };
    const style = styleOf(written);
    const { text, starts, ends } = decodeScalar(written, style, this.indent);
    if (text !== value) return { kind: 'unknown' };
    const textEnd = style === 'single' || style === 'double' ? written.length - 1 : (ends.at(-1) ?? written.length);
    return { kind: 'decoded', starts, ends, textEnd };
  }
}

/** How a text is written in its file: as it is, in a form that was read unit by unit, or in one that could not be. */
type Written =
  | { readonly kind: 'same' | 'unknown' }
  | ({ readonly kind: 'decoded'; readonly textEnd: number } & Pick<DecodedScalar, 'starts' | 'ends'>);
