import { printable } from '../../compiler/diagnostics/index.ts';
import type { Json, Progress } from '../../local/index.ts';
import type { Io } from './io.ts';
import { duration, type ProgressOptions, showProgress } from './showProgress.ts';

/** How an execution is shown: to people, as one object at its end, or as lines of JSON while it runs. */
export type ExecutionFormat = 'text' | 'json' | 'jsonl';

/** How an execution ended. */
export interface Ended {
  /** As Step Functions has it: `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`. */
  readonly status: string;
  readonly outputs?: Json | undefined;
  /** The state that it failed in. */
  readonly state?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly milliseconds: number;
  /** How many calls were made, where that is known. */
  readonly calls?: number | undefined;
  /** Where that state stands in the document, as `file:line:column`. */
  readonly at?: string | undefined;
}

/** What shows an execution as it runs. Text goes to stderr, JSON to stdout. */
export function progressAs(
  format: ExecutionFormat,
  stateNames: readonly string[],
  { stdout, stderr }: Io,
  options: ProgressOptions = {},
): (progress: Progress) => void {
  switch (format) {
    case 'text':
      return showProgress(stateNames, stderr, options);
    case 'json':
      return () => {};
    case 'jsonl':
      return (progress) => {
        // The last line is written by `showEnd`, which has the outputs.
        if (progress.kind !== 'ended') stdout.write(`${JSON.stringify(progress)}\n`);
      };
    default:
      return format satisfies never;
  }
}

/**
 * Shows how an execution ended: its outputs as JSON on stdout, or where and why it failed on stderr; as JSON all of it on
 * stdout.
 * @returns the exit code
 */
export function showEnd(ended: Ended, format: ExecutionFormat, io: Io): number {
  switch (format) {
    case 'text':
      showText(ended, io);
      break;
    case 'json':
      io.stdout.write(`${JSON.stringify(ended, null, 2)}\n`);
      break;
    case 'jsonl':
      io.stdout.write(`${JSON.stringify({ kind: 'ended', ...ended })}\n`);
      break;
    default:
      return format satisfies never;
  }
  return ended.status === 'SUCCEEDED' ? 0 : 1;
}

function showText(ended: Ended, { stdout, stderr }: Io): void {
  const { status, outputs, state, error, cause, milliseconds, calls, at } = ended;
  const succeeded = status === 'SUCCEEDED';
  const word = status.toLowerCase().replace('_', ' ');
  const painted = stderr.colours ? `\x1b[${succeeded ? 32 : 31}m${word}\x1b[0m` : word;
  const where = succeeded || state === undefined ? '' : ` in ${printable(state)}`;
  const made = calls === undefined ? '' : `, ${calls === 1 ? '1 call' : `${calls} calls`}`;
  stderr.write(`${painted}${where} after ${duration(milliseconds)}${made}\n`);
  if (succeeded) {
    stdout.write(`${JSON.stringify(outputs ?? null, null, 2)}\n`);
    return;
  }
  if (error !== undefined) stderr.write(`error: ${printable(error)}\n`);
  if (cause !== undefined) stderr.write(`cause: ${printable(cause)}\n`);
  if (at !== undefined) stderr.write(`   at ${printable(at)}\n`);
}
