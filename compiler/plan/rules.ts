import type { BoundAction } from './bindDecisions.ts';
import type { Graph } from './graph.ts';
import { limitEdge } from './limitEdge.ts';
import type { DecideNode, Edge, Rule } from './plan.ts';
import { planStep } from './stepPlan.ts';
import type { Test } from './value.ts';

/**
 * The rules of an action: it is taken where its test holds, and only so often where it is counted. A loop that has gone
 * round as often as it may ends the execution; what is used up of a retry leads to later actions.
 */
export function actionRules(bound: BoundAction, test: Test, next: Edge, graph: Graph): readonly Rule[] {
  const below = planStep(bound.step, bound.frame, graph).counters.get(bound);
  const rule = { comment: bound.action.name.value, test, ...(below === undefined ? {} : { below }), next };
  return below?.loop === undefined ? [rule] : [rule, { test, next: limitEdge(bound, graph) }];
}

/** Whether a rule holds in any case: none behind it is looked at. */
export function isClosing({ test, below }: Rule): boolean {
  return test.kind === 'constant' && test.value && below === undefined;
}

/** Rules up to one that holds in any case, which is what happens otherwise; without such a one what is given. */
export function closed(rules: readonly Rule[], otherwise: () => Edge): Pick<DecideNode, 'rules' | 'otherwise'> {
  const at = rules.findIndex(isClosing);
  const last = rules[at];
  return last === undefined ? { rules, otherwise: otherwise() } : { rules: rules.slice(0, at), otherwise: last.next };
}
