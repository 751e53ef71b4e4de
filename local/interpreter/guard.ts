import type jsonata from 'jsonata';

/** The limits that AWS puts on one evaluation: nested calls, and time. */
const maxDepth = 100;
const maxMilliseconds = 5000;

/** Not a name that JSONata can write. */
const guardKey = ' guard';

interface Guard {
  depth: number;
  steps: number;
  readonly end: number;
}

/** The variable that a guarded expression needs for each evaluation. */
export function freshGuard(): Record<string, Guard> {
  return { [guardKey]: { depth: 0, steps: 0, end: Date.now() + maxMilliseconds } };
}

/**
 * Makes an expression fail, in AWS's words, that nests too deep or goes on for too long, and says whether it needs
 * watching: one that is shorter than the greatest depth, and calls no functions of its own, can do neither.
 */
export function guardEvaluation(expression: jsonata.Expression, source: string): boolean {
  if (source.length <= maxDepth && !/function|λ/.test(source)) return false;
  // The members of an object constructor are evaluated side by side, so that more is under way than is nested.
  const limit = source.includes('{') ? maxDepth + source.length : maxDepth;
  const enter = (_node: unknown, _input: unknown, environment: jsonata.Environment): void => {
    const guard: Guard = environment.lookup(guardKey);
    if (++guard.depth > limit) {
      throw new Error(
        'Stack overflow error: Check for non-terminating recursive function. ' +
          `Consider rewriting as tail-recursive. Depth=${maxDepth + 1} max=${maxDepth}`,
      );
    }
    if (++guard.steps % 256 === 0 && Date.now() > guard.end) {
      throw new Error(`Expression evaluation timeout: ${maxMilliseconds}ms. Check for infinite loop`);
    }
  };
  const leave = (_node: unknown, _input: unknown, environment: jsonata.Environment): void => {
    const guard: Guard = environment.lookup(guardKey);
    guard.depth--;
  };
  bindCallback(expression, 'jsonata.__evaluate_entry', enter);
  bindCallback(expression, 'jsonata.__evaluate_exit', leave);
  return true;
}

/** jsonata finds its callbacks by symbol, which its types don't know. */
function bindCallback(expression: jsonata.Expression, name: string, callback: unknown): void {
  const assign: (key: string | symbol, value: unknown) => void = expression.assign as never;
  assign(Symbol.for(name), callback);
}
