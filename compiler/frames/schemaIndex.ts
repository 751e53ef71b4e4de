import { fragmentToken, type MapNode, type Node, textNode, valueAt } from '../source/index.ts';
import { definitionsIn, subschemas } from './subschemas.ts';

/**
 * A schema that references start from (JSON Schema 2020-12 Core, section 8.2.1): one with an `$id`, or a whole schema of
 * the document.
 */
export interface SchemaResource {
  readonly root: Node;
  /** Absolute; references in it are relative to that. */
  readonly uri: string;
  readonly anchors: Map<string, Node>;
  readonly dynamicAnchors: Map<string, Node>;
}

/** Where documents without a URI of their own stand. */
const NOWHERE = 'document:/';

/** How often schemas of a document are read, counted wherever references lead: far more than a definition has room for. */
const MOST_READINGS = 20_000;

/** Finds what references in the schemas of a document name; made once a document. */
export class SchemaIndex {
  #left = MOST_READINGS;
  readonly #document: Node | undefined;
  readonly #uri: string;
  readonly #components: ReadonlyMap<string, Node>;
  /** Whole schemas of the document. */
  readonly #embedded: SchemaResource[] = [];
  readonly #identified = new Map<string, SchemaResource>();
  readonly #dynamic = new Map<string, Node[]>();
  readonly #places = new Map<Node, SchemaResource>();

  /**
   * @param schemas the whole schemas, such as those of workflows' inputs
   * @param components those that `#/components/inputs/x` names
   * @param document what `#/..` starts from
   * @param uri of the document
   */
  constructor(schemas: readonly Node[], components: ReadonlyMap<string, Node>, document?: Node, uri = NOWHERE) {
    this.#document = document;
    this.#components = components;
    this.#uri = absolute(uri, NOWHERE) ?? NOWHERE;
    for (const root of [...schemas, ...components.values()]) {
      const whole = resource(root, this.#uri);
      this.#embedded.push(whole);
      this.#add(root, whole);
    }
  }

  /** Counts a schema that is to be read; false where the inputs of the document have had their share. */
  takeOne(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }

  /** The names under `#/components/inputs/`. */
  get shared(): readonly string[] {
    return [...this.#components.keys()];
  }

  /** What a schema belongs to; undefined for what is no object. */
  resourceOf(schema: Node): SchemaResource | undefined {
    return this.#places.get(schema);
  }

  /** The schema that a reference in another one names (`$ref`, section 8.2.3.1); undefined where there is none. */
  target(from: MapNode, reference: string): Node | undefined {
    const own = this.#places.get(from);
    const [address = '', ...rest] = reference.split('#');
    const fragment = rest.join('#');
    if (address === '' && own !== undefined) return this.#inside(own, fragment) ?? this.#shared(own, fragment);
    const uri = absolute(address, own?.uri ?? this.#uri);
    if (uri === undefined) return undefined;
    const named = this.#identified.get(uri);
    if (named !== undefined) return this.#inside(named, fragment);
    return uri === this.#uri && own !== undefined ? this.#inDocument(own, fragment) : undefined;
  }

  /** The same, and all that a dynamic reference could lead to. */
  targets(from: MapNode, reference: string): readonly Node[] {
    const dynamic = this.#dynamic.get(reference.slice(reference.indexOf('#') + 1)) ?? [];
    const target = this.target(from, reference);
    return target === undefined ? dynamic : [target, ...dynamic];
  }

  #inside(whole: SchemaResource, fragment: string): Node | undefined {
    if (this.#embedded.includes(whole)) return this.#inDocument(whole, fragment);
    return fragment === '' || fragment.startsWith('/')
      ? this.#at(whole, whole.root, fragment)
      : anchored(whole, fragment);
  }

  /**
   * What a fragment means in a whole schema: a place in the document, or, as if it stood alone, in the schema itself, or
   * one that its shared schemas define.
   */
  #inDocument(whole: SchemaResource, fragment: string): Node | undefined {
    const near = [whole, ...this.#embedded];
    if (fragment === '') return whole.root;
    if (!fragment.startsWith('/')) return firstOf(near, (each) => anchored(each, fragment));
    const shared = this.#shared(whole, fragment);
    if (shared !== undefined) return shared;
    const found = this.#document === undefined ? undefined : this.#at(whole, this.#document, fragment);
    return found ?? firstOf(near, (each) => this.#at(each, each.root, fragment));
  }

  /** `#/components/inputs/x`, also where an `$id` stands around the reference. */
  #shared(whole: SchemaResource, fragment: string): Node | undefined {
    const [, kind, of, name = '', ...within] = fragment.split('/').map(fragmentToken);
    const component = kind === 'components' && of === 'inputs' ? this.#components.get(name) : undefined;
    return component === undefined ? undefined : this.#along(whole, component, within);
  }

  #at(whole: SchemaResource, root: Node, pointer: string): Node | undefined {
    return this.#along(whole, root, pointer.split('/').slice(1).map(fragmentToken));
  }

  /** What stands at a place; one that no keyword makes a schema is taken for one. */
  #along(whole: SchemaResource, root: Node, steps: readonly string[]): Node | undefined {
    let here: Node | undefined = root;
    let resource = this.#places.get(root) ?? whole;
    for (const step of steps) {
      if (here?.kind === 'map') here = valueAt(here, step);
      else here = here?.kind === 'list' && /^(?:0|[1-9][0-9]*)$/.test(step) ? here.items[Number(step)] : undefined;
      if (here !== undefined) resource = this.#places.get(here) ?? resource;
    }
    if (here !== undefined) this.#add(here, resource);
    return here;
  }

  #add(schema: Node, within: SchemaResource): void {
    const pending: (readonly [Node, SchemaResource])[] = [[schema, within]];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [node, outer] = next;
      if (node.kind !== 'map' || this.#places.has(node)) continue;
      const own = this.#identify(node, outer);
      this.#places.set(node, own);
      const anchor = textNode(valueAt(node, '$anchor'))?.value;
      if (anchor !== undefined && !own.anchors.has(anchor)) own.anchors.set(anchor, node);
      const dynamic = textNode(valueAt(node, '$dynamicAnchor'))?.value;
      if (dynamic !== undefined) this.#addDynamic(dynamic, node, own);
      for (const inner of [...subschemas(node).map((each) => each.node), ...definitionsIn(node)])
        pending.push([inner, own]);
    }
  }

