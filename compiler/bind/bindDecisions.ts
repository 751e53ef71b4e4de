import type { Action, Criterion } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { type FrameStep, operationOf } from '../frames/index.ts';
import { placeOf } from '../source/index.ts';
import { constant, fold, type Test } from '../values/index.ts';
import { bindCriterion } from './bindCondition.ts';
import type { Binder } from './binder.ts';
import { bindGiven } from './bindGiven.ts';
import type { BoundAction, BoundCriterion } from './bound.ts';
import { whereAnswered, whereFailed } from './outcome.ts';
import type { Scope, WorkflowScope } from './scope.ts';

/** The success criteria of a step that the call itself does not decide. */
export function bindCriteria(step: FrameStep, workflow: WorkflowScope, binder: Binder): readonly BoundCriterion[] {
  const criteria: BoundCriterion[] = [];
  for (const criterion of step.step.successCriteria) {
    const bound = bindCriterion(criterion, { workflow, step, phase: 'response' }, binder);
    if (bound === undefined) continue;
    const test = fold(bound.test);
    if (test.kind !== 'constant') criteria.push({ ...bound, test });
    else if (!test.value) reportNever(criterion, step, binder);
  }
  return criteria;
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

/** The actions of a step that can be taken; one with a mistake in it is left out (reported). */
export function bindActions(
  actions: readonly Action[],
  on: 'success' | 'failure',
  step: FrameStep,
  workflow: WorkflowScope,
  binder: Binder,
): readonly BoundAction[] {
  return actions.flatMap((action) => bindAction(action, on, step, workflow, binder) ?? []);
}

function bindAction(
  action: Action,
  on: 'success' | 'failure',
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
  const test = bindAll(action.criteria, { workflow, step, phase: on === 'success' ? 'response' : 'outcome' }, binder);
  // That an action names a step or workflow that is not there is reported where the document is read.
  const leadsNowhere =
    action.stepId === undefined
      ? action.workflowId !== undefined && jump === undefined
      : !workflow.frame.steps.has(action.stepId.value);
  if (test === undefined || leadsNowhere) return undefined;
  return {
    action,
    whenAnswered: fold(on === 'success' ? test : whereAnswered(test, placeOf(action.node))),
    whenFailed: on === 'success' ? constant(false) : fold(whereFailed(test)),
    ...(jump === undefined || run === undefined ? {} : { run: { ...run, text: jump.text } }),
  };
}

/** All criteria of an action; undefined where one is wrong (reported). */
function bindAll(criteria: readonly Criterion[], scope: Scope, binder: Binder): Test | undefined {
  const tests = criteria.map((criterion) => bindCriterion(criterion, scope, binder)?.test);
  return tests.every((test) => test !== undefined) ? { kind: 'and', tests } : undefined;
}
