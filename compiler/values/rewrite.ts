import type { PathSegment, PathSelector, Read, Test, Value } from './value.ts';

/** What becomes of the leaves of values and tests that are rewritten; everything else keeps its form. */
export interface Rewriting<A, B> {
  /** What is read instead, or nothing. */
  read(read: Read<A>): Value<B>;
}

/** A value with its leaves replaced. */
export function rewriteValue<A, B>(value: Value<A>, by: Rewriting<A, B>): Value<B> {
  const rewrite = (each: Value<A>) => rewriteValue(each, by);
  switch (value.kind) {
    case 'read':
      return by.read(value);
    case 'array':
      return { kind: 'array', items: value.items.map(rewrite) };
    case 'object':
      return { kind: 'object', members: value.members.map((each) => ({ ...each, value: rewrite(each.value) })) };
    case 'template':
      return { kind: 'template', parts: value.parts.map(rewrite) };
    case 'nodes': {
      const of = rewrite(value.of);
      const segments = value.segments.map((segment) => rewriteSegment(segment, by));
      // The shapes say nothing of what isn't there.
      const flat = value.flat && (of.kind !== 'nothing' || segments.length === 0);
      return { ...value, of, segments, flat };
    }
    case 'converted': {
      const of = rewrite(value.of);
      return of.kind === 'nothing' ? of : { kind: 'converted', of, by: value.by };
    }
    case 'merged':
      return { kind: 'merged', parts: value.parts.map(rewrite) };
    case 'changed':
      return { ...value, of: rewrite(value.of), to: rewrite(value.to) };
    case 'single':
      return { kind: 'single', of: rewrite(value.of) };
    case 'length':
      return { kind: 'length', of: rewrite(value.of) };
    case 'count':
      return { kind: 'count', of: rewrite(value.of) };
    case 'number':
      return { kind: 'number', of: rewrite(value.of) };
    case 'parsed': {
      const of = rewrite(value.of);
      return of.kind === 'nothing' ? of : { kind: 'parsed', of, path: value.path };
    }
    case 'literal':
    case 'failure':
    case 'token':
    case 'nothing':
      return value;
    default:
      return value satisfies never;
  }
}

function rewriteSegment<A, B>({ descendant, selectors }: PathSegment<A>, by: Rewriting<A, B>): PathSegment<B> {
  return {
    descendant,
    selectors: selectors.map(
      (selector): PathSelector<B> =>
        selector.kind === 'filter' ? { kind: 'filter', test: rewriteTest(selector.test, by) } : selector,
    ),
  };
}

/** A test with the leaves of its values replaced. */
export function rewriteTest<A, B>(test: Test<A>, by: Rewriting<A, B>): Test<B> {
  switch (test.kind) {
    case 'constant':
    case 'failedWith':
      return test;
    case 'and':
    case 'or':
      return { kind: test.kind, tests: test.tests.map((each) => rewriteTest(each, by)) };
    case 'not':
      return { kind: 'not', test: rewriteTest(test.test, by) };
    case 'compare':
    case 'contains':
      return { ...test, left: rewriteValue(test.left, by), right: rewriteValue(test.right, by) };
    case 'empty':
    case 'exists':
    case 'truth':
    case 'matches':
      return { ...test, value: rewriteValue(test.value, by) };
    default:
      return test satisfies never;
  }
}
