import type { Comparison } from '../expressions/index.ts';
import type { Json } from '../source/index.ts';
import type { CompareMode, Test, Value } from './value.ts';
import { constant } from './value.ts';

/** What is known of the status of a failed call: the number, that there is none (a timeout), or nothing yet. */
export type KnownStatus = number | 'none' | undefined;

/**
 * Decides what can be decided now: comparisons of values that are known, and what follows from them. What is left is
 * for the machine.
 * @param status of the failed call, where the test is one of a failure action
 */
export function fold<O>(test: Test<O>, status?: KnownStatus): Test<O> {
  switch (test.kind) {
    case 'constant':
    case 'failedWith':
      return test;
    case 'and':
    case 'or':
      return foldChain(
        test.kind,
        test.tests.map((each) => fold(each, status)),
      );
    case 'not': {
      const inner = fold(test.test, status);
      return inner.kind === 'constant' ? constant(!inner.value) : { kind: 'not', test: inner };
    }
    case 'compare': {
      const left = known(test.left, status);
      const right = known(test.right, status);
      if (left === undefined || right === undefined) return foldFailureStatus(test);
      return constant(compareJson(test.operator, left.value, right.value, test.mode));
    }
    case 'exists': {
      const value = known(test.value, status);
      return value === undefined ? test : constant(value.value !== undefined);
    }
    case 'truth': {
      const value = known(test.value, status);
      return value === undefined ? test : constant(isTrue(value.value));
    }
    case 'empty': {
      const value = known(test.value, status);
      return value === undefined ? test : constant(isEmpty(value.value) === test.expected);
    }
    case 'contains': {
      const left = known(test.left, status);
      const right = known(test.right, status);
      return left === undefined || right === undefined ? test : constant(contains(left.value, right.value));
    }
    case 'matches': {
      const value = known(test.value, status);
      if (value === undefined) return test;
      return value.value === undefined || value.value === null ? constant(false) : test;
    }
    default:
      return test satisfies never;
  }
}

/** Calls that fail have a status from 300 to 599, or none: comparisons with a number outside are decided. */
function foldFailureStatus<O>(test: Test<O> & { readonly kind: 'compare' }): Test<O> {
  const { left, right, operator, mode } = test;
  const number = right.kind === 'literal' ? right.value : undefined;
  if (left.kind !== 'failureStatus' || typeof number !== 'number') return test;
  const ends = [300, 599, undefined].map((status) => compareJson(operator, status, number, mode));
  if (number >= 300 && number <= 599) return test;
  return ends.every((holds) => !holds) ? constant(false) : test;
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
function known<O>(value: Value<O>, status: KnownStatus): { readonly value: Json | undefined } | undefined {
  if (value.kind === 'literal') return { value: value.value };
  if (value.kind === 'nothing') return { value: undefined };
  if (value.kind === 'failureStatus' && status !== undefined) return { value: status === 'none' ? undefined : status };
  return undefined;
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
