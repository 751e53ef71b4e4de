import type jsonata from 'jsonata';
import { end, LimitExceeded, outOfMemory, type Session, sessionOf, TooMuch } from './session.ts';
import { checkValue, membersOf, mostMembers } from './sizes.ts';

/** The nested calls that AWS allows. */
const maxDepth = 100;

/** A range whose ends lie further from zero is not made in passing. */
const farthestEnd = 10_000;

/** A node of jsonata's syntax tree, as far as it is looked at. */
export interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly lhs?: unknown;
  readonly rhs?: unknown;
  /** Of `of{name: value}`. */
  readonly group?: unknown;
}

/**
 * Watches the evaluations of an expression: beyond the budget of its session it goes on elsewhere (`TooMuch`), and what
 * AWS ends it ends in AWS's words (`LimitExceeded`).
 * @param nodes all nodes of the expression
 */
export function watch(expression: jsonata.Expression, source: string, nodes: readonly Node[]): void {
  // The members of an object constructor are evaluated side by side, so that more is under way than is nested.
  const deepest = nodes.some(makesObject) ? maxDepth + source.length : maxDepth;
  const rangeEnds = new Set<unknown>(
    nodes.filter(({ type, value }) => type === 'binary' && value === '..').flatMap(({ lhs, rhs }) => [lhs, rhs]),
  );
  const enter = (_node: Node, _input: unknown, environment: jsonata.Environment): void => {
    const session = sessionOf(environment);
    if (session.ended !== undefined) throw session.ended;
    if (++session.depth > deepest) end(session, tooDeep());
    const { budget } = session;
    if (++session.steps > budget.steps || (session.steps % 16 === 0 && isLate(session))) end(session, new TooMuch());
  };
  const leave = (node: Node, _input: unknown, environment: jsonata.Environment, result: unknown): void => {
    const session = sessionOf(environment);
    session.depth--;
    if (typeof result === 'number') {
      if (session.budget.small && rangeEnds.has(node) && Math.abs(result) > farthestEnd) end(session, new TooMuch());
    } else if (typeof result === 'string') {
      if (result.length > 0) countText(session, node, result);
    } else if (typeof result === 'object' && result !== null) {
      countObject(session, node, result);
    }
  };
  bindCallback(expression, 'jsonata.__evaluate_entry', enter);
  bindCallback(expression, 'jsonata.__evaluate_exit', leave);
}

/** `{...}`, by itself or behind what is grouped; the braces of a function are none. */
function makesObject({ type, value, group }: Node): boolean {
  return (type === 'unary' && value === '{') || group !== undefined;
}

function countText(session: Session, node: Node, text: string): void {
  if (membersOf(text.length) > mostMembers) end(session, outOfMemory());
  spend(session, node, text.length >> 5);
}

function countObject(session: Session, node: Node, value: object): void {
  spend(session, node, Array.isArray(value) ? value.length : 4);
  if (makes(node)) checkValue(session, value);
}

function spend(session: Session, node: Node, cells: number): void {
  const { budget } = session;
  if (!budget.small && !makes(node)) return;
  session.cells += cells;
  if (session.cells > budget.cells) end(session, budget.small ? new TooMuch() : outOfMemory());
}

/** Whether a node makes its value; the others hand on one that was there. */
function makes({ type }: Node): boolean {
  return (
    type !== 'variable' &&
    type !== 'name' &&
    type !== 'bind' &&
    type !== 'block' &&
    type !== 'condition' &&
    type !== 'lambda'
  );
}

function isLate({ budget, start }: Session): boolean {
  return performance.now() - start > budget.milliseconds;
}

function tooDeep(): LimitExceeded {
  return new LimitExceeded(
    'Stack overflow error: Check for non-terminating recursive function. ' +
      `Consider rewriting as tail-recursive. Depth=${maxDepth + 1} max=${maxDepth}`,
  );
}

/** jsonata finds its callbacks by symbol, which its types don't know. */
function bindCallback(expression: jsonata.Expression, name: string, callback: unknown): void {
  const assign: (key: string | symbol, value: unknown) => void = expression.assign as never;
  assign(Symbol.for(name), callback);
}
