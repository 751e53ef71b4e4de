import type { Pace } from './executions.ts';

/** Gives turns, evenly spread: the promise that comes back resolves when it is the caller's turn, in the order of the calls. */
export function pacer(perSecond: number, pace: Pace, signal: AbortSignal): () => Promise<void> {
  const gap = 1000 / perSecond;
  let free = 0;
  return async () => {
    signal.throwIfAborted();
    const now = pace.now();
    const at = Math.max(now, free);
    free = at + gap;
    if (at > now) await pace.sleep(at - now, signal);
  };
}
