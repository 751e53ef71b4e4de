/** Code points from the first to the last, both included. */
export type CodeRange = readonly [first: number, last: number];

const LAST = 0x10ffff;
const ASTRAL = 0x10000;

const properties = new Map<string, readonly CodeRange[]>();

/** The code points of a property of Unicode (`Lu`, `Script=Latin`), as the engine has it; undefined for one that there isn't. */
export function propertyRanges(name: string): readonly CodeRange[] | undefined {
  const known = properties.get(name);
  if (known !== undefined) return known;
  const pattern = propertyPattern(name);
  if (pattern === undefined) return undefined;
  const ranges: CodeRange[] = [];
  let first: number | undefined;
  for (let code = 0; code <= LAST + 1; code++) {
    const isIn = code <= LAST && pattern.test(String.fromCodePoint(code));
    if (isIn) first ??= code;
    if (isIn || first === undefined) continue;
    ranges.push([first, code - 1]);
    first = undefined;
  }
  properties.set(name, ranges);
  return ranges;
}

function propertyPattern(name: string): RegExp | undefined {
  try {
    return /^[A-Za-z_]+(?:=[A-Za-z_]+)?$/.test(name) ? new RegExp(`\\p{${name}}`, 'u') : undefined;
  } catch {
    return undefined;
  }
}

/** Ranges in their order, those that meet made one. */
function merged(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const result: CodeRange[] = [];
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    const before = result.at(-1);
    if (before === undefined || first > before[1] + 1) result.push([first, last]);
    else result[result.length - 1] = [before[0], Math.max(before[1], last)];
  }
  return result;
}

/** All other code points. */
export function complement(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const result: CodeRange[] = [];
  let next = 0;
  for (const [first, last] of merged(ranges)) {
    if (first > next) result.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

/** A set in code units, as a pattern without the `u` flag: single ones in one class, pairs of surrogates beside it. */
export function printSet(ranges: readonly CodeRange[]): string {
  const units: CodeRange[] = [];
  const pairs = new Map<string, string>();
  for (const [first, last] of merged(ranges)) {
    if (first < 0xd800) units.push([first, Math.min(last, 0xd7ff)]);
    if (last > 0xdfff && first < ASTRAL) units.push([Math.max(first, 0xe000), Math.min(last, 0xffff)]);
    for (let from = Math.max(first, ASTRAL); from <= last; ) {
      const high = highOf(from);
      const whole = lowOf(from) === 0xdc00 ? highOf(last + 1) - high : 0;
      const end = whole > 0 ? from + whole * 0x400 - 1 : Math.min(last, from | 0x3ff);
      const low = printUnits([[lowOf(from), lowOf(end)]]);
      pairs.set(low, `${pairs.get(low) ?? ''}${printUnits([[high, highOf(end)]])}`);
      from = end + 1;
    }
  }
  const [single, ...others] = units;
  if (pairs.size === 0 && others.length === 0 && single !== undefined && single[0] === single[1])
    return printUnit(single[0]);
  const options = [...pairs].map(([low, highs]) => `[${highs}][${low}]`);
  if (units.length > 0) options.unshift(`[${printUnits(units)}]`);
  const [option] = options;
  // What no character can be: `[^\p{..}\P{..}]`.
  if (option === undefined) return '(?!)';
  return options.length === 1 && pairs.size === 0 ? option : `(?:${options.join('|')})`;
}

function highOf(code: number): number {
  return 0xd800 + ((code - ASTRAL) >> 10);
}

function lowOf(code: number): number {
  return 0xdc00 + ((code - ASTRAL) & 0x3ff);
}

function printUnits(ranges: readonly CodeRange[]): string {
  return ranges
    .map(([first, last]) => (first === last ? printUnit(first) : `${printUnit(first)}-${printUnit(last)}`))
    .join('');
}

/** Letters, digits, blanks and what means nothing in a pattern as they are, all else by their codes. */
function printUnit(code: number): string {
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9 _@:;,=<>"'~!#&]/.test(character)) return character;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
