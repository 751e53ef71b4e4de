import type { InputsSchema } from '../frames/index.ts';
import { type Expression, partsOf } from '../jsonata/index.ts';
import { isRecursion, recursionFunctions } from './schemaCheck.ts';

/** How many evaluations JSONata nests, as its exerciser counts them, whose words Step Functions has. */
const DEEPEST = 100;

/** Those around the check of the outermost value, at most. */
const AROUND = 17;

/**
 * How many levels of a value can be checked whose schema contains itself: each takes some of the evaluations that may be
 * nested. An estimate, rather too low than too high; undefined where no schema contains itself.
 */
export function checkedLevels({ recursive }: InputsSchema): number | undefined {
  if (recursive === undefined) return undefined;
  const costs = recursionFunctions(recursive).map(([, check]) => depthOfRecursion(check) ?? 0);
  const most = Math.max(0, ...costs);
  return most === 0 ? undefined : Math.floor((DEEPEST - AROUND) / most);
}

/** How many evaluations lie around the deepest check of an inner value; undefined where there is none. */
function depthOfRecursion(expression: Expression): number | undefined {
  const inner = partsOf(expression).flatMap((part) => {
    const depth = depthOfRecursion(part);
    return depth === undefined ? [] : [depth + (isInParentheses(part, expression) ? 1 : 0)];
  });
  if (inner.length === 0) return isRecursion(expression) ? 1 : undefined;
  const most = Math.max(...inner);
  if (expression.kind !== 'lambda') return most + 1;
  // A function whose body is a call is left before that is made.
  return expression.body.kind === 'call' ? most - 1 : most;
}

/** Parentheses are an evaluation of their own: around `or` in `and`, and around the same operator on the right. */
function isInParentheses(part: Expression, around: Expression): boolean {
  if (part.kind !== 'binary' || around.kind !== 'binary') return false;
  return (
    (part.operator === 'or' && around.operator === 'and') ||
    (part === around.right && part.operator === around.operator)
  );
}
