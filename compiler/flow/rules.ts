import type { DecideNode, Rule, Test } from '../plan.ts';
import { isAlways } from '../values/index.ts';
import { type Hop, toNode } from './draft.ts';
import type { PlacedAction } from './placed.ts';
import type { StepPlans } from './stepPlan.ts';
import { roleOf } from './takeAction.ts';

/**
 * The rules of an action: it is taken where its test holds, and only so often where it is counted. A loop that has gone
 * round as often as it may ends the execution; what is used up of a retry leads to later actions.
 */
export function actionRules(action: PlacedAction, test: Test, next: Hop, plans: StepPlans): readonly Rule<Hop>[] {
  const counter = plans.counter(action);
  const below = counter === undefined ? {} : { below: { variable: counter.variable, limit: counter.limit } };
  const rule = { comment: action.bound.action.name.value, test, ...below, next };
  return counter?.loop === undefined ? [rule] : [rule, limitRule(action, test, plans)];
}

/** The failure of an action that was taken as often as it may be. */
export function limitRule(action: PlacedAction, test: Test, plans: StepPlans): Rule<Hop> {
  const limit = plans.counter(action)?.limit;
  const usedUp = limit === undefined ? {} : { usedUp: limit };
  return { test, ...usedUp, next: toNode(action.step, roleOf('limit', action)) };
}

/** Whether a rule holds in any case: none behind it is looked at. */
export function isClosing({ test, below, late }: Rule<Hop>): boolean {
  return isAlways(test) && below === undefined && late === undefined;
}

/** Rules up to one that holds in any case, which is what happens otherwise; without such a one what is given. */
export function closed(rules: readonly Rule<Hop>[], otherwise: Hop): Pick<DecideNode<Hop>, 'rules' | 'otherwise'> {
  const at = rules.findIndex(isClosing);
  const last = rules[at];
  return last === undefined ? { rules, otherwise } : { rules: rules.slice(0, at), otherwise: last.next };
}
