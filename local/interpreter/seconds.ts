import { QueryError } from './errors.ts';

const mostSeconds = 99_999_999;

/** A number of seconds as AWS takes it: whole, and at most 99,999,999. Throws a `QueryError` for any other. */
export function wholeSeconds(value: number, field: string): number {
  if (!Number.isInteger(value)) {
    throw new QueryError(field, `The ${field} field cannot be parsed as an integer: ${value}`);
  }
  if (value < 0 || value > mostSeconds) {
    throw new QueryError(field, `${field} must be between 0 and ${mostSeconds} but was: ${value}`);
  }
  return value;
}
