import { type Member, memberOf, type Shape } from '../apis/index.ts';
import type { Criterion } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { operationOf, type ValueSchema } from '../frames/index.ts';
import { type Node, placeOf, positionIn } from '../source/index.ts';
import {
  isCertain,
  type Read,
  readsOf,
  typeOfShape,
  typeOfValue,
  type Value,
  type ValueType,
} from '../values/index.ts';
import type { Binder } from './binder.ts';
import type { Scope } from './scope.ts';

/**
 * Warns of a value that is only known when the machine runs, where what is known of it now says that the call will be
 * refused: its type is another, it may be missing and is required, or its schema has names that Step Functions hasn't.
 */
export function checkFit(
  value: Value,
  shape: Shape,
  member: Member | undefined,
  node: Node,
  scope: Scope,
  binder: Binder,
): void {
  if (value.kind === 'literal') return;
  const name = member?.name ?? shape.name;
  const [given, taken] = [typeOfValue(value), typeOfShape(shape)];
  // What another API takes for what is its own affair.
  const isAws = scope.step !== undefined && operationOf(scope.step)?.kind === 'aws';
  if (isAws && !fits(given, taken, shape)) {
    const help =
      taken === 'string' && value.kind === 'read'
        ? 'In braces, as a part of a text, a value becomes text: `{$inputs.name}`.'
        : undefined;
    const message = `\`${name}\` takes ${inWords(taken)}, and this is ${inWords(given)}: the call would fail`;
    binder.report(diagnostic('member-type-differs', placeOf(node), message, help));
    return;
  }
  if (member?.required) {
    const missing = optionalInput(value);
    if (missing !== undefined && !isAskedFor(missing, scope)) {
      const message = `\`${name}\` is required, and the input \`${missing}\` may be missing: the state would then fail`;
      const help = `Make \`${missing}\` required, or give it a default.`;
      binder.report(diagnostic('required-member-optional', placeOf(node), message, help));
    }
  }
  const schema = value.kind === 'read' && isAws ? schemaOf(value, scope) : undefined;
  const wrong = schema === undefined ? [] : [...wrongNames(schema, shape)];
  if (wrong.length === 0) return;
  const refused = [...new Set(wrong.map(([each]) => `\`${each}\``))].join(', ');
  const message = `the schema of this input has members that Step Functions refuses in \`${name}\`: ${refused}`;
  const right = new Map(wrong.flatMap(([each, meant]) => (meant === undefined ? [] : [[each, meant] as const])));
  const help = [...right].map(([each, meant]) => `\`${meant}\` for \`${each}\``).join(', ');
  binder.report(diagnostic('input-member-name', placeOf(node), message, help === '' ? undefined : `Write ${help}.`));
}

/** Whether Step Functions may take a value of this type; texts for numbers in a URL are converted before. */
function fits(given: ValueType, taken: ValueType, shape: Shape): boolean {
  if (given === 'unknown' || taken === 'unknown' || given === taken || shape.type === 'blob') return true;
  return shape.type === 'timestamp' && given === 'number';
}

function inWords(type: ValueType): string {
  return `${type === 'array' || type === 'object' ? 'an' : 'a'} ${type}`;
}

/** The name of an input that need not be given, without which a value is nothing. */
function optionalInput(value: Value): string | undefined {
  if (isCertain(value) || (value.kind !== 'read' && value.kind !== 'template')) return undefined;
  for (const { from, path, certain } of readsOf(value))
    if (from.kind === 'input' && from.via.length === 0 && path.length === 0 && !certain) return from.name;
  return undefined;
}

/** Whether an action that leads to this step has a criterion that asks whether the input is given: `$inputs.name != null`. */
function isAskedFor(input: string, { workflow, step }: Scope): boolean {
  const asks = ({ condition }: Criterion) => condition.value.replace(/\s/g, '').includes(`$inputs.${input}!=null`);
  const stepId = step?.step.id.value;
  return workflow.frame.workflow.steps
    .flatMap(({ onSuccess, onFailure }) => [...onSuccess, ...onFailure])
    .some((action) => action.stepId?.value === stepId && action.criteria.some(asks));
}

/** What the schema of the inputs says of a value that is read from one. */
function schemaOf({ from, path }: Read, { workflow }: Scope): ValueSchema | undefined {
  if (from.kind !== 'input' || from.via.length > 0) return undefined;
  let schema = workflow.frame.inputs.declared.get(from.name)?.schema;
  for (const step of path) {
    const isItem = typeof step === 'number' || (schema?.object === undefined && positionIn(step) !== undefined);
    schema = isItem ? schema?.items : schema?.object?.properties.find(({ name }) => name === step)?.schema;
  }
  return schema;
}

/**
 * Members are sent under the names that they have in the input: those of Step Functions, or none.
 * @returns the names that the schema has and Step Functions refuses, each with the one that was probably meant
 */
function* wrongNames(schema: ValueSchema, shape: Shape): Generator<readonly [name: string, right: string | undefined]> {
  if (shape.type === 'list' && schema.items !== undefined) yield* wrongNames(schema.items, shape.member.shape);
  if (shape.type !== 'map' && (shape.type !== 'structure' || shape.document)) return;
  for (const { name, schema: inner } of schema.object?.properties ?? []) {
    if (shape.type === 'map') yield* wrongNames(inner, shape.value.shape);
    else {
      const found = memberOf(shape, name);
      const right = found.kind === 'member' ? found.member.sfnName : found.nearest;
      if (right !== name) yield [name, right];
      if (found.kind === 'member') yield* wrongNames(inner, found.member.shape);
    }
  }
}
