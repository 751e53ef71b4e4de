import type { Json } from '../compiler/source/index.ts';

/** A value as it stands in a cell: a text as it is, anything else as JSON. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
