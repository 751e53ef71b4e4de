import { type MapNode, type Node, textNode, valueAt } from '../source/index.ts';
import type { SchemaIndex } from './schemaIndex.ts';
import { isOfSameValue, type Subschema, subschemas } from './subschemas.ts';

/**
 * The schemas of inputs by the inputs' names, those first that are declared nearest to the top; what `allOf`, `oneOf` and
 * the like, and references declare included.
 */
export function declaringSchemas(
  root: Node,
  index: SchemaIndex,
): readonly { readonly name: string; readonly schema: Node }[] {
  const found: { name: string; schema: Node }[] = [];
  const pending = new Set<Node>([root]);
  for (const node of pending) {
    if (node.kind !== 'map') continue;
    const properties = valueAt(node, 'properties');
    if (properties?.kind === 'map')
      found.push(...properties.entries.map(({ key, value }) => ({ name: key.value, schema: value })));
    for (const { keyword, node: inner } of inside(node, index))
      if (keyword === '$ref' || (isOfSameValue(keyword) && keyword !== 'not')) pending.add(inner);
  }
  return found;
}

/**
 * The names of the inputs that are secrets by their schema: `format: password` or `writeOnly` in it, or anywhere inside
 * (in members, items, alternatives, and what a `$ref` leads to). An object that holds a secret is one as a whole.
 * @param root the schema of a workflow's inputs
 */
export function secretInputsOf(root: Node, index: SchemaIndex): ReadonlySet<string> {
  const secret = secretSchemas(root, index);
  const inputs = declaringSchemas(root, index);
  return new Set(inputs.filter(({ schema }) => secret.has(schema)).map(({ name }) => name));
}

/** The schemas that are secret or hold one. Each is visited once: they may refer to each other in circles. */
function secretSchemas(root: Node, index: SchemaIndex): ReadonlySet<Node> {
  const holders = new Map<Node, Node[]>([[root, []]]);
  const secret: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind !== 'map') continue;
    if (isSecret(node)) secret.push(node);
    for (const { node: inner } of inside(node, index)) {
      const known = holders.get(inner);
      if (known !== undefined) known.push(node);
      else {
        pending.push(inner);
        holders.set(inner, [node]);
      }
    }
  }
  const found = new Set<Node>();
  for (let node = secret.pop(); node !== undefined; node = secret.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    secret.push(...(holders.get(node) ?? []));
  }
  return found;
}

/** What a schema consists of, what references lead to included. */
function inside(node: MapNode, index: SchemaIndex): readonly Subschema[] {
  const referred = (['$ref', '$dynamicRef'] as const).flatMap((written) => {
    const text = textNode(valueAt(node, written))?.value;
    return text === undefined ? [] : index.targets(node, text).map((target) => ({ keyword: '$ref', node: target }));
  });
  return [...subschemas(node), ...referred];
}

function isSecret(schema: MapNode): boolean {
  const writeOnly = valueAt(schema, 'writeOnly');
  return (
    textNode(valueAt(schema, 'format'))?.value === 'password' ||
    (writeOnly?.kind === 'scalar' && writeOnly.value === true)
  );
}
