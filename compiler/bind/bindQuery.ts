import { memberOf, type Shape } from '../apis/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { Name, Query, Segment, Selector } from '../expressions/index.ts';
import { placeOf, positionIn } from '../source/index.ts';
import { literal, type PathSegment, type PathSelector, typeOfShape, typeOfValue, type Value } from '../values/index.ts';
import type { ConditionScope } from './bindCondition.ts';
import { extend, extendFreely, reportNotThere, reportUnread } from './bindResponse.ts';

/**
 * What a JSONPath query (RFC 9535) finds: one value where it can find only one, else a list of nodes. Names are turned
 * into those of Step Functions as far as the service model knows what stands there.
 */
export function bindQuery(query: Query, given: ConditionScope): Value | undefined {
  const base = query.root === '$' ? given.root : given.item;
  if (base === undefined) {
    return given.binder.report(
      diagnostic(
        'jsonpath-syntax',
        placeOf(given.node, query.range),
        '`@` stands for a node only inside a filter',
        'Write `$` for the whole body.',
      ),
    );
  }
  const [first] = query.segments;
  const root = first !== undefined && isToken(first) && fromEnd(first) === undefined ? base : jsonOf(base);
  return extendBySegments(root, query.segments, given);
}

/** What is queried of a body that is a text: the JSON in it. */
function jsonOf(root: Value): Value {
  const isText = root.kind === 'read' && root.body !== undefined && root.type === 'string';
  return isText ? { kind: 'parsed', of: root, path: [] } : root;
}

/** Goes further into a value by the segments of a query. */
export function extendBySegments(base: Value, segments: readonly Segment[], given: ConditionScope): Value | undefined {
  const firstWalked = segments.findIndex((segment) => !isToken(segment));
  const singular = firstWalked < 0 ? segments : segments.slice(0, firstWalked);
  const start = extendSingular(base, singular, given);
  if (start === undefined || firstWalked < 0) return start;
  const walk = new NodeWalk(start.kind === 'read' ? start.shape : undefined, given);
  const bound = segments.slice(firstWalked).map((segment) => walk.segment(segment));
  if (!bound.every((segment) => segment !== undefined)) return undefined;
  const itself = given.criterion && firstWalked === 0 && typeOfValue(start) === 'object';
  const nodes = { kind: 'nodes', of: start, segments: bound, flat: walk.isFlat, itself } as const;
  return segments.every((segment) => singleName(segment) !== undefined) ? { kind: 'single', of: nodes } : nodes;
}

/** By segments of one name or position each. Pointers have no positions from the end, so those are gone by here. */
function extendSingular(
  base: Value | undefined,
  segments: readonly Segment[],
  given: ConditionScope,
): Value | undefined {
  if (base === undefined) return undefined;
  const at = segments.findIndex((segment) => fromEnd(segment) !== undefined);
  const singular = segments.slice(0, at < 0 ? undefined : at);
  const isUnknown = base.kind === 'read' && base.shape === undefined && base.body === undefined;
  const names = singular.flatMap((segment) => singleName(segment) ?? []);
  const here =
    isUnknown && singular.length > 0
      ? extendFreely(base, singular.flatMap(singleStep))
      : extend(base, names, given.node, given.binder);
  const segment = segments[at];
  const index = segment === undefined ? undefined : fromEnd(segment);
  if (index === undefined) return here;
  return extendSingular(lastItem(here, index), segments.slice(at + 1), given);
}

/** The item of a list at a position from the end. */
function lastItem(list: Value | undefined, index: number): Value | undefined {
  if (list?.kind === 'literal') {
    const item = Array.isArray(list.value) ? list.value.at(index) : undefined;
    return item === undefined ? { kind: 'nothing' } : literal(item);
  }
  if (list?.kind === 'parsed') return { ...list, path: [...list.path, index] };
  if (list?.kind !== 'read') return list === undefined ? undefined : { kind: 'nothing' };
  if (list.shape !== undefined && list.shape.type !== 'list') return { kind: 'nothing' };
  const { shape, body: _body, ...rest } = list;
  const free = list.free ?? (list.type === 'array' ? undefined : list.path.length);
  return {
    ...rest,
    path: [...list.path, index],
    ...(free === undefined ? {} : { free }),
    certain: false,
    type: typeOfShape(shape?.member.shape),
    ...(shape === undefined ? {} : { shape: shape.member.shape }),
  };
}

function fromEnd({ descendant, selectors: [selector, ...others] }: Segment): number | undefined {
  if (descendant || others.length > 0 || selector?.kind !== 'index' || selector.index >= 0) return undefined;
  return selector.index;
}

