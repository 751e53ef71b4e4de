import { diagnostic } from '../diagnostics/index.ts';
import type { FailReason, Rule, Test } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { fold, isAlways, isNever } from '../values/index.ts';
import { assigning, type Draft, type Hop, hop, toNode } from './draft.ts';
import type { PlacedAction, PlacedStep } from './placed.ts';
import { actionRules, closed, isClosing, limitRule } from './rules.ts';
import { shownBy } from './shown.ts';
import { criteriaTest, type StepPlans } from './stepPlan.ts';
import { takeAction } from './takeAction.ts';

/**
 * What follows a call that was answered, or a called workflow that ended: straight the next node where nothing is left to
 * decide, else a Choice over the step's criteria and actions.
 */
export function afterSuccess(step: PlacedStep, plans: StepPlans): Hop {
  return isDecided(step, plans) ?? toNode(step, 'decide');
}

/** The transition behind a step where neither its criteria nor its actions leave a choice. */
function isDecided(step: PlacedStep, plans: StepPlans): Hop | undefined {
  const { criteria } = step.bound;
  if (criteria.length > 0) {
    // Criteria that hold for errors alone: there is nothing to look at in an answer.
    if (!isNever(criteriaTest(criteria))) return undefined;
    const { rules, otherwise } = closed(unmetRules(step, plans), toNode(step, 'unmet'));
    return rules.length === 0 ? otherwise : undefined;
  }
  const [first] = takenOnSuccess(step, plans);
  if (first === undefined) return goesOn(step, undefined, plans);
  return isUnconditional(first) && plans.counter(first) === undefined ? goesOn(step, first, plans) : undefined;
}

/** The nodes of what a step decides: the Choice behind its call, and the failure where its criteria are not met. */
export function decisionDrafts(step: PlacedStep, plans: StepPlans): readonly Draft[] {
  const { step: written } = step.bound.of;
  const checks = step.bound.criteria.length > 0;
  const place = placeOf(written.successCriteria[0]?.node ?? written.node);
  const unmet: Draft = {
    role: 'unmet',
    wanted: `${step.state} failed`,
    node: { kind: 'fail', place, reason: unmetCriteria(step, plans) },
  };
  if (isDecided(step, plans) !== undefined) return checks ? [unmet] : [];
  const criteria = plans.store.test(criteriaTest(step.bound.criteria), step.workflow);
  const rules = [...successRules(step, criteria, plans), ...(checks ? unmetRules(step, plans) : [])];
  const otherwise = checks ? toNode(step, 'unmet') : goesOn(step, undefined, plans);
  const decide: Draft = {
    role: 'decide',
    wanted: `${step.state} ${checks ? 'met its criteria?' : 'what next?'}`,
    node: { kind: 'decide', on: 'response', place: placeOf(written.id.node), ...closed(rules, otherwise) },
  };
  return checks ? [decide, unmet] : [decide];
}

/** Why a step fails whose criteria are not met: which ones, and what was compared as far as it may be shown. */
export function unmetCriteria({ bound, state, workflow }: PlacedStep, { store }: StepPlans): FailReason {
  const criteria = bound.criteria.map(({ text, place, test: written, operands }) => {
    const test = store.test(written, workflow);
    const mayBeShown = shownBy(test);
    // What is compared twice is shown once: JSONata refuses an object that has a name twice.
    const once = new Map(operands.map((operand) => [operand.label, operand] as const));
    const shown = [...once.values()]
      .map(({ label, value }) => ({ label, value: store.value(value, workflow) }))
      .filter(({ value }) => mayBeShown(value));
    return { text, place, test, shown };
  });
  return { kind: 'criteriaNotMet', step: state, criteria };
}

/** The success actions that can be taken, up to the first that is taken in any case. */
function takenOnSuccess(step: PlacedStep, plans: StepPlans): readonly PlacedAction[] {
  const { onSuccess } = plans.of(step);
  const possible = onSuccess.filter(({ whenAnswered }) => whenAnswered.kind !== 'constant' || whenAnswered.value);
  const last = possible.findIndex(isUnconditional);
  return last < 0 ? possible : possible.slice(0, last + 1);
}

/** Taken in any case. A retry is, too, as long as it isn't used up. */
function isUnconditional({ whenAnswered, bound }: PlacedAction): boolean {
  return isAlways(whenAnswered) && bound.action.type !== 'retry';
}

/** Tests in the rules of one Choice; more would never fit into a definition. */
const MOST_TESTS = 10_000;

function successRules(step: PlacedStep, criteria: Test, plans: StepPlans): readonly Rule<Hop>[] {
  if (isNever(criteria)) return [];
  const actions = takenOnSuccess(step, plans);
  // Each rule holds all criteria.
  if (step.bound.criteria.length * actions.length > MOST_TESTS) {
    const { id } = step.bound.of.step;
    const message = `\`${id.value}\` has more criteria and actions than fit into a definition`;
    plans.context.report(diagnostic('definition-too-large', placeOf(id.node), message));
    return [];
  }
  const testOf = ({ whenAnswered }: PlacedAction) => fold({ kind: 'and', tests: [criteria, whenAnswered] });
  const rules = actions.flatMap((action) => actionRules(action, testOf(action), goesOn(step, action, plans), plans));
  if (actions.some(isUnconditional)) return rules;
  // A retry that is used up, where nothing else is said: it would go on as if the wait had been in vain.
  for (const action of actions) {
    if (action.bound.action.type !== 'retry') continue;
    const rule = limitRule(action, testOf(action), plans);
    rules.push(rule);
    if (isClosing(rule)) return rules;
  }
  if (criteria.kind !== 'constant') rules.push({ test: criteria, next: goesOn(step, undefined, plans) });
  return rules;
}

/** Failure actions where the criteria are not met, up to one that is taken in any case. */
function unmetRules(step: PlacedStep, plans: StepPlans): readonly Rule<Hop>[] {
  const rules: Rule<Hop>[] = [];
  for (const action of plans.of(step).effective) {
    const test = action.step === step ? action.whenAnswered : action.whenFailed;
    if (isNever(test)) continue;
    const made = actionRules(action, test, takeAction(action, plans), plans);
    rules.push(...made);
    if (made.some(isClosing)) break;
  }
  return rules;
}

/** The step behind this one, or the end. */
function nextStep({ bound, workflow }: PlacedStep): Hop {
  const next = workflow.bound.steps[bound.of.index + 1];
  const step = next === undefined ? undefined : workflow.steps.get(next.of.step.id.value);
  return hop(step === undefined ? { kind: 'end', workflow } : { kind: 'step', step, by: 'entry' });
}

/**
 * Where a step goes on that has succeeded: to what an action says, else to the next step. The outputs of a called workflow
 * stand in the variables of its own steps.
 * @param failed its call failed, and its criteria hold for the error
 */
export function goesOn(step: PlacedStep, action: PlacedAction | undefined, plans: StepPlans, failed = false): Hop {
  const next = action === undefined ? nextStep(step) : takeAction(action, plans);
  if (step.bound.runs.kind !== 'call') return next;
  return assigning([{ kind: 'outputs', step, ...(failed ? { failed } : {}) }], next);
}
