import type { Json } from '../../compiler/source/index.ts';

export type { Json };
/** An object as JSON knows it. */
export type JsonObject = { readonly [key: string]: Json };

/** An object under construction. It has no prototype: `__proto__` or `constructor` in it are data like any other key. */
export function emptyObject(): { [key: string]: Json } {
  return Object.create(null);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name of a value's type, as JSONata and AWS's messages have it. */
export function typeName(value: Json): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  if (type === 'boolean' || type === 'number' || type === 'string') return type;
  return 'object';
}

/**
 * A copy of a value as plain data: objects without prototype, arrays without the marks that `jsonata` leaves on its
 * sequences. Numbers that JSON can't write become the text that JavaScript has for them, as on AWS. Functions and
 * undefined members are left out of objects; undefined alone is what a function or undefined comes out as.
 */
export function toData(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object': {
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item) => toData(item) ?? null);
      const copy = emptyObject();
      for (const [key, member] of Object.entries(value)) {
        const data = toData(member);
        if (data !== undefined) copy[key] = data;
      }
      return copy;
    }
    default:
      return undefined;
  }
}

/** How deep data may be nested: as deep as the JSON parser goes that AWS's Java programs use. */
export const mostNesting = 1000;

/** The data that a JSON text stands for. Throws a `SyntaxError`, also where it is nested too deep. */
export function parseJson(text: string): Json {
  // Each level takes two characters at least.
  if (text.length > 2 * mostNesting && nestingOf(text) > mostNesting) {
    throw new SyntaxError(`Nested deeper than ${mostNesting} levels`);
  }
  return toData(JSON.parse(text)) ?? null;
}

function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}

/** The length of a value's JSON text in UTF-8, the measure of AWS's payload limits. */
export function jsonBytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
