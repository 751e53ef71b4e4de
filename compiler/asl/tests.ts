import type { Comparison } from '../expressions/index.ts';
import { type Expression, jsonata } from '../jsonata/index.ts';
import type { Test, Value } from '../plan.ts';
import type { Json } from '../source/index.ts';
import { isCertain, isNumberText, NUMBER_TEXT, typeOfValue, type ValueType } from '../values/index.ts';
import { nodesContain, nodesCount } from './nodes.ts';
import { type StateScope, valueExpression } from './values.ts';

const { and, binary, block, call, conditional, equal, exists, isOf, literal, not, or, path, regex, variable } = jsonata;

type Compare = Test & { readonly kind: 'compare' };

/** The JSONata expression of a test: always a boolean, also where a value is missing or not what was expected. */
export function testExpression(test: Test, scope: StateScope): Expression {
  switch (test.kind) {
    case 'constant':
      return literal(test.value);
    case 'and':
      return and(test.tests.map((each) => testExpression(each, scope)));
    case 'or':
      return or(test.tests.map((each) => testExpression(each, scope)));
    case 'not':
      return not(testExpression(test.test, scope));
    case 'compare':
      return compareExpression(test, scope);
    case 'failedWith':
      return binary('in', path(variable('states'), 'input', 'Error'), literal(test.errors));
    case 'contains':
      return containsExpression(test.left, test.right, scope);
    case 'empty': {
      const empty = emptyExpression(test.value, scope);
      return test.expected ? empty : not(empty);
    }
    case 'exists':
      return existsExpression(test.value, scope);
    case 'truth': {
      const value = valueExpression(test.value, scope);
      return typeOfValue(test.value) === 'boolean'
        ? equal(value, literal(true))
        : and([exists(value), call('boolean', value)]);
    }
    case 'matches': {
      const value = valueExpression(test.value, scope);
      const isText = typeOfValue(test.value) === 'string';
      const text = isText || test.stringsOnly ? value : call('string', value);
      const matches = call('contains', text, regex(test.source, test.ignoreCase));
      if (test.stringsOnly && !isText) return and([isOf(value, 'string'), matches]);
      // Not true of nothing either.
      if (typeOfValue(test.value) === 'unknown') return and([binary('!=', value, literal(null)), matches]);
      return isCertain(test.value) ? matches : and([exists(value), matches]);
    }
    default:
      return test satisfies never;
  }
}

function existsExpression(value: Value, scope: StateScope): Expression {
  if (value.kind === 'nodes')
    return binary('>', nodesCount(value, valueExpression(value.of, scope), scope), literal(0));
  return exists(valueExpression(value, scope));
}

function compareExpression(test: Compare, scope: StateScope): Expression {
  switch (test.operator) {
    case '==':
      return equality(test, scope);
    case '!=':
      return not(equality(test, scope));
    case '<':
    case '>':
      return ordering(test, test.operator, scope);
    case '<=':
    case '>=': {
      const ordered = ordering(test, test.operator, scope);
      // RFC 9535, section 2.3.5.2.2: what is equal is also less or equal, whatever it is.
      return test.mode === 'strict' ? or([ordered, equality(test, scope)]) : ordered;
    }
    default:
      return test.operator satisfies never;
  }
}

/** `==`. JSONata's own `=` says false where a side is missing, which is right but for null. */
function equality(test: Compare, scope: StateScope): Expression {
  const { left, right, mode } = test;
  if (right.kind === 'literal') return equalsLiteral(left, right.value, mode, scope);
  if (left.kind === 'literal') return equalsLiteral(right, left.value, mode, scope);
  const [l, r] = [valueExpression(left, scope), valueExpression(right, scope)];
  const base = mode === 'folded' ? foldedEquality(left, right, l, r) : equal(l, r);
  if (isCertain(left) && isCertain(right)) return base;
  if (mode === 'strict') return or([base, and([not(exists(l)), not(exists(r))])]);
  // A missing value equals null, which is worth testing only where the other side may be null.
  const missing = [nullBeside(left, right, l, r), nullBeside(right, left, r, l)].filter((each) => each !== undefined);
  return or([base, ...missing]);
}

function nullBeside(absent: Value, other: Value, a: Expression, o: Expression): Expression | undefined {
  if (isCertain(absent) || typeOfValue(other) !== 'unknown') return undefined;
  return and([not(exists(a)), equal(o, literal(null))]);
}

function equalsLiteral(value: Value, wanted: Json, mode: Compare['mode'], scope: StateScope): Expression {
  const it = valueExpression(value, scope);
  if (wanted === null)
    return mode === 'strict' || isCertain(value)
      ? equal(it, literal(null))
      : or([not(exists(it)), equal(it, literal(null))]);
  if (mode !== 'folded') return equal(it, literal(wanted));
  if (typeof wanted === 'string') return equalsText(value, it, wanted);
  if (typeof wanted === 'number') return equalsNumber(typeOfValue(value), it, wanted);
  return equal(it, literal(wanted));
}

/** Simple conditions compare strings without regard to case, and a string that is a number as one. */
function equalsText(value: Value, it: Expression, wanted: string): Expression {
  const exact = enumValue(value, wanted) ?? (wanted.toLowerCase() === wanted.toUpperCase() ? wanted : undefined);
  const asText =
    exact === undefined ? equal(call('lowercase', it), literal(wanted.toLowerCase())) : equal(it, literal(exact));
  const type = typeOfValue(value);
  const asNumber = isNumberText(wanted) ? equal(it, literal(Number(wanted))) : undefined;
  if (type === 'string') return asText;
  if (type === 'number') return asNumber ?? literal(false);
  const guarded = exact === undefined ? and([isOf(it, 'string'), asText]) : asText;
  return asNumber === undefined ? guarded : or([guarded, asNumber]);
}

