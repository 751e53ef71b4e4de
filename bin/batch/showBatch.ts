import type { Counts, Fault, Outcome } from '../../batch/index.ts';
import { printable } from '../../compiler/diagnostics/index.ts';
import type { Io } from '../cli/io.ts';
import { type ProgressLine, progressLine } from '../cli/progressLine.ts';
import type { ExecutionFormat } from '../cli/showExecution.ts';
import { duration } from '../cli/showProgress.ts';

/** What is wrong in a file, a line each: `hires.csv:7: username: is missing`. */
export function showFaults(file: string, faults: readonly Fault[], { stderr }: Io): void {
  for (const { line, column, message } of faults) {
    const place = [line === undefined ? file : `${file}:${line}`, ...(column === undefined ? [] : [column])];
    stderr.write(`${printable([...place, message].join(': '))}\n`);
  }
  stderr.write(`${faults.length === 1 ? '1 fault' : `${faults.length} faults`}; nothing was started\n`);
}

/** Shows a batch as it runs. */
export interface BatchShow {
  changed(outcome: Outcome, counts: Counts): void;
  /** Shows how it ended. */
  end(outcomes: readonly Outcome[], counts: Counts, results: string | undefined): void;
}

/**
 * Shows a batch: to people a bar on stderr, each row that failed there, and a summary on stdout; as JSON one object at the
 * end, or a line for each row that ended, and one for all.
 * @param now milliseconds, for the time that is left
 */
export function batchShow(file: string, format: ExecutionFormat, now: () => number, io: Io): BatchShow {
  const bar = progressLine(io.stderr);
  const started = now();
  return {
    changed(outcome, counts) {
      if (outcome.status === 'RUNNING') return showBar(bar, counts, now() - started, io);
      if (format === 'jsonl') io.stdout.write(`${JSON.stringify({ kind: 'row', ...recordOf(outcome) })}\n`);
      bar.clear();
      if (format === 'text' && outcome.status !== 'SUCCEEDED') io.stderr.write(`${failureText(file, outcome)}\n`);
      showBar(bar, counts, now() - started, io);
    },
    end(outcomes, counts, results) {
      bar.clear();
      const all = { ...counts, milliseconds: now() - started, ...(results === undefined ? {} : { results }) };
      switch (format) {
        case 'text':
          io.stdout.write(`${summary(counts)}\n${results === undefined ? '' : `${results}\n`}`);
          return;
        case 'json':
          io.stdout.write(`${JSON.stringify({ ...all, rows: outcomes.map(recordOf) }, null, 2)}\n`);
          return;
        case 'jsonl':
          io.stdout.write(`${JSON.stringify({ kind: 'ended', ...all })}\n`);
          return;
        default:
          format satisfies never;
      }
    },
  };
}

function recordOf({ job, execution, status, error, cause, output }: Outcome) {
  return {
    row: job.row,
    execution,
    status,
    error,
    cause,
    outputs: output === undefined ? undefined : JSON.parse(output),
  };
}

function failureText(file: string, { job, execution, status, error, cause }: Outcome): string {
  const why = [error, cause].filter((each) => each !== undefined).join(': ');
  const ended = status.toLowerCase().replace('_', ' ');
  return printable(`${file}:${job.line}: ${execution ?? ''} ${ended}${why === '' ? '' : `: ${why}`}`);
}

function summary({ total, succeeded, before, failed, running, notStarted }: Counts): string {
  const parts = [
    `${succeeded} succeeded${before === 0 ? '' : ` (${before} of them before)`}`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(running === 0 ? [] : [`${running} running`]),
    ...(notStarted === 0 ? [] : [`${notStarted} not started`]),
  ];
  return `${total === 1 ? '1 row' : `${total} rows`}: ${parts.join(', ')}`;
}

const WIDTH = 20;

function showBar(bar: ProgressLine, counts: Counts, elapsed: number, { stderr }: Io): void {
  const { total, succeeded, before, failed, running } = counts;
  const done = succeeded + failed;
  const full = Math.floor((done / total) * WIDTH);
  const fresh = done - before;
  const left = fresh === 0 ? '' : `, ${duration((elapsed / fresh) * (total - done))} left`;
  const text = `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${done} of ${total}, ${running} running, ${failed} failed${left}`;
  bar.show(text.slice(0, (stderr.columns ?? 80) - 1));
}
