import type { Range } from '../diagnostics/index.ts';
import type { Name } from './ast.ts';

/**
 * A text to parse that is a part of a longer one: an expression in a template, the content of a quoted literal. `locate`
 * maps an offset of it (its length included) to one of the whole text.
 */
export interface Piece {
  readonly text: string;
  locate(offset: number): number;
}

/** A text that stands alone: offsets are its own. */
export function wholePiece(text: string): Piece {
  return { text, locate: (offset) => offset };
}

/** The part of a piece from `start` to `end`. */
export function subPiece(piece: Piece, start: number, end: number): Piece {
  return { text: piece.text.slice(start, end), locate: (offset) => piece.locate(start + offset) };
}

/** The range in the whole text of what stands in a piece from `start` to `end`. */
export function rangeIn(piece: Piece, start: number, end: number): Range {
  return { start: piece.locate(start), end: piece.locate(end) };
}

/** The part of a piece from `start` to `end` as a name. */
export function nameIn(piece: Piece, start: number, end: number): Name {
  return { text: piece.text.slice(start, end), range: rangeIn(piece, start, end) };
}
