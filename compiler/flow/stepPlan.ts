import type { BoundAction, BoundStep, BoundWorkflow } from '../bind/index.ts';
import type { Context } from '../frames/index.ts';
import type { Stored } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { constant, fold, isAlways, isNever, type Test } from '../values/index.ts';
import { type FailurePlan, planFailures, type Way } from './failures.ts';
import { findLoops, type Loop } from './loops.ts';
import type { Names } from './names.ts';
import type { PlacedAction, PlacedStep, PlacedWorkflow } from './placed.ts';
import { PAGES, pollLimit, pollPace } from './polling.ts';
import { isRepeatable, isRepeatableAnew } from './repeatable.ts';
import type { Store } from './store.ts';

/** What is decided about a step before its nodes are made. */
export interface StepPlan {
  readonly onSuccess: readonly PlacedAction[];
  /** Its own failure actions. */
  readonly onFailure: readonly PlacedAction[];
  /** The failure actions that count for it: its own, then those of the steps that call its workflow. */
  readonly effective: readonly PlacedAction[];
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

/** The plans of the steps of one machine, each made once, when it is first asked for. */
export class StepPlans {
  readonly context: Context;
  readonly store: Store;
  readonly #names: Names;
  readonly #plans = new Map<PlacedStep, StepPlan>();
  readonly #loops = new Map<BoundWorkflow, Loops>();

  constructor(context: Context, names: Names, store: Store) {
    this.context = context;
    this.#names = names;
    this.store = store;
  }

  of(step: PlacedStep): StepPlan {
    const known = this.#plans.get(step);
    if (known !== undefined) return known;
    const { onSuccess, onFailure } = step.bound;
    const placed = (bound: BoundAction): PlacedAction => ({
      bound,
      step,
      whenAnswered: this.store.test(bound.whenAnswered, step.workflow),
      whenFailed: this.store.test(bound.whenFailed, step.workflow),
    });
    const [success, failure] = [onSuccess.map(placed), onFailure.map(placed)];
    const { caller } = step.workflow;
    const effective = [...failure, ...(caller === undefined ? [] : this.of(caller).effective)];
    const ways = [...this.successWays(step, success), ...effective.map(asFailure)];
    const failures = this.failures(step, ways);
    const counters = this.#counters(step, [...success, ...failure], failures);
    const plan = { onSuccess: success, onFailure: failure, effective, failures, counters };
    this.#plans.set(step, plan);
    return plan;
  }

  /** How often an action may be taken, where that is counted. */
  counter({ bound, step }: PlacedAction): Counter | undefined {
    return this.of(step).counters.get(bound);
  }

  /** The counters of the loops that go back to a step. */
  loopCounters(head: PlacedStep): readonly Counter[] {
    const back = this.#loopsOf(head.workflow).heads.get(head.bound) ?? [];
    return back.flatMap(({ action, step }) => {
      const placed = head.workflow.steps.get(step.of.step.id.value);
      return placed === undefined ? [] : (this.of(placed).counters.get(action) ?? []);
    });
  }

  #loopsOf({ bound }: PlacedWorkflow): Loops {
    const known = this.#loops.get(bound) ?? loopsOf(bound);
    this.#loops.set(bound, known);
    return known;
  }

  /**
   * Where a step goes on to whose call failed and whose criteria hold all the same: to its success actions, up to one that
   * is taken in any case, else to the next step.
   * @param actions its success actions; none where the step is only run on the way to something else
   */
  successWays(step: PlacedStep, actions: readonly PlacedAction[]): readonly Way[] {
    const succeeded = this.store.test(step.bound.whenFailed, step.workflow);
    if (isNever(succeeded)) return [];
    const ways: Way[] = [];
    for (const action of actions) {
      const test = fold<Stored>({ kind: 'and', tests: [succeeded, action.whenFailed] });
      if (isNever(test)) continue;
      ways.push({ test, action, succeeds: true });
      if (isAlways(action.whenFailed) && action.bound.action.type !== 'retry') return ways;
    }
    return [...ways, { test: succeeded, succeeds: true }];
  }

