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
  const count = (is: (outcome: Outcome) => boolean): number => outcomes.filter(is).length;
  const succeeded = count(({ status }) => status === 'SUCCEEDED');
  const running = count(({ status }) => status === 'RUNNING');
  const told = count(({ status }) => status === 'NOT_STARTED');
  return {
    total,
    succeeded,
    before: count(({ status, origin }) => status === 'SUCCEEDED' && origin === 'before'),
    failed: outcomes.length - succeeded - running - told,
    running,
    notStarted: total - outcomes.length + told,
  };
}
