import { MOST } from '../../compiler/source/index.ts';
import { QueryError } from './errors.ts';

/** A number of seconds as AWS takes it: whole, and at most 99,999,999. Throws a `QueryError` for any other. */
export function wholeSeconds(value: number, field: string): number {
  if (!Number.isInteger(value)) {
    throw new QueryError(field, `The ${field} field cannot be parsed as an integer: ${value}`);
  }
  if (value < 0 || value > MOST) {
    throw new QueryError(field, `${field} must be between 0 and ${MOST} but was: ${value}`);
  }
  return value;
}

/** Date, `T`, time to the minute or finer, and an offset. */
const timestampForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is a point in time as a Wait takes it (ISO 8601 with an offset). */
export function isTimestamp(text: string): boolean {
  return timestampForm.test(text) && !Number.isNaN(Date.parse(text));
}
