import { RuntimeError } from './errors.ts';
import { jsonBytes } from './json.ts';

/** The most bytes of JSON that a state's input, output or result may have. */
export const maxPayload = 262_144;

/** Refuses a result, output or error output that is too large. No Catch of `States.ALL` takes that. */
export function checkSize(text: string, state: string): void {
  if (text.length * 3 <= maxPayload || jsonBytes(text) <= maxPayload) return;
  throw new RuntimeError(
    'States.DataLimitExceeded',
    `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

/** Refuses variables of which one, or all of one `Assign` together, are too large. */
export function checkVariables(texts: readonly string[], state: string): void {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length * 3 <= maxPayload || texts.reduce((sum, text) => sum + jsonBytes(text), 0) <= maxPayload) return;
  throw new RuntimeError(
    'States.DataLimitExceeded',
    `The state '${state}' assigned variables with a size exceeding the maximum number of bytes service limit.`,
  );
}
