import jsonata from 'jsonata';
import { end, type Session, sessionOf, TooMuch } from './session.ts';

/** The functions themselves, as jsonata has them. */
const originals = new Map(
  ['distinct', 'reduce', 'toMillis'].map((name) => [name, jsonata(`$${name}`).evaluate(undefined)] as const),
);

/**
 * Lets an expression leave to elsewhere, where its budget is small, what may take long on a single call: work that grows
 * with the square of a list, and a pattern that is made of an argument. jsonata reads the names of a function's
 * parameters and counts them, so each function has its own.
 */
export function registerCostlyFunctions(expression: jsonata.Expression): void {
  expression.registerFunction(
    'distinct',
    function (list: unknown) {
      return call(this, 'distinct', [list], lengthOf(list) > 200);
    },
    '<x:x>',
  );
  expression.registerFunction(
    'reduce',
    function (sequence: unknown, func: unknown, init: unknown) {
      return call(this, 'reduce', [sequence, func, init], lengthOf(sequence) > 1000);
    },
    '<afj?:j>',
  );
  expression.registerFunction(
    'toMillis',
    function (timestamp: unknown, picture: unknown) {
      const parts = typeof picture === 'string' ? picture.split('[').length : 0;
      return call(this, 'toMillis', [timestamp, picture], parts > 9 || (parts > 0 && String(timestamp).length > 40));
    },
    '<s-s?:n>',
  );
}

async function call(
  focus: jsonata.Focus,
  name: string,
  args: readonly unknown[],
  isTooMuch: boolean,
): Promise<unknown> {
  // None where the function was applied in part: such expressions are never evaluated in passing.
  const session: Session | undefined = sessionOf(focus.environment);
  if (session?.budget.small && isTooMuch) end(session, new TooMuch());
  const { implementation } = await originals.get(name);
  return implementation.apply(focus, args);
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
