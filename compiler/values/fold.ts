import type { Comparison } from '../expressions/index.ts';
import type { Json } from '../source/index.ts';
import { rewriteTest } from './rewrite.ts';
import type { CompareMode, FailureValue, NodesValue, Read, Test, Value } from './value.ts';
import { constant } from './value.ts';
import { hasNodes, readsOf, valuesOf } from './walk.ts';

/** What is known of a failed call: its status and the name of its error, or that there are none, as after a timeout. */
export interface KnownFailure {
  readonly status?: number | 'none' | undefined;
  readonly name?: string | 'none' | undefined;
}

/** What is known of a call that had no answer. */
export const UNANSWERED: KnownFailure = { status: 'none', name: 'none' };

/**
 * Decides what can be decided now: comparisons of values that are known, and what follows from them. What is left is
 * for the machine.
 * @param failure of the call, where the test looks at one
 */
export function fold<O>(test: Test<O>, failure: KnownFailure = {}): Test<O> {
  switch (test.kind) {
    case 'constant':
    case 'failedWith':
      return test;
    case 'and':
    case 'or':
      return foldChain(
        test.kind,
        test.tests.map((each) => fold(each, failure)),
      );
    case 'not': {
      const inner = fold(test.test, failure);
      return inner.kind === 'constant' ? constant(!inner.value) : { kind: 'not', test: inner };
    }
    case 'compare': {
      const left = known(test.left, failure);
      const right = known(test.right, failure);
      if (isErrorBody(test.left) && isScalar(right?.value)) return constant(test.operator === '!=');
      if (left === undefined || right === undefined) return foldUnknownStatus(test);
      return constant(compareJson(test.operator, left.value, right.value, test.mode));
    }
    case 'exists': {
      if (hasErrorBody(test.value, failure)) return constant(true);
      const found = test.value.kind === 'nodes' ? foundInObject(test.value) : undefined;
      if (found !== undefined) return fold(found, failure);
      const value = known(test.value, failure);
      return value === undefined ? test : constant(value.value !== undefined);
    }
    case 'truth': {
      if (hasErrorBody(test.value, failure)) return constant(true);
      const value = known(test.value, failure);
      return value === undefined ? test : constant(isTrue(value.value));
    }
    case 'empty': {
      if (hasErrorBody(test.value, failure)) return constant(!test.expected);
      const value = known(test.value, failure);
      return value === undefined ? test : constant(isEmpty(value.value) === test.expected);
    }
    case 'contains': {
      const left = known(test.left, failure);
      const right = known(test.right, failure);
      return left === undefined || right === undefined ? test : constant(contains(left.value, right.value));
    }
    case 'matches':
      return foldMatch(test, failure);
    default:
      return test satisfies never;
  }
}

/** The statuses that a failed call may have. */
export const FAILURE_STATUSES: readonly number[] = Array.from({ length: 300 }, (_, index) => 300 + index);

/** Comparisons with a number that no failed call has as its status are decided. */
function foldUnknownStatus<O>(test: Test<O> & { readonly kind: 'compare' }): Test<O> {
  const { left, right, operator, mode } = test;
  const number = right.kind === 'literal' ? right.value : undefined;
  if (left.kind !== 'failure' || left.part !== 'status' || typeof number !== 'number') return test;
  const ends = [300, 599, undefined].map((status) => compareJson(operator, status, number, mode));
  if (number >= 300 && number <= 599) return test;
  return ends.every((holds) => !holds) ? constant(false) : test;
}

/** A pattern over what is known of a failed call is tried now; over anything else the machine tries it. */
function foldMatch<O>(test: Test<O> & { readonly kind: 'matches' }, failure: KnownFailure): Test<O> {
  const { value, source, ignoreCase, stringsOnly } = test;
  const text = known(value, failure);
  if (text !== undefined && (text.value === undefined || text.value === null)) return constant(false);
  if (value.kind !== 'failure' || value.part === 'message') return test;
  const isNumber = value.part === 'status';
  if (isNumber && stringsOnly) return constant(false);
  const pattern = new RegExp(source, ignoreCase ? 'i' : '');
  if (text !== undefined) return constant(pattern.test(String(text.value)));
  return isNumber && !FAILURE_STATUSES.some((status) => pattern.test(String(status))) ? constant(false) : test;
}

/** The body of a failed call: an object that is there, and not empty, wherever there was an answer. */
function isErrorBody<O>(value: Value<O>): value is Value<O> & { readonly kind: 'object' } {
  return value.kind === 'object' && value.members.every((member) => member.value.kind === 'failure');
}

/** Whether a value is such a body, of a call that had an answer. */
function hasErrorBody<O>(value: Value<O>, { name }: KnownFailure): boolean {
  return isErrorBody(value) && name !== 'none';
}

function isScalar(value: Json | undefined): boolean {
  return value !== undefined && (value === null || typeof value !== 'object');
}

/**
 * What a criterion's one filter over the body of a failed call tests: a filter that names a member is meant for the body
 * itself, `@` alone for its members. Undefined where the query is none of these.
 */
