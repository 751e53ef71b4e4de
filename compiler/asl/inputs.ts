import { type Expression, jsonata } from '../jsonata/index.ts';
import { type DeclaredInput, type Frame, type InputsSchema, isCertain } from '../plan/index.ts';
import { jsonObject } from '../source/index.ts';
import type { Template } from './definition.ts';
import { wrongInputs } from './inputsCheck.ts';
import { expressionTemplate } from './templates.ts';
import { literalExpression, nothing, type StateScope, valueExpression } from './values.ts';

const { and, block, call, conditional, concatenate, equal, exists, literal, object, path, variable } = jsonata;

const INPUT = variable('input');
const SCOPE: StateScope = { response: 'input' };

/** The condition under which the inputs of a workflow are accepted. */
export function acceptedCondition(frame: Frame, schema: InputsSchema): string {
  const right = equal(call('count', wrongInputs(schema, INPUT)), literal(0));
  const isObject = equal(call('type', INPUT), literal('object'));
  const given = frame.given === undefined ? path(variable('states'), 'input') : givenObject(frame);
  return expressionTemplate(block([['input', given]], and([isObject, right])));
}

/** Which inputs were wrong: their names, never their values. */
export function rejectedCause(frame: Frame, schema: InputsSchema): string {
  const workflow = frame.workflow.id.value;
  const given =
    frame.given === undefined ? path(variable('states'), 'context', 'Execution', 'Input') : givenObject(frame);
  const names = call('join', wrongInputs(schema, INPUT), literal(', '));
  const wrong = concatenate([literal(`${workflow}: missing, or not what the workflow's inputs say: `), names]);
  const isObject = equal(call('type', INPUT), literal('object'));
  return expressionTemplate(
    block([['input', given]], conditional(isObject, wrong, literal(`${workflow}: the input is not an object`))),
  );
}

/** What a step hands to a workflow that it calls. */
function givenObject(frame: Frame): Expression {
  return object([...(frame.given ?? [])].map(([name, value]) => [name, valueExpression(value, SCOPE)] as const));
}

/** The inputs that something reads later, with defaults applied. Secrets are not among them: they stay where they are. */
export function inputsTemplate(frame: Frame): Template | undefined {
  const kept = [...frame.inputs.declared.values()].filter(({ name }) => frame.read.has(name));
  if (kept.length === 0) return undefined;
  const members = kept.map((input) => {
    const value = keptInput(frame, input);
    return { name: input.name, value, certain: isKeptCertain(frame, input) };
  });
  if (!members.every(({ certain }) => certain))
    return expressionTemplate(object(members.map(({ name, value }) => [name, value] as const)));
  return jsonObject(members.map(({ name, value }) => [name, expressionTemplate(value)] as const));
}

function keptInput(frame: Frame, { name, default: otherwise }: DeclaredInput): Expression {
  const given = frame.given?.get(name);
  const value =
    frame.given === undefined
      ? path(variable('states'), 'input', name)
      : given === undefined
        ? nothing
        : valueExpression(given, SCOPE);
  return otherwise === undefined ? value : conditional(exists(value), value, literalExpression(otherwise));
}

function isKeptCertain(frame: Frame, input: DeclaredInput): boolean {
  if (input.default !== undefined) return true;
  const given = frame.given?.get(input.name);
  return frame.given === undefined ? input.certain : given !== undefined && isCertain(given);
}
