import { parse } from '@babel/parser';
import { type CallExpression, type Node, VISITOR_KEYS } from '@babel/types';
import { type Edit, editsOf, isNeverReached } from './edits.ts';

/** One small wrong change of a source file. */
export interface Change extends Edit {
  /** The file's path from the root of the project. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Every small wrong change that can be planted in a TypeScript module, in the order of its text. */
export function changesIn(file: string, text: string): readonly Change[] {
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] });
  const found = new Map<string, Change>();
  for (const node of nodesIn(program)) {
    for (const edit of editsOf(node, text)) {
      const line = text.slice(0, edit.start).split('\n').length;
      found.set(`${edit.start} ${edit.end} ${edit.text}`, { file, line, ...edit });
    }
  }
  return [...found.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** A text with a change in it. */
export function planted(text: string, { start, end, text: replacement }: Edit): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** A node and all that is in it that runs: no types, no names, nothing that is only there to never be reached. */
function* nodesIn(node: Node): Generator<Node> {
  if (isOnlyForTypes(node) || isFault(node)) return;
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

const EXPRESSIONS = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

function isOnlyForTypes(node: Node): boolean {
  if (isNeverReached(node) || (node.type === 'ReturnStatement' && node.argument && isNeverReached(node.argument)))
    return true;
  return node.type.startsWith('TS') && !EXPRESSIONS.has(node.type);
}

/** An error that tells of a fault of the program itself. */
function isFault(node: Node): boolean {
  return node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Error';
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return [];
    case 'ExportNamedDeclaration':
      return node.declaration ? [node.declaration] : [];
    case 'TaggedTemplateExpression':
      return [node.tag];
    case 'CallExpression':
      // Most changes of what compares two items leave the order as it is.
      return isSorting(node) ? [node.callee] : [node.callee, ...node.arguments];
    case 'ObjectProperty':
      return node.computed ? [node.key, node.value] : [node.value];
    default:
      return (VISITOR_KEYS[node.type] ?? []).flatMap((key) => {
        const child: unknown = Reflect.get(node, key);
        return (Array.isArray(child) ? child : [child]).filter(isNode);
      });
  }
}

function isSorting({ callee }: CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    ['sort', 'toSorted'].includes(callee.property.name)
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
