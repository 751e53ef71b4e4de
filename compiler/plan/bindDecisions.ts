import type { Action, Criterion } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import { type BoundCriterion, bindCriterion } from './bindCondition.ts';
import type { Binder } from './binder.ts';
import { fold } from './fold.ts';
import type { Frame, Scope, StepScope } from './frame.ts';
import { constant, type Test } from './value.ts';

/** What is decided behind a step's call. */
export interface Decisions {
  /** The success criteria that the call itself does not decide. */
  readonly criteria: readonly BoundCriterion[];
  readonly onSuccess: readonly BoundAction[];
  readonly onFailure: readonly BoundAction[];
}

/** A success or failure action whose criteria are tests. */
export interface BoundAction {
  readonly action: Action;
  readonly frame: Frame;
  readonly step: StepScope;
  /** Whether it is taken once the call was answered: on success, or where the success criteria are not met. */
  readonly whenAnswered: Test;
  /** For failure actions: whether it is taken once the call failed; looks at the status of the failure. */
  readonly whenFailed: Test;
  /** Something in it is wrong (reported): it leads nowhere. */
  readonly wrong: boolean;
}

/** Binds the criteria and actions of a step. */
export function bindDecisions(step: StepScope, frame: Frame, binder: Binder): Decisions {
  const answered: Scope = { frame, step, phase: 'response' };
  const criteria: BoundCriterion[] = [];
  for (const criterion of step.step.successCriteria) {
    const bound = bindCriterion(criterion, answered, binder);
    if (bound === undefined) continue;
    const test = fold(bound.test);
    if (test.kind !== 'constant') criteria.push({ ...bound, test });
    else if (!test.value) reportNever(criterion, step, binder);
  }
  return {
    criteria,
    onSuccess: step.step.onSuccess.map((action) => bindAction(action, frame, step, false, binder)),
    onFailure: step.step.onFailure.map((action) => bindAction(action, frame, step, true, binder)),
  };
}

function reportNever(criterion: Criterion, step: StepScope, binder: Binder): void {
  const status = step.operation?.status;
  const help =
    status !== undefined && criterion.condition.value.includes('$statusCode')
      ? `${step.operation?.name} answers with ${status}.`
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

function bindAction(action: Action, frame: Frame, step: StepScope, failure: boolean, binder: Binder): BoundAction {
  const answered = bindAll(action.criteria, { frame, step, phase: 'response' }, binder);
  const failed = failure ? bindAll(action.criteria, { frame, step, phase: 'failure' }, binder) : constant(false);
  const wrong = answered === undefined || failed === undefined || leadsNowhere(action, frame, step);
  return {
    action,
    frame,
    step,
    whenAnswered: answered ?? constant(false),
    whenFailed: failed ?? constant(false),
    wrong,
  };
}

/** Whether an action names a step or workflow that is not there, which is reported where the document is read. */
function leadsNowhere(action: Action, frame: Frame, step: StepScope): boolean {
  if (action.stepId !== undefined) return !frame.steps.has(action.stepId.value);
  return action.workflowId !== undefined && !step.jumps.has(action);
}

/** All criteria of an action; undefined where one is wrong (reported). */
function bindAll(criteria: readonly Criterion[], scope: Scope, binder: Binder): Test | undefined {
  const tests = criteria.map((criterion) => bindCriterion(criterion, scope, binder)?.test);
  return tests.every((test) => test !== undefined) ? fold({ kind: 'and', tests }) : undefined;
}
