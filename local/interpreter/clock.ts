/** The time of a run. Everything that waits or tells the time gets it from one clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves when `milliseconds` have passed; rejects with the signal's reason when it is aborted before. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls `reached` when `milliseconds` have passed, unless the function that comes back is called before. A virtual
   * clock moves on for sleepers, never for an alarm alone: an alarm is a limit, not something that is waited for.
   */
  alarm(milliseconds: number, reached: () => void): () => void;
  /**
   * Says that something is under way that takes no time on this clock, until the function that comes back is called: a
   * clock whose runs can be repeated stands still meanwhile.
   */
  hold(): () => void;
}

/** A clock that waits for real. */
export function realClock(): Clock {
  return {
    now: Date.now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const cancel = realAlarm(milliseconds, () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        });
        const abort = (): void => {
          cancel();
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
      }),
    alarm: realAlarm,
    hold: () => () => {},
  };
}

interface Timer {
  readonly at: number;
  readonly sleeper: boolean;
  readonly reached: () => void;
}

/**
 * A clock on which no time is spent waiting: as soon as the program has nothing else to do, it is the moment that the
 * next sleeper waits for. With `start` (milliseconds since the epoch) the time is otherwise still, so that a run gives
 * the same times again; without, it also goes on as real time does.
 */
export function virtualClock(start?: number): Clock {
  const timers: Timer[] = [];
  let ahead = start ?? 0;
  let sleepers = 0;
  let planned = false;
  let holds = 0;
  const now = (): number => (start === undefined ? Date.now() + ahead : ahead);

  const moveOn = (): void => {
    planned = false;
    if (sleepers === 0 || holds > 0) return;
    const timer = timers.shift();
    if (timer === undefined) return;
    ahead += Math.max(0, timer.at - now());
    if (timer.sleeper) sleepers--;
    timer.reached();
    plan();
  };
  // A macrotask: all that can go on without waiting goes on first.
  const plan = (): void => {
    if (planned || sleepers === 0 || holds > 0) return;
    planned = true;
    setImmediate(moveOn);
  };
  const add = (timer: Timer): void => {
    let at = timers.length;
    while (at > 0 && (timers[at - 1]?.at ?? 0) > timer.at) at--;
    timers.splice(at, 0, timer);
    if (timer.sleeper) sleepers++;
    plan();
  };
  const remove = (timer: Timer): void => {
    const at = timers.indexOf(timer);
    if (at < 0) return;
    timers.splice(at, 1);
    if (timer.sleeper) sleepers--;
  };

  return {
    now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const abort = (): void => {
          remove(timer);
          reject(signal?.reason);
        };
        const timer: Timer = {
          at: now() + milliseconds,
          sleeper: true,
          reached: () => {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        add(timer);
      }),
    alarm: (milliseconds, reached) => {
      const timer: Timer = { at: now() + milliseconds, sleeper: false, reached };
      add(timer);
      if (start !== undefined) return () => remove(timer);
      const cancel = realAlarm(milliseconds, () => {
        remove(timer);
        reached();
      });
      return () => {
        remove(timer);
        cancel();
      };
    },
    hold() {
      // Where time goes on by itself, others need not wait.
      if (start === undefined) return () => {};
      holds++;
      return () => {
        holds--;
        plan();
      };
    },
  };
}

const longestTimeout = 2 ** 31 - 1;

/** `setTimeout` without its limit of 24 days. */
function realAlarm(milliseconds: number, reached: () => void): () => void {
  let timeout: NodeJS.Timeout;
  const wait = (left: number): void => {
    timeout = setTimeout(
      () => (left > longestTimeout ? wait(left - longestTimeout) : reached()),
      Math.min(left, longestTimeout),
    );
    // No program is kept running for what is weeks away.
    if (left > longestTimeout) timeout.unref();
  };
  wait(milliseconds);
  return () => clearTimeout(timeout);
}
