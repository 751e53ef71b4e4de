import type { Version } from '../arazzo/index.ts';
import { parseText } from '../expressions/index.ts';
import { isText, type Node } from '../source/index.ts';
import { isSelector } from './bindSelector.ts';
import type { Path } from './payloadQuery.ts';

/** What a replacement puts into a value that only the machine knows. */
export interface Change {
  readonly path: Path;
  readonly value: Node;
}

/** An expression and what is put into its value. */
export interface Changed {
  readonly of: Node;
  readonly change: Change;
}

const changed = new WeakMap<Node, Changed>();

/** The expression, with a change to what it comes to: a node of its own, which stands where the expression does. */
export function withChange(of: Node, change: Change): Node {
  const node = { ...of };
  changed.set(node, { of, change });
  return node;
}

/** The last change to an expression, and the expression without it. */
export function changeOf(node: Node): Changed | undefined {
  return changed.get(node);
}

/** Whether a value is one runtime expression, or a Selector Object (1.1): what is in it is known to the machine alone. */
export function isExpression(node: Node, version: Version): boolean {
  if (node.kind === 'map') return isSelector(node, version);
  if (!isText(node)) return false;
  const text = parseText(node.value);
  return text.ok && text.value.kind === 'expression';
}
