import { positionsOf, printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import type { Io } from '../cli/io.ts';
import { duration } from '../cli/showProgress.ts';
import type { End } from './follow.ts';

/**
 * Shows how an execution ended: its outputs as JSON on stdout, or where and why it failed on stderr, with the place in the
 * document where that is known.
 * @returns the exit code
 */
export function showEnd(
  { description, failedState }: End,
  machine: Machine | undefined,
  { stdout, stderr }: Io,
): number {
  const { status = 'RUNNING', startDate, stopDate, output, error, cause } = description;
  const took = duration((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0));
  const paint = (text: string, colour: number) => (stderr.colours ? `\x1b[${colour}m${text}\x1b[0m` : text);
  if (status === 'SUCCEEDED') {
    stderr.write(`${paint('succeeded', 32)} after ${took}\n`);
    stdout.write(`${JSON.stringify(output === undefined ? null : JSON.parse(output), null, 2)}\n`);
    return 0;
  }
  const where = failedState === undefined ? '' : ` in ${printable(failedState)}`;
  stderr.write(`${paint(status.toLowerCase().replace('_', ' '), 31)}${where} after ${took}\n`);
  if (error !== undefined) stderr.write(`error: ${printable(error)}\n`);
  if (cause !== undefined) stderr.write(`cause: ${printable(cause)}\n`);
  const place = failedState === undefined ? undefined : machine?.places.get(failedState);
  if (place !== undefined) {
    const { line, column } = positionsOf(place).start;
    stderr.write(`   at ${printable(place.file.name)}:${line}:${column}\n`);
  }
  return 1;
}
