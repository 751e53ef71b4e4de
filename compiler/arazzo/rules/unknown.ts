import { didYouMean, nearest } from '../../diagnostics/index.ts';
import type { Text } from '../document.ts';
import type { Reading } from '../reading.ts';

/** Reports a text that names none of the things known, with the nearest of them. */
export function reportUnknown(reading: Reading, { value, node }: Text, what: string, known: Iterable<string>): void {
  const elsewhere = what === 'workflow' && value.startsWith('$');
  const help = elsewhere
    ? 'One of another document is written `$sourceDescriptions.<name>.<workflowId>`.'
    : didYouMean(nearest(value, known));
  reading.report('reference-unknown', node, `there is no ${what} \`${value}\``, help);
}
