import type { Action, Criterion } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { type FrameStep, operationOf } from '../frames/index.ts';
import { placeOf } from '../source/index.ts';
import {
  canHold,
  constant,
  failureCases,
  fold,
  isAlways,
  isNever,
  readsFailure,
  readsOfTest,
  type Test,
} from '../values/index.ts';
import { bindCriterion } from './bindCondition.ts';
import type { Binder } from './binder.ts';
import { bindGiven } from './bindGiven.ts';
import type { BoundAction, BoundCriterion, BoundStep } from './bound.ts';
import { checkErrorNames } from './checkCompared.ts';
import { reportRedirect, wantsRedirect } from './http/redirects.ts';
import { whereFailed } from './outcome.ts';
import type { Scope, WorkflowScope } from './scope.ts';

/*
 * What a step decides by is looked at in two situations: the call was answered, or it failed. It is bound for each; what
 * is wrong with it is said of the first.
 */

/** The success criteria of a step: whether they hold for a call that was answered, and for one that failed. */
export function bindCriteria(
  step: FrameStep,
  workflow: WorkflowScope,
  binder: Binder,
): Pick<BoundStep, 'criteria' | 'whenFailed'> {
  const { successCriteria } = step.step;
  const criteria = successCriteria.flatMap((criterion) => bindAnswered(criterion, step, workflow, binder) ?? []);
  const failed = successCriteria.length === 0 ? constant(false) : bindFailed(successCriteria, step, workflow, binder);
  if (failed !== undefined) checkRedirect(failed, step, workflow, binder);
  // Criteria that don't look at the error say nothing of it: a call that failed has failed.
  const whenFailed = failed !== undefined && readsFailure(failed) ? failed : constant(false);
  const left = criteria.filter(({ test }) => !isAlways(test));
  if (!isNever(whenFailed)) return { criteria: left, whenFailed };
  for (const { test, of } of left) if (isNever(test)) reportNever(of, step, binder);
  return { criteria: left.filter(({ test }) => !isNever(test)), whenFailed };
}

/** Says so where a step can succeed by a redirect alone. */
function checkRedirect(failed: Test, step: FrameStep, workflow: WorkflowScope, binder: Binder): void {
  const operation = operationOf(step);
  const { successCriteria } = step.step;
  const [first] = successCriteria;
  if (first === undefined || operation?.kind !== 'http' || !readsFailure(failed)) return;
  if (wantsRedirect(successCriteria, failed, operation, { workflow, step, phase: 'response' }, binder))
    reportRedirect(operation, first.condition, binder);
}

/** A criterion of a call that was answered. */
function bindAnswered(
  criterion: Criterion,
  step: FrameStep,
  workflow: WorkflowScope,
  binder: Binder,
): (BoundCriterion & { readonly of: Criterion }) | undefined {
  const scope: Scope = { workflow, step, phase: 'response' };
  const bound = bindCriterion(criterion, scope, binder);
  if (bound === undefined) return undefined;
  const test = fold(bound.test);
  const other = isNever(test) ? otherSuccess(criterion, scope, binder) : undefined;
  return { ...bound, test: other ?? test, of: criterion };
}

/**
 * The models are not sure which of 200, 201, 202 and 204 an operation answers with: a criterion that asks for another 2xx
 * than the model's is taken at its word.
 */
function otherSuccess(criterion: Criterion, scope: Scope, binder: Binder): Test | undefined {
  const operation = scope.step === undefined ? undefined : operationOf(scope.step);
  // Of any other API the answer itself tells its status.
  if (operation?.kind !== 'aws') return undefined;
  const { condition, context, type } = criterion;
  const written = type === 'regex' ? context?.value === '$statusCode' : condition.value.includes('$statusCode');
  const named = type === 'regex' ? SUCCESSES : SUCCESSES.filter((status) => condition.value.includes(String(status)));
  for (const status of written ? named : []) {
    if (status === operation.status) continue;
    const bound = bindCriterion(criterion, { ...scope, status }, binder.silent);
    const test = bound === undefined ? constant(false) : fold(bound.test);
    if (isNever(test)) continue;
    binder.report(
      diagnostic(
        'success-status-unsure',
        placeOf(condition.node),
        `the service model says that ${operation.name} answers with ${operation.status}; \`${condition.value}\` is taken to hold for a success`,
        `Step Functions doesn't tell which 2xx it was. Write \`$statusCode == ${operation.status}\`, or leave it out.`,
      ),
    );
    return test;
  }
  return undefined;
}

const SUCCESSES = Array.from({ length: 100 }, (_, index) => 200 + index);

