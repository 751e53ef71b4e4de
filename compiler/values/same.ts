import type { Test, Value } from './value.ts';

/** A text that tells a value or a test from others. */
export type Identity = string;

/** Whether two values are surely the same: the same literals, put together from the same places in the same way. */
export function isSameValue<O>(one: Value<O>, other: Value<O>): boolean {
  return identityOf(one) === identityOf(other);
}

/** What is known of a read beside where it stands. */
const ABOUT: ReadonlySet<string> = new Set([
  'place',
  'shape',
  'body',
  'type',
  'certain',
  'sensitive',
  'free',
  'operation',
]);

/** Equal for values, and for tests, that are surely the same. */
export function identityOf<O>(part: Value<O> | Test<O>): Identity {
  return JSON.stringify(part, (key, inner: unknown) => {
    if (ABOUT.has(key)) return undefined;
    const isLiteral = typeof inner === 'object' && inner !== null && 'kind' in inner && inner.kind === 'literal';
    return isLiteral && 'value' in inner ? ['literal', JSON.stringify(inner.value)] : inner;
  });
}
