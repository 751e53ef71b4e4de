import { edgesOf, type PlanNode } from '../plan.ts';

/** Events at which Step Functions ends an execution (AWS Step Functions, quotas). */
export const LONGEST_HISTORY = 25_000;

/** An estimate beyond this says no more than that it is far too much. */
const ENOUGH = 10 * LONGEST_HISTORY;

/**
 * How many events an execution can have in its history, about: each state once, and each loop as often as it is
 * bounded. What a Retrier repeats is left out: it is rare, and adds three events each time. It goes no further than to
 * ten times what an execution may have.
 * @param times how often each node is run where nothing loops
 */
export function historyEstimate(nodes: ReadonlyMap<string, PlanNode>, times: ReadonlyMap<string, number>): number {
  let events = 2;
  for (const node of nodes.values()) {
    const runs = times.get(node.name) ?? 1;
    events += runs * eventsOf(node);
    for (const rule of node.kind === 'decide' ? node.rules : []) {
      if (rule.below === undefined || events > ENOUGH) continue;
      events += runs * rule.below.limit * roundEvents(rule.next.to, node.name, nodes);
    }
  }
  return events;
}

/** Entered and exited; a call is scheduled, started and answered between. */
function eventsOf({ kind }: PlanNode): number {
  return kind === 'call' ? 5 : 2;
}

/** The events of one round, by the shortest way back. */
function roundEvents(from: string, back: string, nodes: ReadonlyMap<string, PlanNode>): number {
  const known = new Map([[from, 0]]);
  for (const [name, before] of known) {
    const node = nodes.get(name);
    if (node === undefined) continue;
    const events = before + eventsOf(node);
    if (name === back) return events;
    for (const { to } of edgesOf(node)) if (!known.has(to)) known.set(to, events);
  }
  return 0;
}
