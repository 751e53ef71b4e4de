import { isCertain, type PathSegment, type Read, type Test, type Value } from './value.ts';

/** Every read inside a value. */
export function* readsOf(value: Value): Generator<Read> {
  switch (value.kind) {
    case 'read':
      yield value;
      return;
    case 'list':
      for (const item of value.items) yield* readsOf(item);
      return;
    case 'map':
      for (const member of value.members) yield* readsOf(member.value);
      return;
    case 'text':
      for (const part of value.parts) yield* readsOf(part);
      return;
    case 'nodes':
      yield* readsOf(value.of);
      for (const segment of value.segments) yield* readsOfSegment(segment);
      return;
    case 'single':
    case 'parsed':
    case 'length':
    case 'count':
      yield* readsOf(value.of);
      return;
    case 'literal':
    case 'failureStatus':
    case 'nothing':
      return;
    default:
      value satisfies never;
  }
}

function* readsOfSegment(segment: PathSegment): Generator<Read> {
  for (const selector of segment.selectors) if (selector.kind === 'filter') yield* readsOfTest(selector.test);
}

const weights = new WeakMap<Value, number>();

/**
 * How large the expression of a value is, about: its parts, each as often as it is written. Values are shared, so one that
 * takes little memory may take more text than there is room for.
 */
export function weightOf(value: Value): number {
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = 1 + partsOf(value).reduce((sum, part) => sum + weightOf(part), 0);
  weights.set(value, weight);
  return weight;
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'map':
      return value.members.map((member) => member.value);
    case 'text':
      // What may be missing is looked for before it is written.
      return value.parts.flatMap((part) => (isCertain(part) ? [part] : [part, part]));
    case 'nodes':
      return [value.of, value.of, ...value.segments.flatMap(valuesOfSegment)];
    case 'parsed':
      return [value.of, value.of];
    case 'single':
    case 'length':
    case 'count':
      return [value.of];
    case 'read': {
      const given = value.from.kind === 'input' ? value.from.frame.given?.get(value.from.name) : undefined;
      return given === undefined ? [] : [given];
    }
    case 'literal':
    case 'failureStatus':
    case 'nothing':
      return [];
    default:
      return value satisfies never;
  }
}

function valuesOfSegment({ selectors }: PathSegment): readonly Value[] {
  return selectors.flatMap((selector) => (selector.kind === 'filter' ? [...valuesOf(selector.test)] : []));
}

/** Every value that a test looks at. */
export function* valuesOf(test: Test): Generator<Value> {
  switch (test.kind) {
    case 'constant':
    case 'failedWith':
      return;
    case 'and':
    case 'or':
      for (const each of test.tests) yield* valuesOf(each);
      return;
    case 'not':
      yield* valuesOf(test.test);
      return;
    case 'compare':
    case 'contains':
      yield test.left;
      yield test.right;
      return;
    case 'empty':
    case 'exists':
    case 'truth':
    case 'matches':
      yield test.value;
      return;
    default:
      test satisfies never;
  }
}

/** Every read inside a test. */
export function* readsOfTest(test: Test): Generator<Read> {
  for (const value of valuesOf(test)) yield* readsOf(value);
}

/** Whether a test looks at the response of the call. */
export function looksAtResponse(test: Test): boolean {
  for (const read of readsOfTest(test)) if (read.from.kind === 'response') return true;
  return false;
}

/** Whether a test looks at the HTTP status of a failed call. */
export function readsFailureStatus(test: Test): boolean {
  for (const value of valuesOf(test)) if (value.kind === 'failureStatus') return true;
  return false;
}
