import { didYouMean, nearest } from '../../diagnostics/index.ts';
import { atSource } from '../atSource.ts';
import type { Text } from '../document.ts';
import type { Reading } from '../reading.ts';

/** Reports a text that names none of the things known, with the nearest of them. */
export function reportUnknown(reading: Reading, { value, node }: Text, what: string, known: Iterable<string>): void {
  reading.report('reference-unknown', node, `there is no ${what} \`${value}\``, didYouMean(nearest(value, known)));
}

/** Reports a text that names no workflow: neither one of these nor, as an expression, one at a source, which is left to the plan. */
export function checkWorkflow(
  reading: Reading,
  { value, node }: Text,
  ids: Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>,
): void {
  if (ids.has(value) || atSource(value) !== undefined) return;
  const help = value.startsWith('$')
    ? 'One of another document is written `$sourceDescriptions.<name>.<workflowId>`.'
    : didYouMean(nearest(value, ids.keys()));
  reading.report('reference-unknown', node, `there is no workflow \`${value}\``, help);
}
