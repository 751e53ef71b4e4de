import type { Version } from '../arazzo/index.ts';
import type { Condition, Operand, Query, Segment, Selector } from '../expressions/index.ts';
import { parseText } from '../expressions/index.ts';
import { carryIRegexp } from '../jsonata/index.ts';
import { isText, type Json, type Node, toJson } from '../source/index.ts';
import { compareJson } from '../values/index.ts';
import { isExpression } from './changes.ts';

/** The path of a node inside the payload: keys and positions. */
export type Path = readonly string[];

/** Where a query leads to in a payload; what an expression of the payload decides can't be told when compiling. */
export type Found = { readonly kind: 'paths'; readonly paths: readonly Path[] } | { readonly kind: 'undecided' };

/**
 * The places that a query means (RFC 9535). A name at its end need not be there: a target of a replacement may be a new
 * member.
 */
export function findInPayload(query: Query, payload: Node, version: Version): Found {
  try {
    return { kind: 'paths', paths: new PayloadQuery(payload, version).paths(query.segments) };
  } catch (error) {
    if (error instanceof Undecided) return { kind: 'undecided' };
    throw error;
  }
}

class Undecided extends Error {}

/** A node and where it stands. */
interface Located {
  readonly path: Path;
  readonly node: Node | undefined;
  /** It is a part of what an expression comes to. */
  readonly inside?: boolean;
}

class PayloadQuery {
  readonly #root: Node;
  readonly #version: Version;

  constructor(root: Node, version: Version) {
    this.#root = root;
    this.#version = version;
  }

  paths(segments: readonly Segment[]): readonly Path[] {
    return this.#nodes({ path: [], node: this.#root }, segments, true).map(({ path }) => path);
  }

