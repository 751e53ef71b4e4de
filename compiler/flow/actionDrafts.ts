import { diagnostic } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import { isNever } from '../values/index.ts';
import { afterFailure } from './afterFailure.ts';
import { unmetCriteria } from './afterSuccess.ts';
import { type Draft, type Hop, hop, toNode } from './draft.ts';
import type { PlacedAction, PlacedStep } from './placed.ts';
import { pollPace } from './polling.ts';
import { tokenOf } from './repeatable.ts';
import { criteriaTest, type StepPlans } from './stepPlan.ts';
import { beforeRetry, endsWithFailure, roleOf, secondsBefore } from './takeAction.ts';
import { callTimeout } from './timeouts.ts';

/** The nodes that an action has for itself: a wait, a failure at its end or limit, what it runs on the way. */
export function actionDrafts(action: PlacedAction, plans: StepPlans): readonly Draft[] {
  const counter = plans.counter(action);
  return [
    ...waitDraft(action, plans),
    ...(counter === undefined ? [] : [limitDraft(action, counter.limit, counter.loop !== undefined)]),
    ...(action.bound.action.type === 'end' && endsWithFailure(action, plans) ? [endDraft(action)] : []),
    ...viaDrafts(action, plans),
  ];
}

function waitDraft(placed: PlacedAction, plans: StepPlans): readonly Draft[] {
  const { bound, step } = placed;
  const { action } = bound;
  const node = { kind: 'wait', comment: action.name.value, place: placeOf(action.node) } as const;
  const role = roleOf('wait', placed);
  if (action.type === 'retry') {
    const seconds = secondsBefore(placed);
    const wanted = `Wait before ${step.state}`;
    return seconds > 0 ? [{ role, wanted, node: { ...node, seconds, next: beforeRetry(placed) } }] : [];
  }
  const counter = plans.counter(placed);
  const target = action.stepId === undefined ? undefined : step.workflow.steps.get(action.stepId.value);
  if (counter?.loop !== 'poll' || target === undefined) return [];
  // A `goto` back with no delay of its own: paced, the wait growing with the count.
  const { first, longest } = pollPace(action, plans.context.options);
  const seconds = { variable: counter.variable, first, most: longest };
  const next = hop({ kind: 'step', step: target, by: 'loop' });
  return [{ role, wanted: `Wait before ${target.state}`, node: { ...node, seconds, next } }];
}

function limitDraft(placed: PlacedAction, limit: number, isLoop: boolean): Draft {
  const { bound, step } = placed;
  const { name, node } = bound.action;
  const error = isLoop ? 'Arazzo.PollLimitReached' : 'Arazzo.RetryLimitReached';
  const cause = `${step.state}: ${name.value} was taken ${limit} times, which is as often as it may be`;
  return {
    role: roleOf('limit', placed),
    wanted: `${step.state} gave up`,
    node: { kind: 'fail', place: placeOf(node), reason: { kind: 'limitReached', error, cause } },
  };
}

function endDraft(placed: PlacedAction): Draft {
  const { bound, step } = placed;
  const { workflow } = step.workflow.bound.frame;
  const { name, node } = bound.action;
  const cause = `${workflow.id.value}: ended by ${name.value} of ${step.bound.of.step.id.value}, which failed`;
  return {
    role: roleOf('end', placed),
    wanted: `${step.state} ended the workflow`,
    node: { kind: 'fail', place: placeOf(node), reason: { kind: 'ended', error: 'Arazzo.EndedByFailure', cause } },
  };
}

/**
 * Another step, run on the way to a retry: its call and its criteria, but none of its actions (Arazzo 1.0.1, section
 * 4.6.7: the step is executed before the retry).
 */
function viaDrafts(placed: PlacedAction, plans: StepPlans): readonly Draft[] {
  const { bound, step } = placed;
  const { action } = bound;
  const other = otherStep(placed);
  if (other === undefined) return [];
  const { context, store } = plans;
  const { runs, of, criteria } = other.bound;
  const place = placeOf(action.stepId?.node ?? action.node);
  if (runs.kind === 'workflow') {
    context.report(
      diagnostic(
        'not-supported',
        place,
        `\`${of.step.id.value}\` calls a workflow, and a retry by way of such a step is not supported`,
        'Name the workflow itself: `workflowId` instead of `stepId`.',
      ),
    );
    return [];
  }
  const { operation } = runs;
  const label = `${step.state} / ${of.step.id.value}`;
  const done: Hop = { to: { kind: 'step', step, by: 'retry' }, assign: [{ kind: 'outputs', step: other }] };
  const test = store.test(criteriaTest(criteria), other.workflow);
  const checks = criteria.length > 0;
  const failures = plans.failures(other, plans.successWays(other, []));
  const failed = afterFailure(
    failures,
    {
      of: step,
      state: label,
      suffix: ` ${roleOf('via', placed)}`,
      hop: () => ({ to: done.to, assign: [{ kind: 'outputs', step: other, failed: true }] }),
    },
    plans,
  );
  const call: Draft = {
    role: roleOf('via', placed),
    wanted: label,
    runs: other,
    node: {
      kind: 'call',
      place,
      operation,
      arguments: store.arguments(runs.arguments, other.workflow),
      ...tokenOf(operation, runs.arguments),
      timeoutSeconds: callTimeout(of.step, operation, context.options),
      retry: failures.retry,
      catch: failed.catch,
      next: checks ? toNode(step, roleOf(isNever(test) ? 'via unmet' : 'via check', placed)) : done,
    },
  };
  if (!checks) return [call, ...failed.drafts];
  const check: Draft = {
    role: roleOf('via check', placed),
    wanted: `${label} met its criteria?`,
    node: {
      kind: 'decide',
      on: 'response',
      place,
      rules: [{ test, next: done }],
      otherwise: toNode(step, roleOf('via unmet', placed)),
    },
  };
  const unmet: Draft = {
    role: roleOf('via unmet', placed),
    wanted: `${label} failed`,
    node: { kind: 'fail', place, reason: unmetCriteria(other, plans) },
  };
  return [call, check, unmet, ...failed.drafts];
}

/** The other step that a retry runs first. */
export function otherStep({ bound, step }: PlacedAction): PlacedStep | undefined {
  const { type, stepId } = bound.action;
  const other = type !== 'retry' || stepId === undefined ? undefined : step.workflow.steps.get(stepId.value);
  return other === step ? undefined : other;
}
