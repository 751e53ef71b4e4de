import { type HistoryRoom, historyRoom } from '../interpreter/index.ts';
import type { ExecutionRecord } from './store.ts';

/** The most characters of inputs and outputs that all histories together hold. */
const mostHeld = 256 * 1024 * 1024;

/** The characters that a history holds. */
export interface Held {
  characters: number;
}

/** Executions, and how many of them are kept. */
export interface Keeping {
  /** By ARN, in the order of their starts. */
  readonly executions: Map<string, Pick<ExecutionRecord, 'status' | 'held'>>;
  /** How many are kept when they have ended. */
  readonly keep: number;
  /** All of them together. */
  readonly held: Held;
}

/** Room for one more history: where there is none left, executions that have ended are dropped for it, the oldest first. */
export function roomFor(keeping: Keeping, held: Held): HistoryRoom {
  const own = historyRoom();
  const isFull = (characters: number): boolean => keeping.held.characters + characters > mostHeld;
  return {
    take(characters) {
      if (isFull(characters)) forgetWhile(keeping, () => isFull(characters));
      if (isFull(characters) || !own.take(characters)) return false;
      keeping.held.characters += characters;
      held.characters += characters;
      return true;
    },
  };
}

/** Drops executions that have ended beyond the number that is kept, the oldest first. */
export function forgetOldest(keeping: Keeping): void {
  forgetWhile(keeping, () => keeping.executions.size > keeping.keep);
}

function forgetWhile({ executions, held }: Keeping, isTooMuch: () => boolean): void {
  for (const [arn, record] of executions) {
    if (!isTooMuch()) return;
    if (record.status === 'RUNNING') continue;
    executions.delete(arn);
    held.characters -= record.held.characters;
  }
}
