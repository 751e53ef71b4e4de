import { type Expression, jsonata, printTemplate, withReader } from '../jsonata/index.ts';
import type { ObjectMember, Value } from '../plan.ts';
import { type Json, jsonObject } from '../source/index.ts';
import { isCertain } from '../values/index.ts';
import type { Template } from './definition.ts';
import { type StateScope, valueExpression } from './values.ts';

/**
 * Members as a field of a state: fields of their own where all of them are surely there, or required (then a missing one
 * ends the state, which names the field); else one constructor, which leaves out what is missing.
 */
export function membersTemplate(members: readonly ObjectMember[], scope: StateScope): Template {
  if (!members.every(isField)) return expressionTemplate(valueExpression({ kind: 'object', members }, scope));
  return jsonObject(members.map(({ name, value }) => [name, valueTemplate(value, scope)] as const));
}

function isField({ value, required }: ObjectMember): boolean {
  return required || isCertain(value);
}

/** A value as a field: data stays data, whatever its texts look like. */
export function valueTemplate(value: Value, scope: StateScope): Template {
  if (value.kind === 'literal') return literalTemplate(value.value);
  if (value.kind === 'object' && value.members.every(isField)) return membersTemplate(value.members, scope);
  if (value.kind === 'array' && value.items.every(isCertain))
    return value.items.map((item) => valueTemplate(item, scope));
  return expressionTemplate(valueExpression(value, scope));
}

/** A literal text that Step Functions would run as an expression becomes an expression that gives the text. */
export function literalTemplate(value: Json): Template {
  if (typeof value === 'string') return looksLikeExpression(value) ? expressionTemplate(jsonata.literal(value)) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(literalTemplate);
  return jsonObject(Object.entries(value).map(([name, member]) => [name, literalTemplate(member)] as const));
}

/** Step Functions also refuses a text that only begins or only ends so. */
function looksLikeExpression(text: string): boolean {
  return text.startsWith('{%') || text.endsWith('%}');
}

export function expressionTemplate(expression: Expression): string {
  return printTemplate(withReader(expression));
}
