import type { InputProperty, InputsSchema, SchemaType, ValueSchema } from '../frames/index.ts';
import { carryRegex, type Expression, jsonata } from '../jsonata/index.ts';
import type { Json } from '../source/index.ts';

const {
  and,
  array,
  binary,
  call,
  context,
  equal,
  exists,
  isOf,
  filter,
  field,
  joined,
  lambda,
  literal,
  not,
  or,
  regex,
  variable,
} = jsonata;

/**
 * The names of the inputs that don't satisfy the schema, as a list; nothing where all do. Names are grouped by what is
 * checked of them, so that a workflow with twenty texts has one check.
 * @param input the variable that holds the inputs, an object
 */
export function wrongInputs(schema: InputsSchema, input: Expression): Expression {
  const groups = new Map<string, { names: string[]; wrong: Expression }>();
  for (const property of schema.properties) {
    const wrong = wrongValue(property, call('lookup', input, context));
    if (wrong === undefined) continue;
    const key = JSON.stringify(wrong);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { names: [property.name], wrong });
    else group.names.push(property.name);
  }
  const lists = [...groups.values()].map(({ names, wrong }) => filter(literal(names), wrong));
  for (const { secret, reference, required } of schema.alternatives ?? []) {
    const [one, other] = [
      exists(call('lookup', input, literal(secret))),
      exists(call('lookup', input, literal(reference))),
    ];
    const wrong = required ? equal(one, other) : and([one, other]);
    lists.push(filter(literal([`${required ? 'exactly' : 'at most'} one of ${secret} and ${reference}`]), wrong));
  }
  if (schema.closed) lists.push(unknownMembers(schema, input));
  const whole = schema.whole === undefined ? undefined : satisfies(schema.whole, input, 0);
  if (whole !== undefined) lists.push(filter(literal(['the inputs as a whole']), not(whole)));
  return joined(lists, (left, right) => call('append', left, right)) ?? array([]);
}

/** Whether a property is missing or wrong; undefined where anything is allowed. */
function wrongValue({ required, schema }: InputProperty, value: Expression): Expression | undefined {
  const right = satisfies(schema, value, 0);
  if (right === undefined) return required ? not(exists(value)) : undefined;
  // A comparison with nothing is false, so a type check says that a missing value is wrong.
  if (required) return schema.types === undefined ? or([not(exists(value)), not(right)]) : not(right);
  return and([exists(value), not(right)]);
}

/**
 * Whether a value satisfies a schema (JSON Schema 2020-12, as far as it is checked); undefined where any does. Keywords
 * speak only of values of their type.
 */
function satisfies(schema: ValueSchema, value: Expression, depth: number): Expression | undefined {
  if (schema.never) return literal(false);
  const typed = schema.types !== undefined && schema.types.length === 1;
  const checks: Expression[] = [];
  if (schema.types !== undefined) checks.push(isOneOf(schema.types, value));
  if (schema.oneOfValues !== undefined) checks.push(isListed(schema.oneOfValues, value));
  checks.push(...appliedInPlace(schema, value, depth));
  const keywords: readonly ['number' | 'string' | 'array' | 'object', readonly (Expression | undefined)[]][] = [
    ['number', numberChecks(schema, value)],
    ['string', textChecks(schema, value)],
    ['array', listChecks(schema, value, depth)],
    [
      'object',
      [
        ...(schema.object === undefined ? [] : [satisfiesObject(schema.object, value, depth)]),
        ...memberChecks(schema, value, depth),
      ],
    ],
  ];
  for (const [type, found] of keywords) {
    const present = found.filter((each) => each !== undefined);
    if (present.length === 0) continue;
    checks.push(...(typed ? present : [or([not(isOf(value, type)), and(present)])]));
  }
  return checks.length === 0 ? undefined : and(checks);
}

function isOneOf(types: readonly SchemaType[], value: Expression): Expression {
  return or(
    types.map((type) =>
      type === 'integer' ? and([isOf(value, 'number'), equal(value, call('floor', value))]) : isOf(value, type),
    ),
  );
}

