import { patternSteps } from './patternSteps.ts';
import { end, type Session, TooMuch } from './session.ts';

/** What a pattern finds in a text, as jsonata's functions take it. */
interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  /** The match after this one. */
  next(): Match | undefined;
}

/** What a pattern may cost in passing. */
const mostSteps = 1_000_000;

/** The longest text that a pattern was found to cost no more on; a shorter one costs less. */
const longestInPassing = new WeakMap<RegExp, number>();

function isCostly(pattern: RegExp, { length }: string): boolean {
  if (length <= (longestInPassing.get(pattern) ?? -1)) return false;
  if (patternSteps(pattern.source, length) > mostSteps) return true;
  longestInPassing.set(pattern, length);
  return false;
}

/**
 * A pattern (`/.../`) as the function that it is in JSONata, of a text and the place to start at, which leaves to
 * elsewhere what may take long. jsonata's own would search wherever the expression is evaluated.
 */
export function matcher(pattern: RegExp, session: Session): (text: unknown, from: number | undefined) => unknown {
  const find = (text: string, from: number): Match | undefined => {
    if (session.budget.small && isCostly(pattern, text)) end(session, new TooMuch());
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    const [match, ...groups] = found;
    const { lastIndex } = pattern;
    return {
      match,
      start: found.index,
      end: found.index + match.length,
      groups,
      next() {
        if (lastIndex >= text.length) return undefined;
        const following = find(text, lastIndex);
        // It would find the same again for ever; the code is jsonata's.
        if (following?.match === '') throw { code: 'D1004', value: pattern.source };
        return following;
      },
    };
  };
  return (text, from) => find(String(text), from ?? 0);
}
