import type { Shape } from '../apis/index.ts';
import type { Json } from '../source/index.ts';
import type { Value, ValueType } from './value.ts';

/** What a JSON value is. */
export function typeOfJson(value: Json): ValueType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (value === null) return 'unknown';
  return Array.isArray(value) ? 'array' : 'object';
}

/** What Step Functions gives for a member of this shape. */
export function typeOfShape(shape: Shape | undefined): ValueType {
  switch (shape?.type) {
    case undefined:
      return 'unknown';
    case 'string':
    case 'timestamp':
    case 'blob':
      return 'string';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'list':
      return 'array';
    case 'map':
      return 'object';
    case 'structure':
      return shape.document ? 'unknown' : 'object';
    default:
      return shape satisfies undefined;
  }
}

/** What a value is known to be. */
export function typeOfValue<O>(value: Value<O>): ValueType {
  switch (value.kind) {
    case 'literal':
      return typeOfJson(value.value);
    case 'changed':
      return typeOfValue(value.of);
    case 'read':
      return value.type;
    case 'template':
    case 'token':
      return 'string';
    case 'array':
    case 'nodes':
      return 'array';
    case 'object':
    case 'merged':
      return 'object';
    case 'converted':
      return value.by.kind !== 'styled' || value.by.place !== 'query' ? 'string' : 'unknown';
    case 'length':
    case 'count':
    case 'number':
      return 'number';
    case 'failure':
      return value.part === 'status' ? 'number' : 'string';
    case 'nothing':
    case 'parsed':
    case 'single':
      return 'unknown';
    default:
      return value satisfies never;
  }
}
