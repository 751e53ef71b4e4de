import { placeOf } from '../source/index.ts';
import type { BoundAction } from './bindDecisions.ts';
import type { Graph } from './graph.ts';
import type { Edge } from './plan.ts';
import { planStep } from './stepPlan.ts';

/** The failure of an action that was taken as often as it may be. */
export function limitEdge(bound: BoundAction, graph: Graph): Edge {
  const { action, frame, step } = bound;
  const counter = planStep(step, frame, graph).counters.get(bound);
  const error = counter?.loop === undefined ? 'Arazzo.RetryLimitReached' : 'Arazzo.PollLimitReached';
  const cause = `${step.state}: ${action.name.value} was taken ${counter?.limit ?? 0} times, which is as often as it may be`;
  const to = graph.once(step, `limit ${action.name.value}`, `${step.state} gave up`, (name) => ({
    kind: 'fail',
    name,
    place: placeOf(action.node),
    reason: { kind: 'limitReached', error, cause },
  }));
  return { to, assign: [] };
}
