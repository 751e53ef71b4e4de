import type { Json } from '../interpreter/index.ts';

/** What the SDK integration takes for true and false beside these themselves, blanks around it aside (recorded on AWS). */
const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['', false],
  ['null', false],
]);

/** A value as true or false; undefined where it is neither. Of numbers 0 is false. */
export function readBoolean(value: Json): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return Number.isInteger(value) ? value !== 0 : undefined;
    case 'string':
      return words.get(value.trim());
    default:
      return undefined;
  }
}
