import type { Range } from '../diagnostics/index.ts';
import type { Name } from './ast.ts';
import { fail } from './fault.ts';

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

/** Where the name behind the first word starts. */
export function afterDot(piece: Piece, word: string, form: string): number {
  const dot = word.length + 1;
  if (piece.text[dot] !== '.') {
    fail('expression-syntax', rangeIn(piece, 0, dot), `\`$${word}\` needs a name`, `Write \`${form}\`.`);
  }
  return dot + 1;
}

/** The name from `start` to `end`, which must not be empty. */
export function readName(piece: Piece, start: number, end: number, form: string): Name {
  if (start >= end) {
    fail('expression-syntax', rangeIn(piece, 0, end), 'a name is missing', `The form is \`${form}\`.`);
  }
  return nameIn(piece, start, end);
}

/** Words for a message. */
export function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
