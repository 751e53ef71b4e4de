import { type MapNode, type Node, valueAt } from '../source/index.ts';

/** Keywords whose value is a schema (JSON Schema 2020-12 Core, section 10). */
const ONE = new Set([
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
/** Keywords whose value is a list of schemas, or in older drafts may be one. */
const LISTS = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems']);
/** Keywords whose value is a map of schemas. */
const MAPS = new Set(['dependentSchemas', 'patternProperties', 'properties']);
/** Those of them that say more of the same value. */
const SAME_VALUE = new Set(['allOf', 'anyOf', 'dependentSchemas', 'else', 'if', 'not', 'oneOf', 'then']);
/** Schemas that count only where something refers to them (section 8.2.4; `definitions` in older drafts). */
const DEFINITIONS = new Set(['$defs', 'definitions']);

/** Keywords that say what a value has to be, beside those that hold schemas. */
const ASKING = new Set([
  '$dynamicRef',
  '$ref',
  'const',
  'dependentRequired',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxContains',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minContains',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'type',
  'uniqueItems',
]);
/** Keywords that say nothing that could be wrong with a value. */
const ANNOTATIONS = new Set([
  '$anchor',
  '$comment',
  '$dynamicAnchor',
  '$id',
  '$schema',
  '$vocabulary',
  'contentEncoding',
  'contentMediaType',
  'default',
  'deprecated',
  'description',
  'example',
  'examples',
  'format',
  'readOnly',
  'title',
  'writeOnly',
]);

/** Whether a keyword's schemas are about the same value as the schema that holds them, not about what is inside of it. */
export function isOfSameValue(keyword: string): boolean {
  return SAME_VALUE.has(keyword);
}

/** Whether it is a keyword of JSON Schema 2020-12, or of the older drafts and OpenAPI without a meaning for values. */
export function isKnownKeyword(name: string): boolean {
  return [ONE, LISTS, MAPS, DEFINITIONS, ASKING, ANNOTATIONS].some((keywords) => keywords.has(name));
}

/** A schema in another one, and the keyword that it belongs to. */
export interface Subschema {
  readonly keyword: string;
  readonly node: Node;
}

/** The schemas that say something of a value, or of what is inside of it; what references lead to is not among them. */
export function subschemas(schema: MapNode): readonly Subschema[] {
  return schema.entries.flatMap(({ key, value }) => {
    const keyword = key.value;
    if (value.kind === 'list') return LISTS.has(keyword) ? value.items.map((node) => ({ keyword, node })) : [];
    if (MAPS.has(keyword))
      return value.kind === 'map' ? value.entries.map((entry) => ({ keyword, node: entry.value })) : [];
    return ONE.has(keyword) ? [{ keyword, node: value }] : [];
  });
}

/** The schemas that are only defined here. */
export function definitionsIn(schema: MapNode): readonly Node[] {
  return [...DEFINITIONS].flatMap((keyword) => {
    const found = valueAt(schema, keyword);
    return found?.kind === 'map' ? found.entries.map(({ value }) => value) : [];
  });
}
