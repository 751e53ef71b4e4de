import { pointerToken } from '../source/index.ts';
import type { Name, Parsed, Pointer } from './ast.ts';
import { attempt, fail } from './fault.ts';
import { type Piece, rangeIn, wholePiece } from './piece.ts';

/** How many tokens a pointer may have: more than a document can be deep. */
const LONGEST_POINTER = 200;

/** Parses a JSON Pointer (RFC 6901), for example `/items/0/a~1b`; the empty text is the whole document. */
export function parseJsonPointer(text: string): Parsed<Pointer> {
  return attempt(() => {
    if (text.startsWith('$')) {
      const help = 'A JSON Pointer has the form `/member/0/member`.';
      fail('expression-syntax', { start: 0, end: text.length }, `\`${text}\` is not a JSON Pointer`, help);
    }
    return readPointer(wholePiece(text));
  });
}

/** Reads a piece that is one pointer, without `#`. */
export function readPointer(piece: Piece): Pointer {
  const { text } = piece;
  if (text !== '' && !text.startsWith('/')) {
    const pointer = `/${text.replace(/^[#/]+/, '')}`;
    fail(
      'expression-syntax',
      rangeIn(piece, 0, text.length),
      'a JSON Pointer starts with `/`',
      `Write \`${pointer}\`.`,
    );
  }
  const tokens: Name[] = [];
  for (let start = 1; start <= text.length; ) {
    if (tokens.length === LONGEST_POINTER) {
      fail('expression-syntax', rangeIn(piece, start - 1, text.length), 'this JSON Pointer goes too deep');
    }
    const slash = text.indexOf('/', start);
    const end = slash === -1 ? text.length : slash;
    tokens.push(readToken(piece, start, end));
    start = end + 1;
  }
  return { tokens, range: rangeIn(piece, 0, text.length) };
}

/** Unescapes one token, of which each tilde must be an escape. */
function readToken(piece: Piece, start: number, end: number): Name {
  const raw = piece.text.slice(start, end);
  const wrong = /~(?![01])/.exec(raw);
  if (wrong !== null) {
    const at = start + wrong.index;
    const help = 'Write `~0` for a tilde and `~1` for a slash.';
    fail('expression-syntax', rangeIn(piece, at, at + 1), 'a tilde in a JSON Pointer is an escape', help);
  }
  return { text: pointerToken(raw), range: rangeIn(piece, start, end) };
}
