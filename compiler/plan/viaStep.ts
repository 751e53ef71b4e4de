import type { Action } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import { criteriaTest, unmetCriteria } from './criteria.ts';
import type { StepScope } from './frame.ts';
import type { Graph } from './graph.ts';
import type { Edge } from './plan.ts';
import { isRepeatable } from './repeatable.ts';
import { retriersOf } from './retriers.ts';
import { callTimeout } from './timeouts.ts';

/**
 * Another step, run on the way to a retry: its call and its criteria, but none of its actions (Arazzo 1.0.1, section
 * 4.6.7: the step is executed before the retry).
 */
export function viaStep(action: Action, step: StepScope, other: StepScope, again: () => Edge, graph: Graph): Edge {
  const { operation } = other;
  const place = placeOf(action.stepId?.node ?? action.node);
  if (operation === undefined) {
    graph.binder.report(
      diagnostic(
        'not-supported',
        place,
        `\`${other.step.id.value}\` calls a workflow, and a retry by way of such a step is not supported`,
        'Name the workflow itself: `workflowId` instead of `stepId`.',
      ),
    );
    return again();
  }
  graph.entered.add(other);
  const role = `via ${action.name.value}`;
  const label = `${step.state} / ${other.step.id.value}`;
  const repeatable = isRepeatable(operation, other.arguments);
  const done = (): Edge => {
    const next = again();
    return { to: next.to, assign: [{ kind: 'outputs', step: other }, ...next.assign] };
  };
  const test = criteriaTest(other);
  const checked = (): Edge => {
    if (test.kind === 'constant') return done();
    const to = graph.once(step, `${role} check`, `${label} met its criteria?`, (name) => ({
      kind: 'decide',
      on: 'response',
      name,
      place,
      rules: [{ test, next: done() }],
      otherwise: {
        to: graph.once(step, `${role} unmet`, `${label} failed`, (failName) => ({
          kind: 'fail',
          name: failName,
          place,
          reason: unmetCriteria(other),
        })),
        assign: [],
      },
    }));
    return { to, assign: [] };
  };
  const to = graph.once(step, role, label, (name) => ({
    kind: 'call',
    name,
    place,
    operation,
    arguments: other.arguments ?? { members: [] },
    timeoutSeconds: callTimeout(other, operation, graph.binder.options),
    retry: retriersOf({ operation, place, repeatable }, graph.binder),
    catch: [],
    next: checked(),
  }));
  return { to, assign: [] };
}
