import { placeOf } from '../source/index.ts';
import type { BoundAction } from './bindDecisions.ts';
import { type FailurePlan, planFailures } from './failures.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Graph } from './graph.ts';
import { findLoops, type Loop } from './loops.ts';
import { PAGES, pollLimit, pollPace } from './polling.ts';
import { isRepeatable } from './repeatable.ts';

/** What is decided about a step before its nodes are made. */
export interface StepPlan {
  readonly failures: FailurePlan;
  /** Of actions that may be taken only so often, outside of a Retrier. */
  readonly counters: ReadonlyMap<BoundAction, Counter>;
}

/** An action that may be taken only so often, counted by a variable of the machine. */
export interface Counter {
  readonly variable: string;
  readonly limit: number;
  /** A `goto` that closes a circle; absent for a retry. */
  readonly loop?: Loop;
}

/** The plan of a step; made once. */
export function planStep(step: StepScope, frame: Frame, graph: Graph): StepPlan {
  const known = graph.plans.get(step);
  if (known !== undefined) return known;
  const failures = failuresOf(step, frame, graph);
  const plan = { failures, counters: countersOf(step, frame, failures, graph) };
  graph.plans.set(step, plan);
  return plan;
}

/** The failure actions that count for a step: its own, then those of the steps around its workflow. */
export function effectiveActions(step: StepScope, frame: Frame, graph: Graph): readonly BoundAction[] {
  const own = (step.decisions?.onFailure ?? []).filter(({ wrong }) => !wrong);
  return [...own, ...(graph.surroundings.get(frame)?.outer ?? [])];
}

function failuresOf(step: StepScope, frame: Frame, graph: Graph): FailurePlan {
  const { operation } = step;
  if (operation === undefined) return { retry: [], direct: [], decided: [], rules: [] };
  const isNative = (bound: BoundAction) =>
    bound.step === step && repeatsOnlyItself(bound) && step.decisions?.criteria.length === 0;
  return planFailures(
    {
      operation,
      place: placeOf(step.step.id.node),
      repeatable: isRepeatable(operation, step.arguments),
      actions: effectiveActions(step, frame, graph),
      isNative,
      isCounted: (bound) => loopsOf(bound.frame, graph).has(bound),
    },
    graph.binder,
  );
}

/** A retry that runs nothing else first. */
function repeatsOnlyItself({ action, step }: BoundAction): boolean {
  return action.workflowId === undefined && (action.stepId === undefined || action.stepId.value === step.step.id.value);
}

function countersOf(
  step: StepScope,
  frame: Frame,
  failures: FailurePlan,
  graph: Graph,
): ReadonlyMap<BoundAction, Counter> {
  const loops = loopsOf(frame, graph);
  const decisions = step.decisions;
  const counters = new Map<BoundAction, Counter>();
  for (const bound of [...(decisions?.onSuccess ?? []), ...(decisions?.onFailure ?? [])]) {
    const { action } = bound;
    const loop = loops.get(bound);
    const limit =
      loop === 'page'
        ? PAGES
        : loop === 'poll'
          ? pollLimit(pollPace(graph.binder.options))
          : (action.retryLimit?.count ?? 1);
    if (loop === undefined && !(action.type === 'retry' && isCounted(bound, step, failures))) continue;
    const variable = graph.names.variable(`${step.variable}_${action.name.value}`);
    counters.set(bound, { variable, limit, ...(loop === undefined ? {} : { loop }) });
  }
  return counters;
}

function loopsOf(frame: Frame, graph: Graph): ReadonlyMap<BoundAction, Loop> {
  const loops = graph.loops.get(frame) ?? findLoops(frame);
  graph.loops.set(frame, loops);
  return loops;
}

/** The counters of the loops that go back to a step. */
export function loopCounters(head: StepScope, frame: Frame, graph: Graph): readonly Counter[] {
  return (headsOf(frame, graph).get(head) ?? []).flatMap(
    (bound) => planStep(bound.step, frame, graph).counters.get(bound) ?? [],
  );
}

/** The loops of a frame by the step that each goes back to, in the order of the document. */
function headsOf(frame: Frame, graph: Graph): ReadonlyMap<StepScope, readonly BoundAction[]> {
  const known = graph.heads.get(frame);
  if (known !== undefined) return known;
  const heads = new Map<StepScope, BoundAction[]>();
  for (const bound of loopsOf(frame, graph).keys()) {
    const head = frame.steps.get(bound.action.stepId?.value ?? '');
    if (head === undefined) continue;
    const bounds = heads.get(head);
    if (bounds === undefined) heads.set(head, [bound]);
    else bounds.push(bound);
  }
  graph.heads.set(frame, heads);
  return heads;
}

/** Whether a retry is ever taken by a Choice or a catcher: only a Retrier counts by itself. */
function isCounted(bound: BoundAction, step: StepScope, failures: FailurePlan): boolean {
  if (step.operation === undefined || failures.rules.some(({ action }) => action === bound)) return true;
  const answered = bound.whenAnswered.kind !== 'constant' || bound.whenAnswered.value;
  const onSuccess = step.decisions?.onSuccess.includes(bound) === true;
  return answered && (onSuccess || (step.decisions?.criteria.length ?? 0) > 0);
}
