import { isCertain, type PathSegment, type Read, type Test, type Value } from './value.ts';

/** Every read inside a value. */
export function* readsOf<O>(value: Value<O>): Generator<Read<O>> {
  switch (value.kind) {
    case 'read':
      yield value;
      return;
    case 'array':
      for (const item of value.items) yield* readsOf(item);
      return;
    case 'object':
      for (const member of value.members) yield* readsOf(member.value);
      return;
    case 'template':
    case 'merged':
      for (const part of value.parts) yield* readsOf(part);
      return;
    case 'nodes':
      yield* readsOf(value.of);
      for (const segment of value.segments) yield* readsOfSegment(segment);
      return;
    case 'changed':
      yield* readsOf(value.of);
      yield* readsOf(value.to);
      return;
    case 'single':
    case 'converted':
    case 'parsed':
    case 'length':
    case 'count':
    case 'number':
      yield* readsOf(value.of);
      return;
    case 'literal':
    case 'failure':
    case 'token':
    case 'nothing':
      return;
    default:
      value satisfies never;
  }
}

function* readsOfSegment<O>(segment: PathSegment<O>): Generator<Read<O>> {
  for (const selector of segment.selectors) if (selector.kind === 'filter') yield* readsOfTest(selector.test);
}

/**
 * How large the expression of a value is, about: its parts, each as often as it is written. Values are shared, so one that
 * takes little memory may take more text than there is room for.
 */
export function weightOf<O>(value: Value<O>): number {
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = 1 + partsOf(value).reduce((sum, part) => sum + weightOf(part), 0);
  weights.set(value, weight);
  return weight;
}

const weights = new WeakMap<object, number>();

function partsOf<O>(value: Value<O>): readonly Value<O>[] {
  switch (value.kind) {
    case 'array':
      return value.items;
    case 'object':
      return value.members.map((member) => member.value);
    case 'template':
      // A part that may be missing is tested before it is written.
      return value.parts.flatMap((part) => (isCertain(part) ? [part] : [part, part]));
    case 'nodes':
      return [value.of, value.of, ...value.segments.flatMap(valuesOfSegment)];
    case 'parsed':
    case 'converted':
      return [value.of, value.of];
    case 'merged':
      return value.parts;
    case 'changed':
      return [value.of, value.to];
    case 'single':
    case 'length':
    case 'count':
    case 'number':
      return [value.of];
    case 'read':
    case 'literal':
    case 'failure':
    case 'token':
    case 'nothing':
      return [];
    default:
      return value satisfies never;
  }
}

function valuesOfSegment<O>({ selectors }: PathSegment<O>): readonly Value<O>[] {
  return selectors.flatMap((selector) => (selector.kind === 'filter' ? [...valuesOf(selector.test)] : []));
}

/** Every value that a test looks at. */
export function* valuesOf<O>(test: Test<O>): Generator<Value<O>> {
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
export function* readsOfTest<O>(test: Test<O>): Generator<Read<O>> {
  for (const value of valuesOf(test)) yield* readsOf(value);
}

/** Whether a test looks at the error of a failed call. */
export function readsFailure<O>(test: Test<O>): boolean {
  for (const value of valuesOf(test)) if (failureIn(value)) return true;
  return false;
}

/** Whether a query stands in a value. */
export function hasNodes<O>(value: Value<O>): boolean {
  return value.kind === 'nodes' || partsOf(value).some(hasNodes);
}

/** Whether the error of a failed call stands in a value. */
export function failureIn<O>(value: Value<O>): boolean {
  return value.kind === 'failure' || partsOf(value).some(failureIn);
}