  /** @param adds whether a name that isn't there counts, too */
  #nodes(from: Located, segments: readonly Segment[], adds: boolean): readonly Located[] {
    return segments.reduce<readonly Located[]>(
      (nodes, { descendant, selectors }) =>
        nodes
          .flatMap((each) => (descendant ? this.#below(each) : [each]))
          .flatMap((each) => selectors.flatMap((selector) => this.#select(each, selector, adds && !descendant))),
      [from],
    );
  }

  /** A node and all below it but what expressions come to. */
  #below(from: Located): readonly Located[] {
    return [...withDescendants(from)].filter((each) => each.node === from.node || !this.#isUnseen(each));
  }

  /** Whether a node is what an expression comes to, or a part of it. */
  #isUnseen({ node, inside }: Located): boolean {
    return inside === true || (node !== undefined && isExpression(node, this.#version));
  }

  #select(from: Located, selector: Selector, adds: boolean): readonly Located[] {
    const { path, node } = from;
    if (this.#isUnseen(from)) {
      // What is in it can't be seen now, but it is plain where a name or a position leads.
      if (!adds || (selector.kind !== 'name' && selector.kind !== 'index')) throw new Undecided();
      const step = selector.kind === 'name' ? selector.name : String(selector.index);
      if (step.startsWith('-')) throw new Undecided();
      return [{ path: [...path, step], node: undefined, inside: true }];
    }
    const inside = children({ path, node });
    switch (selector.kind) {
      case 'name': {
        const found = node?.kind === 'map' ? inside.find((each) => each.path.at(-1) === selector.name) : undefined;
        if (found !== undefined) return [found];
        return adds ? [{ path: [...path, selector.name], node: undefined }] : [];
      }
      case 'wildcard':
        return inside;
      case 'index':
        return node?.kind === 'list' ? [inside.at(selector.index) ?? []].flat() : [];
      case 'slice':
        return node?.kind === 'list' ? slice(inside, selector) : [];
      case 'filter':
        return inside.filter((each) => this.#holds(selector.condition, each));
      default:
        return selector satisfies never;
    }
  }

  #holds(condition: Condition, at: Located): boolean {
    switch (condition.kind) {
      case 'or':
        return condition.operands.some((each) => this.#holds(each, at));
      case 'and':
        return condition.operands.every((each) => this.#holds(each, at));
      case 'not':
        return !this.#holds(condition.operand, at);
      case 'compare': {
        const [left, right] = [this.#value(condition.left, at), this.#value(condition.right, at)];
        return compareJson(condition.operator, left, right, 'strict');
      }
      case 'truth': {
        const { operand } = condition;
        if (operand.kind === 'query') return this.#queried(operand.query, at).length > 0;
        return this.#value(operand, at) === true;
      }
      case 'contains':
      case 'empty':
        throw new Undecided();
      default:
        return condition satisfies never;
    }
  }

  #queried({ root, segments }: Query, at: Located): readonly Located[] {
    return this.#nodes(root === '$' ? { path: [], node: this.#root } : at, segments, false);
  }

  /** A value; undefined is RFC 9535's Nothing. */
  #value(operand: Operand, at: Located): Json | undefined {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'query': {
        const [first] = this.#queried(operand.query, at);
        return first?.node === undefined ? undefined : known(first.node);
      }
      case 'call':
        return this.#call(operand, at);
      case 'expression':
      case 'template':
        throw new Undecided();
      default:
        return operand satisfies never;
    }
  }

  #call({ name, arguments: given }: Operand & { kind: 'call' }, at: Located): Json | undefined {
    const [first, second] = given;
    if (first === undefined) return undefined;
    const nodes = first.kind === 'query' ? this.#queried(first.query, at) : [];
    if (name === 'count') return nodes.length;
    if (name === 'value') return nodes.length === 1 && nodes[0]?.node !== undefined ? known(nodes[0].node) : undefined;
    const value = this.#value(first, at);
    if (name === 'length') return lengthOf(value);
    const pattern = second === undefined ? undefined : this.#value(second, at);
    if (typeof value !== 'string' || typeof pattern !== 'string') return false;
    // RFC 9535, sections 2.4.6 and 2.4.7: what is no I-Regexp matches nothing.
    const source = carryIRegexp(pattern);
    return source !== undefined && new RegExp(name === 'match' ? `^(?:${source})$` : source).test(value);
  }
}

function children({ path, node }: Located): readonly Located[] {
  if (node?.kind === 'list') return node.items.map((item, at) => ({ path: [...path, String(at)], node: item }));
  return node?.kind === 'map'
    ? node.entries.map(({ key, value }) => ({ path: [...path, key.value], node: value }))
    : [];
}

function* withDescendants(from: Located): Generator<Located> {
  yield from;
  for (const each of children(from)) yield* withDescendants(each);
}

/** RFC 9535, section 2.3.4. */
function slice<T>(items: readonly T[], { start, end, step = 1 }: Selector & { kind: 'slice' }): readonly T[] {
  if (step === 0) return [];
  const count = items.length;
  const normal = (index: number) => (index < 0 ? count + index : index);
  const [least, most] = step > 0 ? [0, count] : [-1, count - 1];
  const within = (index: number) => Math.min(Math.max(index, least), most);
  const from = within(start === undefined ? (step > 0 ? 0 : count - 1) : normal(start));
  const to = within(end === undefined ? (step > 0 ? count : -1) : normal(end));
  const taken: T[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) taken.push(...items.slice(at, at + 1));
  return taken;
}

/** What a node of the payload is, where no expression decides that. */
function known(node: Node): Json {
  if (isText(node)) {
    const text = parseText(node.value);
    if (!text.ok || text.value.kind !== 'plain') throw new Undecided();
    return text.value.text;
  }
  checkKnown(node);
  return toJson(node);
}

/** @throws Undecided where a text in it is an expression */
function checkKnown(node: Node): void {
  if (isText(node)) known(node);
  else for (const { node: inner } of children({ path: [], node })) if (inner !== undefined) checkKnown(inner);
}

function lengthOf(value: Json | undefined): number | undefined {
  if (typeof value === 'string') return [...value].length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}
