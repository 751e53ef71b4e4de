import type { ObjectSchema, ValueSchema } from '../frames/index.ts';
import { type Expression, jsonata } from '../jsonata/index.ts';
import { type Evaluated, evaluatedItem, evaluatedMember, type Judging } from './evaluatedParts.ts';
import { isOneOf, matchesPattern, type PlainCheck, plainChecks } from './plainChecks.ts';

const { and, array, binary, call, context, equal, exists, field, filter, isOf, lambda, literal, not, or, variable } =
  jsonata;

/** Where a check is written. */
export interface CheckScope {
  /** How many functions are around it: the parameters of each have names of their own. */
  readonly depth: number;
  /** The schemas that contain themselves; each is a function. */
  readonly recursive: ReadonlyMap<string, ValueSchema>;
}

/** Functions that say whether a value satisfies schemas that contain themselves, to be bound around the check. */
export function recursionFunctions(
  recursive: ReadonlyMap<string, ValueSchema>,
): readonly (readonly [string, Expression])[] {
  const scope = { depth: 0, recursive };
  return [...recursive].map(([name, schema]) => [
    recursionName(name),
    lambda(['value'], satisfies(schema, variable('value'), scope) ?? literal(true)),
  ]);
}

/** One that satisfies a schema satisfies it also where the schema says nothing. */
export function fits(schema: ValueSchema, value: Expression, scope: CheckScope): Expression {
  return satisfies(schema, value, scope) ?? literal(true);
}

/**
 * Whether a value satisfies a schema (JSON Schema 2020-12, as far as it is checked); undefined where any does. Keywords
 * speak only of values of their type.
 */
export function satisfies(schema: ValueSchema, value: Expression, scope: CheckScope): Expression | undefined {
  if (schema.never) return literal(false);
  const typed = schema.types !== undefined && schema.types.length === 1;
  const plain = [...plainChecks(schema, value), ...nestedChecks(schema, value, scope)];
  const checks: Expression[] = [];
  if (schema.types !== undefined) checks.push(isOneOf(schema.types, value));
  checks.push(...plain.filter(({ of }) => of === undefined).map(({ right }) => right));
  checks.push(...appliedInPlace(schema, value, scope));
  for (const type of ['number', 'string', 'array', 'object'] as const) {
    const nested =
      type === 'array' ? listChecks(schema, value, scope) : type === 'object' ? memberChecks(schema, value, scope) : [];
    const found = [...plain.filter(({ of }) => of === type).map(({ right }) => right), ...nested];
    if (found.length === 0) continue;
    checks.push(...(typed ? found : [or([not(isOf(value, type)), and(found)])]));
  }
  return checks.length === 0 ? undefined : and(checks);
}

/** Whether a value is as a schema says that contains itself. */
export function fitsRecursion(name: string, value: Expression): Expression {
  return call(recursionName(name), value);
}

/** Whether an expression is such a check. */
export function isRecursion(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name.startsWith(RECURSION);
}

/** What the names of such functions begin with. */
const RECURSION = 'fits_';

function recursionName(schema: string): string {
  return `${RECURSION}${schema}`;
}

/** Keywords that hold other schemas for the same value (JSON Schema 2020-12 Core, section 10.2). */
function appliedInPlace(schema: ValueSchema, value: Expression, scope: CheckScope): readonly Expression[] {
  const { all = [], any, one, when, recursion } = schema;
  const met = (each: ValueSchema): Expression => fits(each, value, scope);
  const checks = all.map(met);
  if (recursion !== undefined) checks.push(fitsRecursion(recursion, value));
  if (any !== undefined) checks.push(or(any.map(met)));
  if (one !== undefined) checks.push(isOneMet(one.map(met)));
  if (schema.not !== undefined) checks.push(not(met(schema.not)));
  if (when?.met !== undefined) checks.push(or([not(met(when.condition)), met(when.met)]));
  if (when?.unmet !== undefined) checks.push(or([met(when.condition), met(when.unmet)]));
  return checks;
}

/** Whether exactly one of these holds. */
export function isOneMet(met: readonly Expression[]): Expression {
  // A filter by the items themselves keeps those that are true.
  return equal(call('count', filter(array(met), context)), literal(1));
}

function listChecks(schema: ValueSchema, value: Expression, scope: CheckScope): readonly Expression[] {
  const { items, prefix = [], unevaluatedItems } = schema;
  const inner = deeper(scope);
  const [item, index] = [nested('item', scope), nested('index', scope)];
  const right = items === undefined ? undefined : satisfies(items, variable(item), inner);
  const behind = prefix.length === 0 ? [] : [binary('>=', variable(index), literal(prefix.length))];
  const parameters = prefix.length === 0 ? [item] : [item, index];
  return [
    ...prefix.flatMap((each, at) => {
      const met = satisfies(each, variable(item), inner);
      return met === undefined
        ? []
        : [none(value, [item, index], and([equal(variable(index), literal(at)), not(met)]))];
    }),
    ...(right === undefined ? [] : [none(value, parameters, and([...behind, not(right)]))]),
    ...(unevaluatedItems === undefined
      ? []
      : [
          none(
            value,
            [item, index],
            and([
              isUnevaluatedItem(schema, value, [variable(item), variable(index)], inner),
              not(fits(unevaluatedItems, variable(item), inner)),
            ]),
          ),
        ]),
  ];
}

/** Whether nothing else in a schema speaks of an item (JSON Schema 2020-12 Core, section 11.2). */
export function isUnevaluatedItem(
  schema: ValueSchema,
  value: Expression,
  [item, index]: readonly [item: Expression, index: Expression],
  scope: CheckScope,
): Expression {
  return isUnevaluated(evaluatedItem(schema, item, index, judging(value, scope)));
}

