import { diagnostic } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import type { BoundAction } from './bindDecisions.ts';
import { criteriaTest, unmetCriteria } from './criteria.ts';
import { endOf } from './enterFrame.ts';
import { fold } from './fold.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Graph } from './graph.ts';
import { limitEdge } from './limitEdge.ts';
import type { Assignment, Edge, Rule } from './plan.ts';
import { actionRules, closed, isClosing } from './rules.ts';
import { enterStep } from './stepNodes.ts';
import { effectiveActions, planStep } from './stepPlan.ts';
import { takeAction } from './takeAction.ts';
import type { Test } from './value.ts';

/**
 * What follows a call that AWS answered, or a called workflow that ended: straight the next node where nothing is left to
 * decide, else a Choice over the step's criteria and actions.
 */
export function afterSuccess(step: StepScope, frame: Frame, graph: Graph): Edge {
  const criteria = criteriaTest(step);
  const actions = takenOnSuccess(step);
  const [first] = actions;
  const { counters } = planStep(step, frame, graph);
  if (criteria.kind === 'constant') {
    if (first === undefined) return withOutputs(step, nextStep(step, frame, graph));
    if (isUnconditional(first) && !counters.has(first)) return withOutputs(step, takeAction(first, graph));
  }
  const question = criteria.kind === 'constant' ? 'what next?' : 'met its criteria?';
  const to = graph.once(step, 'decide', `${step.state} ${question}`, (name) => {
    const rules = successRules(step, criteria, actions, frame, graph);
    if (criteria.kind !== 'constant') rules.push(...unmetRules(step, frame, graph));
    const otherwise = () =>
      criteria.kind === 'constant' ? withOutputs(step, nextStep(step, frame, graph)) : unmetEdge(step, graph);
    return { kind: 'decide', on: 'response', name, place: placeOf(step.step.id.node), ...closed(rules, otherwise) };
  });
  return { to, assign: [] };
}

/** The success actions that can be taken, up to the first that is taken in any case. */
function takenOnSuccess(step: StepScope): readonly BoundAction[] {
  const taken: BoundAction[] = [];
  for (const bound of step.decisions?.onSuccess ?? []) {
    if (bound.wrong || (bound.whenAnswered.kind === 'constant' && !bound.whenAnswered.value)) continue;
    taken.push(bound);
    if (isUnconditional(bound)) break;
  }
  return taken;
}

/** Taken in any case. A retry is, too, as long as it isn't used up. */
function isUnconditional({ whenAnswered, action }: BoundAction): boolean {
  return whenAnswered.kind === 'constant' && whenAnswered.value && action.type !== 'retry';
}

/** Tests in the rules of one Choice; more would never fit into a definition. */
const MOST_TESTS = 10_000;

function successRules(
  step: StepScope,
  criteria: Test,
  actions: readonly BoundAction[],
  frame: Frame,
  graph: Graph,
): Rule[] {
  // Each rule holds all criteria.
  if ((step.decisions?.criteria.length ?? 0) * actions.length > MOST_TESTS) {
    const message = `\`${step.step.id.value}\` has more criteria and actions than fit into a definition`;
    graph.binder.report(diagnostic('definition-too-large', placeOf(step.step.id.node), message));
    return [];
  }
  const testOf = (bound: BoundAction) => fold({ kind: 'and', tests: [criteria, bound.whenAnswered] });
  const rules = actions.flatMap((bound) =>
    actionRules(bound, testOf(bound), withOutputs(step, takeAction(bound, graph)), graph),
  );
  if (actions.some(isUnconditional)) return rules;
  // A retry that is used up, where nothing else is said: it would go on as if the wait had been in vain.
  for (const bound of actions) {
    if (bound.action.type !== 'retry') continue;
    const rule = { test: testOf(bound), next: limitEdge(bound, graph) };
    rules.push(rule);
    if (isClosing(rule)) return rules;
  }
  if (criteria.kind !== 'constant')
    rules.push({ test: criteria, next: withOutputs(step, nextStep(step, frame, graph)) });
  return rules;
}

/** Failure actions where the criteria are not met, up to one that is taken in any case. */
function unmetRules(step: StepScope, frame: Frame, graph: Graph): readonly Rule[] {
  const rules: Rule[] = [];
  for (const bound of effectiveActions(step, frame, graph)) {
    const test = bound.step === step ? bound.whenAnswered : bound.whenFailed;
    if (test.kind === 'constant' && !test.value) continue;
    const made = actionRules(bound, test, takeAction(bound, graph), graph);
    rules.push(...made);
    if (made.some(isClosing)) break;
  }
  return rules;
}

/** The failure of a step whose criteria are not met. */
function unmetEdge(step: StepScope, graph: Graph): Edge {
  const place = placeOf(step.step.successCriteria[0]?.node ?? step.step.node);
  const to = graph.once(step, 'unmet', `${step.state} failed`, (name) => ({
    kind: 'fail',
    name,
    place,
    reason: unmetCriteria(step),
  }));
  return { to, assign: [] };
}

/** The step behind this one, or the end. */
function nextStep(step: StepScope, frame: Frame, graph: Graph): Edge {
  const next = frame.order[step.index + 1];
  return next === undefined ? endOf(frame, graph) : enterStep(next, frame, graph);
}

function withOutputs(step: StepScope, edge: Edge): Edge {
  if (step.operation === undefined) return edge;
  const outputs: Assignment = { kind: 'outputs', step };
  return { to: edge.to, assign: [outputs, ...edge.assign] };
}
