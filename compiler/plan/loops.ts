import type { BoundAction } from './bindDecisions.ts';
import { components } from './components.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Value } from './value.ts';
import { readsOf } from './walk.ts';

/**
 * How a `goto` back has to be kept from running away: `poll` repeats the same requests and is paced, `page` feeds what
 * it got into the next request and is only counted.
 */
export type Loop = 'poll' | 'page';

/** Every `goto` of a workflow that closes a circle with no delay in it. */
export function findLoops(frame: Frame): ReadonlyMap<BoundAction, Loop> {
  const successors = frame.order.map((step) => successorsOf(step, frame));
  const circles = new Circles(frame, successors, components(successors));
  const loops = new Map<BoundAction, Loop>();
  for (const step of frame.order) {
    for (const bound of [...(step.decisions?.onSuccess ?? []), ...(step.decisions?.onFailure ?? [])]) {
      const { type, stepId } = bound.action;
      const target = type === 'goto' && stepId !== undefined ? frame.steps.get(stepId.value) : undefined;
      // In document order every circle has an edge that leads back; that one is where it is held.
      if (target === undefined || target.index > step.index || !circles.areInOne(step, target)) continue;
      const failed = step.decisions?.onFailure.includes(bound) === true;
      loops.set(bound, circles.repeats(target, step, failed) ? 'poll' : 'page');
    }
  }
  return loops;
}

/** The steps that can come next, by their indices; an action that can never be taken leads nowhere. */
function successorsOf(step: StepScope, { order, steps }: Frame): readonly number[] {
  const targets = new Set<number>();
  const take = (actions: readonly BoundAction[], test: 'whenAnswered' | 'whenFailed'): boolean => {
    for (const bound of actions) {
      const { action, [test]: condition } = bound;
      if (condition.kind === 'constant' && !condition.value) continue;
      // A retry comes back to its own step, whatever it runs before.
      if (action.type === 'retry') continue;
      const target = action.stepId === undefined ? undefined : steps.get(action.stepId.value);
      if (target !== undefined) targets.add(target.index);
      if (condition.kind === 'constant') return true;
    }
    return false;
  };
  const decisions = step.decisions;
  const decided = take(decisions?.onSuccess ?? [], 'whenAnswered');
  if ((decisions?.criteria.length ?? 0) > 0) take(decisions?.onFailure ?? [], 'whenAnswered');
  take(decisions?.onFailure ?? [], 'whenFailed');
  if (!decided && step.index + 1 < order.length) targets.add(step.index + 1);
  return [...targets];
}

/** A search that goes on step by step, as far as somebody asks. */
interface Search {
  readonly seen: ReadonlySet<number>;
  /** Goes on from one more of them; false where all have been. */
  readonly next: () => boolean;
}

/** The circles of a workflow. A class only because what was found for one `goto` serves the next. */
class Circles {
  readonly #frame: Frame;
  readonly #successors: readonly (readonly number[])[];
  readonly #components: readonly number[];
  readonly #owners: ReadonlyMap<StepScope, StepScope>;
  readonly #feeders = new Map<StepScope, readonly StepScope[]>();
  #feeding: ReadonlySet<StepScope> | undefined;
  readonly #searches = new Map<string, Search>();

  constructor(frame: Frame, successors: readonly (readonly number[])[], components: readonly number[]) {
    this.#frame = frame;
    this.#successors = successors;
    this.#components = components;
    this.#owners = ownersOf(frame);
  }

  /** Whether each of two steps can come behind the other. */
  areInOne(one: StepScope, other: StepScope): boolean {
    return this.#components[one.index] === this.#components[other.index];
  }

  /**
   * Whether some way from a step to the `goto` that leads back to it sends nothing that an earlier round got: going
   * round it makes the same requests again.
   * @param failed the `goto` is taken where its step has failed, and so has put nothing out
   */
  repeats(from: StepScope, to: StepScope, failed: boolean): boolean {
    const without = failed && this.#allFeeders().has(to) ? to : undefined;
    const key = `${from.index} ${without?.index ?? ''}`;
    const search = this.#searches.get(key) ?? this.#searchUnfed(from, without);
    this.#searches.set(key, search);
    while (!search.seen.has(to.index)) if (!search.next()) return false;
    return true;
  }

  #allFeeders(): ReadonlySet<StepScope> {
    this.#feeding ??= new Set(this.#frame.order.flatMap((step) => this.#feedersOf(step)));
    return this.#feeding;
  }

  /** Looks for the steps of the circle that can be reached by way of steps that are not fed. */
  #searchUnfed(from: StepScope, without: StepScope | undefined): Search {
    const isFed = (index: number): boolean => {
      const step = this.#frame.order[index];
      return step === undefined || this.#feedersOf(step).some((feeder) => feeder !== without);
    };
    const seen = new Set(isFed(from.index) ? [] : [from.index]);
    // A set is walked in the order in which it is filled, also by what is added on the way.
    const pending = seen.values();
    const next = (): boolean => {
      const { value: index, done } = pending.next();
      if (done === true) return false;
      for (const target of this.#successors[index] ?? []) {
        if (this.#components[target] === this.#components[from.index] && !isFed(target)) seen.add(target);
      }
      return true;
    };
    return { seen, next };
  }

  /** The steps of its circle, itself or later ones, whose outputs a step sends: they are those of the round before. */
  #feedersOf(step: StepScope): readonly StepScope[] {
    const known = this.#feeders.get(step);
    if (known !== undefined) return known;
    const feeders = sentBy(step).flatMap((value) =>
      [...readsOf(value)].flatMap(({ from }) => {
        const feeder = from.kind === 'output' ? (this.#owners.get(from.step) ?? from.step) : undefined;
        return feeder !== undefined && feeder.index >= step.index && this.areInOne(feeder, step) ? [feeder] : [];
      }),
    );
    this.#feeders.set(step, feeders);
    return feeders;
  }
}

/** What a step sends, or hands to the workflow that it calls. */
function sentBy({ arguments: sent, called }: StepScope): readonly Value[] {
  const merged = sent?.merged === undefined ? [] : [sent.merged];
  return [...(sent?.members ?? []).map(({ value }) => value), ...merged, ...(called?.given?.values() ?? [])];
}

/** For each step inside of a called workflow, the step that calls it. */
function ownersOf(frame: Frame): ReadonlyMap<StepScope, StepScope> {
  const owners = new Map<StepScope, StepScope>();
  const own = (inner: Frame, owner: StepScope): void => {
    for (const step of inner.order) {
      owners.set(step, owner);
      if (step.called !== undefined) own(step.called, owner);
    }
  };
  for (const step of frame.order) if (step.called !== undefined) own(step.called, step);
  return owners;
}
