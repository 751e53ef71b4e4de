import type { Action } from '../arazzo/index.ts';
import type { CompileOptions } from '../options.ts';

/** How a loop without a delay of its own is paced; seconds. */
export interface Pace {
  readonly first: number;
  readonly longest: number;
  readonly total: number;
}

/** How often a loop that feeds itself (paging) may go round. */
export const PAGES = 1000;

/** The pace of a loop, by its action's own, else by the options. */
export function pollPace(action: Action, options: CompileOptions): Pace {
  return { first: 5, longest: 60, total: 3600, ...options.polling, ...action.polling };
}

/** Seconds that so many waits take, each twice the one before up to the longest. */
export function secondsOf(waits: number, first: number, longest: number): number {
  let seconds = 0;
  let wait = Math.min(first, longest);
  for (let left = waits; left > 0; left--) {
    if (wait >= longest) return seconds + left * longest;
    seconds += wait;
    wait = Math.min(wait * 2, longest);
  }
  return seconds;
}

/** How many waits of a pace, each twice the one before up to the longest, fit into its total. */
export function pollLimit({ first, longest, total }: Pace): number {
  let waits = 0;
  let seconds = Math.max(1, first);
  for (let left = total; left >= seconds; waits++) {
    left -= seconds;
    if (seconds >= longest) return waits + 1 + Math.floor(left / seconds);
    seconds = Math.min(longest, seconds * 2);
  }
  return Math.max(1, waits);
}
