import type { InputProperty, SchemaType, ValueSchema } from '../frames/index.ts';
import { type Expression, jsonata } from '../jsonata/index.ts';
import { isOneOf, matchesPattern, plainChecks } from './plainChecks.ts';
import {
  type CheckScope,
  deeper,
  fits,
  fitsRecursion,
  isAdditional,
  isOneMet,
  isUnevaluatedItem,
  isUnevaluatedMember,
  nested,
  nestedChecks,
} from './schemaCheck.ts';

const { and, binary, call, concatenate, conditional, equal, exists, field, index, isOf, joined, lambda, literal } =
  jsonata;
const { not, or, variable } = jsonata;

/** What a value is called in a reason: `users[2].name`, or nothing where it is the whole. */
interface Label {
  /** A part that is known only when it runs. */
  readonly front?: Expression;
  readonly behind: string;
}

/** What all inputs together are called. */
export const WHOLE: Label = { behind: '' };

/** What an input is called. */
export function inputLabel(name: string | Expression): Label {
  return typeof name === 'string' ? { behind: name } : { front: name, behind: '' };
}

/** Why a member that may be absent is wrong; undefined where it can't be. */
export function memberReason(
  { required, schema }: Pick<InputProperty, 'required' | 'schema'>,
  value: Expression,
  label: Label,
  scope: CheckScope,
): Expression | undefined {
  const missing = required ? say(label, 'missing') : undefined;
  const wrong = reasons(schema, value, label, scope);
  if (wrong !== undefined) return conditional(exists(value), wrong, missing);
  return missing === undefined ? undefined : conditional(not(exists(value)), missing);
}

/**
 * Why a value doesn't satisfy a schema: one text for each reason, such as `users[2].name: longer than 5 characters`, nothing
 * where it does. Values are never told. Undefined where any value satisfies it.
 * @param value one that is there
 */
export function reasons(
  schema: ValueSchema,
  value: Expression,
  label: Label,
  scope: CheckScope,
): Expression | undefined {
  if (schema.never) return say(label, 'not allowed');
  const { types } = schema;
  const typed = types?.length === 1;
  const plain = [...plainChecks(schema, value), ...nestedChecks(schema, value, scope)].map(({ of, right, otherwise }) =>
    conditional(of === undefined || typed ? not(right) : and([isOf(value, of), not(right)]), say(label, otherwise)),
  );
  const inside = (
    [
      ['array', itemReasons(schema, value, label, scope)],
      ['object', memberReasons(schema, value, label, scope)],
    ] as const
  ).flatMap(([type, found]) => {
    const all = together(found);
    return all === undefined ? [] : [typed ? all : conditional(isOf(value, type), all)];
  });
  const rest = together([...plain, ...appliedReasons(schema, value, label, scope), ...inside]);
  if (types === undefined) return rest;
  return conditional(not(isOneOf(types, value)), say(label, `not ${inWords(types)}`), rest);
}

/** Keywords that hold other schemas for the same value. */
function appliedReasons(
  schema: ValueSchema,
  value: Expression,
  label: Label,
  scope: CheckScope,
): readonly Expression[] {
  const { all = [], any, one, when, recursion } = schema;
  const met = (each: ValueSchema): Expression => fits(each, value, scope);
  const why = (each: ValueSchema | undefined) => each && reasons(each, value, label, scope);
  const branch = when && [why(when.met), why(when.unmet)];
  return [
    ...all.flatMap((each) => why(each) ?? []),
    ...(recursion === undefined
      ? []
      : [conditional(not(fitsRecursion(recursion, value)), say(label, `not as ${recursion} says`))]),
    ...(any === undefined ? [] : [conditional(not(or(any.map(met))), say(label, 'fits no schema of `anyOf`'))]),
    ...(one === undefined
      ? []
      : [conditional(not(isOneMet(one.map(met))), say(label, 'fits none or several schemas of `oneOf`'))]),
    ...(schema.not === undefined ? [] : [conditional(met(schema.not), say(label, 'fits the schema of `not`'))]),
    ...(when === undefined || branch === undefined || branch.every((each) => each === undefined)
      ? []
      : [eitherReason(met(when.condition), branch[0], branch[1])]),
  ];
}

