import { isObject, type Json } from '../interpreter/index.ts';

/** How the items of arrays are written in forms (AWS Step Functions, `ArrayFormat`). */
export type ArrayFormat = 'INDICES' | 'REPEAT' | 'COMMAS' | 'BRACKETS';

/** Members as a query or form, percent-encoded as Step Functions does: blanks as `%20`, brackets of names too. */
export function urlEncoded(members: Readonly<Record<string, Json>>, arrays: ArrayFormat): string {
  return Object.entries(members)
    .flatMap(([name, value]) => pairs(name, value, arrays))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

function pairs(name: string, value: Json, arrays: ArrayFormat): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) {
    if (arrays === 'COMMAS') return [[name, value.map(textOf).join(',')]];
    return value.flatMap((item, index) => pairs(nameOfItem(name, index, arrays), item, arrays));
  }
  if (isObject(value))
    return Object.entries(value).flatMap(([key, member]) => pairs(`${name}[${key}]`, member, arrays));
  return [[name, textOf(value)]];
}

function nameOfItem(name: string, index: number, arrays: ArrayFormat): string {
  if (arrays === 'REPEAT') return name;
  return arrays === 'BRACKETS' ? `${name}[]` : `${name}[${index}]`;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
