import { placeOf } from '../source/index.ts';
import { bindWorkflowOutputs } from './bindOutput.ts';
import { afterSuccess } from './decideStep.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Graph, Surroundings } from './graph.ts';
import type { Edge } from './plan.ts';
import { enterStep } from './stepNodes.ts';
import { effectiveActions, loopCounters } from './stepPlan.ts';

/** The edge into a workflow: its inputs are checked, the workflows that it depends on run, then its first step. */
export function enterFrame(frame: Frame, surroundings: Surroundings, graph: Graph): Edge {
  graph.surroundings.set(frame, surroundings);
  const { schema } = frame.inputs;
  if (schema === undefined) return afterInputs(frame, graph);
  const place = placeOf(frame.workflow.inputs ?? frame.workflow.node);
  const [check, reject] =
    frame.prefix === ''
      ? ['Check inputs', 'Inputs rejected']
      : [`${frame.prefix}inputs`, `${frame.prefix}inputs rejected`];
  const to = graph.once(frame, 'accept', check, (name) => {
    const rejected = graph.once(frame, 'reject', reject, (failName) => ({
      kind: 'fail',
      name: failName,
      place,
      reason: { kind: 'inputsRejected', frame, schema },
    }));
    const next = afterInputs(frame, graph);
    return {
      kind: 'accept',
      name,
      place,
      frame,
      schema,
      accepted: { to: next.to, assign: [{ kind: 'inputs', frame }, ...next.assign] },
      rejected,
    };
  });
  return { to, assign: [] };
}

function afterInputs(frame: Frame, graph: Graph): Edge {
  return runBefore(frame, 0, graph);
}

/** The workflows in `dependsOn`, one after the other, and then the first step. */
function runBefore(frame: Frame, index: number, graph: Graph): Edge {
  const dependency = frame.before[index];
  if (dependency !== undefined)
    return enterFrame(dependency, { end: () => runBefore(frame, index + 1, graph), outer: [] }, graph);
  const [first] = frame.order;
  if (first === undefined) return endOf(frame, graph);
  const entry = enterStep(first, frame, graph);
  // A loop may be entered behind its head, where nothing has set its counter yet.
  const resets = frame.order
    .slice(1)
    .flatMap((head) => loopCounters(head, frame, graph))
    .map(({ variable }) => ({ kind: 'reset', variable }) as const);
  return { to: entry.to, assign: [...entry.assign, ...resets] };
}

/** What the end of a frame leads to. */
export function endOf(frame: Frame, graph: Graph): Edge {
  return graph.surroundings.get(frame)?.end() ?? { to: succeedNode(frame, graph), assign: [] };
}

/** The Succeed node with a workflow's outputs. */
export function succeedNode(frame: Frame, graph: Graph): string {
  const place = placeOf(frame.workflow.id.node);
  return graph.once(frame, 'succeed', `${frame.prefix}${frame.workflow.id.value} succeeded`, (name) => ({
    kind: 'succeed',
    name,
    place,
    outputs: bindWorkflowOutputs(frame, graph.binder),
  }));
}

/** The edge into the workflow that a step calls; behind its end the step's own criteria and actions decide. */
export function enterCalled(step: StepScope, called: Frame, frame: Frame, graph: Graph): Edge {
  return enterFrame(
    called,
    { end: () => afterSuccess(step, frame, graph), outer: effectiveActions(step, frame, graph) },
    graph,
  );
}
