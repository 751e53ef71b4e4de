import { placeOf } from '../source/index.ts';
import { afterSuccess } from './decideStep.ts';
import { enterCalled } from './enterFrame.ts';
import type { FailurePlan } from './failures.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Graph } from './graph.ts';
import type { CallNode, Catch, Edge, Rule } from './plan.ts';
import { readSecrets } from './readSecrets.ts';
import { actionRules, closed, isClosing } from './rules.ts';
import { referencesSent } from './secretReferences.ts';
import { loopCounters, planStep } from './stepPlan.ts';
import { takeAction } from './takeAction.ts';
import { callTimeout } from './timeouts.ts';

/**
 * The edge into a step from anywhere but its own retry: what its retries have used is forgotten, and so are the rounds
 * of the loops that it heads, unless it is one of those that leads here.
 */
export function enterStep(step: StepScope, frame: Frame, graph: Graph, from?: 'loop'): Edge {
  const own = [...planStep(step, frame, graph).counters.values()].filter(({ loop }) => loop === undefined);
  const headed = from === 'loop' ? [] : loopCounters(step, frame, graph);
  const resets = [...own, ...headed].map(({ variable }) => ({ kind: 'reset', variable }) as const);
  const again = repeatStep(step, frame, graph);
  return { to: again.to, assign: [...resets, ...again.assign] };
}

/** The edge into a step from its own retry. */
export function repeatStep(step: StepScope, frame: Frame, graph: Graph): Edge {
  graph.entered.add(step);
  if (step.called !== undefined) return enterCalled(step, step.called, frame, graph);
  const call = graph.onceNamed(step, 'call', step.state, (name) => callNode(name, step, frame, graph));
  return readSecrets(step, { to: call, assign: [] }, graph);
}

function callNode(name: string, step: StepScope, frame: Frame, graph: Graph): CallNode {
  const { operation } = step;
  if (operation === undefined) throw new Error(`plan: the step ${name} has no operation`);
  const { failures } = planStep(step, frame, graph);
  const forget = referencesSent(step).map(({ reference }) => ({ kind: 'forget', reference }) as const);
  const forgetting = ({ to, assign }: Edge): Edge => ({ to, assign: [...forget, ...assign] });
  return {
    kind: 'call',
    name,
    ...(step.step.description === undefined ? {} : { comment: step.step.description }),
    place: placeOf(step.step.id.node),
    operation,
    arguments: step.arguments ?? { members: [] },
    timeoutSeconds: callTimeout(step, operation, graph.binder.options),
    retry: failures.retry,
    catch: catchesOf(failures, step, graph).map(({ errors, next }) => ({ errors, next: forgetting(next) })),
    next: forgetting(afterSuccess(step, frame, graph)),
  };
}

function catchesOf(failures: FailurePlan, step: StepScope, graph: Graph): readonly Catch[] {
  const direct = failures.direct.map(({ errors, action }): Catch => ({ errors, next: takeAction(action, graph) }));
  if (failures.decided.length === 0) return catchAllLast(direct);
  const place = placeOf(step.step.id.node);
  const to = graph.once(step, 'failed?', `${step.state} failed?`, (name) => ({
    kind: 'decide',
    on: 'failure',
    name,
    place,
    ...closed(failureRules(failures, graph), () => ({ to: unchangedNode(step, graph), assign: [] })),
  }));
  return catchAllLast([{ errors: failures.decided, next: { to, assign: [] } }, ...direct]);
}

/** The failure of a step with the error that was caught to be looked at. */
function unchangedNode(step: StepScope, graph: Graph): string {
  return graph.once(step, 'unchanged', `${step.state} failed with its own error`, (name) => ({
    kind: 'fail',
    name,
    place: placeOf(step.step.id.node),
    reason: { kind: 'unchanged' },
  }));
}

/** The actions that a failure can lead to, in order, up to one that is taken in any case. */
function failureRules({ rules }: FailurePlan, graph: Graph): readonly Rule[] {
  const all: Rule[] = [];
  for (const { action, test } of rules) {
    const made = actionRules(action, test, takeAction(action, graph), graph);
    all.push(...made);
    if (made.some(isClosing)) break;
  }
  return all;
}

/** `States.ALL` comes alone and last, as Step Functions asks. */
function catchAllLast(catches: readonly Catch[]): readonly Catch[] {
  const isAll = ({ errors }: Catch) => errors.includes('States.ALL');
  const last = catches.filter(isAll).map(({ next }): Catch => ({ errors: ['States.ALL'], next }));
  return [...catches.filter((each) => !isAll(each)), ...last];
}