/** The way the service model writes a value of an enum, so that a plain comparison will do. */
function enumValue(value: Value, wanted: string): string | undefined {
  const shape = value.kind === 'read' ? value.shape : undefined;
  return shape?.type === 'string' ? shape.enum?.find((each) => each.toLowerCase() === wanted.toLowerCase()) : undefined;
}

function equalsNumber(type: ValueType, it: Expression, wanted: number): Expression {
  const same = equal(it, literal(wanted));
  const asText = and([isOf(it, 'string'), isNumber(it), equal(call('number', it), literal(wanted))]);
  if (type === 'number') return same;
  return type === 'string' ? asText : or([same, asText]);
}

function foldedEquality(left: Value, right: Value, l: Expression, r: Expression): Expression {
  const [a, b] = [typeOfValue(left), typeOfValue(right)];
  if (a === 'string' && b === 'string') return equal(call('lowercase', l), call('lowercase', r));
  if (a === b && a !== 'unknown') return equal(l, r);
  return folded(l, r, (x, y) => equal(x, y));
}

/** Compares two values of unknown types as simple conditions do. */
function folded(l: Expression, r: Expression, compare: (x: Expression, y: Expression) => Expression): Expression {
  const [x, y] = [variable('l'), variable('r')];
  const numberBeside = (text: Expression, number: Expression) =>
    and([isOf(text, 'string'), isOf(number, 'number'), isNumber(text)]);
  const otherwise = conditional(numberBeside(y, x), compare(x, call('number', y)), compare(x, y));
  const numbers = conditional(numberBeside(x, y), compare(call('number', x), y), otherwise);
  const texts = conditional(
    and([isOf(x, 'string'), isOf(y, 'string')]),
    compare(call('lowercase', x), call('lowercase', y)),
    numbers,
  );
  return block(
    [
      ['l', l],
      ['r', r],
    ],
    texts,
  );
}

/** `<` and its kin: numbers with numbers, text with text, and false for anything else (JSONata would fail the state). */
function ordering(test: Compare, operator: Comparison & ('<' | '<=' | '>' | '>='), scope: StateScope): Expression {
  const [l, r] = [valueExpression(test.left, scope), valueExpression(test.right, scope)];
  const [a, b] = [typeOfValue(test.left), typeOfValue(test.right)];
  const plain = binary(operator, l, r);
  if (a === 'number' && b === 'number') return and([...present(test.left, l), ...present(test.right, r), plain]);
  if (a === 'string' && b === 'string') {
    const texts = test.mode === 'folded' ? binary(operator, call('lowercase', l), call('lowercase', r)) : plain;
    return and([...present(test.left, l), ...present(test.right, r), texts]);
  }
  const comparable = (x: Expression, y: Expression) =>
    and([
      equal(call('type', x), call('type', y)),
      binary('in', call('type', x), literal(['number', 'string'])),
      binary(operator, x, y),
    ]);
  if (test.mode === 'folded') return folded(l, r, comparable);
  return block(
    [
      ['l', l],
      ['r', r],
    ],
    comparable(variable('l'), variable('r')),
  );
}

function present(value: Value, expression: Expression): readonly Expression[] {
  return isCertain(value) ? [] : [exists(expression)];
}

/** An array has the item, a query finds it, or a string has it as a part. */
function containsExpression(left: Value, right: Value, scope: StateScope): Expression {
  const r = valueExpression(right, scope);
  if (left.kind === 'nodes') return nodesContain(left, valueExpression(left.of, scope), r, scope);
  const l = valueExpression(left, scope);
  const type = typeOfValue(left);
  if (type === 'array') return binary('in', r, l);
  const inText = and([...present(left, l), isOf(r, 'string'), call('contains', l, r)]);
  if (type === 'string')
    return right.kind === 'literal' && typeof right.value === 'string'
      ? and([...present(left, l), call('contains', l, r)])
      : inText;
  const either = conditional(
    isOf(l, 'array'),
    binary('in', r, l),
    and([isOf(l, 'string'), isOf(r, 'string'), call('contains', l, r)]),
  );
  return either;
}

/** Nothing, null, an empty string, array or object. */
function emptyExpression(value: Value, scope: StateScope): Expression {
  if (value.kind === 'nodes') return equal(nodesCount(value, valueExpression(value.of, scope), scope), literal(0));
  const it = valueExpression(value, scope);
  switch (typeOfValue(value)) {
    case 'array':
      return equal(call('count', it), literal(0));
    case 'string':
      return or([not(exists(it)), equal(it, literal(''))]);
    case 'number':
    case 'boolean':
      return not(exists(it));
    default: {
      const size = (type: 'array' | 'object', counted: Expression) =>
        and([isOf(it, type), equal(call('count', counted), literal(0))]);
      return or([
        not(exists(it)),
        binary('in', it, literal(['', null])),
        size('array', it),
        size('object', call('keys', it)),
      ]);
    }
  }
}

function isNumber(text: Expression): Expression {
  return call('contains', text, regex(NUMBER_TEXT));
}
