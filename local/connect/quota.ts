import type { Clock } from '../interpreter/index.ts';

/** How often an operation may be called: so many calls a second, and so many at once where it was quiet before. */
export interface Quota {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts calls of each operation against the quota, on the clock of the runs. */
export function quotaCounter({ perSecond, burst }: Quota, clock: Clock): (operation: string) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (operation) => {
    const now = clock.now();
    const bucket = buckets.get(operation) ?? { tokens: burst, at: now };
    buckets.set(operation, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  };
}
