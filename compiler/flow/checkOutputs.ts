import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import { type Edge, edgesOf, type PlanNode, type Read } from '../plan.ts';
import { readsOf } from '../values/index.ts';
import { readsOfAssignment, readsOfNode } from './reads.ts';

type Nodes = ReadonlyMap<string, PlanNode>;

/** Reports outputs that are read where no path, or not every path, has set them. */
export function checkOutputsAreSet(nodes: Nodes, start: string, context: Context): void {
  const variables = new Set(
    [...nodes.values()].flatMap((node) =>
      edgesOf(node).flatMap(({ assign }) => assign.flatMap((each) => (each.kind === 'outputs' ? [each.variable] : []))),
    ),
  );
  const bits = new Map([...variables].map((variable, index) => [variable, index] as const));
  const some = flow(nodes, start, bits, 'some');
  const all = flow(nodes, start, bits, 'all');
  for (const node of nodes.values()) {
    for (const { read, mayBeUnset } of readsAt(node)) {
      if (read.from.kind !== 'output') continue;
      const { variable, step, name } = read.from;
      const bit = bits.get(variable);
      const isSet = (sets: ReadonlyMap<string, Uint32Array>) => bit !== undefined && has(sets.get(node.name), bit);
      const named = `\`${name}\` of \`${step}\``;
      if (!isSet(some))
        context.report(
          diagnostic(
            'output-never-set',
            read.place,
            `${named} is read before that step can have run`,
            'Read it after the step.',
          ),
        );
      else if (!isSet(all) && !mayBeUnset) {
        const message = `${named} has no value on some paths to here`;
        const isResult = node.kind === 'succeed';
        const help = isResult
          ? 'There the workflow leaves it out.'
          : 'There it is left out; where the value is required, the execution fails.';
        context.report(diagnostic(isResult ? 'output-left-out' : 'output-maybe-unset', read.place, message, help));
      }
    }
  }
}

/** What a node and the ways out of it read, and whether that is handed to an input that may be left out. */
function* readsAt(node: PlanNode): Generator<{ readonly read: Read; readonly mayBeUnset: boolean }> {
  const checked = node.kind === 'accept' ? node : node.kind === 'fail' ? node.reason : undefined;
  if (checked !== undefined && (checked.kind === 'accept' || checked.kind === 'inputsRejected')) {
    const required = new Set(checked.schema.properties.flatMap((each) => (each.required ? [each.name] : [])));
    const members = checked.handed.kind === 'given' ? checked.handed.members : [];
    for (const { name, value } of members) yield* marked(readsOf(value), !required.has(name));
  } else yield* marked(readsOfNode(node), false);
  for (const { assign } of edgesOf(node)) {
    for (const each of assign) {
      // Whether an input that is assigned on the way into a workflow is there, is checked at its door.
      yield* marked(readsOfAssignment(each), each.kind === 'inputs');
    }
  }
}

function* marked(reads: Iterable<Read>, mayBeUnset: boolean) {
  for (const read of reads) yield { read, mayBeUnset };
}

/** For each node, the variables of outputs that are set when it is reached: on some path, or on all. */
function flow(
  nodes: Nodes,
  start: string,
  bits: ReadonlyMap<string, number>,
  paths: 'some' | 'all',
): ReadonlyMap<string, Uint32Array> {
  const words = Math.ceil(bits.size / 32);
  const sets = new Map<string, Uint32Array>([[start, new Uint32Array(words)]]);
  const returns = returnsOf(nodes);
  const entries = new Map<string, Uint32Array>();
  const pending = [start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const node = nodes.get(name);
    const before = sets.get(name);
    if (node === undefined || before === undefined) continue;
    for (const edge of edgesOf(node)) {
      const after = before.slice();
      for (const each of edge.assign) {
        const bit = each.kind === 'outputs' ? bits.get(each.variable) : undefined;
        if (bit !== undefined) after[bit >> 5] = (after[bit >> 5] ?? 0) | (1 << (bit & 31));
      }
      // What was set before a shared workflow was entered from a place is set when it comes back to that place.
      const site = returns.sites.get(edge);
      const entered = site === undefined ? undefined : entries.get(site);
      if (entered !== undefined) merge(after, entered, 'some');
      if (site !== undefined && entered === undefined) continue;
      for (const each of edge.assign) {
        if (each.kind !== 'return') continue;
        const known = entries.get(each.to);
        if (known === undefined) entries.set(each.to, after.slice());
        if (known === undefined || merge(known, after, paths))
          pending.push(...(returns.nodes.get(each.variable) ?? []));
      }
      const known = sets.get(edge.to);
      if (known === undefined) sets.set(edge.to, after);
      else if (!merge(known, after, paths)) continue;
      pending.push(edge.to);
    }
  }
  return sets;
}

/** The nodes at the end of shared workflows by their variable, and the place that each of their edges leads back to. */
function returnsOf(nodes: Nodes): {
  readonly nodes: ReadonlyMap<string, readonly string[]>;
  readonly sites: ReadonlyMap<Edge, string>;
} {
  const byVariable = new Map<string, string[]>();
  const sites = new Map<Edge, string>();
  for (const node of nodes.values()) {
    if (node.kind !== 'decide' || node.back === undefined) continue;
    byVariable.set(node.back.variable, [...(byVariable.get(node.back.variable) ?? []), node.name]);
    for (const [index, edge] of edgesOf(node).entries()) {
      const site = node.back.sites[index];
      if (site !== undefined) sites.set(edge, site);
    }
  }
  return { nodes: byVariable, sites };
}

/** Joins what another path brings; says whether that changed anything. */
function merge(known: Uint32Array, other: Uint32Array, paths: 'some' | 'all'): boolean {
  let changed = false;
  for (const [index, word] of known.entries()) {
    const added = other[index] ?? 0;
    const joined = (paths === 'some' ? word | added : word & added) >>> 0;
    if (joined !== word) changed = true;
    known[index] = joined;
  }
  return changed;
}

function has(set: Uint32Array | undefined, bit: number): boolean {
  return set !== undefined && ((set[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}
