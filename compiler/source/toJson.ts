import type { Json, Node } from './tree.ts';

/**
 * The value of a node as JSON. Every key becomes an own property, `__proto__` too, so that `JSON.stringify` shows all of
 * them and none reaches a prototype.
 */
export function toJson(node: Node): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toJson);
    case 'map':
      return jsonObject(node.entries.map(({ key, value }) => [key.value, toJson(value)]));
  }
}

/** An object with these own properties, in this order; safe for any name. */
export function jsonObject(entries: Iterable<readonly [string, Json]>): { readonly [key: string]: Json } {
  const object: { [key: string]: Json } = {};
  for (const [key, value] of entries) {
    if (key === '__proto__') {
      Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
    } else object[key] = value;
  }
  return object;
}

/** An object of JSON. */
export type JsonObject = { readonly [name: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
