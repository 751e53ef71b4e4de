import type { BoundAction, BoundStep, BoundWorkflow } from '../bind/index.ts';
import { components } from '../frames/index.ts';
import { isNever, readsOf, type Slot, type Value } from '../values/index.ts';

/**
 * How a `goto` back has to be kept from running away: `poll` repeats the same requests and is paced, `page` feeds what
 * it got into the next request and is only counted.
 */
export type Loop = 'poll' | 'page';

/** Every `goto` of a workflow that closes a circle with no delay in it. */
export function findLoops(workflow: BoundWorkflow): ReadonlyMap<BoundAction, Loop> {
  const successors = workflow.steps.map((step) => successorsOf(step, workflow));
  const circles = new Circles(workflow, successors, components(successors));
  const loops = new Map<BoundAction, Loop>();
  for (const step of workflow.steps) {
    for (const bound of [...step.onSuccess, ...step.onFailure]) {
      const target = bound.action.type === 'goto' ? targetOf(bound, workflow) : undefined;
      // In document order every circle has an edge that leads back; that one is where it is held.
      if (target === undefined || target.of.index > step.of.index || !circles.areInOne(step, target)) continue;
      const failed = step.onFailure.includes(bound);
      loops.set(bound, circles.repeats(target, step, failed) ? 'poll' : 'page');
    }
  }
  return loops;
}

/** The step that an action names. */
function targetOf({ action }: BoundAction, { frame, steps }: BoundWorkflow): BoundStep | undefined {
  const index = action.stepId === undefined ? undefined : frame.steps.get(action.stepId.value)?.index;
  return index === undefined ? undefined : steps[index];
}

/** The steps that can come next, by their indices; an action that can never be taken leads nowhere. */
function successorsOf(step: BoundStep, workflow: BoundWorkflow): readonly number[] {
  const targets = new Set<number>();
  const take = (actions: readonly BoundAction[], test: 'whenAnswered' | 'whenFailed'): boolean => {
    for (const bound of actions) {
      const { action, [test]: condition } = bound;
      if (isNever(condition)) continue;
      // A retry comes back to its own step, whatever it runs before.
      if (action.type === 'retry') continue;
      const target = targetOf(bound, workflow);
      if (target !== undefined) targets.add(target.of.index);
      if (condition.kind === 'constant') return true;
    }
    return false;
  };
  const decided = take(step.onSuccess, 'whenAnswered');
  if (!isNever(step.whenFailed)) take(step.onSuccess, 'whenFailed');
  if (step.criteria.length > 0) take(step.onFailure, 'whenAnswered');
  take(step.onFailure, 'whenFailed');
  if (!decided && step.of.index + 1 < workflow.steps.length) targets.add(step.of.index + 1);
  return [...targets];
}

/** A search that goes on step by step, as far as somebody asks. */
interface Search {
  readonly seen: ReadonlySet<number>;
  /** Goes on from one more of them; false where all have been. */
  readonly next: () => boolean;
}

/** Operations after which what they were given is gone, or done. */
const TAKES_AWAY = /^(?:Batch)?(?:Delete|Remove|Acknowledge|Complete|Terminate|Deregister)/;

/** The circles of a workflow. A class only because what was found for one `goto` serves the next. */
class Circles {
  readonly #workflow: BoundWorkflow;
  readonly #successors: readonly (readonly number[])[];
  readonly #components: readonly number[];
  readonly #feeders = new Map<BoundStep, readonly BoundStep[]>();
  #feeding: ReadonlySet<BoundStep> | undefined;
  readonly #searches = new Map<string, Search>();

  constructor(workflow: BoundWorkflow, successors: readonly (readonly number[])[], components: readonly number[]) {
    this.#workflow = workflow;
    this.#successors = successors;
    this.#components = components;
  }

  /** Whether each of two steps can come behind the other. */
  areInOne(one: BoundStep, other: BoundStep): boolean {
    return this.#components[one.of.index] === this.#components[other.of.index];
  }

  /**
   * Whether some way from a step to the `goto` that leads back to it sends nothing that an earlier round got: going
   * round it makes the same requests again.
   * @param failed the `goto` is taken where its step has failed, and so has put nothing out
   */
  repeats(from: BoundStep, to: BoundStep, failed: boolean): boolean {
    const without = failed && this.#allFeeders().has(to) ? to : undefined;
    const key = `${from.of.index} ${without?.of.index ?? ''}`;
    const search = this.#searches.get(key) ?? this.#searchUnfed(from, without);
    this.#searches.set(key, search);
    while (!search.seen.has(to.of.index)) if (!search.next()) return false;
    return true;
  }

  #allFeeders(): ReadonlySet<BoundStep> {
    this.#feeding ??= new Set(this.#workflow.steps.flatMap((step) => this.#feedersOf(step)));
    return this.#feeding;
  }

  /** Looks for the steps of the circle that can be reached by way of steps that are not fed. */
  #searchUnfed(from: BoundStep, without: BoundStep | undefined): Search {
    const isFed = (index: number): boolean => {
      const step = this.#workflow.steps[index];
      if (step === undefined || this.#consumes(step)) return true;
      return this.#feedersOf(step).some((feeder) => feeder !== without);
    };
    const seen = new Set(isFed(from.of.index) ? [] : [from.of.index]);
    // A set is walked in the order in which it is filled, also by what is added on the way.
    const pending = seen.values();
    const next = (): boolean => {
      const { value: index, done } = pending.next();
      if (done === true) return false;
      for (const target of this.#successors[index] ?? []) {
        if (this.#components[target] === this.#components[from.of.index] && !isFed(target)) seen.add(target);
      }
      return true;
    };
    return { seen, next };
  }

  /**
   * Whether a step takes away what an earlier one of its circle got, as a queue's message is deleted that was received: in
   * the next round the same request gets another one.
   */
  #consumes(step: BoundStep): boolean {
    if (step.runs.kind !== 'call' || !TAKES_AWAY.test(step.runs.operation.name)) return false;
    return sentBy(step).some((value) =>
      [...readsOf(value)].some(({ from }) => {
        const source = from.kind === 'output' ? this.#ownerOf(from) : undefined;
        return source !== undefined && source !== step && this.areInOne(source, step);
      }),
    );
  }

  /** The steps of its circle, itself or later ones, whose outputs a step sends: they are those of the round before. */
  #feedersOf(step: BoundStep): readonly BoundStep[] {
    const known = this.#feeders.get(step);
    if (known !== undefined) return known;
    const feeders = sentBy(step).flatMap((value) =>
      [...readsOf(value)].flatMap(({ from }) => {
        const feeder = from.kind === 'output' ? this.#ownerOf(from) : undefined;
        return feeder !== undefined && feeder.of.index >= step.of.index && this.areInOne(feeder, step) ? [feeder] : [];
      }),
    );
    this.#feeders.set(step, feeders);
    return feeders;
  }

  /** The step that an output comes from, or that calls the workflow that it comes from. */
  #ownerOf({ via: [run], step }: Slot & { readonly kind: 'output' }): BoundStep | undefined {
    const id = run === undefined ? step : 'step' in run ? run.step : undefined;
    const index = id === undefined ? undefined : this.#workflow.frame.steps.get(id)?.index;
    return index === undefined ? undefined : this.#workflow.steps[index];
  }
}

/** What a step sends, or hands to the workflow that it calls. */
function sentBy({ runs }: BoundStep): readonly Value[] {
  if (runs.kind === 'workflow') return [...runs.run.given.values()];
  const { members, merged } = runs.arguments;
  return [...members.map(({ value }) => value), ...(merged === undefined ? [] : [merged])];
}
