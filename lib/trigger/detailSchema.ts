import type { Json } from '../../compiler/source/index.ts';
import { refusedNames } from './eventPattern.ts';
import type { InputMapping } from './inputMapping.ts';
import { openApiSchema } from './openApiSchema.ts';

/**
 * JSON Schema of an event's detail: the inputs that are read from it, where they are read from, and that no member is
 * named like a credential, by the same names as in the rule's pattern.
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
  return treeSchema(root, [], mapping);
}

interface SchemaTree {
  readonly members: Map<string, SchemaTree>;
  readonly required: Set<string>;
  leaf?: Json;
}

function treeSchema({ members, required, leaf }: SchemaTree, path: readonly string[], mapping: InputMapping): Json {
  if (leaf !== undefined) return leaf;
  const refused = refusedNames(mapping, path).map((name) => ({ required: [name] }));
  return {
    type: 'object',
    ...(required.size === 0 ? {} : { required: [...required].sort() }),
    properties: Object.fromEntries(
      [...members].map(([name, tree]) => [name, treeSchema(tree, [...path, name], mapping)]),
    ),
    not: { anyOf: refused },
  };
}
