import type { Json } from '../../compiler/source/index.ts';
import type { InputMapping } from './inputMapping.ts';
import { openApiSchema } from './openApiSchema.ts';

/** JSON Schema of an event's detail: the inputs that are read from it, where they are read from. */
export function detailSchema({ fromDetail, schema }: InputMapping): Json {
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
  return treeSchema(root);
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
