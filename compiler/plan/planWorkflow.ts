import type { Document, Workflow } from '../arazzo/index.ts';
import { diagnostic, type Reporter } from '../diagnostics/index.ts';
import type { CompileSettings } from '../options.ts';
import { placeOf } from '../source/index.ts';
import { type Binder, createBinder } from './binder.ts';
import { bindFrame } from './bindFrame.ts';
import { createFrame } from './createFrame.ts';
import { Documents } from './documents.ts';
import { enterFrame, succeedNode } from './enterFrame.ts';
import type { Frame } from './frame.ts';
import { Graph } from './graph.ts';
import { historyEstimate, LONGEST_HISTORY } from './historyEstimate.ts';
import { Names } from './names.ts';
import type { Edge, Plan, PlanNode } from './plan.ts';
import { pollPace } from './polling.ts';
import { reportControlFlow } from './reportControlFlow.ts';
import { checkOutputsAreSet, settleReads } from './settle.ts';

/** Seconds that a machine may run that says nothing of long waits: a day. */
const DAY = 86_400;

/**
 * Plans one workflow: binds every name in it to AWS and to values, and lays out what happens as a graph. Undefined where
 * something in it is wrong; all of that is reported in one run.
 */
export function planWorkflow(
  document: Document,
  workflow: Workflow,
  options: CompileSettings,
  reporter: Reporter,
): Plan | undefined {
  let wrong = false;
  const binder = createBinder(options, (found) => {
    if (found.severity === 'error') wrong = true;
    reporter.report(found);
  });
  const names = new Names();
  const frame = createFrame(document, workflow, {
    binder,
    names,
    documents: new Documents(),
    finders: new Map(),
    called: { steps: 0 },
  });
  for (const name of options.secrets ?? []) if (frame.inputs.declared.has(name)) frame.secrets.add(name);
  bindFrame(frame, binder);
  // What could not be read may be what seems to be missing, so nothing is said of the paths of a broken workflow.
  if (wrong || isBroken(frame)) return undefined;
  const graph = new Graph(binder, names);
  const first = enterFrame(frame, { end: () => ({ to: succeedNode(frame, graph), assign: [] }), outer: [] }, graph);
  const start = first.assign.length === 0 ? first.to : startNode(frame, first, graph);
  graph.finish();
  const nodes = inDocumentOrder(graph.nodes);
  settleReads(nodes.values(), binder);
  checkOutputsAreSet(nodes, start, binder);
  reportControlFlow(frame, graph, binder);
  reportHistory(nodes, workflow, binder);
  if (wrong) return undefined;
  const about = workflow.summary ?? workflow.description;
  return {
    workflowId: workflow.id.value,
    comment: about === undefined ? workflow.id.value : `${workflow.id.value}: ${about}`,
    nodes,
    start,
    owners: graph.owners,
    timeoutSeconds: Math.max(DAY, longestWaits(nodes, options) + 3600),
    frame,
    inputsSchema: frame.inputs.json,
  };
}

function reportHistory(nodes: ReadonlyMap<string, PlanNode>, workflow: Workflow, binder: Binder): void {
  const events = historyEstimate(nodes);
  if (events <= LONGEST_HISTORY * 0.8) return;
  const message = `an execution can have about ${events} events, and Step Functions ends one at ${LONGEST_HISTORY}`;
  const help = 'Lower the limits of retries and loops, or wait longer between the repetitions.';
  binder.report(diagnostic('history-long', placeOf(workflow.id.node), message, help));
}

/** Whether a step of a workflow, or of one inside it, could not be read, or what it calls not be found (reported). */
function isBroken(frame: Frame): boolean {
  return (
    frame.before.some(isBroken) ||
    frame.order.some(
      ({ step, operation, called, jumps }) =>
        step.broken ||
        (operation === undefined && (called === undefined || isBroken(called))) ||
        [...jumps.values()].some(isBroken),
    )
  );
}

/** Counters have to be zero before a first step that nothing comes before. */
function startNode(frame: Frame, next: Edge, graph: Graph): string {
  const name = graph.once(frame, 'start', 'Start', (given) => ({
    kind: 'pass',
    name: given,
    place: placeOf(frame.workflow.node),
    next,
  }));
  graph.finish();
  return name;
}

/** Nodes as the document has what they come from; the ends last. */
function inDocumentOrder(nodes: ReadonlyMap<string, PlanNode>): ReadonlyMap<string, PlanNode> {
  const rank = ({ kind }: PlanNode) => (kind === 'pass' ? 0 : kind === 'succeed' ? 2 : 1);
  const sorted = [...nodes.values()].sort((a, b) => rank(a) - rank(b) || a.place.range.start - b.place.range.start);
  return new Map(sorted.map((node) => [node.name, node] as const));
}

/** Seconds that all bounded waits of a machine can take together. */
function longestWaits(nodes: ReadonlyMap<string, PlanNode>, options: CompileSettings): number {
  let seconds = 0;
  for (const node of nodes.values()) {
    for (const retry of node.kind === 'call' ? node.retry : [])
      seconds += retry.maxAttempts * (retry.maxDelaySeconds ?? retry.intervalSeconds);
    for (const { below, next } of node.kind === 'decide' ? node.rules : []) {
      const wait = nodes.get(next.to);
      if (below === undefined || wait?.kind !== 'wait') continue;
      seconds += typeof wait.seconds === 'number' ? below.limit * wait.seconds : pollPace(options).total;
    }
  }
  return seconds;
}
