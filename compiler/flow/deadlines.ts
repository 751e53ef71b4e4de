import { TIMEOUT } from '../apis/index.ts';
import type { Place } from '../diagnostics/index.ts';
import type { Deadline, PlanNode, Retry, Rule } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { constant, fold, isNever, UNANSWERED } from '../values/index.ts';
import { afterSuccess } from './afterSuccess.ts';
import { type Draft, type Hop, hop, toNode } from './draft.ts';
import type { PlacedStep, PlacedWorkflow, TimedStep } from './placed.ts';
import { actionRules, closed, isClosing } from './rules.ts';
import type { StepPlans } from './stepPlan.ts';
import { takeAction } from './takeAction.ts';

/*
 * The timeout of a step that calls a workflow (Arazzo 1.1, Step Object). Step Functions times single calls only, so the
 * moment is kept in a variable: no call is begun after it, calls and waits last no longer than to it, and it is looked at
 * once more where the workflow has ended.
 */

const ENDED = 'ended in time?';
const WHAT_NEXT = 'timed out?';
const TIMED_OUT = 'timed out';

/** The role of the Choice before a call that asks whether there is time left. */
export function guardRole(role: string): string {
  return `${role} in time?`;
}

/** The Choices before the calls of a step that stands in workflows with a timeout. */
export function guardDrafts(step: PlacedStep, drafts: readonly Draft[], plans: StepPlans): readonly Draft[] {
  const { timed } = step.workflow;
  if (timed.length === 0) return [];
  return drafts.flatMap(({ role, wanted, node }) => {
    const call = hop({ kind: 'node', of: step, role, inTime: true });
    return node.kind === 'call' ? [guardDraft(guardRole(role), wanted, node.place, timed, call, plans)] : [];
  });
}

/** What a step with a timeout has for it: the Choice behind the workflow that it calls, and what follows where it is over. */
export function timeoutDrafts(step: TimedStep, plans: StepPlans): readonly Draft[] {
  const { bound, state, deadline } = step;
  const place = placeOf(bound.of.step.timeout?.node ?? bound.of.step.node);
  const cause = `${state}: the workflow did not end within ${deadline.milliseconds / 1000} s`;
  return [
    guardDraft(ENDED, state, place, [step], afterSuccess(step, plans), plans),
    {
      role: WHAT_NEXT,
      wanted: `${state} timed out?`,
      node: { kind: 'decide', on: 'response', place, ...whenTimedOut(step, plans) },
    },
    {
      role: TIMED_OUT,
      wanted: `${state} timed out`,
      node: { kind: 'fail', place, reason: { kind: 'limitReached', error: 'Arazzo.TimedOut', cause } },
    },
  ];
}

/** The transition behind the workflow that a step with a timeout calls. */
export function whenEnded(step: TimedStep): Hop {
  return toNode(step, ENDED);
}

/** Gives up where no time is left, for the outermost of the steps first. */
function guardDraft(
  role: string,
  state: string,
  place: Place,
  timed: readonly TimedStep[],
  otherwise: Hop,
  plans: StepPlans,
): Draft {
  const rules = timed.map((step): Rule<Hop> => {
    const after = whenTimedOut(step, plans);
    const next = after.rules.length === 0 ? after.otherwise : toNode(step, WHAT_NEXT);
    return { test: constant(true), late: step.deadline, next };
  });
  return { role, wanted: `${state} in time?`, node: { kind: 'decide', on: 'response', place, rules, otherwise } };
}

/** A step that timed out has failed: its failure actions, and those of the steps that call its workflow, are looked at. */
function whenTimedOut(step: TimedStep, plans: StepPlans): ReturnType<typeof closed> {
  const rules: Rule<Hop>[] = [];
  for (const action of plans.of(step).effective) {
    const test = fold(action.whenFailed, UNANSWERED);
    if (isNever(test)) continue;
    const made = actionRules(action, test, takeAction(action, plans), plans);
    rules.push(...made);
    if (made.some(isClosing)) break;
  }
  return closed(rules, toNode(step, TIMED_OUT));
}

/** A node that stands in workflows with a timeout: it takes no longer than they may. */
export function within<E>(node: PlanNode<E>, { timed }: PlacedWorkflow): PlanNode<E> {
  const deadlines = timed.map(({ deadline }) => deadline);
  if (deadlines.length === 0) return node;
  if (node.kind === 'wait') return { ...node, deadlines };
  if (node.kind !== 'call') return node;
  return { ...node, deadlines, retry: node.retry.flatMap((retry) => fitting(retry, deadlines)) };
}

/**
 * A Retrier with no more attempts than its waits have time for. What took too long is not repeated: there was no more
 * time for it.
 */
function fitting(retry: Retry, deadlines: readonly Deadline[]): readonly Retry[] {
  const errors = retry.errors.filter((error) => error !== TIMEOUT);
  const seconds = Math.min(...deadlines.map(({ milliseconds }) => milliseconds)) / 1000;
  let [attempts, waited] = [0, 0];
  for (let wait = retry.intervalSeconds; attempts < retry.maxAttempts; wait *= retry.backoffRate) {
    waited += Math.min(wait, retry.maxDelaySeconds ?? wait);
    if (waited > seconds) break;
    attempts += 1;
  }
  return errors.length === 0 || attempts === 0 ? [] : [{ ...retry, errors, maxAttempts: attempts }];
}
