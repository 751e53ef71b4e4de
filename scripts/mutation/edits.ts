import type { BinaryExpression, CallExpression, LogicalExpression, Node, Statement } from '@babel/types';

/** A stretch of a module's text that is replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What is changed, for people. */
  readonly says: string;
  /** Whether the stretch is a statement; else it is an expression. */
  readonly statement: boolean;
}

/** The small wrong changes of one node of a module; those of the nodes inside it aside. */
export function* editsOf(node: Node, source: string): Generator<Edit> {
  const was = textOf(node, source);
  const becomes = (text: string) => replaced(node, source, text);
  switch (node.type) {
    case 'IfStatement':
      yield* negated(node.test, source);
      if (!node.alternate && leaves(node.consequent)) yield removed(node, source);
      return;
    case 'ConditionalExpression':
    case 'WhileStatement':
    case 'DoWhileStatement':
      yield* negated(node.test, source);
      return;
    case 'ForStatement':
      if (node.test) yield* negated(node.test, source);
      return;
    case 'BinaryExpression': {
      const operator = OPERATORS.get(node.operator);
      if (operator !== undefined) yield otherOperator(node, operator, source);
      return;
    }
    case 'LogicalExpression': {
      if (node.operator === '??') {
        yield becomes(`(${textOf(node.left, source)})`);
        yield becomes(`(${textOf(node.right, source)})`);
      } else yield otherOperator(node, node.operator === '&&' ? '||' : '&&', source);
      return;
    }
    case 'UnaryExpression':
      if (node.operator === '!') yield becomes(was.slice(1));
      return;
    case 'BooleanLiteral':
      yield becomes(String(!node.value));
      return;
    case 'NumericLiteral':
      yield becomes(String(node.value + 1));
      yield becomes(`(${node.value - 1})`);
      return;
    case 'StringLiteral':
      yield becomes(node.value === '' ? "'x'" : "''");
      return;
    case 'TemplateLiteral':
      yield becomes("''");
      return;
    case 'RegExpLiteral':
      if (node.pattern.startsWith('^')) yield becomes(was.replace('/^', '/'));
      if (node.pattern.endsWith('$')) yield becomes(was.replace(/\$(?=\/[a-z]*$)/, ''));
      if (node.flags !== '') yield becomes(was.replace(/[a-z]*$/, ''));
      return;
    case 'ArrayExpression':
      yield* withoutEach(node, node.elements, ['[', ']'], source);
      return;
    case 'ObjectExpression':
      yield* withoutEach(node, node.properties, ['{ ', ' }'], source);
      return;
    case 'CallExpression':
      yield* otherCalls(node, source);
      return;
    case 'ReturnStatement':
      if (node.argument) yield* emptied(node.argument, source);
      return;
    case 'ArrowFunctionExpression':
      if (node.body.type !== 'BlockStatement') yield* emptied(node.body, source);
      return;
    case 'ExpressionStatement':
      if (EFFECTS.has(node.expression.type)) yield removed(node, source);
      return;
    default:
  }
}

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
]);

/** Expressions that are there for what they do. */
const EFFECTS = new Set([
  'CallExpression',
  'AwaitExpression',
  'YieldExpression',
  'AssignmentExpression',
  'UpdateExpression',
]);

/** Methods that are taken for each other. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['every', 'some'],
  ['some', 'every'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
  ['ceil', 'floor'],
  ['floor', 'ceil'],
  ['find', 'findLast'],
  ['findLast', 'find'],
]);
/** Methods that give something of the kind that they are called on, and so can be forgotten. */
const FORGOTTEN = new Set([
  'filter',
  'reverse',
  'toReversed',
  'sort',
  'toSorted',
  'slice',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'replace',
  'replaceAll',
]);

/** What a function may give instead; the compiler says which of them fit. */
const NOTHINGS = ['undefined', '[]', "''", 'true', 'false'];

function* negated(test: Node, source: string): Generator<Edit> {
  // Without its `!`, or with the opposite operator, it is negated already.
  const isNegated = test.type === 'UnaryExpression' && test.operator === '!';
  const isEquality = test.type === 'BinaryExpression' && ['===', '!=='].includes(test.operator);
  if (!isNegated && !isEquality) yield replaced(test, source, `!(${textOf(test, source)})`);
}

function* emptied(value: Node, source: string): Generator<Edit> {
  if (isNeverReached(value)) return;
  const was = textOf(value, source);
  for (const text of NOTHINGS) if (text !== was) yield replaced(value, source, text);
}

function* otherCalls(node: CallExpression, source: string): Generator<Edit> {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
  const { name } = callee.property;
  const other = METHODS.get(name);
  if (other !== undefined) {
    const behind = source.slice(callee.property.end ?? 0, node.end ?? 0);
    yield replaced(node, source, source.slice(node.start ?? 0, callee.property.start ?? 0) + other + behind);
  }
  if (FORGOTTEN.has(name)) yield replaced(node, source, `(${textOf(callee.object, source)})`);
}

/** The same operands with another operator, parentheses around them kept. */
function otherOperator(node: BinaryExpression | LogicalExpression, operator: string, source: string): Edit {
  const between = source.slice(node.left.end ?? 0, node.right.start ?? 0).replace(node.operator, operator);
  const [left, right] = [source.slice(node.start ?? 0, node.left.end ?? 0), textOf(node.right, source)];
  return replaced(node, source, left + between + right + source.slice(node.right.end ?? 0, node.end ?? 0));
}

/** A list or object without one of its parts, for each of them. */
function* withoutEach(
  node: Node,
  parts: readonly (Node | null)[],
  [open, close]: readonly [string, string],
  source: string,
): Generator<Edit> {
  for (const part of parts) {
    if (part === null) continue;
    const others = parts.flatMap((each) => (each === part || each === null ? [] : [textOf(each, source)]));
    const { start, end, statement } = replaced(node, source, '');
    const text = others.length === 0 ? (open + close).replaceAll(' ', '') : open + others.join(', ') + close;
    yield { start, end, text, statement, says: `without ${short(textOf(part, source))}` };
  }
}

function removed(statement: Statement, source: string): Edit {
  const { start, end } = replaced(statement, source, '');
  return { start, end, text: ';', statement: true, says: `without ${short(textOf(statement, source))}` };
}

function replaced(node: Node, source: string, text: string): Edit {
  const { start, end } = node;
  if (typeof start !== 'number' || typeof end !== 'number') throw new Error(`${node.type} stands nowhere`);
  return { start, end, text, statement: false, says: difference(source.slice(start, end), text) };
}

/** `x satisfies never`: what TypeScript has proven not to be. */
export function isNeverReached(node: Node): boolean {
  return node.type === 'TSSatisfiesExpression' && node.typeAnnotation.type === 'TSNeverKeyword';
}

/** Whether a statement goes elsewhere, so that what is behind it isn't run. */
function leaves(statement: Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last !== undefined && /^(Return|Continue|Break|Throw)Statement$/.test(last.type);
}

function textOf({ start, end }: Node, source: string): string {
  return source.slice(start ?? 0, end ?? 0);
}

/** Two texts, the same beginnings and ends of long ones aside. */
function difference(was: string, is: string): string {
  let start = 0;
  while (start < was.length && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < Math.min(was.length, is.length) - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  const around = Math.max(0, start - CONTEXT);
  const cut = (text: string) =>
    `${around > 0 ? '…' : ''}${text.slice(around, Math.max(text.length - end, start) + CONTEXT)}`;
  return `${short(cut(was))} -> ${short(cut(is))}`;
}

const CONTEXT = 20;
const LONGEST = 90;

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return `\`${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}\``;
}
