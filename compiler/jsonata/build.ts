import type { Json } from '../source/index.ts';
import type { Expression, Operator } from './ast.ts';

/** Lists up to this length are written out: JSONata's depth, which AWS limits, counts the items of those. */
const LONGEST_LIST = 60;

/** A JSON value as it is; a long list is read from its JSON text, by a function that Step Functions adds to JSONata. */
export function literal(value: Json): Expression {
  if (Array.isArray(value) && value.length > LONGEST_LIST)
    return call('parse', { kind: 'literal', value: JSON.stringify(value) });
  return { kind: 'literal', value };
}

/** `$name`. */
export function variable(name: string): Expression {
  return { kind: 'variable', name };
}

/** The context item, `$`: the item inside a filter's predicate. */
export const context: Expression = { kind: 'variable', name: '' };

/** `of.a.b[0]`: goes along fields (text) and indices (numbers). */
export function path(of: Expression, ...steps: readonly (string | number)[]): Expression {
  return steps.reduce<Expression>(
    (from, step) =>
      typeof step === 'number' ? { kind: 'index', of: from, index: step } : { kind: 'field', of: from, name: step },
    of,
  );
}

export function field(of: Expression, name: string): Expression {
  return { kind: 'field', of, name };
}

export function index(of: Expression, at: number): Expression {
  return { kind: 'index', of, index: at };
}

/** `of.(body)`. */
export function each(of: Expression, body: Expression): Expression {
  return { kind: 'each', of, body };
}

export function filter(of: Expression, predicate: Expression): Expression {
  return { kind: 'filter', of, predicate };
}

export function call(name: string, ...given: readonly Expression[]): Expression {
  return { kind: 'call', name, arguments: given };
}

export function binary(operator: Operator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right };
}

/** `left = right`: deep and without conversion; false where a side is nothing. */
export function equal(left: Expression, right: Expression): Expression {
  return binary('=', left, right);
}

/** Whether a value is of one of JSONata's types; false where it is nothing. */
export function isOf(
  value: Expression,
  type: 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object',
): Expression {
  return equal(call('type', value), literal(type));
}

export function not(operand: Expression): Expression {
  return call('not', operand);
}

export function exists(operand: Expression): Expression {
  return call('exists', operand);
}

/** All of them; true where there is none. */
export function and(operands: readonly Expression[]): Expression {
  return chain('and', operands, true);
}

/** Any of them; false where there is none. */
export function or(operands: readonly Expression[]): Expression {
  return chain('or', operands, false);
}

function chain(operator: 'and' | 'or', operands: readonly Expression[], empty: boolean): Expression {
  return joined(operands, (left, right) => binary(operator, left, right)) ?? literal(empty);
}

/** More operands than this are joined by halves: an expression of thousands would be too deep to be read. */
const LONGEST_CHAIN = 50;

/** Operands joined by something that is associative, in their order; undefined where there are none. */
export function joined(
  operands: readonly Expression[],
  join: (left: Expression, right: Expression) => Expression,
): Expression | undefined {
  const [first, ...rest] = operands;
  if (first === undefined || rest.length < LONGEST_CHAIN) return first && rest.reduce(join, first);
  const half = operands.length >> 1;
  const [left, right] = [joined(operands.slice(0, half), join), joined(operands.slice(half), join)];
  return left && right && join(left, right);
}

/** Texts joined by `&`. */
export function concatenate(parts: readonly Expression[]): Expression {
  return joined(parts, (left, right) => binary('&', left, right)) ?? literal('');
}

export function conditional(test: Expression, then: Expression, otherwise?: Expression): Expression {
  return { kind: 'conditional', test, then, ...(otherwise === undefined ? {} : { otherwise }) };
}

export function object(members: readonly (readonly [string, Expression])[]): Expression {
  return { kind: 'object', members };
}

/** `{name: value}`, the name an expression. */
export function entry(name: Expression, value: Expression): Expression {
  return { kind: 'entry', name, value };
}

export function array(items: readonly Expression[]): Expression {
  return { kind: 'array', items };
}

export function block(bindings: readonly (readonly [string, Expression])[], result: Expression): Expression {
  return bindings.length === 0 ? result : { kind: 'block', bindings, result };
}

export function lambda(parameters: readonly string[], body: Expression): Expression {
  return { kind: 'lambda', parameters, body };
}

export function regex(source: string, ignoreCase = false): Expression {
  return { kind: 'regex', source, ignoreCase };
}