/** Whether all of these criteria hold for a call that failed; undefined where one is wrong, which is reported elsewhere. */
function bindFailed(
  criteria: readonly Criterion[],
  step: FrameStep,
  workflow: WorkflowScope,
  binder: Binder,
): Test | undefined {
  const operation = operationOf(step);
  if (operation === undefined) return undefined;
  const bound = bindAll(criteria, { workflow, step, phase: 'failed' }, binder.silent);
  if (bound === undefined) return undefined;
  const test = whereFailed({ kind: 'and', tests: bound.map((each) => each.test) });
  if (!readsFailure(test)) return test;
  for (const each of bound) checkErrorNames(fold(each.test), operation, placeOf(each.of.condition.node), binder);
  return failureCases(operation, [test]).some((failure) => canHold(test, failure)) ? test : constant(false);
}

function reportNever(criterion: Criterion, step: FrameStep, binder: Binder): void {
  const operation = operationOf(step);
  const help =
    operation !== undefined && criterion.condition.value.includes('$statusCode')
      ? `${operation.name} answers with ${operation.status}.`
      : 'Leave it out, or compare with something that can be.';
  binder.report(
    diagnostic(
      'criterion-never-holds',
      placeOf(criterion.condition.node),
      `\`${criterion.condition.value}\` can never hold, so the step could never succeed`,
      help,
    ),
  );
}

/**
 * The actions of a step that can be taken; one with a mistake in it is left out (reported).
 * @param on `error`: success actions of a step that may have succeeded though its call failed
 */
export function bindActions(
  actions: readonly Action[],
  on: 'success' | 'error' | 'failure',
  step: FrameStep,
  workflow: WorkflowScope,
  binder: Binder,
): readonly BoundAction[] {
  return actions.flatMap((action) => bindAction(action, on, step, workflow, binder) ?? []);
}

function bindAction(
  action: Action,
  on: 'success' | 'error' | 'failure',
  step: FrameStep,
  workflow: WorkflowScope,
  binder: Binder,
): BoundAction | undefined {
  const jump = step.jumps.get(action);
  const given =
    jump === undefined
      ? undefined
      : bindGiven(action.parameters, jump.frame, { workflow, step, phase: 'response' }, jump.text.node, binder);
  const run = jump === undefined || given === undefined ? undefined : { workflow: binder.workflow(jump.frame), given };
  if (run !== undefined) workflow.marks.hand(run);
  const called = step.runs.kind === 'workflow' && on === 'failure';
  const scope: Scope = { workflow, step, phase: called ? 'failed' : 'response', inherited: action.inherited === true };
  const bound = bindAll(action.criteria, scope, binder);
  // That an action names a step or workflow that is not there is reported where the document is read.
  const leadsNowhere =
    action.stepId === undefined
      ? action.workflowId !== undefined && jump === undefined
      : !workflow.frame.steps.has(action.stepId.value);
  if (bound === undefined || leadsNowhere) return undefined;
  const asked: Test = { kind: 'and', tests: bound.map(({ test }) => test) };
  const answered = fold(asked);
  if (on === 'failure' && readsLostAnswer(step, asked)) reportLostAnswer(action, binder);
  const failed = called ? answered : on === 'success' ? undefined : bindFailed(action.criteria, step, workflow, binder);
  return {
    action,
    whenAnswered: answered,
    whenFailed: failed ?? constant(false),
    ...(jump === undefined || run === undefined ? {} : { run: { ...run, text: jump.text } }),
  };
}

/** Whether what an action looks at is gone with a call that failed: no criterion of the step looks at an answer. */
function readsLostAnswer(step: FrameStep, test: Test): boolean {
  const reads = [...readsOfTest(test)].some(({ from, path }) => from.kind === 'response' && path[0] !== 'StatusCode');
  return operationOf(step)?.kind === 'http' && reads && !step.step.successCriteria.some(namesResponse);
}

function namesResponse({ context, condition }: Criterion): boolean {
  return /response/.test(`${context?.value} ${condition.value}`);
}

function reportLostAnswer({ criteria, node }: Action, binder: Binder): void {
  const at = criteria.find(namesResponse);
  binder.report(
    diagnostic(
      'answer-of-failure',
      placeOf(at?.condition.node ?? node),
      'of a failed call AWS gives the status alone, no body and no headers',
      'Decide by `$statusCode`, or let a Lambda function make the call.',
    ),
  );
}

/** All of these criteria; undefined where one is wrong (reported). */
function bindAll(
  criteria: readonly Criterion[],
  scope: Scope,
  binder: Binder,
): readonly { readonly test: Test; readonly of: Criterion }[] | undefined {
  const bound = criteria.map((of) => {
    const test = bindCriterion(of, scope, binder)?.test;
    return test === undefined ? undefined : { test, of };
  });
  return bound.every((each) => each !== undefined) ? bound : undefined;
}
