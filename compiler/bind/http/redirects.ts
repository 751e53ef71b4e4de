import { callErrors, type HttpOperation } from '../../apis/index.ts';
import type { Criterion } from '../../arazzo/index.ts';
import { diagnostic } from '../../diagnostics/index.ts';
import { type Node, placeOf } from '../../source/index.ts';
import { canHold, fold, isNever, type Test } from '../../values/index.ts';
import { bindCriterion } from '../bindCondition.ts';
import type { Binder } from '../binder.ts';
import type { Scope } from '../scope.ts';

/** Whether nothing but a redirect is described as the answer of a call that succeeds. */
export function answersByRedirect({ responses }: HttpOperation): boolean {
  return responses.some(({ status }) => /^3/.test(status)) && !responses.some(({ status }) => /^2/.test(status));
}

/** Says so where a call can succeed by a redirect alone. */
export function reportRedirect(operation: HttpOperation, { node }: { readonly node: Node }, binder: Binder): undefined {
  return binder.report(
    diagnostic(
      'redirect-unsupported',
      placeOf(node),
      `${operation.name} succeeds by a redirect, and what an HTTP Task does with one is not known`,
      'Call the address that it leads to, or let a Lambda function make the call.',
    ),
  );
}

/**
 * Whether success criteria hold for a redirect and for no answer of 2xx.
 * @param failed the same criteria, as they look at a call that failed
 */
export function wantsRedirect(
  criteria: readonly Criterion[],
  failed: Test,
  operation: HttpOperation,
  scope: Scope,
  binder: Binder,
): boolean {
  const { ofStatus } = callErrors(operation);
  const isRedirect = (status: number) =>
    ofStatus !== undefined && canHold(failed, { error: ofStatus(status), status, among: [] });
  if (!hundred(300).some(isRedirect)) return false;
  const holds = (criterion: Criterion, status: number) => {
    const bound = bindCriterion(criterion, { ...scope, status }, binder.silent);
    return bound !== undefined && !isNever(fold(bound.test));
  };
  return !hundred(200).some((status) => criteria.every((criterion) => holds(criterion, status)));
}

function hundred(first: number): readonly number[] {
  return Array.from({ length: 100 }, (_, index) => first + index);
}
