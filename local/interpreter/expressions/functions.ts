/** Whether a value is a function of JSONata: a lambda, a function of its library, or a pattern. */
export function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  // What an expression is given has no prototype; the functions of jsonata do, so no data passes for one of them.
  return Object.getPrototypeOf(value) !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value);
}
