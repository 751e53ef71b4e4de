import { parseTaskResource, taskText } from '../../compiler/apis/index.ts';
import { printable } from '../../compiler/diagnostics/index.ts';
import type { Progress } from '../../local/index.ts';
import { collapseLoops } from './collapseLoops.ts';
import type { Output } from './io.ts';

/** How the progress of an execution is shown. */
export interface ProgressOptions {
  /** What is to be shown under the line of a call, a text of whole lines; then loops are shown round by round. */
  readonly detailOf?: ((state: string) => string) | undefined;
}

/**
 * Writes what happens in an execution as it happens: a line for each state that is not a call, one for each call with
 * how long it took and what failed, and one for each repetition, catch and wait. Rounds of a loop that are alike are counted.
 */
export function showProgress(
  stateNames: readonly string[],
  output: Output,
  { detailOf }: ProgressOptions = {},
): (progress: Progress) => void {
  const width = Math.min(40, Math.max(...stateNames.map((name) => name.length)));
  const lines = collapseLoops((text) => output.write(text));
  const line = (state: string, text: string, key = text) => {
    const whole = `  ${printable(state).padEnd(width)}  ${text}\n`;
    if (detailOf === undefined) lines.line(`${state} ${key}`, whole);
    else output.write(whole);
  };
  const paint = (text: string, colour: number) => (output.colours ? `\x1b[${colour}m${text}\x1b[0m` : text);

  return (progress) => {
    switch (progress.kind) {
      case 'entered':
        if (progress.type !== 'Task') line(progress.state, progress.type);
        return;
      case 'called': {
        const { state, resource, attempt, milliseconds, error, cause } = progress;
        const again = attempt === 0 ? '' : `, attempt ${attempt + 1}`;
        const failure = error === undefined ? '' : `  ${paint(printable(error), 31)} ${printable(cause ?? '')}`;
        const called = taskText(parseTaskResource(resource));
        const text = `${called}  ${duration(milliseconds)}${again}${failure.trimEnd()}`;
        line(state, text, `${called}${again}${failure}`);
        if (detailOf !== undefined) output.write(detailOf(state));
        return;
      }
      case 'retried':
        line(progress.state, `again in ${duration(progress.seconds * 1000)}`, 'again');
        return;
      case 'caught':
        line(progress.state, `caught ${printable(progress.error)}, goes on with ${printable(progress.next)}`);
        return;
      case 'waited':
        line(progress.state, `waited ${duration(progress.seconds * 1000)}`, 'waited');
        return;
      case 'ended':
        lines.end();
        return;
    }
  };
}

/** A time for people. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  return `${Number((seconds / 60).toFixed(1))} min`;
}
