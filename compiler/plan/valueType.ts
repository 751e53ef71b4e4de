import type { Shape } from '../apis/index.ts';
import type { Json } from '../source/index.ts';
import type { SchemaType } from './plan.ts';
import type { Value, ValueType } from './value.ts';

/** What a JSON value is. */
export function typeOfJson(value: Json): ValueType {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (value === null) return 'unknown';
  return Array.isArray(value) ? 'list' : 'map';
}

/** What Step Functions gives for a member of this shape. */
export function typeOfShape(shape: Shape | undefined): ValueType {
  switch (shape?.type) {
    case undefined:
      return 'unknown';
    case 'string':
    case 'timestamp':
    case 'blob':
      return 'text';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'list':
      return 'list';
    case 'map':
      return 'map';
    case 'structure':
      return shape.document ? 'unknown' : 'map';
    default:
      return shape satisfies undefined;
  }
}

/** What a value of a JSON Schema type is. */
export function typeOfSchema(type: SchemaType | undefined): ValueType {
  switch (type) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return 'list';
    case 'object':
      return 'map';
    default:
      return 'unknown';
  }
}

/** What a value is known to be. */
export function typeOfValue(value: Value): ValueType {
  switch (value.kind) {
    case 'literal':
      return typeOfJson(value.value);
    case 'read':
      return value.type;
    case 'text':
      return 'text';
    case 'list':
    case 'nodes':
      return 'list';
    case 'map':
      return 'map';
    case 'length':
    case 'count':
    case 'failureStatus':
      return 'number';
    case 'nothing':
    case 'parsed':
    case 'single':
      return 'unknown';
    default:
      return value satisfies never;
  }
}