  /** What becomes of the errors of a step's call, where they can lead these ways. */
  failures(step: PlacedStep, ways: readonly Way[]): FailurePlan {
    const { runs, criteria, of } = step.bound;
    if (runs.kind !== 'call') return { retry: [], direct: [], decided: [], rules: [] };
    return planFailures(
      {
        operation: runs.operation,
        place: placeOf(of.step.id.node),
        repeatable: isRepeatable(runs.operation, runs.arguments),
        repeatableAnew: isRepeatableAnew(runs.operation, runs.arguments),
        ways,
        // A Retrier knows of no deadline.
        isNative: (action) =>
          action.step === step &&
          repeatsOnlyItself(action) &&
          criteria.length === 0 &&
          step.workflow.timed.length === 0,
        isCounted: (action) => this.#loopsOf(action.step.workflow).loops.has(action.bound),
      },
      this.context,
    );
  }

  #counters(
    step: PlacedStep,
    actions: readonly PlacedAction[],
    failures: FailurePlan,
  ): ReadonlyMap<BoundAction, Counter> {
    const { loops } = this.#loopsOf(step.workflow);
    const counters = new Map<BoundAction, Counter>();
    for (const placed of actions) {
      const { action } = placed.bound;
      const loop = loops.get(placed.bound);
      if (loop === undefined && !(action.type === 'retry' && isCounted(placed, failures))) continue;
      const limit =
        loop === 'page'
          ? PAGES
          : loop === 'poll'
            ? pollLimit(pollPace(action, this.context.options))
            : (action.retryLimit?.count ?? 1);
      const variable = this.#names.variable(`${step.variable}_${action.name.value}`);
      counters.set(placed.bound, { variable, limit, ...(loop === undefined ? {} : { loop }) });
    }
    return counters;
  }
}

/** The loops of a workflow, and the same by the step that each goes back to, in the order of the document. */
interface Loops {
  readonly loops: ReadonlyMap<BoundAction, Loop>;
  readonly heads: ReadonlyMap<BoundStep, readonly { readonly action: BoundAction; readonly step: BoundStep }[]>;
}

function loopsOf(workflow: BoundWorkflow): Loops {
  const loops = findLoops(workflow);
  const heads = new Map<BoundStep, { action: BoundAction; step: BoundStep }[]>();
  for (const step of workflow.steps) {
    for (const action of [...step.onSuccess, ...step.onFailure]) {
      const index = loops.has(action) ? workflow.frame.steps.get(action.action.stepId?.value ?? '')?.index : undefined;
      const head = index === undefined ? undefined : workflow.steps[index];
      if (head === undefined) continue;
      const back = heads.get(head) ?? [];
      back.push({ action, step });
      heads.set(head, back);
    }
  }
  return { loops, heads };
}

function asFailure(action: PlacedAction): Way {
  return { test: action.whenFailed, action, succeeds: false };
}

/** A retry that runs nothing else first. */
function repeatsOnlyItself({ bound: { action }, step }: PlacedAction): boolean {
  return (
    action.workflowId === undefined &&
    (action.stepId === undefined || action.stepId.value === step.bound.of.step.id.value)
  );
}

/** Whether a retry is ever taken by a Choice or a catcher: only a Retrier counts by itself. */
function isCounted({ bound, step }: PlacedAction, failures: FailurePlan): boolean {
  const { runs, onSuccess, criteria } = step.bound;
  if (runs.kind !== 'call' || failures.rules.some(({ action }) => action?.bound === bound)) return true;
  const answered = bound.whenAnswered.kind !== 'constant' || bound.whenAnswered.value;
  return answered && (onSuccess.includes(bound) || criteria.length > 0);
}

/** All success criteria of a step that the call itself does not decide; constant where there are none. */
export function criteriaTest<O>(criteria: readonly { readonly test: Test<O> }[]): Test<O> {
  const [first, ...others] = criteria;
  if (first === undefined) return constant(true);
  return others.length === 0 ? first.test : { kind: 'and', tests: criteria.map(({ test }) => test) };
}
