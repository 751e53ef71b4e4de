import { READER_PATTERNS } from '../../../compiler/jsonata/index.ts';

/** Patterns of which more is known than can be read off them. */
const quadratic: ReadonlySet<string> = new Set(READER_PATTERNS.map((pattern) => new RegExp(pattern).source));

/**
 * How many ways there are at most to try a pattern on a text of so many characters: what a search by backtracking may
 * cost. 1 for a pattern that leaves no choice, `Infinity` beyond all bounds.
 * @param source a pattern that JavaScript takes
 */
export function patternSteps(source: string, length: number): number {
  if (quadratic.has(source)) return length ** 2;
  const { steps } = alternatives(new Cursor(source), Math.max(length, 1));
  // Without a fixed start the search begins at every character.
  return source.startsWith('^') ? steps : steps * Math.max(length, 1);
}

/** A part of a pattern. `fixed`: it leaves no choice. */
interface Part {
  readonly steps: number;
  readonly fixed: boolean;
}

class Cursor {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Moves behind what matches here. @param token sticky */
  take(token: RegExp): RegExpExecArray | undefined {
    token.lastIndex = this.at;
    const found = token.exec(this.source);
    if (found === null) return undefined;
    this.at = token.lastIndex;
    return found;
  }
}

const charClass = /\[(?:\\[\s\S]|[^\]\\])*\]/y;
const groupStart = /\((?:\?(?::|=|!|<=|<!|<[^>]*>))?/y;
const backReference = /\\(?:[1-9]\d*|k<[^>]*>)/y;
const character = /\\[\s\S]|[^|)]/y;
const quantifier = /([*+?]|\{(\d+)(,)?(\d*)\})\??/y;
const bar = /\|/y;
const groupEnd = /\)/y;

/** Alternatives up to the end of their group. */
function alternatives(cursor: Cursor, length: number): Part {
  let all = sequence(cursor, length);
  while (cursor.take(bar)) {
    const next = sequence(cursor, length);
    all = { steps: all.steps + next.steps, fixed: false };
  }
  return all;
}

function sequence(cursor: Cursor, length: number): Part {
  let steps = 1;
  let fixed = true;
  for (let next = quantified(cursor, length); next !== undefined; next = quantified(cursor, length)) {
    steps *= next.steps;
    fixed &&= next.fixed;
  }
  return { steps, fixed };
}

function quantified(cursor: Cursor, length: number): Part | undefined {
  const part = single(cursor, length);
  if (part === undefined) return undefined;
  const found = cursor.take(quantifier);
  if (found === undefined) return part;
  const [, sign, least, comma, most] = found;
  const min = sign === '+' ? 1 : Number(least ?? 0);
  const max = sign === '?' ? 1 : sign === '*' || sign === '+' ? length : most ? Number(most) : comma ? length : min;
  const choices = Math.max(Math.min(max, length) - min, 0) + 1;
  // Each repetition of what leaves a choice multiplies the ways.
  const steps = part.fixed || max <= 1 ? part.steps * choices : Math.max(part.steps, 2) ** Math.min(max, length);
  return { steps, fixed: part.fixed && choices === 1 };
}

/** One character, class, group or reference; undefined at the end of the group. */
function single(cursor: Cursor, length: number): Part | undefined {
  if (cursor.take(charClass)) return { steps: 1, fixed: true };
  if (cursor.take(groupStart)) {
    const inner = alternatives(cursor, length);
    cursor.take(groupEnd);
    return inner;
  }
  if (cursor.take(backReference)) return { steps: length, fixed: false };
  if (cursor.take(character)) return { steps: 1, fixed: true };
  return undefined;
}