  /** A dynamic anchor is an anchor, too (section 8.2.2). */
  #addDynamic(name: string, node: Node, { anchors, dynamicAnchors }: SchemaResource): void {
    if (!anchors.has(name)) anchors.set(name, node);
    if (!dynamicAnchors.has(name)) dynamicAnchors.set(name, node);
    const known = this.#dynamic.get(name);
    if (known === undefined) this.#dynamic.set(name, [node]);
    else known.push(node);
  }

  /** What a schema belongs to: where it has an `$id`, itself. */
  #identify(node: MapNode, outer: SchemaResource): SchemaResource {
    const id = textNode(valueAt(node, '$id'))?.value;
    const uri = id === undefined ? undefined : absolute(id, outer.uri);
    if (uri === undefined) return outer;
    const own = resource(node, uri);
    if (!this.#identified.has(uri)) this.#identified.set(uri, own);
    return own;
  }
}

function resource(root: Node, uri: string): SchemaResource {
  return { root, uri, anchors: new Map(), dynamicAnchors: new Map() };
}

function anchored({ anchors }: SchemaResource, name: string): Node | undefined {
  return anchors.get(name);
}

/** A URI reference as a URI, without its fragment. */
function absolute(reference: string, base: string): string | undefined {
  try {
    const url = new URL(reference, base);
    url.hash = '';
    return url.href;
  } catch {
    return undefined;
  }
}

function firstOf<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
