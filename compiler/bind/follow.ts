import { diagnostic, type Place } from '../diagnostics/index.ts';
import type { Node } from '../source/index.ts';
import type { Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import type { Scope } from './scope.ts';

/** Values that refer to each other more often than people write: each may stand in the next one several times. */
const MOST_FOLLOWED = 10_000;

/**
 * Another value of the document that an expression stands for, which may hold expressions itself. One that leads back to
 * itself has no value (reported).
 */
export function follow(to: Node, at: Place, scope: Scope, binder: Binder): Value | undefined {
  const { following } = binder;
  if (following.open.has(to)) {
    return binder.report(
      diagnostic(
        'expression-not-here',
        at,
        'this stands for a value that it is part of itself',
        'Write the value out.',
      ),
    );
  }
  if (following.open.size > 0) following.count += 1;
  if (following.count > MOST_FOLLOWED) {
    return binder.report(diagnostic('definition-too-large', at, 'values that refer to others make this one too large'));
  }
  following.open.add(to);
  const value = binder.node(to, scope);
  following.open.delete(to);
  return value;
}
