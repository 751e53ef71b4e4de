/** @import { Schema } from './fields.js' */

/**
 * Whether the control for a schema can hold a value as it is; JSON can hold any.
 * @param {Schema} schema
 * @param {unknown} value
 */
export function canShow({ type, format, enum: choices, const: only, items }, value) {
  /** @type {unknown[] | undefined} */
  const allowed = only !== undefined ? [only] : choices;
  if (allowed !== undefined) return allowed.some((each) => JSON.stringify(each) === JSON.stringify(value));
  switch (type) {
    case 'string':
      return isLine(value) && (format !== 'date' || /^\d{4}-\d\d-\d\d$/.test(value));
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return items?.type !== 'string' || (Array.isArray(value) && value.every((each) => isLine(each) && each !== ''));
    case 'object':
      return isObject(value);
    default:
      return true;
  }
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isLine(value) {
  return typeof value === 'string' && !/[\r\n]/.test(value);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads JSON of a schema's type.
 * @param {string} text
 * @param {Schema} schema
 */
export function parse(text, { type }) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('This is no JSON');
  }
  if (type === 'object' && !isObject(value)) throw new Error('This is no JSON object');
  if (type === 'array' && !Array.isArray(value)) throw new Error('This is no JSON list');
  return value;
}