function isListed(values: readonly Json[], value: Expression): Expression {
  const scalars = values.filter((each) => typeof each !== 'object' || each === null);
  const structures = values.filter((each) => typeof each === 'object' && each !== null);
  const listed = scalars.length === 0 ? [] : [binary('in', value, literal(scalars))];
  return or([...listed, ...structures.map((each) => equal(value, literal(each)))]);
}

function numberChecks(schema: ValueSchema, value: Expression): readonly (Expression | undefined)[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const quotient = multipleOf === undefined ? undefined : binary('/', value, literal(multipleOf));
  return [
    minimum === undefined ? undefined : binary('>=', value, literal(minimum)),
    maximum === undefined ? undefined : binary('<=', value, literal(maximum)),
    exclusiveMinimum === undefined ? undefined : binary('>', value, literal(exclusiveMinimum)),
    exclusiveMaximum === undefined ? undefined : binary('<', value, literal(exclusiveMaximum)),
    quotient === undefined ? undefined : isWhole(quotient, Number.isInteger(multipleOf)),
  ];
}

/** Whether a quotient is a whole number: but for what division loses where the divisor is a fraction, such as 0.01. */
function isWhole(quotient: Expression, exact: boolean): Expression {
  if (exact) return equal(quotient, call('floor', quotient));
  return binary('<', call('abs', binary('-', quotient, call('round', quotient))), literal(1e-9));
}

function textChecks(schema: ValueSchema, value: Expression): readonly (Expression | undefined)[] {
  const { minLength, maxLength, pattern } = schema;
  return [
    minLength === undefined ? undefined : binary('>=', call('length', value), literal(minLength)),
    maxLength === undefined ? undefined : binary('<=', call('length', value), literal(maxLength)),
    pattern === undefined ? undefined : matchesPattern(pattern, value),
  ];
}

function listChecks(schema: ValueSchema, value: Expression, depth: number): readonly (Expression | undefined)[] {
  const { minItems, maxItems, items, prefix = [], contains, unique } = schema;
  const [item, index] = [nested('item', depth), nested('index', depth)];
  const right = items === undefined ? undefined : satisfies(items, variable(item), depth + 1);
  const behind = prefix.length === 0 ? [] : [binary('>=', variable(index), literal(prefix.length))];
  const parameters = prefix.length === 0 ? [item] : [item, index];
  return [
    minItems === undefined ? undefined : binary('>=', call('count', value), literal(minItems)),
    maxItems === undefined ? undefined : binary('<=', call('count', value), literal(maxItems)),
    ...prefix.map((each, at) => {
      const met = satisfies(each, variable(item), depth + 1);
      const here = equal(variable(index), literal(at));
      return met === undefined ? undefined : none(value, [item, index], and([here, not(met)]));
    }),
    right === undefined ? undefined : none(value, parameters, and([...behind, not(right)])),
    ...(contains === undefined ? [] : containsChecks(contains, value, depth)),
    unique ? isUnique(value, depth) : undefined,
  ];
}

function containsChecks(
  { schema, least, most }: NonNullable<ValueSchema['contains']>,
  value: Expression,
  depth: number,
): readonly Expression[] {
  const item = nested('item', depth);
  const right = satisfies(schema, variable(item), depth + 1) ?? literal(true);
  const count = call('count', filter(call('map', value, lambda([item], right)), context));
  return [
    ...(least === 0 ? [] : [binary('>=', count, literal(least))]),
    ...(most === undefined ? [] : [binary('<=', count, literal(most))]),
  ];
}

/** Whether no item equals one before it. */
function isUnique(value: Expression, depth: number): Expression {
  const [item, index] = [nested('item', depth), nested('index', depth)];
  const [other, before] = [nested('other', depth), nested('before', depth)];
  const earlier = and([binary('<', variable(before), variable(index)), equal(variable(other), variable(item))]);
  return none(value, [item, index], exists(call('filter', value, lambda([other, before], earlier))));
}

