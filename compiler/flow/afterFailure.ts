import type { Catch, Rule } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { type Draft, type Hop, toNode } from './draft.ts';
import type { FailurePlan, Way } from './failures.ts';
import type { PlacedStep } from './placed.ts';
import { ALL } from './retriers.ts';
import { actionRules, closed, isClosing, limitRule } from './rules.ts';
import type { StepPlans } from './stepPlan.ts';

/** Every error of a Task but a timeout. */
const TASK_FAILED = 'States.TaskFailed';

/** The catchers of a call, and the nodes that they lead to. */
export interface AfterFailure {
  readonly catch: readonly Catch<Hop>[];
  readonly drafts: readonly Draft[];
}

/** Where the nodes of a failed call stand. */
interface At {
  /** The step that they belong to. */
  readonly of: PlacedStep;
  /** The state of the call, and what the roles of its nodes end with. */
  readonly state: string;
  readonly suffix: string;
  /** Where a way leads to. */
  hop(way: Way): Hop;
}

/** What follows a call that failed: errors by whose name it is decided, and a Choice over those to be looked at. */
export function afterFailure(failures: FailurePlan, at: At, plans: StepPlans): AfterFailure {
  const { of, state, suffix, hop } = at;
  const direct = failures.direct.map(({ errors, way }) => ({ errors, next: hop(way) }));
  if (failures.decided.length === 0) return { catch: widestLast(direct), drafts: [] };
  const [look, unchanged] = [`failed?${suffix}`, `unchanged${suffix}`];
  const place = placeOf(of.bound.of.step.id.node);
  const decided = closed(rulesOf(failures, at, plans), toNode(of, unchanged));
  return {
    catch: widestLast([{ errors: failures.decided, next: toNode(of, look) }, ...direct]),
    drafts: [
      { role: look, wanted: `${state} failed?`, node: { kind: 'decide', on: 'failure', place, ...decided } },
      {
        role: unchanged,
        wanted: `${state} failed with its own error`,
        node: { kind: 'fail', place, reason: { kind: 'unchanged' } },
      },
    ],
  };
}

/** The ways that a failure can lead, in order, up to one that is taken in any case. */
function rulesOf({ rules }: FailurePlan, { hop }: At, plans: StepPlans): readonly Rule<Hop>[] {
  const all: Rule<Hop>[] = [];
  for (const way of rules) {
    const { action, test, succeeds } = way;
    const made = action === undefined ? [{ test, next: hop(way) }] : actionRules(action, test, hop(way), plans);
    all.push(...made);
    // A retry after a success that is used up: it would go on as if the wait had been in vain.
    if (action?.bound.action.type === 'retry' && succeeds) all.push(limitRule(action, test, plans));
    if (made.some(isClosing)) break;
  }
  return all;
}

/** `States.ALL` comes alone and last, as Step Functions asks; what takes in others comes behind them. */
function widestLast(all: readonly Catch<Hop>[]): readonly Catch<Hop>[] {
  const widest = ({ errors }: Catch<Hop>) => (errors.includes(ALL) ? 2 : errors.includes(TASK_FAILED) ? 1 : 0);
  const alone = all.map((each) => (widest(each) === 2 ? { ...each, errors: [ALL] } : each));
  return alone.toSorted((one, other) => widest(one) - widest(other));
}
