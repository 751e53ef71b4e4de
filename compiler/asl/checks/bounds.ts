/** Longest time in seconds, and largest count, that fields of Step Functions take. */
export const MOST = 99_999_999;

/** What is wrong with a number that must be whole and within bounds; undefined where nothing is. */
export function faultyCount(value: number, least: number, most: number): string | undefined {
  if (!Number.isInteger(value)) return `must be a whole number, not ${value}`;
  if (value < least) return `must be at least ${least}, not ${value}`;
  if (value > most) return `must be at most ${most}, not ${value}`;
  return undefined;
}
