import { placeOf } from '../source/index.ts';
import type { BoundAction } from './bindDecisions.ts';
import { endOf, enterFrame, succeedNode } from './enterFrame.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Graph } from './graph.ts';
import type { Edge, WaitNode } from './plan.ts';
import { pollPace } from './polling.ts';
import { enterStep, repeatStep } from './stepNodes.ts';
import { type Counter, planStep } from './stepPlan.ts';
import { viaStep } from './viaStep.ts';

/** The edge that an action takes; an action that may be taken only so often counts on the way. */
export function takeAction(bound: BoundAction, graph: Graph): Edge {
  const counter = planStep(bound.step, bound.frame, graph).counters.get(bound);
  const edge = targetEdge(bound, counter, graph);
  return counter === undefined
    ? edge
    : { to: edge.to, assign: [{ kind: 'increment', variable: counter.variable }, ...edge.assign] };
}

function targetEdge(bound: BoundAction, counter: Counter | undefined, graph: Graph): Edge {
  const { action, frame, step } = bound;
  switch (action.type) {
    case 'end':
      return endEdge(bound, graph);
    case 'goto': {
      const target = action.stepId === undefined ? undefined : frame.steps.get(action.stepId.value);
      if (target === undefined) return jumpEdge(bound, graph);
      if (counter?.loop === 'poll') return pacedEdge(bound, target, counter, graph);
      return enterStep(target, frame, graph, counter?.loop === 'page' ? 'loop' : undefined);
    }
    case 'retry': {
      const again = () => beforeRetry(bound, graph);
      const seconds = Math.ceil(action.retryAfter?.seconds ?? 0);
      return seconds > 0 ? waitEdge(bound, step, seconds, again, graph) : again();
    }
    default:
      return action.type satisfies never;
  }
}

/** `end`: the workflow ends with its outputs. In onFailure an option makes it fail instead. */
function endEdge({ action, frame, step }: BoundAction, graph: Graph): Edge {
  const onFailure = step.step.onFailure.includes(action);
  if (!onFailure || graph.binder.options.failureEnd !== 'fail') return endOf(frame, graph);
  const cause = `${frame.workflow.id.value}: ended by ${action.name.value} of ${step.step.id.value}, which failed`;
  const to = graph.once(step, `end ${action.name.value}`, `${step.state} ended the workflow`, (name) => ({
    kind: 'fail',
    name,
    place: placeOf(action.node),
    reason: { kind: 'ended', error: 'Arazzo.EndedByFailure', cause },
  }));
  return { to, assign: [] };
}

/** `goto` a workflow: the rest of this one is not run, and that one's outputs are the result. */
function jumpEdge({ action, step }: BoundAction, graph: Graph): Edge {
  const target = step.jumps.get(action);
  if (target === undefined) throw new Error(`plan: the action ${action.name.value} leads nowhere`);
  return enterFrame(target, { end: () => ({ to: succeedNode(target, graph), assign: [] }), outer: [] }, graph);
}

/** A `goto` back with no delay of its own: paced, the wait growing with the count. */
function pacedEdge(bound: BoundAction, target: StepScope, { variable }: Counter, graph: Graph): Edge {
  const { first, longest } = pollPace(graph.binder.options);
  return waitEdge(
    bound,
    target,
    { variable, first, most: longest },
    () => enterStep(target, bound.frame, graph, 'loop'),
    graph,
  );
}

function waitEdge(
  bound: BoundAction,
  target: StepScope,
  seconds: WaitNode['seconds'],
  next: () => Edge,
  graph: Graph,
): Edge {
  const { action, step } = bound;
  const to = graph.once(step, `wait ${action.name.value}`, `Wait before ${target.state}`, (name) => ({
    kind: 'wait',
    name,
    comment: action.name.value,
    place: placeOf(action.node),
    seconds,
    next: next(),
  }));
  return { to, assign: [] };
}

/** What a retry runs before the step itself: a workflow or another step, if it names one. */
function beforeRetry({ action, frame, step }: BoundAction, graph: Graph): Edge {
  const again = () => repeatStep(step, frame, graph);
  const jump: Frame | undefined = step.jumps.get(action);
  if (jump !== undefined) return enterFrame(jump, { end: again, outer: [] }, graph);
  const other = action.stepId === undefined ? undefined : frame.steps.get(action.stepId.value);
  return other === undefined || other === step ? again() : viaStep(action, step, other, again, graph);
}
