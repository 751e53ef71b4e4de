import jsonata from 'jsonata';
import { isExpression } from '../expression.ts';
import { isObject, type Json } from '../json.ts';
import type { Report } from './diagnostic.ts';

/** Which parts of `$states` a field can read beside `input` and `context`. */
export type Available = 'result' | 'errorOutput' | undefined;

/** Checks every expression of a field: that it is JSONata, and reads nothing that isn't there. */
export function checkTemplate(value: Json | undefined, available: Available, location: string, report: Report): void {
  if (typeof value === 'string') {
    if (isExpression(value)) checkExpression(value.slice(2, -2), available, location, report);
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) checkTemplate(item, available, `${location}[${at}]`, report);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) checkTemplate(member, available, `${location}/${key}`, report);
  }
}

function checkExpression(source: string, available: Available, location: string, report: Report): void {
  let trees: readonly Node[];
  try {
    trees = nodesIn(jsonata(source).ast());
  } catch (error) {
    report('INVALID_JSONATA_EXPRESSION', String((error as { message?: unknown }).message), location);
    return;
  }
  const refused = new Set<string>();
  for (const tree of trees) findRefused(tree, false, available, refused);
  for (const message of refused) report('UNSUPPORTED_JSONATA_EXPRESSION', message, location);
}

/** A node of jsonata's syntax tree, as far as it is looked at. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly [part: string]: unknown;
}

/**
 * Looks for what reads a context that doesn't exist: names and `$` where no path, predicate or group has given one. A
 * function's body has the context of the expression that defines it.
 */
function findRefused(node: Node, inContext: boolean, available: Available, refused: Set<string>): void {
  switch (node.type) {
    case 'name':
      if (!inContext) refused.add(`Reference to '${String(node.value)}' at the top level is not supported.`);
      break;
    case 'variable':
      if (node.value === '$') refused.add("Reference to '$$' is not supported.");
      else if (node.value === '' && !inContext) refused.add("Reference to '$' at the top level is not supported.");
      break;
    case 'path':
      checkStates(node.steps ?? [], available, refused);
      break;
  }
  for (const [part, value] of Object.entries(node)) {
    if (part === 'steps') {
      for (const [at, step] of (node.steps ?? []).entries()) {
        findRefused(step, inContext || at > 0, available, refused);
      }
    } else {
      const inner = inContext || contextual.has(part);
      for (const child of nodesIn(value)) findRefused(child, inner, available, refused);
    }
  }
}

/** The parts of a node that are evaluated on the items of what stands before them. */
const contextual: ReadonlySet<string> = new Set([
  'predicate',
  'stages',
  'group',
  'terms',
  'pattern',
  'update',
  'delete',
]);

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isObject(value) ? [value as Node] : [];
}

function checkStates([first, second]: readonly Node[], available: Available, refused: Set<string>): void {
  if (first?.type !== 'variable' || first.value !== 'states' || second?.type !== 'name') return;
  const { value } = second;
  if ((value === 'result' || value === 'errorOutput') && value !== available) {
    refused.add(`Reference to '$states.${value}' is not supported.`);
  }
}
