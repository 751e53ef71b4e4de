import { assigning, type Hop, hop, toNode } from './draft.ts';
import type { PlacedAction, Run } from './placed.ts';
import type { StepPlans } from './stepPlan.ts';

/** The role of a node that an action has for itself. */
export function roleOf(
  what: 'wait' | 'end' | 'limit' | 'via' | 'via check' | 'via unmet',
  action: PlacedAction,
): string {
  const { onSuccess } = action.step.bound;
  return `${what} ${onSuccess.includes(action.bound) ? 'onSuccess' : 'onFailure'} ${action.bound.action.name.value}`;
}

/** The transition that an action takes; an action that may be taken only so often counts on the way. */
export function takeAction(action: PlacedAction, plans: StepPlans): Hop {
  const counter = plans.counter(action);
  const taken = target(action, plans);
  return counter === undefined ? taken : assigning([{ kind: 'increment', variable: counter.variable }], taken);
}

function target(placed: PlacedAction, plans: StepPlans): Hop {
  const { bound, step } = placed;
  const { action } = bound;
  switch (action.type) {
    case 'end':
      return endsWithFailure(placed, plans)
        ? toNode(step, roleOf('end', placed))
        : hop({ kind: 'end', workflow: step.workflow });
    case 'goto': {
      const other = action.stepId === undefined ? undefined : step.workflow.steps.get(action.stepId.value);
      if (other === undefined) return hop({ kind: 'run', run: runOf(placed) });
      const loop = plans.counter(placed)?.loop;
      if (loop === 'poll') return toNode(step, roleOf('wait', placed));
      return hop({ kind: 'step', step: other, by: loop === 'page' ? 'loop' : 'entry' });
    }
    case 'retry':
      return secondsBefore(placed) > 0 ? toNode(step, roleOf('wait', placed)) : beforeRetry(placed);
    default:
      return action.type satisfies never;
  }
}

/** `end`: the workflow ends with its outputs. In onFailure an option makes it fail instead. */
export function endsWithFailure({ bound, step }: PlacedAction, { context }: StepPlans): boolean {
  return step.bound.onFailure.includes(bound) && context.options.failureEnd === 'fail';
}

/** Seconds that a retry waits. */
export function secondsBefore({ bound }: PlacedAction): number {
  return Math.ceil(bound.action.retryAfter?.seconds ?? 0);
}

/** What a retry runs before the step itself: a workflow or another step, if it names one. */
export function beforeRetry(placed: PlacedAction): Hop {
  const { bound, step } = placed;
  if (bound.run !== undefined) return hop({ kind: 'run', run: runOf(placed) });
  const other = bound.action.stepId?.value;
  return other === undefined || other === step.bound.of.step.id.value
    ? hop({ kind: 'step', step, by: 'retry' })
    : toNode(step, roleOf('via', placed));
}

function runOf({ bound, step }: PlacedAction): Run {
  const run = step.workflow.runs.get(bound);
  if (run === undefined) throw new Error(`flow: the action ${bound.action.name.value} leads nowhere`);
  return run;
}
