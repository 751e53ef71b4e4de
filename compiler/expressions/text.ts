import type { Parsed, RuntimeExpression, TemplatePart, TextValue } from './ast.ts';
import { attempt, fail } from './fault.ts';
import { failUnknownWord, isFirstWord, nearestFirstWord, wordAt } from './firstWord.ts';
import { type Piece, rangeIn, subPiece, wholePiece } from './piece.ts';
import { readExpression } from './runtimeExpression.ts';

/**
 * Parses a text value of a document: plain text, one expression, or text with expressions in it.
 *
 * The specification embeds an expression as `{$inputs.x}`. One without braces inside a longer text (`id=$inputs.x`) is
 * taken too; its name ends before the first character that is no letter, digit, `_`, `.` or `-`, and a `.` or `-` at its
 * end belongs to the text. A text that starts with an expression and holds a further expression, or a blank in a name, is
 * such a longer text: `$inputs.first name` is the input `first` and the word `name`. A JSON Pointer may have blanks:
 * `$response.body#/first name` is one expression. `$url`, `$method` and `$self` need braces inside a longer text: there
 * they are ordinary words.
 */
export function parseText(text: string): Parsed<TextValue> {
  return attempt(() => readText(wholePiece(text)));
}

/** Reads a piece as a text value. */
export function readText(piece: Piece): TextValue {
  const whole = readWhole(piece);
  if (whole !== undefined) return { kind: 'expression', expression: whole };
  const { parts, bare } = readParts(piece, readBare);
  if (parts.every((part) => typeof part === 'string')) return { kind: 'plain', text: piece.text };
  return { kind: 'template', parts, bare };
}

/** Reads a text in which only `{$expression}` counts: regular expressions use a lone `$` for themselves. */
export function readBraced(piece: Piece): readonly TemplatePart[] {
  return readParts(piece, () => undefined).parts;
}

/** An expression inside a text, and the offset in the text where it ends. */
interface Embedded {
  readonly expression: RuntimeExpression;
  readonly end: number;
}

/** The expression that all of the text is, blanks around it aside. */
function readWhole(piece: Piece): RuntimeExpression | undefined {
  const { text } = piece;
  const trimmed = text.trim();
  if (!trimmed.startsWith('$') || /^[^#]*\s/.test(trimmed)) return undefined;
  const start = text.indexOf('$');
  const word = wordAt(text, start);
  if (!isFirstWord(word)) {
    if (nearestFirstWord(word) !== undefined) failUnknownWord(piece, word, start);
    return undefined;
  }
  if (holdsAnother(trimmed)) return undefined;
  // `$sourceDescriptions.x.url#/paths/...`: the pointer goes into the description, it is no part of the name.
  if (word === 'sourceDescriptions' && trimmed.includes('#')) return undefined;
  return readExpression(subPiece(piece, start, start + trimmed.length));
}

/** Whether a further expression follows the one that the text starts with. */
function holdsAnother(text: string): boolean {
  for (let at = text.indexOf('$', 1); at !== -1; at = text.indexOf('$', at + 1)) {
    if (isFirstWord(wordAt(text, at))) return true;
  }
  return false;
}

function readParts(
  piece: Piece,
  bareReader: (piece: Piece, dollar: number) => Embedded | undefined,
): { readonly parts: readonly TemplatePart[]; readonly bare: boolean } {
  const { text } = piece;
  const parts: TemplatePart[] = [];
  const opening = /\{[ \t]*\$|\$/g;
  let literalStart = 0;
  let bare = false;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const dollar = opening.lastIndex - 1;
    const braced = readEmbedded(piece, match.index, dollar);
    const embedded = braced ?? bareReader(piece, dollar);
    if (embedded === undefined) continue;
    const start = braced === undefined ? dollar : match.index;
    if (start > literalStart) parts.push(text.slice(literalStart, start));
    parts.push(embedded.expression);
    bare ||= braced === undefined;
    literalStart = embedded.end;
    opening.lastIndex = embedded.end;
  }
  if (literalStart < text.length) parts.push(text.slice(literalStart));
  return { parts, bare };
}

/** Reads `{$expression}`; braces around anything else are text. */
function readEmbedded(piece: Piece, start: number, dollar: number): Embedded | undefined {
  const { text } = piece;
  if (text[start] !== '{') return undefined;
  const word = wordAt(text, dollar);
  if (!isFirstWord(word)) {
    if (nearestFirstWord(word) !== undefined) failUnknownWord(piece, word, dollar);
    return undefined;
  }
  const closing = text.indexOf('}', dollar);
  if (closing === -1) {
    const range = rangeIn(piece, start, dollar + 1 + word.length);
    fail('expression-syntax', range, 'this expression has no closing brace', 'Close it with `}`.');
  }
  const end = dollar + text.slice(dollar, closing).trimEnd().length;
  return { expression: readExpression(subPiece(piece, dollar, end)), end: closing + 1 };
}

const wordsWithoutName: readonly string[] = ['url', 'method', 'self', 'statusCode'];

/** Reads an expression without braces; a `$` that starts none is text. */
function readBare(piece: Piece, dollar: number): Embedded | undefined {
  const { text } = piece;
  const word = wordAt(text, dollar);
  const wordEnd = dollar + 1 + word.length;
  if (word === 'statusCode') {
    return { expression: readExpression(subPiece(piece, dollar, wordEnd)), end: wordEnd };
  }
  if (wordsWithoutName.includes(word) || !/^\.[A-Za-z0-9_]/.test(text.slice(wordEnd, wordEnd + 2))) return undefined;
  if (!isFirstWord(word)) {
    if (nearestFirstWord(word) !== undefined) failUnknownWord(piece, word, dollar);
    return undefined;
  }
  const end = bareEnd(text, wordEnd, word !== 'sourceDescriptions');
  return { expression: readExpression(subPiece(piece, dollar, end)), end };
}

/** Where an expression without braces ends: see {@link parseText}. */
function bareEnd(text: string, from: number, mayPoint: boolean): number {
  const names = /[A-Za-z0-9_.-]*/y;
  names.lastIndex = from;
  names.exec(text);
  let end = names.lastIndex;
  const pointer = /#\/[A-Za-z0-9_.~/-]*[A-Za-z0-9_]/y;
  pointer.lastIndex = end;
  if (mayPoint && pointer.exec(text) !== null) return pointer.lastIndex;
  while (text[end - 1] === '.' || text[end - 1] === '-') end--;
  return end;
}