function eitherReason(condition: Expression, met: Expression | undefined, unmet: Expression | undefined): Expression {
  if (met === undefined) return conditional(not(condition), unmet ?? literal([]));
  return conditional(condition, met, unmet);
}

/** Why the first wrong item is wrong: a list may have thousands. */
function itemReasons(schema: ValueSchema, value: Expression, label: Label, scope: CheckScope): readonly Expression[] {
  const { items, prefix = [], unevaluatedItems } = schema;
  const [item, at] = [nested('item', scope), nested('index', scope)];
  const inner = deeper(scope);
  const front = concatenate([text(label, '['), variable(at), literal(']')]);
  const ofThose = (holds: Expression | undefined, of: ValueSchema): readonly Expression[] => {
    const wrong = reasons(of, variable(item), { front, behind: '' }, inner);
    if (wrong === undefined) return [];
    const told = holds === undefined ? wrong : conditional(holds, wrong);
    return [index(call('map', value, lambda([item, at], told)), 0)];
  };
  const behind = prefix.length === 0 ? undefined : binary('>=', variable(at), literal(prefix.length));
  return [
    ...prefix.flatMap((each, place) => ofThose(equal(variable(at), literal(place)), each)),
    ...(items === undefined ? [] : ofThose(behind, items)),
    ...(unevaluatedItems === undefined
      ? []
      : ofThose(isUnevaluatedItem(schema, value, [variable(item), variable(at)], inner), unevaluatedItems)),
  ];
}

function memberReasons(schema: ValueSchema, value: Expression, label: Label, scope: CheckScope): readonly Expression[] {
  const { object, required = [], patterns = [], additional, dependents = [], unevaluatedProperties } = schema;
  const parameter = nested('key', scope);
  const key = variable(parameter);
  const inner = deeper(scope);
  const front = label.front === undefined && label.behind === '' ? key : concatenate([text(label, '.'), key]);
  const ofThose = (holds: Expression, of: ValueSchema): readonly Expression[] => {
    const wrong = reasons(of, call('lookup', value, key), { front, behind: '' }, inner);
    return wrong === undefined
      ? []
      : [call('map', call('keys', value), lambda([parameter], conditional(holds, wrong)))];
  };
  const known = object?.properties ?? [];
  const missing = (name: string): Expression =>
    conditional(not(exists(field(value, name))), say(member(label, name), 'missing'));
  return [
    ...known.flatMap((each) => memberReason(each, field(value, each.name), member(label, each.name), scope) ?? []),
    ...(object?.closed
      ? ofThose(
          isAdditional(
            {},
            known.map(({ name }) => name),
            key,
          ),
          { never: true },
        )
      : []),
    ...required.map(missing),
    ...patterns.flatMap(({ pattern, schema: each }) => ofThose(matchesPattern(pattern, key), each)),
    ...(additional === undefined ? [] : ofThose(isAdditional(schema, additional.known, key), additional.schema)),
    ...dependents.flatMap(({ name, required: others = [], schema: each = {} }) => {
      const wrong = together([...others.map(missing), ...[reasons(each, value, label, scope) ?? []].flat()]);
      return wrong === undefined ? [] : [conditional(exists(field(value, name)), wrong)];
    }),
    ...(unevaluatedProperties === undefined
      ? []
      : ofThose(isUnevaluatedMember(schema, value, key, inner), unevaluatedProperties)),
  ];
}

function member({ front, behind }: Label, name: string): Label {
  const separator = front === undefined && behind === '' ? '' : '.';
  return { ...(front === undefined ? {} : { front }), behind: `${behind}${separator}${name}` };
}

function say(label: Label, reason: string): Expression {
  const isWhole = label.front === undefined && label.behind === '';
  return isWhole ? literal(`the inputs: ${reason}`) : text(label, `: ${reason}`);
}

function text({ front, behind }: Label, more: string): Expression {
  return front === undefined ? literal(`${behind}${more}`) : concatenate([front, literal(`${behind}${more}`)]);
}

/** Lists made one. */
export function together(lists: readonly Expression[]): Expression | undefined {
  return joined(lists, (left, right) => call('append', left, right));
}

const WORDS: Readonly<Record<SchemaType, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  null: 'null',
};

function inWords(types: readonly SchemaType[]): string {
  return types.map((type) => WORDS[type]).join(' or ');
}
