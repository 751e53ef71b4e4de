import {
  isObject,
  type Json,
  type JsonObject,
  jsonObject,
  type MapNode,
  type Node,
  textNode,
  toJson,
  valueAt,
} from '../source/index.ts';
import { mergeAll } from './mergeAll.ts';
import type { SchemaIndex } from './schemaIndex.ts';
import { SchemaWalk } from './schemaWalk.ts';
import { isOfSameValue, subschemas } from './subschemas.ts';

/** Only references need them, and those are replaced. */
const LEFT_OUT = new Set([
  '$anchor',
  '$defs',
  '$dynamicAnchor',
  '$dynamicRef',
  '$id',
  '$ref',
  '$schema',
  'allOf',
  'definitions',
]);
/** What these mean depends on what else the schema says. */
const LOOKING_AROUND = ['additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'];
const GROUPS = [
  ['patternProperties'],
  ['items', 'prefixItems'],
  ['contains', 'minContains', 'maxContains'],
  ['if', 'then', 'else'],
];
const DESCRIPTIONS = ['title', 'description', 'default', 'examples', 'example', '$comment'];

/**
 * A schema as JSON that stands alone: references are replaced by what they name, and what `allOf` and they add is written
 * beside the rest where it means the same there. Schemas that contain themselves are under `$defs`.
 */
export function schemaJson(root: Node, index: SchemaIndex): Json {
  const walk = new SchemaWalk<Json>(index, { again: reference, circle: () => true });
  const write = (node: Node, text = ''): Json =>
    node.kind === 'map' ? walk.enter(node, () => members(node), text) : toJson(node);
  const members = (node: MapNode): Json => {
    const written = new Map<Node, Json>();
    for (const { keyword, node: inner } of subschemas(node))
      written.set(inner, isOfSameValue(keyword) ? write(inner) : walk.inside(() => write(inner)));
    const kept = node.entries.filter(({ key }) => !LEFT_OUT.has(key.value));
    const own = jsonObject(kept.map(({ key, value }) => [key.value, replaced(value, written)] as const));
    const referred = (['$ref', '$dynamicRef'] as const).flatMap((keyword) => {
      const target = walk.target(node, keyword);
      return target === undefined ? [] : [write(target, textNode(valueAt(node, keyword))?.value)];
    });
    const parts = valueAt(node, 'allOf');
    const all = parts?.kind === 'list' ? parts.items.map((each) => written.get(each) ?? true) : [];
    return mergeAll(own, [...referred, ...all], together, looksAround);
  };
  const whole = write(root);
  if (walk.recursive.size === 0) return whole;
  const [itself] = [...walk.recursive].filter(([name]) => JSON.stringify(whole) === JSON.stringify(reference(name)));
  const top = itself?.[1] ?? whole;
  return isObject(top) ? { ...top, $defs: jsonObject(walk.recursive) } : top;
}

function reference(name: string): Json {
  return { $ref: `#/$defs/${name}` };
}

/** A keyword's value, the schemas in it as they were written. */
function replaced(value: Node, written: ReadonlyMap<Node, Json>): Json {
  const schema = written.get(value);
  if (schema !== undefined) return schema;
  if (value.kind === 'list') return value.items.map((item) => written.get(item) ?? toJson(item));
  if (value.kind === 'map')
    return jsonObject(
      value.entries.map(({ key, value: each }) => [key.value, written.get(each) ?? toJson(each)] as const),
    );
  return value.value;
}

function looksAround(schema: Json): boolean {
  return isObject(schema) && LOOKING_AROUND.some((keyword) => Object.hasOwn(schema, keyword));
}

/** A schema that asks what two ask. */
function together(one: Json, other: Json): Json {
  if (other === true || (isObject(other) && Object.keys(other).length === 0)) return one;
  if (!isObject(one)) return one === true ? other : one;
  if (Object.keys(one).length === 0) return other;
  const flat = isObject(other) ? beside(one, other) : undefined;
  if (flat !== undefined) return flat;
  const before = one['allOf'];
  return { ...one, allOf: [...(Array.isArray(before) ? before : []), other] };
}

/** Both side by side; undefined where that would mean something else. */
function beside(one: JsonObject, other: JsonObject): JsonObject | undefined {
  const isIn = (members: JsonObject) => (keyword: string) => Object.hasOwn(members, keyword);
  if (
    looksAround(one) ||
    looksAround(other) ||
    GROUPS.some((group) => group.some(isIn(one)) && group.some(isIn(other)))
  )
    return undefined;
  const members = new Map<string, Json>(Object.entries(one));
  for (const [keyword, value] of Object.entries(other)) {
    const own = members.get(keyword);
    if (own === undefined) members.set(keyword, value);
    else if (keyword === 'required' && Array.isArray(own) && Array.isArray(value))
      members.set(keyword, [...new Set([...own, ...value])]);
    else if (keyword === 'properties' && isObject(own) && isObject(value)) {
      const names = new Map<string, Json>(Object.entries(own));
      for (const [name, schema] of Object.entries(value)) names.set(name, together(names.get(name) ?? true, schema));
      members.set(keyword, jsonObject(names));
    } else if (!DESCRIPTIONS.includes(keyword) && JSON.stringify(own) !== JSON.stringify(value)) return undefined;
  }
  return jsonObject(members);
}
