import { type Identity, identityOf } from './same.ts';
import type { Test } from './value.ts';

/** More parts than this are not tried out: each one doubles the work. */
const MOST_PARTS = 10;

/** Whether one of some tests holds in any case, whatever their parts come to: `x == 1` and `x != 1`. */
export function isExhaustive<O>(tests: readonly Test<O>[]): boolean {
  const identities = new Map(tests.flatMap((test) => [...partsOf(test)]));
  const parts = [...new Set(identities.values())];
  if (parts.length > MOST_PARTS) return false;
  return Array.from({ length: 2 ** parts.length }, (_, bits) => bits).every((bits) => {
    const truths = new Map(parts.map((part, at) => [part, (bits & (1 << at)) !== 0] as const));
    return tests.some((test) => holds(test, (part) => truths.get(identities.get(part) ?? '') ?? false));
  });
}

/** What a test is made of; `!=` is the same part as `==`. */
function* partsOf<O>(test: Test<O>): Generator<readonly [Test<O>, Identity]> {
  switch (test.kind) {
    case 'constant':
      return;
    case 'and':
    case 'or':
      for (const each of test.tests) yield* partsOf(each);
      return;
    case 'not':
      yield* partsOf(test.test);
      return;
    default:
      yield [test, identityOf(positive(test))];
  }
}

/** @param truth of a part */
function holds<O>(test: Test<O>, truth: (part: Test<O>) => boolean): boolean {
  switch (test.kind) {
    case 'constant':
      return test.value;
    case 'and':
      return test.tests.every((each) => holds(each, truth));
    case 'or':
      return test.tests.some((each) => holds(each, truth));
    case 'not':
      return !holds(test.test, truth);
    default:
      return truth(test) === (positive(test) === test);
  }
}

/** `==` for `!=`, which is its opposite wherever it stands; any other test as it is. */
function positive<O>(test: Test<O>): Test<O> {
  return test.kind === 'compare' && test.operator === '!=' ? { ...test, operator: '==' } : test;
}
