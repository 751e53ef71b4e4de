import type { InputsSchema } from '../frames/index.ts';
import { type Expression, jsonata } from '../jsonata/index.ts';
import type { HandedInputs, HandedMember, KeptInput } from '../plan.ts';
import { jsonObject } from '../source/index.ts';
import { isCertain } from '../values/index.ts';
import type { Template } from './definition.ts';
import { isAccepted, rejection } from './inputsCheck.ts';
import { INPUT as SCOPE } from './scopes.ts';
import { expressionTemplate } from './templates.ts';
import { literalExpression, type StateScope, valueExpression } from './values.ts';

const { and, block, call, conditional, concatenate, equal, exists, literal, not, object, or, path, variable } = jsonata;

const INPUT = variable('input');

/** The condition under which the inputs of a workflow are accepted. */
export function acceptedCondition(handed: HandedInputs, schema: InputsSchema): string {
  const isObject = equal(call('type', INPUT), literal('object'));
  const given = handedExpression(handed, path(variable('states'), 'input'));
  return expressionTemplate(block([['input', given]], and([isObject, isAccepted(schema, INPUT)])));
}

/** Which inputs of a workflow were wrong, and why: never their values. */
export function rejectedCause(workflow: string, handed: HandedInputs, schema: InputsSchema): string {
  const given = handedExpression(handed, path(variable('states'), 'context', 'Execution', 'Input'));
  const wrong = concatenate([literal(`${workflow}: wrong inputs: `), rejection(schema, INPUT)]);
  const isObject = equal(call('type', INPUT), literal('object'));
  return expressionTemplate(
    block([['input', given]], conditional(isObject, wrong, literal(`${workflow}: the input is not an object`))),
  );
}

/** The inputs that are checked. */
function handedExpression(handed: HandedInputs, execution: Expression): Expression {
  switch (handed.kind) {
    case 'execution':
      return execution;
    case 'given':
      return object(handed.members.flatMap(handedMember));
    case 'variable':
      return variable(handed.variable);
    default:
      return handed satisfies never;
  }
}

function handedMember({ name, value, byReference }: HandedMember): readonly (readonly [string, Expression])[] {
  const given = valueExpression(value, SCOPE);
  if (byReference === undefined) return [[name, given]];
  const ids = byReference.ids.map((id) => valueExpression(id, SCOPE));
  return [
    [name, conditional(not(or(ids.map(exists))), given)],
    [byReference.name, ids.reduceRight((others, id) => conditional(exists(id), id, others))],
  ];
}

/** The inputs that something reads later, with defaults applied. */
export function inputsTemplate(kept: readonly KeptInput[], scope: StateScope): Template {
  const members = kept.map((input) => [input.name, keptInput(input, scope)] as const);
  return kept.every((input) => input.default !== undefined || isCertain(input.value))
    ? jsonObject(members.map(([name, value]) => [name, expressionTemplate(value)] as const))
    : expressionTemplate(object(members));
}

function keptInput({ value: given, default: otherwise }: KeptInput, scope: StateScope): Expression {
  const value = valueExpression(given, scope);
  return otherwise === undefined ? value : conditional(exists(value), value, literalExpression(otherwise));
}
