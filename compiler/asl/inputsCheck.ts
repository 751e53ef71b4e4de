import type { InputProperty, InputsSchema } from '../frames/index.ts';
import { type Expression, jsonata } from '../jsonata/index.ts';
import { inputLabel, memberReason, reasons, together, WHOLE } from './rejectionReasons.ts';
import { type CheckScope, recursionFunctions, satisfies, unknownMembers } from './schemaCheck.ts';

const {
  and,
  array,
  block,
  call,
  concatenate,
  context,
  each,
  equal,
  exists,
  field,
  filter,
  literal,
  not,
  object,
  or,
  variable,
} = jsonata;

/**
 * Whether the inputs, an object, satisfy the schema. Names are grouped by what is checked of them, so that a workflow with
 * twenty texts has one check.
 * @param input the variable that holds the inputs
 */
export function isAccepted(schema: InputsSchema, input: Expression): Expression {
  const scope = scopeOf(schema);
  const lists = grouped(schema.properties).flatMap(({ names, property }) => {
    const wrong = wrongValue(property, call('lookup', input, context), scope);
    return wrong === undefined ? [] : [filter(literal(names), wrong)];
  });
  for (const { wrong, reason } of wrongAlternatives(schema, input)) lists.push(filter(literal([reason]), wrong));
  if (schema.closed) lists.push(unknownMembers(schema, input));
  const whole = schema.whole === undefined ? undefined : satisfies(schema.whole, complete(schema, input), scope);
  if (whole !== undefined) lists.push(filter(literal(['the inputs']), not(whole)));
  return bound(schema, input, equal(call('count', together(lists) ?? array([])), literal(0)));
}

/**
 * Why the inputs don't satisfy the schema, in one text: by name and by reason (`n: more than 5; user.name: missing`), never
 * by value.
 * @param input the variable that holds the inputs
 */
export function rejection(schema: InputsSchema, input: Expression): Expression {
  const scope = scopeOf(schema);
  const lists = grouped(schema.properties).flatMap(({ names: [name = '', ...others], property }) => {
    if (others.length === 0) return memberReason(property, field(input, name), inputLabel(name), scope) ?? [];
    const wrong = memberReason(property, variable('value'), inputLabel(variable('name')), scope);
    const of = [
      ['name', context],
      ['value', call('lookup', input, context)],
    ] as const;
    return wrong === undefined ? [] : [each(literal([name, ...others]), block(of, wrong))];
  });
  for (const { wrong, reason } of wrongAlternatives(schema, input)) lists.push(filter(literal([reason]), wrong));
  if (schema.closed) lists.push(each(unknownMembers(schema, input), concatenate([context, literal(': not allowed')])));
  const whole = schema.whole === undefined ? undefined : reasons(schema.whole, complete(schema, input), WHOLE, scope);
  if (whole !== undefined) lists.push(whole);
  return bound(schema, input, call('join', together(lists) ?? array([]), literal('; ')));
}

function scopeOf({ recursive = new Map() }: InputsSchema): CheckScope {
  return { depth: 0, recursive };
}

/** A check with what it refers to. */
function bound(schema: InputsSchema, input: Expression, check: Expression): Expression {
  const defaults = schema.whole === undefined ? [] : defaultsOf(schema);
  const merged = call('merge', array([object(defaults), input]));
  return block(
    [
      ...recursionFunctions(schema.recursive ?? new Map()),
      ...(defaults.length === 0 ? [] : [[COMPLETE, merged] as const]),
    ],
    check,
  );
}

/** The inputs with those that stand in for absent ones, which are there for all that looks at them together. */
const COMPLETE = 'complete';

function complete(schema: InputsSchema, input: Expression): Expression {
  return defaultsOf(schema).length === 0 ? input : variable(COMPLETE);
}

function defaultsOf({ properties }: InputsSchema): readonly (readonly [string, Expression])[] {
  return properties.flatMap(({ name, schema }): (readonly [string, Expression])[] =>
    schema.default === undefined ? [] : [[name, literal(schema.default)]],
  );
}

/** The names of the inputs that have the same checks. */
function grouped(
  properties: readonly InputProperty[],
): readonly { readonly names: readonly string[]; readonly property: InputProperty }[] {
  const groups = new Map<string, { names: string[]; property: InputProperty }>();
  for (const property of properties) {
    const { default: _, ...schema } = property.schema;
    const key = JSON.stringify([property.required, schema]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { names: [property.name], property });
    else group.names.push(property.name);
  }
  return [...groups.values()];
}

/** Whether a property is missing or wrong; undefined where anything is allowed. */
function wrongValue({ required, schema }: InputProperty, value: Expression, scope: CheckScope): Expression | undefined {
  const right = satisfies(schema, value, scope);
  if (right === undefined) return required ? not(exists(value)) : undefined;
  // A comparison with nothing is false, so a type check says that a missing value is wrong.
  if (required) return schema.types === undefined ? or([not(exists(value)), not(right)]) : not(right);
  return and([exists(value), not(right)]);
}

/** What is wrong where a secret is given by itself and by reference, or by neither. */
function wrongAlternatives(
  { alternatives = [] }: InputsSchema,
  input: Expression,
): readonly { readonly wrong: Expression; readonly reason: string }[] {
  return alternatives.map(({ secret, reference, required }) => {
    const one = exists(call('lookup', input, literal(secret)));
    const other = exists(call('lookup', input, literal(reference)));
    return {
      wrong: required ? equal(one, other) : and([one, other]),
      reason: `${required ? 'exactly' : 'at most'} one of ${secret} and ${reference}`,
    };
  });
}
