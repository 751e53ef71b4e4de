import { type CodeRange, complement, printSet, propertyRanges } from './codePoints.ts';

/** A part of a pattern rewritten, and where the rest begins; undefined where there is no such character or property. */
export interface Carried {
  readonly source: string | undefined;
  readonly end: number;
}

/** Whether a pattern is about code points (ECMA-262's `u` flag): it has `\\p{..}`, `\\P{..}` or `\\u{..}`. */
export function isUnicode(pattern: string): boolean {
  return UNICODE.test(pattern.replaceAll('\\\\', ''));
}

const UNICODE = /\\(?:[pP]\{|u\{)/;

/** `.`: any code point but the ends of lines. */
export const ANY = printSet(
  complement([
    [0x0a, 0x0a],
    [0x0d, 0x0d],
    [0x2028, 0x2029],
  ]),
);

/** The escape at a backslash, if it is one of code points. */
export function carryEscape(pattern: string, at: number): Carried | undefined {
  if (!/^\\(?:[pP]\{|u\{)/.test(pattern.slice(at, at + 3))) return undefined;
  const atom = readAtom(pattern, at);
  return { source: atom === undefined ? undefined : printSet(atom.ranges), end: atom?.end ?? at };
}

/** The class at a bracket, if there are code points in it. */
export function carryClass(pattern: string, open: number): Carried | undefined {
  const whole = /^\[(?:\\.|[^\]\\])*\]/s.exec(pattern.slice(open))?.[0];
  if (whole === undefined || !isUnicode(whole)) return undefined;
  const end = open + whole.length;
  const negated = pattern[open + 1] === '^';
  const ranges: CodeRange[] = [];
  for (let at = open + (negated ? 2 : 1); at < end - 1; ) {
    const first = readAtom(pattern, at);
    if (first === undefined) return { source: undefined, end };
    const dash = pattern[first.end] === '-' && first.end + 1 < end - 1;
    const last = dash ? readAtom(pattern, first.end + 1) : undefined;
    const [from, to] = [only(first), last && only(last)];
    if (last !== undefined && (from === undefined || to === undefined || from > to)) return { source: undefined, end };
    if (from !== undefined && to !== undefined) ranges.push([from, to]);
    else ranges.push(...first.ranges);
    at = (last ?? first).end;
  }
  return { source: printSet(negated ? complement(ranges) : ranges), end };
}

interface Atom {
  readonly ranges: readonly CodeRange[];
  readonly end: number;
}

/** The code point of an atom that is a single one. */
function only({ ranges: [range, ...others] }: Atom): number | undefined {
  return range !== undefined && others.length === 0 && range[0] === range[1] ? range[0] : undefined;
}

function readAtom(pattern: string, at: number): Atom | undefined {
  const code = pattern.codePointAt(at);
  if (code === undefined) return undefined;
  if (pattern[at] !== '\\') return single(code, at + (code > 0xffff ? 2 : 1));
  const rest = pattern.slice(at + 1, at + 80);
  const property = /^([pP])\{([^}]*)\}/.exec(rest);
  if (property !== null) {
    const ranges = propertyRanges(property[2] ?? '');
    const end = at + 1 + property[0].length;
    return ranges && { ranges: property[1] === 'P' ? complement(ranges) : ranges, end };
  }
  const written = /^(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))/.exec(rest);
  if (written !== null) {
    const point = Number.parseInt(written[1] ?? written[2] ?? written[3] ?? '', 16);
    return point > 0x10ffff ? undefined : single(point, at + 1 + written[0].length);
  }
  const name = rest.charAt(0);
  const set = SETS[name.toLowerCase()];
  if (set !== undefined) return { ranges: /[DWS]/.test(name) ? complement(set) : set, end: at + 2 };
  const control = CONTROLS[name];
  if (control !== undefined) return single(control, at + 2);
  return /^[\^$\\.*+?()[\]{}|/-]$/.test(name) ? single(name.charCodeAt(0), at + 2) : undefined;
}

function single(code: number, end: number): Atom {
  return { ranges: [[code, code]], end };
}

const SETS: Readonly<Record<string, readonly CodeRange[]>> = {
  d: [[0x30, 0x39]],
  w: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  s: [
    [0x09, 0x0d],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
};
const CONTROLS: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, f: 0x0c, v: 0x0b, b: 0x08, '0': 0 };
