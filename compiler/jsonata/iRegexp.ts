import { type CodeRange, complement, printSet, propertyRanges } from './codePoints.ts';

/** `.` of I-Regexp: any code point but LF and CR. */
const ANY: readonly CodeRange[] = complement([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
]);

/**
 * Rewrites an I-Regexp (RFC 9485), which is about code points, for JSONata, whose patterns are of UTF-16 code units and
 * know no `\p{..}`. Characters are written by their codes, so that the tokenizer counts no bracket that is meant literally.
 * `^` and `$` stay anchors, as in the mapping to ECMAScript (section 5.3).
 * @returns undefined where the pattern is no I-Regexp, such as one with `\d` or `(?=`
 */
export function carryIRegexp(pattern: string): string | undefined {
  const characters = [...pattern];
  let source = '';
  for (let at = 0; at < characters.length; ) {
    const piece = readClass(characters, at) ?? readSign(characters, at);
    if (piece === undefined) return undefined;
    source += piece.source;
    at = piece.end;
  }
  return isPattern(source) ? source : undefined;
}

interface Piece {
  readonly source: string;
  readonly end: number;
}

/** Groups, alternatives, anchors and quantifiers, which are the same in both. */
function readSign(characters: readonly string[], at: number): Piece | undefined {
  const rest = characters.slice(at, at + 40).join('');
  const sign = /^(?:\{[0-9]+(?:,[0-9]*)?\}|[*+?])(?![*+?{])|^\((?!\?)|^[)|^$]/.exec(rest)?.[0];
  return sign === undefined ? undefined : { source: sign, end: at + sign.length };
}

/** One character, or a set of which it is to be: `a`, `.`, `\p{L}`, `[^a-z]`. */
function readClass(characters: readonly string[], at: number): Piece | undefined {
  const character = characters[at] ?? '';
  if (character === '.') return { source: printSet(ANY), end: at + 1 };
  if (character === '[') return readBrackets(characters, at);
  const set = readAtom(characters, at, /[()*+?[\]{|}^$]/);
  return set === undefined ? undefined : { source: printSet(set.ranges), end: set.end };
}

interface SetPiece {
  readonly ranges: readonly CodeRange[];
  readonly end: number;
}

function readBrackets(characters: readonly string[], open: number): Piece | undefined {
  const negated = characters[open + 1] === '^';
  const ranges: CodeRange[] = [];
  const start = open + (negated ? 2 : 1);
  let at = start;
  while (characters[at] !== ']') {
    const atom = at === start || characters[at + 1] === ']' ? readAtom(characters, at, /[[\]]/) : undefined;
    const first = atom ?? readAtom(characters, at, /[-[\]]/);
    if (first === undefined) return undefined;
    at = first.end;
    const [low] = first.ranges;
    if (characters[at] !== '-' || characters[at + 1] === ']') {
      ranges.push(...first.ranges);
      continue;
    }
    const last = readAtom(characters, at + 1, /[-[\]]/);
    const [high] = last?.ranges ?? [];
    const isPair = low !== undefined && high !== undefined && low[0] === low[1] && high[0] === high[1];
    if (last === undefined || !isPair || low[0] > high[0]) return undefined;
    ranges.push([low[0], high[0]]);
    at = last.end;
  }
  if (ranges.length === 0) return undefined;
  return { source: printSet(negated ? complement(ranges) : ranges), end: at + 1 };
}

/** A character as it stands, escaped, or a category; undefined for one that is a sign here. */
function readAtom(characters: readonly string[], at: number, signs: RegExp): SetPiece | undefined {
  const character = characters[at];
  if (character === undefined) return undefined;
  if (character !== '\\') return signs.test(character) ? undefined : { ranges: [only(character)], end: at + 1 };
  const escaped = characters[at + 1] ?? '';
  const control = controls.get(escaped);
  if (control !== undefined) return { ranges: [[control, control]], end: at + 2 };
  if (/^[(-+.?[\\\]^$|{}-]$/.test(escaped)) return { ranges: [only(escaped)], end: at + 2 };
  const category = /^[pP]\{([A-Z][a-z]?)\}/.exec(characters.slice(at + 1, at + 6).join(''));
  const ranges = category === null ? undefined : categoryRanges(category[1] ?? '');
  if (category === null || ranges === undefined) return undefined;
  return { ranges: escaped === 'P' ? complement(ranges) : ranges, end: at + 1 + category[0].length };
}

const controls: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
]);

function only(character: string): CodeRange {
  const code = character.codePointAt(0) ?? 0;
  return [code, code];
}

/** The code points of a general category of Unicode; undefined for one that there isn't. */
function categoryRanges(name: string): readonly CodeRange[] | undefined {
  if (!/^(?:L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)$/.test(name)) return undefined;
  return propertyRanges(name);
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