/** Whether a JSON Pointer says the same as a segment: there a name that is all digits may be a position, too. */
function isToken(segment: Segment): boolean {
  const name = singleName(segment)?.text;
  return name !== undefined && (segment.selectors[0]?.kind === 'index' || positionIn(name) === undefined);
}

/** The name or index of a segment that finds one node at most. */
function singleName(segment: Segment): Name | undefined {
  const [selector, ...others] = segment.selectors;
  if (segment.descendant || others.length > 0) return undefined;
  if (selector?.kind === 'name') return { text: selector.name, range: selector.range };
  if (selector?.kind === 'index') return { text: String(selector.index), range: selector.range };
  return undefined;
}

/** The same as a step where no shape says what stands there: a name finds a member, an index an item. */
function singleStep({ selectors: [selector] }: Segment): string | number | readonly never[] {
  if (selector?.kind === 'name') return selector.name;
  return selector?.kind === 'index' ? selector.index : [];
}

/** Follows a query's segments along the shapes of the model, from segment to segment. */
class NodeWalk {
  #flat = true;
  #shape: Shape | undefined;
  readonly #given: ConditionScope;

  constructor(shape: Shape | undefined, given: ConditionScope) {
    this.#shape = shape;
    this.#given = given;
  }

  /** See `NodesValue.flat`; a list at the end would be flattened away. */
  get isFlat(): boolean {
    return this.#flat && this.#shape !== undefined && this.#shape.type !== 'list';
  }

  segment(segment: Segment): PathSegment | undefined {
    const [only] = segment.selectors;
    if (segment.descendant || only === undefined || segment.selectors.length > 1) {
      const selectors = segment.selectors.map((selector) => this.#selector(selector, undefined));
      this.#shape = undefined;
      this.#flat = false;
      return selectors.every((selector) => selector !== undefined)
        ? { descendant: segment.descendant, selectors }
        : undefined;
    }
    const selector = this.#selector(only, this.#shape);
    if (selector === undefined) return undefined;
    this.#advance(selector);
    return { descendant: false, selectors: [selector] };
  }

  #selector(selector: Selector, shape: Shape | undefined): PathSelector | undefined {
    switch (selector.kind) {
      case 'name': {
        if (shape?.type !== 'structure' || shape.document) return { kind: 'name', name: selector.name };
        const found = memberOf(shape, selector.name);
        if (found.kind === 'member') return { kind: 'name', name: found.member.sfnName };
        const place = placeOf(this.#given.node, selector.range);
        if (shape.open === true) {
          reportUnread(selector.name, { ...found, shape }, place, this.#given.binder);
          this.#shape = undefined;
          return { kind: 'name', name: selector.name };
        }
        return reportNotThere(selector.name, { ...found, shape }, place, this.#given.binder);
      }
      case 'wildcard':
        return { kind: 'wildcard' };
      case 'index':
        return { kind: 'index', index: selector.index };
      case 'slice': {
        const { start, end, step = 1 } = selector;
        return {
          kind: 'slice',
          step,
          ...(start === undefined ? {} : { start }),
          ...(end === undefined ? {} : { end }),
        };
      }
      case 'filter': {
        const test = this.#given.binder.condition(selector.condition, {
          ...this.#given,
          criterion: false,
          compared: () => undefined,
          item: this.#item(childOf(shape)),
        });
        return test === undefined ? undefined : { kind: 'filter', test };
      }
      default:
        return selector satisfies never;
    }
  }

  #item(shape: Shape | undefined): Value {
    const place = placeOf(this.#given.node);
    return {
      kind: 'read',
      from: { kind: 'item' },
      path: [],
      certain: true,
      sensitive: false,
      place,
      type: typeOfShape(shape),
      ...(shape === undefined ? {} : { shape }),
    };
  }

  #advance(selector: PathSelector): void {
    const before = this.#shape;
    if (selector.kind === 'name') {
      this.#shape =
        before?.type === 'structure'
          ? before.members.find((member) => member.sfnName === selector.name)?.shape
          : childOf(before);
      if (before?.type !== 'structure') this.#flat = false;
      return;
    }
    this.#shape = childOf(before);
    if (
      before?.type !== 'list' ||
      this.#shape?.type === 'list' ||
      selector.kind === 'index' ||
      selector.kind === 'slice'
    )
      this.#flat = false;
  }
}

function childOf(shape: Shape | undefined): Shape | undefined {
  if (shape?.type === 'list') return shape.member.shape;
  return shape?.type === 'map' ? shape.value.shape : undefined;
}
