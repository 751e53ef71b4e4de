import type { BoundAction } from './bindDecisions.ts';
import type { Frame, StepScope } from './frame.ts';
import type { MapMember } from './value.ts';
import { readsOf } from './walk.ts';

/**
 * How a `goto` back has to be kept from running away: `poll` repeats the same requests and is paced, `page` feeds what
 * it got into the next request and is only counted.
 */
export type Loop = 'poll' | 'page';

/** Every `goto` of a workflow that closes a circle with no delay in it. */
export function findLoops(frame: Frame): ReadonlyMap<BoundAction, Loop> {
  const steps = frame.order;
  const successors = new Map(steps.map((step) => [step, successorsOf(step, steps, frame)] as const));
  const predecessors = new Map<StepScope, StepScope[]>(steps.map((step) => [step, []]));
  for (const [step, targets] of successors) for (const target of targets) predecessors.get(target)?.push(step);
  const loops = new Map<BoundAction, Loop>();
  for (const step of steps) {
    for (const bound of [...(step.decisions?.onSuccess ?? []), ...(step.decisions?.onFailure ?? [])]) {
      const target =
        bound.action.type === 'goto' && bound.action.stepId !== undefined
          ? frame.steps.get(bound.action.stepId.value)
          : undefined;
      // In document order every circle has an edge that leads back; that one is where it is held.
      if (target === undefined || target.index > step.index) continue;
      const ahead = reach(target, successors);
      if (!ahead.has(step)) continue;
      const behind = reach(step, predecessors);
      const inside = new Set([...ahead].filter((each) => behind.has(each)));
      loops.set(bound, feedsItself(inside) ? 'page' : 'poll');
    }
  }
  return loops;
}

/** The steps that can come next; an action that can never be taken leads nowhere. */
function successorsOf(step: StepScope, steps: readonly StepScope[], frame: Frame): readonly StepScope[] {
  const targets: StepScope[] = [];
  const take = (actions: readonly BoundAction[], test: 'whenAnswered' | 'whenFailed'): boolean => {
    for (const bound of actions) {
      const condition = bound[test];
      if (condition.kind === 'constant' && !condition.value) continue;
      const target = bound.action.stepId === undefined ? undefined : frame.steps.get(bound.action.stepId.value);
      if (target !== undefined) targets.push(target);
      if (condition.kind === 'constant' && bound.action.type !== 'retry') return true;
    }
    return false;
  };
  const decisions = step.decisions;
  const decided = take(decisions?.onSuccess ?? [], 'whenAnswered');
  if ((decisions?.criteria.length ?? 0) > 0) take(decisions?.onFailure ?? [], 'whenAnswered');
  take(decisions?.onFailure ?? [], 'whenFailed');
  const next = steps[step.index + 1];
  if (!decided && next !== undefined) targets.push(next);
  return targets;
}

/** Everything that can be reached from a step, itself included. */
function reach(from: StepScope, edges: ReadonlyMap<StepScope, readonly StepScope[]>): ReadonlySet<StepScope> {
  const seen = new Set([from]);
  for (const step of seen) for (const next of edges.get(step) ?? []) seen.add(next);
  return seen;
}

/** Whether a request in the circle is made of what another one in it got. */
function feedsItself(inside: ReadonlySet<StepScope>): boolean {
  for (const step of inside) {
    const members: readonly MapMember[] = step.arguments?.members ?? [];
    const values =
      step.arguments?.merged === undefined
        ? members.map(({ value }) => value)
        : [...members.map(({ value }) => value), step.arguments.merged];
    for (const value of values) {
      for (const read of readsOf(value)) if (read.from.kind === 'output' && inside.has(read.from.step)) return true;
    }
  }
  return false;
}
