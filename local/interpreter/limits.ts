import { RuntimeError } from './errors.ts';
import { jsonBytes } from './json.ts';

/** The most bytes of JSON that a state's input, output or result may have. */
export const maxPayload = 262_144;

/** Refuses arguments, a result or an output that is too large. */
export function checkSize(text: string, state: string): void {
  if (text.length * 3 <= maxPayload || jsonBytes(text) <= maxPayload) return;
  throw new RuntimeError(
    'States.DataLimitExceeded',
    `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
