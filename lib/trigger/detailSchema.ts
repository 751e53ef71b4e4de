import { isObject, type Json, type JsonObject } from '../../compiler/source/index.ts';
import type { InputMapping } from './inputMapping.ts';
import { openApiSchema } from './openApiSchema.ts';
import { type ReadObject, readObjects, refusedNames } from './readObjects.ts';

/**
 * JSON Schema of an event's detail: the inputs that are read from it, where they are read from, and that no member is
 * named like a credential.
 */
export function detailSchema(mapping: InputMapping): Json {
  const { fromDetail, schema } = mapping;
  const root: SchemaTree = { members: new Map(), required: new Set() };
  for (const { input, path } of fromDetail) {
    const required = schema.required.includes(input);
    let tree = root;
    path.forEach((name, index) => {
      if (required) tree.required.add(name);
      const next: SchemaTree = tree.members.get(name) ?? { members: new Map(), required: new Set() };
      if (index === path.length - 1) next.leaf = openApiSchema(schema.properties[input] ?? true);
      tree.members.set(name, next);
      tree = next;
    });
  }
  return guarded(treeSchema(root), readObjects(mapping), mapping.secrets);
}

interface SchemaTree {
  readonly members: Map<string, SchemaTree>;
  readonly required: Set<string>;
  leaf?: Json;
}

function treeSchema({ members, required, leaf }: SchemaTree): Json {
  if (leaf !== undefined) return leaf;
  return {
    type: 'object',
    ...(required.size === 0 ? {} : { required: [...required].sort() }),
    properties: Object.fromEntries([...members].map(([name, tree]) => [name, treeSchema(tree)])),
  };
}

/** The schema of an object, and of the objects in it, with the names that they must not have. */
function guarded(schema: Json, object: ReadObject, secrets: readonly string[]): JsonObject {
  const given = isObject(schema) ? schema : {};
  const properties = Object.entries(isObject(given['properties']) ? given['properties'] : {}).map(([name, member]) => {
    const inner = object.members.get(name);
    return [name, inner === undefined ? member : guarded(member, inner, secrets)] as const;
  });
  const refused = [...refusedNames(object, secrets)].sort();
  return {
    ...given,
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    not: { anyOf: refused.map((name) => ({ required: [name] })) },
  };
}
