import { isExpression } from '../../compiler/statesLanguage/index.ts';
import { QueryError } from './errors.ts';
import { type Bindings, compileExpression, EvaluationFailure, type Expression } from './expression.ts';
import { emptyObject, isObject, type Json, toData, typeName } from './json.ts';

/** A JSON value of a definition in which texts of the form `{% ... %}` stand for what they yield. */
export type Template =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'list'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: string, value: Template])[] };

/** Compiles a field's value. Throws an `EvaluationFailure` where an expression is no JSONata. */
export function compileTemplate(value: Json): Template {
  if (typeof value === 'string' && isExpression(value)) {
    return { kind: 'expression', expression: compileExpression(value) };
  }
  if (Array.isArray(value)) {
    const items = value.map(compileTemplate);
    return items.every((item) => item.kind === 'constant') ? constant(value) : { kind: 'list', items };
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, member]) => [key, compileTemplate(member)] as const);
    return members.every(([, member]) => member.kind === 'constant') ? constant(value) : { kind: 'object', members };
  }
  return constant(value);
}

function constant(value: Json): Template {
  return { kind: 'constant', value: toData(value) ?? null };
}

/**
 * The value of a template. `location` is the field's path in the state, as AWS writes it (`Output/a/b[0]`). Throws a
 * `QueryError` where an expression fails or yields nothing.
 */
export async function evaluateTemplate(template: Template, location: string, bindings: Bindings): Promise<Json> {
  switch (template.kind) {
    case 'constant':
      return template.value;
    case 'expression':
      return evaluateExpression(template.expression, location, bindings);
    case 'list': {
      const list: Json[] = [];
      for (const [at, item] of template.items.entries()) {
        list.push(await evaluateTemplate(item, `${location}[${at}]`, bindings));
      }
      return list;
    }
    case 'object': {
      const object = emptyObject();
      for (const [key, member] of template.members) {
        object[key] = await evaluateTemplate(member, `${location}/${key}`, bindings);
      }
      return object;
    }
  }
}

async function evaluateExpression(expression: Expression, location: string, bindings: Bindings): Promise<Json> {
  let value: Json | undefined;
  try {
    value = await expression.evaluate(bindings);
  } catch (error) {
    if (!(error instanceof EvaluationFailure)) throw error;
    throw new QueryError(location, `${opening(expression, location)} ${error.predicate}`);
  }
  if (value === undefined) {
    throw new QueryError(location, `${opening(expression, location)} returned nothing (undefined).`);
  }
  return value;
}

/** The value of a field that must be of one type. Throws a `QueryError` where it is of another. */
export async function evaluateTyped<Type extends keyof Typed>(
  template: Template,
  location: string,
  bindings: Bindings,
  type: Type,
): Promise<Typed[Type]> {
  const value = await evaluateTemplate(template, location, bindings);
  if (isOfType(value, type)) return value;
  const start = template.kind === 'expression' ? opening(template.expression, location) : `The field '${location}'`;
  throw new QueryError(
    location,
    `${start} returned an unexpected result type. Expected '${type}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
  );
}

interface Typed {
  readonly array: readonly Json[];
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
}

function isOfType<Type extends keyof Typed>(value: Json, type: Type): value is Typed[Type] & Json {
  return typeName(value) === type;
}

function opening(expression: Expression, location: string): string {
  return `The JSONata expression '${expression.source}' specified for the field '${location}'`;
}
