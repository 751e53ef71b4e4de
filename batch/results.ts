import type { Outcome } from './run/runBatch.ts';

const COLUMNS = ['row', 'execution', 'status', 'error', 'cause', 'outputs'] as const;

/** What became of each row, as CSV (RFC 4180): the row's number from 1, its execution, and how that ended. */
export function resultsCsv(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ job, execution, status, error, cause, output }) => [
    String(job.row),
    execution,
    status,
    error,
    cause,
    output,
  ]);
  return [COLUMNS, ...rows].map((fields) => `${fields.map(written).join(',')}\r\n`).join('');
}

function written(field = ''): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** How many rows came to which end. */
export interface Counts {
  readonly total: number;
  readonly succeeded: number;
  /** Of those, what had succeeded before. */
  readonly before: number;
  readonly failed: number;
  readonly running: number;
  readonly notStarted: number;
}

/** @param total how many rows there are, where some haven't come to anything yet */
export function countOf(outcomes: readonly Outcome[], total = outcomes.length): Counts {
  const counter = createCounter(total);
  for (const outcome of outcomes) counter.changed(outcome);
  return counter.counts();
}

/** Counts rows as they change, of which there may be many. */
export interface Counter {
  /** Is told what has become of a row, at any time. */
  changed(outcome: Outcome): void;
  counts(): Counts;
}

type End = 'succeeded' | 'failed' | 'running' | 'notStarted';

/** @param total how many rows there are; none of them is started yet */
export function createCounter(total: number): Counter {
  const ends = new Map<number, End>();
  const before = new Set<number>();
  const counts = { succeeded: 0, failed: 0, running: 0, notStarted: total };
  return {
    changed(outcome) {
      const { row } = outcome.job;
      const end = endOf(outcome);
      counts[ends.get(row) ?? 'notStarted'] -= 1;
      counts[end] += 1;
      ends.set(row, end);
      if (end === 'succeeded' && outcome.origin === 'before') before.add(row);
      else before.delete(row);
    },
    counts: () => ({ total, before: before.size, ...counts }),
  };
}

function endOf({ status }: Outcome): End {
  if (status === 'SUCCEEDED') return 'succeeded';
  if (status === 'RUNNING') return 'running';
  return status === 'NOT_STARTED' ? 'notStarted' : 'failed';
}
