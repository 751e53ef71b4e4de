import { fold, readsFailure, type Test, type Value, valuesOf } from '../values/index.ts';

/**
 * A test of criteria that were bound for a failed call. What denies something of the error holds only where there was an
 * answer: a timeout has neither status nor name.
 */
export function whereFailed(test: Test): Test {
  // A `!(...)` is looked at before what is in it may turn out to be decided; filters are comparisons only once folded.
  const decided = fold(denying(test, (each) => each.kind === 'not'));
  return fold(denying(decided, (each) => each.kind === 'compare' && each.operator === '!='));
}

function denying(test: Test, denies: (test: Test) => boolean): Test {
  const inner = inside(test, (each) => denying(each, denies));
  const value = denies(test) && readsFailure(test) ? [...valuesOf(test)].find(isFailure) : undefined;
  return value === undefined ? inner : { kind: 'and', tests: [{ kind: 'exists', value }, inner] };
}

function inside(test: Test, change: (test: Test) => Test): Test {
  switch (test.kind) {
    case 'and':
    case 'or':
      return { kind: test.kind, tests: test.tests.map(change) };
    case 'not':
      return { kind: 'not', test: change(test.test) };
    default:
      return test;
  }
}

function isFailure(value: Value): boolean {
  return value.kind === 'failure';
}
