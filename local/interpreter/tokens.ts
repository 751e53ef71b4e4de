import { TaskFailure } from './errors.ts';
import type { Json } from './json.ts';

/** The Tasks that wait for somebody to answer (`.waitForTaskToken`), by the token that they handed out. */
export interface TaskTokens {
  /** A new token, and what becomes of it. */
  open(): OpenToken;
  /** Ends the wait with a result, or with an error; false where nobody waits for this token. */
  succeed(token: string, output: Json): boolean;
  fail(token: string, error: string | undefined, cause: string | undefined): boolean;
  /** Says that work goes on; false where nobody waits for this token. */
  heartbeat(token: string): boolean;
}

export interface OpenToken {
  readonly token: string;
  /** Resolves with what the answer gives; rejects with a `TaskFailure`. */
  readonly answer: Promise<Json>;
  /** Is called at each heartbeat. */
  onHeartbeat: () => void;
  /** Nobody waits any more. */
  close(): void;
}

interface Waiting {
  readonly open: OpenToken;
  resolve(output: Json): void;
  reject(failure: TaskFailure): void;
}

/** @param random numbers in [0, 1), from which the tokens are made */
export function createTokens(random: () => number): TaskTokens {
  const waiting = new Map<string, Waiting>();
  const take = (token: string): Waiting | undefined => {
    const found = waiting.get(token);
    waiting.delete(token);
    return found;
  };
  return {
    open() {
      const token = Buffer.from(Array.from({ length: 48 }, () => Math.floor(random() * 256))).toString('base64');
      let settle: Pick<Waiting, 'resolve' | 'reject'> | undefined;
      const answer = new Promise<Json>((resolve, reject) => {
        settle = { resolve, reject };
      });
      // A token that is closed before anybody looks at its answer is no unhandled rejection.
      answer.catch(() => {});
      const open: OpenToken = { token, answer, onHeartbeat: () => {}, close: () => void waiting.delete(token) };
      if (settle !== undefined) waiting.set(token, { open, ...settle });
      return open;
    },
    succeed(token, output) {
      const found = take(token);
      found?.resolve(output);
      return found !== undefined;
    },
    fail(token, error, cause) {
      const found = take(token);
      found?.reject(new TaskFailure(error, cause));
      return found !== undefined;
    },
    heartbeat(token) {
      const found = waiting.get(token);
      found?.open.onHeartbeat();
      return found !== undefined;
    },
  };
}