/** Whether a function of an item (and its index) holds for none. */
function none(list: Expression, parameters: readonly string[], holds: Expression): Expression {
  return not(exists(call('filter', list, lambda(parameters, holds))));
}

/** The name of a function's parameter, another at each depth. */
function nested(name: string, depth: number): string {
  return `${name}${depth === 0 ? '' : depth}`;
}

/** Keywords that hold other schemas for the same value (JSON Schema 2020-12 Core, section 10.2). */
function appliedInPlace(schema: ValueSchema, value: Expression, depth: number): readonly Expression[] {
  const met = (each: ValueSchema): Expression => satisfies(each, value, depth) ?? literal(true);
  const { all = [], any, one, when } = schema;
  const checks = all.map(met);
  if (any !== undefined) checks.push(or(any.map(met)));
  // A filter by the items themselves keeps those that are true.
  if (one !== undefined) checks.push(equal(call('count', filter(array(one.map(met)), context)), literal(1)));
  if (schema.not !== undefined) checks.push(not(met(schema.not)));
  if (when?.met !== undefined) checks.push(or([not(met(when.condition)), met(when.met)]));
  if (when?.unmet !== undefined) checks.push(or([met(when.condition), met(when.unmet)]));
  return checks;
}

/** What is asked of an object's members, other than of those that have names of their own. */
function memberChecks(schema: ValueSchema, value: Expression, depth: number): readonly (Expression | undefined)[] {
  const { minProperties, maxProperties, names, patterns = [], additional, dependents = [] } = schema;
  const keys = call('keys', value);
  const key = nested('key', depth);
  const member = call('lookup', value, variable(key));
  const wrong = (each: ValueSchema, of: Expression): Expression => not(satisfies(each, of, depth + 1) ?? literal(true));
  const matches = patterns.map(({ pattern }) => matchesPattern(pattern, variable(key)));
  return [
    minProperties === undefined ? undefined : binary('>=', call('count', keys), literal(minProperties)),
    maxProperties === undefined ? undefined : binary('<=', call('count', keys), literal(maxProperties)),
    names === undefined ? undefined : none(keys, [key], wrong(names, variable(key))),
    ...patterns.map(({ pattern, schema: each }) =>
      none(keys, [key], and([matchesPattern(pattern, variable(key)), wrong(each, member)])),
    ),
    additional === undefined
      ? undefined
      : none(
          keys,
          [key],
          and([
            not(binary('in', variable(key), literal(additional.known))),
            ...matches.map(not),
            wrong(additional.schema, member),
          ]),
        ),
    ...dependents.map(({ name, required = [], schema: each }) => {
      const asked = required.map((other) => exists(field(value, other)));
      if (each !== undefined) asked.push(satisfies(each, value, depth) ?? literal(true));
      return asked.length === 0 ? undefined : or([not(exists(field(value, name))), and(asked)]);
    }),
  ];
}

/** @param pattern one that can be carried over; others are reported when the schema is read */
function matchesPattern(pattern: string, value: Expression): Expression {
  const carried = carryRegex(pattern);
  return carried.ok ? call('contains', value, regex(carried.source, carried.ignoreCase)) : literal(false);
}

function satisfiesObject(schema: InputsSchema, value: Expression, depth: number): Expression | undefined {
  const checks = schema.properties.flatMap(({ name, required, schema: inner }) => {
    const member = field(value, name);
    const right = satisfies(inner, member, depth + 1);
    if (right === undefined) return required ? [exists(member)] : [];
    return [required ? and([exists(member), right]) : or([not(exists(member)), right])];
  });
  if (schema.closed) checks.push(not(exists(unknownMembers(schema, value))));
  return checks.length === 0 ? undefined : and(checks);
}

/** The members that the schema doesn't know, where it allows no others. */
function unknownMembers(schema: InputsSchema, value: Expression): Expression {
  return filter(call('keys', value), not(binary('in', context, literal(schema.properties.map(({ name }) => name)))));
}
