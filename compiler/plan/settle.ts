import { diagnostic } from '../diagnostics/index.ts';
import type { Binder } from './binder.ts';
import type { StepScope } from './frame.ts';
import { edgesOf, readsOfNode } from './nodeReads.ts';
import type { PlanNode } from './plan.ts';
import { isSecret } from './secrets.ts';
import type { Read, Value } from './value.ts';
import { readsOf } from './walk.ts';

/**
 * Settles which outputs and inputs are kept: those that something in the machine reads. Reports secrets that are read
 * anywhere but in what a call sends.
 */
export function settleReads(nodes: Iterable<PlanNode>, binder: Binder): void {
  const pending: Read[] = [];
  for (const node of nodes) {
    for (const read of readsOfNode(node)) {
      pending.push(read);
      // A called workflow's inputs are checked in place and never stored.
      if (node.kind !== 'call' && node.kind !== 'accept') reportSecret(read, binder);
    }
  }
  for (let read = pending.pop(); read !== undefined; read = pending.pop()) {
    const { from } = read;
    if (from.kind === 'output' && !from.step.kept.has(from.name)) {
      from.step.kept.add(from.name);
      const value = keptValue(from.step, from.name);
      for (const inner of value === undefined ? [] : readsOf(value)) {
        reportSecret(inner, binder);
        pending.push(inner);
      }
    }
    if (from.kind === 'input' && !isSecret(read) && !from.frame.read.has(from.name)) {
      from.frame.read.add(from.name);
      const given = from.frame.given?.get(from.name);
      if (given !== undefined) pending.push(...readsOf(given));
    }
  }
}

function keptValue(step: StepScope, name: string): Value | undefined {
  const value = step.outputs.get(name);
  return value === 'wrong' ? undefined : value;
}

function reportSecret(read: Read, binder: Binder): void {
  if (!isSecret(read) || read.from.kind !== 'input') return;
  binder.report(
    diagnostic(
      'secret-misused',
      read.place,
      `\`${read.from.name}\` is a secret: it may only be sent in a call`,
      'Criteria, outputs and causes can be read by whoever may look at executions: leave it out there.',
    ),
  );
}

/** Reports outputs that are read where no path, or not every path, has set them. */
export function checkOutputsAreSet(nodes: ReadonlyMap<string, PlanNode>, start: string, binder: Binder): void {
  const steps = [
    ...new Set(
      [...nodes.values()].flatMap((node) =>
        edgesOf(node).flatMap(({ assign }) =>
          assign.flatMap((each) => (each.kind === 'outputs' && each.step.kept.size > 0 ? [each.step] : [])),
        ),
      ),
    ),
  ];
  const bits = new Map(steps.map((step, index) => [step, index] as const));
  const some = flow(nodes, start, bits, 'some');
  const all = flow(nodes, start, bits, 'all');
  for (const node of nodes.values()) {
    const reads = [
      ...readsOfNode(node),
      ...edgesOf(node).flatMap(({ assign }) =>
        assign.flatMap((each) => (each.kind === 'outputs' ? readsOfKept(each.step) : [])),
      ),
    ];
    for (const read of reads) {
      if (read.from.kind !== 'output') continue;
      const { step, name } = read.from;
      const bit = bits.get(step);
      const isSet = (sets: ReadonlyMap<string, Uint32Array>) => bit !== undefined && has(sets.get(node.name), bit);
      const named = `\`${name}\` of \`${step.step.id.value}\``;
      if (!isSet(some))
        binder.report(
          diagnostic(
            'output-never-set',
            read.place,
            `${named} is read before that step can have run`,
            'Read it after the step.',
          ),
        );
      else if (!isSet(all))
        binder.report(
          diagnostic(
            'output-maybe-unset',
            read.place,
            `${named} has no value on some paths to here`,
            'There it is left out; where the value is required, the execution fails.',
          ),
        );
    }
  }
}

function readsOfKept(step: StepScope): Read[] {
  return [...step.kept].flatMap((name) => {
    const value = keptValue(step, name);
    return value === undefined ? [] : [...readsOf(value)];
  });
}

/** For each node, the steps whose outputs are set when it is reached: on some path, or on all. */
function flow(
  nodes: ReadonlyMap<string, PlanNode>,
  start: string,
  bits: ReadonlyMap<StepScope, number>,
  paths: 'some' | 'all',
): ReadonlyMap<string, Uint32Array> {
  const words = Math.ceil(bits.size / 32);
  const sets = new Map<string, Uint32Array>([[start, new Uint32Array(words)]]);
  const pending = [start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const node = nodes.get(name);
    const before = sets.get(name);
    if (node === undefined || before === undefined) continue;
    for (const { to, assign } of edgesOf(node)) {
      const after = before.slice();
      for (const each of assign) {
        const bit = each.kind === 'outputs' ? bits.get(each.step) : undefined;
        if (bit !== undefined) after[bit >> 5] = (after[bit >> 5] ?? 0) | (1 << (bit & 31));
      }
      const known = sets.get(to);
      if (known === undefined) sets.set(to, after);
      else if (!merge(known, after, paths)) continue;
      pending.push(to);
    }
  }
  return sets;
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
