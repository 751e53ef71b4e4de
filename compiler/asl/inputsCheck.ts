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
  const keywords: readonly ['number' | 'string' | 'array' | 'object', readonly (Expression | undefined)[]][] = [
    ['number', numberChecks(schema, value)],
    ['string', textChecks(schema, value)],
    ['array', listChecks(schema, value, depth)],
    ['object', schema.object === undefined ? [] : [satisfiesObject(schema.object, value, depth)]],
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
    quotient === undefined ? undefined : equal(quotient, call('floor', quotient)),
  ];
}

function textChecks(schema: ValueSchema, value: Expression): readonly (Expression | undefined)[] {
  const { minLength, maxLength, pattern } = schema;
  const carried = pattern === undefined ? undefined : carryRegex(pattern);
  return [
    minLength === undefined ? undefined : binary('>=', call('length', value), literal(minLength)),
    maxLength === undefined ? undefined : binary('<=', call('length', value), literal(maxLength)),
    carried?.ok ? call('contains', value, regex(carried.source, carried.ignoreCase)) : undefined,
  ];
}

function listChecks(schema: ValueSchema, value: Expression, depth: number): readonly (Expression | undefined)[] {
  const { minItems, maxItems, items } = schema;
  const name = `item${depth === 0 ? '' : depth}`;
  const right = items === undefined ? undefined : satisfies(items, variable(name), depth + 1);
  return [
    minItems === undefined ? undefined : binary('>=', call('count', value), literal(minItems)),
    maxItems === undefined ? undefined : binary('<=', call('count', value), literal(maxItems)),
    right === undefined ? undefined : not(exists(call('filter', value, lambda([name], not(right))))),
  ];
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
