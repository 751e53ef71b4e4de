import type jsonata from 'jsonata';

/** What one evaluation has used so far, and what its functions depend on beside their arguments. */
export interface Session {
  readonly budget: Budget;
  /** Milliseconds since the epoch, for `$now` and `$millis`. */
  readonly now: number;
  /** Numbers in [0, 1), for `$random` and `$uuid`. */
  readonly random: () => number;
  /** On the clock of `performance.now`. */
  readonly start: number;
  depth: number;
  steps: number;
  cells: number;
  /** Sizes of the lists and objects that the evaluation has made, see `sizes.ts`. */
  readonly sizes: WeakMap<object, number>;
  /** Why it has to end. Whatever of it is still under way meets this at its next step. */
  ended: Error | undefined;
}

/** How much an evaluation may do. */
export interface Budget {
  /** Whether work beyond the budget is to be done elsewhere; otherwise the expression fails. */
  readonly small: boolean;
  readonly steps: number;
  /** Members of lists, and pieces of texts, that it looks at (small) or makes. */
  readonly cells: number;
  readonly milliseconds: number;
}

/** What is done in passing: about ten milliseconds. */
export const smallBudget: Budget = { small: true, steps: 5000, cells: 20_000, milliseconds: 50 };

/** What may be done on a thread of its own, which is ended after a time. */
export const largeBudget: Budget = {
  small: false,
  steps: Number.POSITIVE_INFINITY,
  cells: 10_000_000,
  milliseconds: Number.POSITIVE_INFINITY,
};

/** Thrown where an evaluation does more than its small budget allows: it is to be done where it holds up nobody. */
export class TooMuch extends Error {}

/** An evaluation that AWS ends as well, in AWS's words. */
export class LimitExceeded extends Error {}

/** Not a name that JSONata can write, so that no expression reads what is bound to it. */
export const sessionKey = ' session';

export function sessionOf(environment: jsonata.Environment): Session {
  return environment.lookup(sessionKey);
}

/** Ends an evaluation. */
export function end(session: Session, reason: Error): never {
  session.ended ??= reason;
  throw session.ended;
}

export function outOfMemory(): LimitExceeded {
  return new LimitExceeded('Expression evaluation memory limit exceeded: Check for excessive memory usage');
}
