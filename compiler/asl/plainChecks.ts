import type { SchemaType, ValueSchema } from '../frames/index.ts';
import { carryRegex, type Expression, jsonata } from '../jsonata/index.ts';
import type { Json } from '../source/index.ts';
import { FORMAT_PATTERNS } from './formats.ts';

const { and, binary, call, equal, isOf, literal, or, regex } = jsonata;

/** Something that is asked of a value. */
export interface PlainCheck {
  /** The type of value that it speaks of; values of others are right (JSON Schema 2020-12 Validation, section 6). */
  readonly of?: 'number' | 'string' | 'array' | 'object';
  readonly right: Expression;
  /** What a value is where it isn't right, without the value: `more than 5`. */
  readonly otherwise: string;
}

/** Whether a value is of one of these types. */
export function isOneOf(types: readonly SchemaType[], value: Expression): Expression {
  return or(
    types.map((type) =>
      type === 'integer' ? and([isOf(value, 'number'), equal(value, call('floor', value))]) : isOf(value, type),
    ),
  );
}

/** What the keywords of numbers, texts and counts ask. */
export function plainChecks(schema: ValueSchema, value: Expression): readonly PlainCheck[] {
  const { oneOfValues, minItems, maxItems, minProperties, maxProperties } = schema;
  const members = call('count', call('keys', value));
  return [
    ...when(oneOfValues, (values) => ({ right: isListed(values, value), otherwise: notListed(values) })),
    ...numberChecks(schema, value),
    ...textChecks(schema, value),
    ...when(minItems, (least) => ({
      of: 'array',
      right: binary('>=', call('count', value), literal(least)),
      otherwise: `fewer than ${counted(least, 'item')}`,
    })),
    ...when(maxItems, (most) => ({
      of: 'array',
      right: binary('<=', call('count', value), literal(most)),
      otherwise: `more than ${counted(most, 'item')}`,
    })),
    ...when(minProperties, (least) => ({
      of: 'object',
      right: binary('>=', members, literal(least)),
      otherwise: `fewer than ${counted(least, 'member')}`,
    })),
    ...when(maxProperties, (most) => ({
      of: 'object',
      right: binary('<=', members, literal(most)),
      otherwise: `more than ${counted(most, 'member')}`,
    })),
  ];
}

/** Whether a text is as a pattern says. */
export function matchesPattern(pattern: string, value: Expression): Expression {
  // One that can't be carried over is reported when the schema is read.
  const carried = carryRegex(pattern);
  return carried.ok ? call('contains', value, regex(carried.source, carried.ignoreCase)) : literal(false);
}

function numberChecks(schema: ValueSchema, value: Expression): readonly PlainCheck[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const bound = (operator: '>=' | '<=' | '>' | '<', words: string) => (limit: number) =>
    ({ of: 'number', right: binary(operator, value, literal(limit)), otherwise: `${words} ${limit}` }) as const;
  return [
    ...when(minimum, bound('>=', 'less than')),
    ...when(maximum, bound('<=', 'more than')),
    ...when(exclusiveMinimum, bound('>', 'not more than')),
    ...when(exclusiveMaximum, bound('<', 'not less than')),
    ...when(multipleOf, (divisor) => ({
      of: 'number',
      right: isWhole(binary('/', value, literal(divisor)), Number.isInteger(divisor)),
      otherwise: `not a multiple of ${divisor}`,
    })),
  ];
}

/** Whether a quotient is a whole number: but for what division loses where the divisor is a fraction, such as 0.01. */
function isWhole(quotient: Expression, exact: boolean): Expression {
  if (exact) return equal(quotient, call('floor', quotient));
  return binary('<', call('abs', binary('-', quotient, call('round', quotient))), literal(1e-9));
}

function textChecks(schema: ValueSchema, value: Expression): readonly PlainCheck[] {
  const { minLength, maxLength, pattern, format } = schema;
  return [
    ...when(minLength, (least) => ({
      of: 'string',
      right: binary('>=', call('length', value), literal(least)),
      otherwise: `shorter than ${counted(least, 'character')}`,
    })),
    ...when(maxLength, (most) => ({
      of: 'string',
      right: binary('<=', call('length', value), literal(most)),
      otherwise: `longer than ${counted(most, 'character')}`,
    })),
    ...when(pattern, (written) => ({
      of: 'string',
      right: matchesPattern(written, value),
      otherwise: `not of the pattern ${written}`,
    })),
    ...when(format, (name) => ({
      of: 'string',
      right: matchesPattern(FORMAT_PATTERNS[name], value),
      otherwise: `not of the format ${name}`,
    })),
  ];
}

function isListed(values: readonly Json[], value: Expression): Expression {
  const scalars = values.filter((each) => typeof each !== 'object' || each === null);
  const structures = values.filter((each) => typeof each === 'object' && each !== null);
  const listed = scalars.length === 0 ? [] : [binary('in', value, literal(scalars))];
  return or([...listed, ...structures.map((each) => equal(value, literal(each)))]);
}

/** Of longer lists only that there is one. */
const MOST_LISTED = 10;

function notListed(values: readonly Json[]): string {
  return values.length > MOST_LISTED
    ? `not one of the ${values.length} values that are allowed`
    : `not ${values.length > 1 ? 'one of ' : ''}${values.map((each) => JSON.stringify(each)).join(', ')}`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function when<T>(given: T | undefined, check: (given: T) => PlainCheck): readonly PlainCheck[] {
  return given === undefined ? [] : [check(given)];
}
