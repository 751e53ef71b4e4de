import { entryOf, fragmentToken, type MapNode, type Node } from '../source/index.ts';

/** Keywords whose value is a schema (JSON Schema 2020-12, core 10). */
const ONE = [
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
/** Keywords whose value is a list of schemas, or in older drafts may be one. */
const LISTS = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'];
/** Keywords whose value is a map of schemas. Definitions count where they are referred to. */
const MAPS = ['dependentSchemas', 'patternProperties', 'properties'];
/** Those of them that say more of the same value, and so may name inputs. */
const SAME_VALUE = new Set(['allOf', 'anyOf', 'dependentSchemas', 'else', 'if', 'oneOf', 'then']);

/**
 * The names of the inputs that are secrets by their schema: `format: password` or `writeOnly` in it, or anywhere inside
 * (in members, items, alternatives, and what a `$ref` leads to). An object that holds a secret is one as a whole.
 * @param root the schema of a workflow's inputs
 * @param components the schemas that `#/components/inputs/x` names
 */
export function secretInputsOf(root: Node, components: ReadonlyMap<string, Node>): ReadonlySet<string> {
  const graph = new SchemaGraph(root, components);
  const secret = graph.holding();
  return new Set(graph.inputs.filter(({ schema }) => secret.has(schema)).map(({ name }) => name));
}

/** Which schema holds which; each is visited once, so that schemas may refer to each other in circles. */
class SchemaGraph {
  /** What says something of an input, by its name. */
  readonly inputs: { readonly name: string; readonly schema: Node }[] = [];
  readonly #holders = new Map<Node, Node[]>();
  readonly #secret: Node[] = [];
  readonly #root: Node;
  readonly #components: ReadonlyMap<string, Node>;

  constructor(root: Node, components: ReadonlyMap<string, Node>) {
    this.#root = root;
    this.#components = components;
    const pending: Node[] = [root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.kind !== 'map') continue;
      if (isSecret(node)) this.#secret.push(node);
      for (const schema of this.#inside(node)) {
        const holders = this.#holders.get(schema.node);
        if (holders === undefined) {
          pending.push(schema.node);
          this.#holders.set(schema.node, [node]);
        } else holders.push(node);
      }
    }
    this.#findInputs();
  }

  /** The schemas that are secret or hold one. */
  holding(): ReadonlySet<Node> {
    const found = new Set<Node>();
    const pending = [...this.#secret];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (found.has(node)) continue;
      found.add(node);
      pending.push(...(this.#holders.get(node) ?? []));
    }
    return found;
  }

  #findInputs(): void {
    const seen = new Set<Node>();
    const pending: Node[] = [this.#root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.kind !== 'map' || seen.has(node)) continue;
      seen.add(node);
      const properties = entryOf(node, 'properties')?.value;
      if (properties?.kind === 'map')
        this.inputs.push(...properties.entries.map(({ key, value }) => ({ name: key.value, schema: value })));
      for (const { keyword, node: inside } of this.#inside(node))
        if (keyword === '$ref' || SAME_VALUE.has(keyword)) pending.push(inside);
    }
  }

  *#inside(node: MapNode): Generator<{ readonly keyword: string; readonly node: Node }> {
    for (const { key, value } of node.entries) {
      const keyword = key.value;
      if (ONE.includes(keyword) && value.kind === 'map') yield { keyword, node: value };
      if (LISTS.includes(keyword) && value.kind === 'list')
        for (const item of value.items) yield { keyword, node: item };
      if (MAPS.includes(keyword) && value.kind === 'map')
        for (const entry of value.entries) yield { keyword, node: entry.value };
      if (keyword !== '$ref' || value.kind !== 'scalar') continue;
      const target = this.#target(String(value.value));
      if (target !== undefined) yield { keyword, node: target };
    }
  }

  /** What a reference names: `#/components/inputs/x` of the document, or a place in the schema (`#`, `#/$defs/x`, `#anchor`). */
  #target(reference: string): Node | undefined {
    if (!reference.startsWith('#')) return undefined;
    const [first, ...rest] = reference.slice(1).split('/').map(fragmentToken);
    if (first !== '') return anchored(this.#root, first ?? '');
    const [kind, of, name, ...within] = rest;
    const component = kind === 'components' && of === 'inputs' ? this.#components.get(name ?? '') : undefined;
    if (component !== undefined) return at(component, within);
    // A schema that is shared may have definitions of its own.
    return at(this.#root, rest) ?? firstOf(this.#components.values(), (shared) => at(shared, rest));
  }
}

function isSecret(schema: MapNode): boolean {
  const format = entryOf(schema, 'format')?.value;
  const writeOnly = entryOf(schema, 'writeOnly')?.value;
  return (
    (format?.kind === 'scalar' && format.value === 'password') ||
    (writeOnly?.kind === 'scalar' && writeOnly.value === true)
  );
}

function at(node: Node, steps: readonly string[]): Node | undefined {
  let here: Node | undefined = node;
  for (const step of steps) {
    if (here?.kind === 'map') here = entryOf(here, step)?.value;
    else here = here?.kind === 'list' ? here.items[Number(step)] : undefined;
  }
  return here;
}

function firstOf<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The definition that has an anchor. */
function anchored(root: Node, anchor: string): Node | undefined {
  if (root.kind !== 'map') return undefined;
  const definitions = ['$defs', 'definitions'].flatMap((name) => {
    const found = entryOf(root, name)?.value;
    return found?.kind === 'map' ? found.entries.map(({ value }) => value) : [];
  });
  return definitions.find((node) => {
    const found = node.kind === 'map' ? entryOf(node, '$anchor')?.value : undefined;
    return found?.kind === 'scalar' && found.value === anchor;
  });
}
