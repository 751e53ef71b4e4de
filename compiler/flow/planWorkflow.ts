import type { BoundWorkflow } from '../bind/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import type { Plan, PlanNode } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { checkOutputsAreSet } from './checkOutputs.ts';
import { historyEstimate, LONGEST_HISTORY } from './historyEstimate.ts';
import { link } from './link.ts';
import { Names } from './names.ts';
import { placeWorkflow } from './place.ts';
import { secondsOf } from './polling.ts';
import { reportControlFlow } from './reportControlFlow.ts';
import { settle } from './settle.ts';
import { StepPlans } from './stepPlan.ts';
import { Store } from './store.ts';

/** Seconds that a machine may run that says nothing of long waits: a day. */
const DAY = 86_400;
/** Seconds that an execution may run at the most: a year (AWS Step Functions, quotas). */
const YEAR = 31_536_000;

/**
 * Lays out what happens in a bound workflow as a graph. Undefined where something in it is wrong; all of that is reported
 * in one run.
 */
export function planWorkflow(bound: BoundWorkflow, context: Context): Plan | undefined {
  const { errors } = context;
  const names = new Names();
  const root = placeWorkflow(bound, names, context);
  if (root === undefined) return undefined;
  const store = new Store(context);
  const plans = new StepPlans(context, names, store);
  const graph = link(root, plans, names);
  const nodes = settle(inDocumentOrder([...graph.nodes.values()]), store, context);
  checkOutputsAreSet(nodes, graph.start, context);
  reportControlFlow(root, graph, plans);
  reportHistory(historyEstimate(nodes, graph.times), bound, context);
  if (context.errors > errors) return undefined;
  const { workflow } = bound.frame;
  const about = workflow.summary ?? workflow.description;
  return {
    workflowId: workflow.id.value,
    comment: about === undefined ? workflow.id.value : `${workflow.id.value}: ${about}`,
    nodes,
    start: graph.start,
    timeoutSeconds: Math.min(YEAR, Math.max(DAY, longestWaits(nodes, graph.times) + 3600)),
    inputsSchema: root.inputs.json,
    secretInputs: [...root.secrets].sort(),
    secretAlternatives: root.inputs.schema?.alternatives ?? [],
  };
}

function reportHistory(events: number, bound: BoundWorkflow, context: Context): void {
  if (events <= LONGEST_HISTORY * 0.8) return;
  const message = `an execution can have about ${events} events, and Step Functions ends one at ${LONGEST_HISTORY}`;
  const help = 'Lower the limits of retries and loops, or wait longer between the repetitions.';
  context.report(diagnostic('history-long', placeOf(bound.frame.workflow.id.node), message, help));
}

/** Nodes as the document has what they come from; the ends last. */
function inDocumentOrder<N extends PlanNode<unknown>>(nodes: readonly N[]): readonly N[] {
  const rank = ({ kind }: N) => (kind === 'pass' ? 0 : kind === 'succeed' ? 2 : 1);
  return nodes.toSorted((a, b) => rank(a) - rank(b) || a.place.range.start - b.place.range.start);
}

/** Seconds that all bounded waits of a machine can take together. */
function longestWaits(nodes: ReadonlyMap<string, PlanNode>, times: ReadonlyMap<string, number>): number {
  let seconds = 0;
  for (const node of nodes.values()) {
    const runs = times.get(node.name) ?? 1;
    for (const retry of node.kind === 'call' ? node.retry : [])
      seconds += runs * retry.maxAttempts * (retry.maxDelaySeconds ?? retry.intervalSeconds);
    for (const { below, next } of node.kind === 'decide' ? node.rules : []) {
      const wait = nodes.get(next.to);
      if (below === undefined || wait?.kind !== 'wait') continue;
      const { seconds: each } = wait;
      seconds += runs * (typeof each === 'number' ? below.limit * each : secondsOf(below.limit, each.first, each.most));
    }
  }
  return seconds;
}
