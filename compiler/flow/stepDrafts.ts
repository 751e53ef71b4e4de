import type { Catch, Rule } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { actionDrafts } from './actionDrafts.ts';
import { afterSuccess, decisionDrafts } from './afterSuccess.ts';
import { assigning, type Draft, type Hop, toNode } from './draft.ts';
import type { FailurePlan } from './failures.ts';
import type { PlacedStep, PlacedWorkflow } from './placed.ts';
import { tokenOf } from './repeatable.ts';
import { actionRules, closed, isClosing } from './rules.ts';
import { referencesSent, type SentSecret, secretDrafts } from './secretDrafts.ts';
import type { StepPlans } from './stepPlan.ts';
import { takeAction } from './takeAction.ts';
import { callTimeout } from './timeouts.ts';

/** All nodes of a step, whether something leads to them or not, and the secrets that are read before its call. */
export interface StepDrafts {
  readonly drafts: readonly Draft[];
  readonly secrets: readonly SentSecret[];
}

export function stepDrafts(step: PlacedStep, root: PlacedWorkflow, plans: StepPlans): StepDrafts {
  const { onSuccess, onFailure, failures } = plans.of(step);
  const { runs, of } = step.bound;
  const ofActions = [...onSuccess, ...onFailure].flatMap((action) => actionDrafts(action, plans));
  const decisions = decisionDrafts(step, plans);
  if (runs.kind === 'workflow') return { drafts: [...decisions, ...ofActions], secrets: [] };
  const { operation } = runs;
  const sent = plans.store.arguments(runs.arguments, step.workflow);
  const secrets = referencesSent(sent, root);
  const forget = secrets.map(({ reference }) => ({ kind: 'forget', reference }) as const);
  const call: Draft = {
    role: 'call',
    wanted: step.state,
    taken: true,
    node: {
      kind: 'call',
      ...(of.step.description === undefined ? {} : { comment: of.step.description }),
      place: placeOf(of.step.id.node),
      operation,
      arguments: sent,
      ...tokenOf(operation, runs.arguments),
      timeoutSeconds: callTimeout(of.step, operation, plans.context.options),
      retry: failures.retry,
      catch: catches(failures, step, plans).map(({ errors, next }) => ({ errors, next: assigning(forget, next) })),
      next: assigning(forget, afterSuccess(step, plans)),
    },
  };
  const failed = failures.decided.length === 0 ? [] : failureDrafts(failures, step, plans);
  return { drafts: [call, ...secretDrafts(step, secrets, plans), ...decisions, ...failed, ...ofActions], secrets };
}

function catches(failures: FailurePlan, step: PlacedStep, plans: StepPlans): readonly Catch<Hop>[] {
  const direct = failures.direct.map(({ errors, action }) => ({ errors, next: takeAction(action, plans) }));
  return failures.decided.length === 0
    ? catchAllLast(direct)
    : catchAllLast([{ errors: failures.decided, next: toNode(step, 'failed?') }, ...direct]);
}

/** The Choice over the errors that have to be looked at, and the failure with the error as it was. */
function failureDrafts(failures: FailurePlan, step: PlacedStep, plans: StepPlans): readonly Draft[] {
  const place = placeOf(step.bound.of.step.id.node);
  const decided = closed(failureRules(failures, plans), toNode(step, 'unchanged'));
  return [
    { role: 'failed?', wanted: `${step.state} failed?`, node: { kind: 'decide', on: 'failure', place, ...decided } },
    {
      role: 'unchanged',
      wanted: `${step.state} failed with its own error`,
      node: { kind: 'fail', place, reason: { kind: 'unchanged' } },
    },
  ];
}

/** The actions that a failure can lead to, in order, up to one that is taken in any case. */
function failureRules({ rules }: FailurePlan, plans: StepPlans): readonly Rule<Hop>[] {
  const all: Rule<Hop>[] = [];
  for (const { action, test } of rules) {
    const made = actionRules(action, test, takeAction(action, plans), plans);
    all.push(...made);
    if (made.some(isClosing)) break;
  }
  return all;
}

/** `States.ALL` comes alone and last, as Step Functions asks. */
function catchAllLast(all: readonly Catch<Hop>[]): readonly Catch<Hop>[] {
  const isAll = ({ errors }: Catch<Hop>) => errors.includes('States.ALL');
  const last = all.filter(isAll).map(({ next }): Catch<Hop> => ({ errors: ['States.ALL'], next }));
  return [...all.filter((each) => !isAll(each)), ...last];
}
