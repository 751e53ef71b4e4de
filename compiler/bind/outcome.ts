import { fold, readsFailure, type Test, type Value, valuesOf } from '../values/index.ts';

/**
 * A test of criteria that were bound for a failed call. What denies something of the error holds only where there was an
 * answer: a timeout has neither status nor name.
 */
export function whereFailed(test: Test): Test {
  return fold(denying(fold(test)));
}

function denying(test: Test): Test {
  switch (test.kind) {
    case 'and':
    case 'or':
      return { kind: test.kind, tests: test.tests.map(denying) };
    case 'not':
      return whereAnswered({ kind: 'not', test: denying(test.test) });
    default:
      return test.kind === 'compare' && test.operator === '!=' ? whereAnswered(test) : test;
  }
}

function whereAnswered(test: Test): Test {
  if (!readsFailure(test)) return test;
  const value = [...valuesOf(test)].find(
    (each): each is Value & { readonly kind: 'failure' } => each.kind === 'failure',
  );
  return value === undefined ? test : { kind: 'and', tests: [{ kind: 'exists', value }, test] };
}
