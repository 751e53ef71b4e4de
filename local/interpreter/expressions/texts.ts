import type jsonata from 'jsonata';
import { MOST_DIGITS } from '../../../compiler/jsonata/index.ts';
import { isFunction } from './functions.ts';
import type { Node } from './guard.ts';

/** A node of jsonata's syntax tree that may become a call. */
interface Operator extends Node {
  type?: string;
  value?: unknown;
  procedure?: unknown;
  arguments?: unknown;
}

/** Not a name that JSONata can write. */
const JOIN = ' join';

/**
 * Lets `$string` and `&` write whole numbers in full, as AWS does: `$string(9007199254740991)` is all of its digits there,
 * where jsonata rounds to 15.
 * @param nodes all nodes of the expression
 */
export function registerTextFunctions(expression: jsonata.Expression, nodes: readonly Operator[]): void {
  expression.registerFunction('string', textOf, '<x-b?:s>');
  expression.registerFunction(JOIN, (left: unknown, right: unknown) => (textOf(left) ?? '') + (textOf(right) ?? ''));
  for (const node of nodes) {
    if (node.type !== 'binary' || node.value !== '&') continue;
    node.type = 'function';
    node.value = '(';
    node.procedure = { type: 'variable', value: JOIN };
    node.arguments = [node.lhs, node.rhs];
  }
}

/** A value as text; nothing for nothing. */
function textOf(value: unknown, pretty = false): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (isFunction(value)) return '';
  // As jsonata refuses it.
  if (typeof value === 'number' && !Number.isFinite(value)) throw { code: 'D3001', value };
  return JSON.stringify(value, (_key, part: unknown) => (isFunction(part) ? '' : rounded(part)), pretty ? 2 : 0);
}

/** Fractions lose what arithmetic of doubles adds to them, as 0.1 + 0.2 does. */
function rounded(part: unknown): unknown {
  return typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(MOST_DIGITS)) : part;
}
