import type { PathSegment, Read, Test, Value } from './value.ts';

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
