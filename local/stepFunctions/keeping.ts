import { type HistoryRoom, historyRoom, type MapRun } from '../interpreter/index.ts';
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
  /** The child executions of their map runs, which are kept as long as they are. */
  readonly children: Map<string, Pick<ExecutionRecord, 'held'>>;
  readonly mapRuns: Map<string, Pick<MapRun, 'executionArn' | 'children'>>;
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

function forgetWhile(keeping: Keeping, isTooMuch: () => boolean): void {
  for (const [arn, record] of keeping.executions) {
    if (!isTooMuch()) return;
    if (record.status === 'RUNNING') continue;
    keeping.executions.delete(arn);
    keeping.held.characters -= record.held.characters;
    forgetMapRuns(keeping, arn);
  }
}

function forgetMapRuns({ mapRuns, children, held }: Keeping, executionArn: string): void {
  for (const [arn, mapRun] of mapRuns) {
    if (mapRun.executionArn !== executionArn) continue;
    mapRuns.delete(arn);
    for (const { execution } of mapRun.children ?? []) {
      const child = children.get(execution?.arn ?? '');
      if (execution === undefined || child === undefined) continue;
      children.delete(execution.arn);
      held.characters -= child.held.characters;
    }
  }
}
