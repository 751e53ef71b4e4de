import { type MapNode, type Node, textNode, valueAt } from '../source/index.ts';
import type { SchemaIndex, SchemaResource } from './schemaIndex.ts';

/** What becomes of a schema that is come upon inside of itself. */
export interface Repeated<T> {
  /** In a member or an item: it speaks of another value. */
  again(name: string): T;
  /** Of the same value: it says nothing. */
  circle(node: MapNode): T;
}

/**
 * The way from a schema into those that it consists of. A schema that contains itself gets a name, is made once, and is
 * called by that name wherever it stands.
 */
export class SchemaWalk<T> {
  /** What was made of the schemas that contain themselves, by their names. */
  readonly recursive = new Map<string, T>();
  readonly #index: SchemaIndex;
  readonly #repeated: Repeated<T>;
  readonly #names = new Map<string, string>();
  readonly #numbers = new Map<Node, number>();
  readonly #open = new Set<string>();
  #samePlace = new Set<string>();
  /** The resources that the way leads through, for `$dynamicRef` (JSON Schema 2020-12 Core, section 8.2.3.2). */
  readonly #scopes: SchemaResource[] = [];

  constructor(index: SchemaIndex, repeated: Repeated<T>) {
    this.#index = index;
    this.#repeated = repeated;
  }

  /** @param reference the text by which it was found, if any */
  enter(node: MapNode, make: () => T, reference = ''): T {
    const resource = this.#index.resourceOf(node);
    const isNew = resource !== undefined && resource !== this.#scopes.at(-1);
    if (isNew) this.#scopes.push(resource);
    try {
      return this.#once(node, make, reference);
    } finally {
      if (isNew) this.#scopes.pop();
    }
  }

  #once(node: MapNode, make: () => T, reference: string): T {
    const key = this.#key(node);
    if (this.#samePlace.has(key)) return this.#repeated.circle(node);
    const known = this.#names.get(key);
    if (known !== undefined) return this.#repeated.again(known);
    if (this.#open.has(key)) {
      const name = this.#name(reference);
      this.#names.set(key, name);
      return this.#repeated.again(name);
    }
    this.#open.add(key);
    this.#samePlace.add(key);
    const made = make();
    this.#open.delete(key);
    this.#samePlace.delete(key);
    const name = this.#names.get(key);
    if (name === undefined) return made;
    this.recursive.set(name, made);
    return this.#repeated.again(name);
  }

  /** Goes on with schemas of a member or an item. */
  inside<R>(make: () => R): R {
    const before = this.#samePlace;
    this.#samePlace = new Set();
    const made = make();
    this.#samePlace = before;
    return made;
  }

  /** What a `$ref` or `$dynamicRef` names from here. */
  target(from: MapNode, keyword: '$ref' | '$dynamicRef'): Node | undefined {
    const reference = textNode(valueAt(from, keyword))?.value;
    const target = reference === undefined ? undefined : this.#index.target(from, reference);
    if (keyword === '$ref' || target?.kind !== 'map') return target;
    const name = textNode(valueAt(target, '$dynamicAnchor'))?.value;
    if (name === undefined || !reference?.endsWith(`#${name}`)) return target;
    return this.#scopes.find(({ dynamicAnchors }) => dynamicAnchors.has(name))?.dynamicAnchors.get(name) ?? target;
  }

  /** A schema, and what its dynamic references lead to from here. */
  #key(node: Node): string {
    const dynamic = new Map<string, Node>();
    for (const { dynamicAnchors } of this.#scopes)
      for (const [name, target] of dynamicAnchors) if (!dynamic.has(name)) dynamic.set(name, target);
    return [node, ...dynamic.values()].map((each) => this.#number(each)).join(' ');
  }

  #number(node: Node): number {
    const number = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, number);
    return number;
  }

  /** A name after the last word of a reference, that no other schema has. */
  #name(reference: string): string {
    const word = /[A-Za-z0-9]+(?=[^A-Za-z0-9]*$)/.exec(reference)?.[0] ?? 'inputs';
    const taken = new Set(this.#names.values());
    let name = word;
    for (let at = 2; taken.has(name); at++) name = `${word}${at}`;
    return name;
  }
}
