import { placeOf } from '../source/index.ts';
import { actionDrafts } from './actionDrafts.ts';
import { afterFailure } from './afterFailure.ts';
import { afterSuccess, decisionDrafts, goesOn } from './afterSuccess.ts';
import { guardDrafts, timeoutDrafts } from './deadlines.ts';
import { assigning, type Draft, type Hop } from './draft.ts';
import type { Way } from './failures.ts';
import { isTimed, type PlacedStep, type PlacedWorkflow } from './placed.ts';
import { tokenOf } from './repeatable.ts';
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
  if (runs.kind === 'workflow') {
    const timeout = isTimed(step) ? timeoutDrafts(step, plans) : [];
    const drafts = [...timeout, ...decisions, ...ofActions];
    return { drafts: [...drafts, ...guardDrafts(step, drafts, plans)], secrets: [] };
  }
  const { operation } = runs;
  const sent = plans.store.arguments(runs.arguments, step.workflow);
  const secrets = referencesSent(sent, root);
  const forget = secrets.map(({ reference }) => ({ kind: 'forget', reference }) as const);
  const failed = afterFailure(
    failures,
    { of: step, state: step.state, suffix: '', hop: (way) => after(way, step, plans) },
    plans,
  );
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
      catch: failed.catch.map(({ errors, next }) => ({ errors, next: assigning(forget, next) })),
      next: assigning(forget, afterSuccess(step, plans)),
    },
  };
  const drafts = [call, ...secretDrafts(step, secrets, plans), ...decisions, ...failed.drafts, ...ofActions];
  return { drafts: [...drafts, ...guardDrafts(step, drafts, plans)], secrets };
}

function after({ action, succeeds }: Way, step: PlacedStep, plans: StepPlans): Hop {
  if (succeeds) return goesOn(step, action, plans, true);
  if (action === undefined) throw new Error(`flow: nothing follows where ${step.state} fails`);
  return takeAction(action, plans);
}