function foundInObject<O>({ of, itself, segments }: NodesValue<O>): Test<O> | undefined {
  const [segment, ...others] = segments;
  const [selector] = segment?.selectors ?? [];
  if (!itself || others.length > 0 || !isErrorBody(of) || segment === undefined) return undefined;
  if (segment.descendant || segment.selectors.length !== 1 || selector?.kind !== 'filter') return undefined;
  const { test } = selector;
  const values = [...valuesOf(test)];
  if (values.some(hasNodes)) return undefined;
  const bare = values
    .flatMap((value) => [...readsOf(value)])
    .some(({ from, path }) => isItem(from) && path.length === 0);
  const items = bare ? of.members.map(({ value }) => value) : [of];
  return { kind: 'or', tests: items.map((item) => rewriteTest<O, O>(test, { read: (read) => inItem(read, item) })) };
}

/** What is read of the node that a filter looks at. */
function inItem<O>(read: Read<O>, item: Value<O>): Value<O> {
  if (!isItem(read.from)) return read;
  const [name, ...deeper] = read.path;
  if (name === undefined) return item;
  const member = item.kind === 'object' ? item.members.find((each) => each.name === name) : undefined;
  return member === undefined || deeper.length > 0 ? { kind: 'nothing' } : member.value;
}

function isItem(from: unknown): boolean {
  return typeof from === 'object' && from !== null && 'kind' in from && from.kind === 'item';
}

function foldChain<O>(kind: 'and' | 'or', tests: readonly Test<O>[]): Test<O> {
  const absorbing = kind === 'or';
  const left = tests.filter((test) => test.kind !== 'constant');
  if (tests.some((test) => test.kind === 'constant' && test.value === absorbing)) return constant(absorbing);
  const [first] = left;
  if (first === undefined) return constant(!absorbing);
  return left.length === 1 ? first : { kind, tests: left };
}

/** A value that is known now; `undefined` inside says that there is none. */
function known<O>(value: Value<O>, failure: KnownFailure): { readonly value: Json | undefined } | undefined {
  if (value.kind === 'literal') return { value: value.value };
  if (value.kind === 'nothing') return { value: undefined };
  if (isErrorBody(value)) return failure.name === 'none' ? { value: undefined } : undefined;
  return value.kind === 'failure' ? knownPart(value, failure) : undefined;
}

function knownPart(
  { part }: FailureValue,
  { status, name }: KnownFailure,
): { readonly value: Json | undefined } | undefined {
  const found = part === 'status' ? status : part === 'name' || name === 'none' ? name : undefined;
  if (found === undefined) return undefined;
  return { value: found === 'none' ? undefined : found };
}

/** Compares two known values as the machine would. */
export function compareJson(
  operator: Comparison,
  left: Json | undefined,
  right: Json | undefined,
  mode: CompareMode,
): boolean {
  switch (operator) {
    case '==':
      return equal(left, right, mode);
    case '!=':
      return !equal(left, right, mode);
    case '<':
    case '>':
      return ordered(operator, left, right, mode);
    case '<=':
    case '>=':
      // RFC 9535, section 2.3.5.2.2: what is equal is also less or equal, whatever it is.
      return ordered(operator, left, right, mode) || (mode === 'strict' && equal(left, right, mode));
    default:
      return operator satisfies never;
  }
}

function equal(left: Json | undefined, right: Json | undefined, mode: CompareMode): boolean {
  if (left === undefined || right === undefined) {
    return mode === 'strict' ? left === right : left === null || right === null;
  }
  const [a, b] = mode === 'folded' ? [folded(left, right), folded(right, left)] : [left, right];
  return sameJson(a, b);
}

function ordered(
  operator: '<' | '<=' | '>' | '>=',
  left: Json | undefined,
  right: Json | undefined,
  mode: CompareMode,
): boolean {
  if (left === undefined || right === undefined) return false;
  const [a, b] = mode === 'folded' ? [folded(left, right), folded(right, left)] : [left, right];
  const comparable =
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
  if (!comparable || a === null || b === null) return false;
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

/** A string as simple conditions compare it: beside a number as a number, if it is one, else in lower case. */
function folded(value: Json, other: Json): Json {
  if (typeof value !== 'string') return value;
  return typeof other === 'number' && isNumberText(value) ? Number(value) : value.toLowerCase();
}

/** Texts that are numbers as JSON writes them, but for those that may be too large for a double: JSONata throws over these. */
export const NUMBER_TEXT = '^-?(?:0|[1-9][0-9]{0,199})(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?$';

/** Whether a string is compared as a number, beside one. */
export function isNumberText(text: string): boolean {
  return new RegExp(NUMBER_TEXT).test(text);
}

function sameJson(left: Json, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const names = Object.keys(left);
  if (Array.isArray(left) !== Array.isArray(right) || names.length !== Object.keys(right).length) return false;
  const [a, b] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return names.every((name) => {
    const [one, other] = [a.get(name), b.get(name)];
    return one !== undefined && other !== undefined && sameJson(one, other);
  });
}

function isTrue(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function contains(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right);
  return Array.isArray(left) && left.some((item: Json) => sameJson(item, right));
}
