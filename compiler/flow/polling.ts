import type { CompileOptions } from '../options.ts';

/** How a loop without a delay of its own is paced; seconds. */
export interface Pace {
  readonly first: number;
  readonly longest: number;
  readonly total: number;
}

/** How often a loop that feeds itself (paging) may go round. */
export const PAGES = 1000;

/** The pace that the options give. */
export function pollPace({ polling }: CompileOptions): Pace {
  return { first: polling?.first ?? 5, longest: polling?.longest ?? 60, total: polling?.total ?? 3600 };
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