/** The same of a member (section 11.3). */
export function isUnevaluatedMember(
  schema: ValueSchema,
  value: Expression,
  key: Expression,
  scope: CheckScope,
): Expression {
  return isUnevaluated(evaluatedMember(schema, key, judging(value, scope)));
}

function isUnevaluated(evaluated: Evaluated): Expression {
  return evaluated === 'always' ? literal(false) : evaluated === undefined ? literal(true) : not(evaluated);
}

function judging(value: Expression, scope: CheckScope): Judging {
  return { value, recursive: scope.recursive, fits: (schema, of) => fits(schema, of, scope) };
}

/** What keywords ask of a list or an object as a whole that hold schemas for what is inside of it. */
export function nestedChecks(schema: ValueSchema, value: Expression, scope: CheckScope): readonly PlainCheck[] {
  const { contains, unique, names } = schema;
  const key = nested('key', scope);
  return [
    ...(contains === undefined ? [] : containsChecks(contains, value, scope)),
    ...(unique
      ? [{ of: 'array', right: isUnique(value, scope), otherwise: 'two items that are the same' } as const]
      : []),
    ...(names === undefined
      ? []
      : [
          {
            of: 'object',
            right: none(call('keys', value), [key], not(fits(names, variable(key), deeper(scope)))),
            otherwise: 'a member whose name is not allowed',
          } as const,
        ]),
  ];
}

function containsChecks(
  { schema, least, most }: NonNullable<ValueSchema['contains']>,
  value: Expression,
  scope: CheckScope,
): readonly PlainCheck[] {
  const item = nested('item', scope);
  const right = fits(schema, variable(item), deeper(scope));
  const count = call('count', filter(call('map', value, lambda([item], right)), context));
  const as = 'items as `contains` asks for';
  return [
    ...(least === 0
      ? []
      : [{ of: 'array', right: binary('>=', count, literal(least)), otherwise: `fewer than ${least} ${as}` } as const]),
    ...(most === undefined
      ? []
      : [{ of: 'array', right: binary('<=', count, literal(most)), otherwise: `more than ${most} ${as}` } as const]),
  ];
}

/** Whether no item equals one before it. */
function isUnique(value: Expression, scope: CheckScope): Expression {
  const [item, index] = [nested('item', scope), nested('index', scope)];
  const [other, before] = [nested('other', scope), nested('before', scope)];
  const earlier = and([binary('<', variable(before), variable(index)), equal(variable(other), variable(item))]);
  return none(value, [item, index], exists(call('filter', value, lambda([other, before], earlier))));
}

/** What is asked of an object's members. */
function memberChecks(schema: ValueSchema, value: Expression, scope: CheckScope): readonly Expression[] {
  const { object, required = [], patterns = [], additional, dependents = [], unevaluatedProperties } = schema;
  const keys = call('keys', value);
  const key = nested('key', scope);
  const inner = deeper(scope);
  const member = call('lookup', value, variable(key));
  const wrong = (each: ValueSchema, of: Expression): Expression => not(fits(each, of, inner));
  return [
    ...(object === undefined ? [] : describedMembers(object, value, scope)),
    ...required.map((name) => exists(field(value, name))),
    ...patterns.map(({ pattern, schema: each }) =>
      none(keys, [key], and([matchesPattern(pattern, variable(key)), wrong(each, member)])),
    ),
    ...(additional === undefined
      ? []
      : [
          none(
            keys,
            [key],
            and([isAdditional(schema, additional.known, variable(key)), wrong(additional.schema, member)]),
          ),
        ]),
    ...dependents.flatMap(({ name, required: others = [], schema: each }) => {
      const asked = others.map((other) => exists(field(value, other)));
      if (each !== undefined) asked.push(fits(each, value, scope));
      return asked.length === 0 ? [] : [or([not(exists(field(value, name))), and(asked)])];
    }),
    ...(unevaluatedProperties === undefined
      ? []
      : [
          none(
            keys,
            [key],
            and([isUnevaluatedMember(schema, value, variable(key), inner), wrong(unevaluatedProperties, member)]),
          ),
        ]),
  ];
}

function describedMembers(schema: ObjectSchema, value: Expression, scope: CheckScope): readonly Expression[] {
  const checks = schema.properties.flatMap(({ name, required, schema: inner }) => {
    const member = field(value, name);
    const right = satisfies(inner, member, deeper(scope));
    if (right === undefined) return required ? [exists(member)] : [];
    return [required ? and([exists(member), right]) : or([not(exists(member)), right])];
  });
  if (schema.closed) checks.push(not(exists(unknownMembers(schema, value))));
  return checks;
}

/** Whether a member is one of those that `additionalProperties` speaks of. */
export function isAdditional({ patterns = [] }: ValueSchema, known: readonly string[], key: Expression): Expression {
  return and([
    not(binary('in', key, literal(known))),
    ...patterns.map(({ pattern }) => not(matchesPattern(pattern, key))),
  ]);
}

/** The members that the schema doesn't know, where it allows no others. */
export function unknownMembers(schema: ObjectSchema, value: Expression): Expression {
  return filter(call('keys', value), not(binary('in', context, literal(schema.properties.map(({ name }) => name)))));
}

/** Whether a function of an item (and its index) holds for none. */
function none(list: Expression, parameters: readonly string[], holds: Expression): Expression {
  return not(exists(call('filter', list, lambda(parameters, holds))));
}

/** The scope inside of one more function. */
export function deeper({ depth, recursive }: CheckScope): CheckScope {
  return { depth: depth + 1, recursive };
}

/** The name of a function's parameter, another at each depth. */
export function nested(name: string, { depth }: CheckScope): string {
  return `${name}${depth === 0 ? '' : depth}`;
}
