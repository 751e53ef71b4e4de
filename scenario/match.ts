import { isObject, type Json } from '../local/index.ts';

/** Where something isn't as expected: the way into the expected value, and what is wrong there. */
export interface Mismatch {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What can stand in the place of an expected value: an object with one of these members alone. */
export const matchers = ['$matches', '$exactly', '$present'] as const;
export type Matcher = (typeof matchers)[number];

/**
 * Compares a value with what is expected. Objects may have members beyond the expected ones, at every depth; lists have as
 * many items as expected; everything else is equal. `{$matches: PATTERN}` is any text in which the regular expression is
 * found, `{$exactly: VALUE}` the very value with nothing beyond, `{$present: false}` no value at all and `{$present: true}` any.
 * @param actual undefined: there is no value
 */
export function match(
  expected: Json,
  actual: Json | undefined,
  path: readonly (string | number)[] = [],
): readonly Mismatch[] {
  const matcher = matcherOf(expected);
  if (matcher !== undefined) return matchSpecial(matcher, actual, path);
  if (Array.isArray(expected)) return matchList(expected, actual, path);
  if (!isObject(expected)) return expected === actual ? [] : [differs(expected, actual, path)];
  if (!isObject(actual)) return [differs(expected, actual, path)];
  return Object.entries(expected).flatMap(([key, value]) =>
    match(value, Object.hasOwn(actual, key) ? actual[key] : undefined, [...path, key]),
  );
}

/** The matcher that a value is, with its argument. */
export function matcherOf(value: Json): { readonly kind: Matcher; readonly argument: Json } | undefined {
  if (!isObject(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  const kind = matchers.find((each) => each === entry?.[0]);
  return kind === undefined || entry === undefined || others.length > 0 ? undefined : { kind, argument: entry[1] };
}

function matchSpecial(
  { kind, argument }: { readonly kind: Matcher; readonly argument: Json },
  actual: Json | undefined,
  path: readonly (string | number)[],
): readonly Mismatch[] {
  switch (kind) {
    case '$matches': {
      const found = typeof actual === 'string' && new RegExp(String(argument), 'u').test(actual);
      return found ? [] : [{ path, message: `expected text that matches ${String(argument)}, was ${show(actual)}` }];
    }
    case '$exactly':
      return actual !== undefined && canonical(argument) === canonical(actual) ? [] : [differs(argument, actual, path)];
    case '$present':
      if ((actual !== undefined) === argument) return [];
      return [
        { path, message: argument === true ? 'expected a value, was absent' : `expected none, was ${show(actual)}` },
      ];
  }
}

function matchList(
  expected: readonly Json[],
  actual: Json | undefined,
  path: readonly (string | number)[],
): readonly Mismatch[] {
  if (!Array.isArray(actual)) return [differs(expected, actual, path)];
  if (actual.length !== expected.length) {
    return [{ path, message: `expected ${count(expected.length)}, was ${count(actual.length)}: ${show(actual)}` }];
  }
  return expected.flatMap((item, at) => match(item, actual[at], [...path, at]));
}

function count(items: number): string {
  return items === 1 ? '1 item' : `${items} items`;
}

function differs(expected: Json, actual: Json | undefined, path: readonly (string | number)[]): Mismatch {
  return { path, message: `expected ${show(expected)}, was ${show(actual)}` };
}

const longest = 300;

/** A value for messages. */
export function show(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** JSON text that is the same for equal values, whatever the order of their members. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`;
}
