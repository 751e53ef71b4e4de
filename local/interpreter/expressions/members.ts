import { isObject, type Json, type JsonObject } from '../json.ts';

/**
 * The variable and the names behind it, where an expression is nothing but `$variable.name.name`, as most are; undefined
 * for any other.
 * @param tree the expression as jsonata reads it
 */
export function memberPath(tree: unknown): readonly string[] | undefined {
  const steps = isPart(tree, 'path', ['steps']) ? tree['steps'] : [tree];
  if (!Array.isArray(steps)) return undefined;
  const names = steps.map((step, at) => (isPart(step, at === 0 ? 'variable' : 'name', ['value']) ? step['value'] : ''));
  return names.every((name) => typeof name === 'string' && name !== '' && name !== '$') ? names.map(String) : undefined;
}

function isPart(node: unknown, type: string, parts: readonly string[]): node is Record<string, unknown> {
  return (
    isObject(node) &&
    node['type'] === type &&
    Object.keys(node).every((key) => key === 'type' || key === 'position' || parts.includes(key))
  );
}

/** What such a path leads to through objects alone; undefined where that takes the engine: lists, and what is missing. */
export function memberAt(path: readonly string[], variables: JsonObject): Json | undefined {
  let value: Json = variables;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    const member: Json | undefined = Object.hasOwn(value, name) ? value[name] : undefined;
    if (member === undefined) return undefined;
    value = member;
  }
  return value;
}
