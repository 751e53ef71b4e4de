import { didYouMean, nearest } from '../../diagnostics/index.ts';
import { isObject, type Json, typeInWords } from '../../source/index.ts';
import type { ScalarShape, Shape } from './model.ts';

/**
 * What is wrong with a value that is written out, for a member of this shape: type, enumeration, bounds, sizes. Patterns
 * of the models are unreliable and aren't looked at. Items and members are the caller's to check, one by one.
 * @returns the rest of a sentence that starts with the member's name, or undefined
 */
export function checkLiteral(shape: Shape, value: Json): string | undefined {
  switch (shape.type) {
    case 'structure':
      return shape.document || isObject(value) ? undefined : `must be an object, not ${typeInWords(value)}`;
    case 'map':
      if (!isObject(value)) return `must be an object, not ${typeInWords(value)}`;
      return size(Object.keys(value).length, shape, 'entry', 'entries');
    case 'list':
      if (!Array.isArray(value)) return `must be an array, not ${typeInWords(value)}`;
      return size(value.length, shape, 'item', 'items');
    case 'string':
      if (typeof value !== 'string') return `must be a string, not ${typeInWords(value)}`;
      return notInEnum(shape, value) ?? size([...value].length, shape, 'character', 'characters');
    case 'integer':
    case 'long':
      if (typeof value !== 'number') return `must be a whole number, not ${typeInWords(value)}`;
      return Number.isInteger(value) ? bounds(value, shape) : 'must be a whole number';
    case 'float':
    case 'double':
      return typeof value === 'number' ? bounds(value, shape) : `must be a number, not ${typeInWords(value)}`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `must be true or false, not ${typeInWords(value)}`;
    case 'timestamp':
      return isTimestamp(value)
        ? undefined
        : 'must be a date and time such as 2026-01-31T12:00:00Z, or seconds since 1970';
    case 'blob':
      return undefined;
  }
}

/**
 * A value as a URL carries it (`'8080'`, `'true'`, `1` for a string), turned into the type of the member; any other value
 * comes back as it is.
 */
export function fromUrl(shape: Shape, value: Json): Json {
  switch (shape.type) {
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return typeof value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'structure':
    case 'list':
    case 'map':
    case 'timestamp':
    case 'blob':
      return value;
  }
}

function notInEnum(shape: ScalarShape, value: string): string | undefined {
  if (shape.enum === undefined || shape.enum.includes(value)) return undefined;
  const shown = shape.enum.slice(0, 8).join(', ');
  const all = `It is one of ${shown}${shape.enum.length > 8 ? ' and more' : ''}.`;
  const hint = didYouMean(nearest(value, shape.enum)) ?? all;
  return `has no value \`${value}\`. ${hint}`;
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function bounds(value: number, { min, max }: Bounds): string | undefined {
  if (min !== undefined && value < min) return `must be at least ${min}`;
  if (max !== undefined && value > max) return `must be at most ${max}`;
  return undefined;
}

function size(length: number, { min, max }: Bounds, one: string, many: string): string | undefined {
  if (min !== undefined && length < min) return `must have at least ${min} ${min === 1 ? one : many}`;
  if (max !== undefined && length > max) return `must have at most ${max} ${max === 1 ? one : many}`;
  return undefined;
}

function isTimestamp(value: Json): boolean {
  return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
}
