import {
  type Assignment,
  type Edge,
  edgesOf,
  isSecret,
  type PlanNode,
  type Read,
  type Value,
  withEdges,
} from '../plan.ts';
import { readsOf } from '../values/index.ts';
import { readsOfNode } from './reads.ts';

type Nodes = ReadonlyMap<string, PlanNode>;

/** Which outputs and inputs are kept: those that something in the machine reads. */
export interface Kept {
  has(variable: string, name: string): boolean;
  /** Secrets that are read anywhere but in what a call sends. */
  readonly misused: readonly Read[];
}

/** Finds what is kept, from what the nodes read on to what that is made of. */
export function findKept(nodes: Nodes): Kept {
  const made = madeOf(nodes);
  const names = new Map<string, Set<string>>();
  const misused: Read[] = [];
  const pending: Read[] = [];
  const keep = (variable: string, name: string): void => {
    const known = names.get(variable) ?? new Set<string>();
    names.set(variable, known);
    if (known.has(name)) return;
    known.add(name);
    for (const { value, secretly } of made.get(variable)?.get(name) ?? []) {
      for (const read of readsOf(value)) {
        if (!secretly && isSecret(read)) misused.push(read);
        pending.push(read);
      }
    }
  };
  for (const node of nodes.values()) {
    for (const read of readsOfNode(node)) {
      pending.push(read);
      if (!maySendSecrets(node) && isSecret(read)) misused.push(read);
    }
    if (node.kind === 'accept' && node.handed.kind === 'variable')
      for (const name of made.get(node.handed.variable)?.keys() ?? []) keep(node.handed.variable, name);
  }
  for (let read = pending.pop(); read !== undefined; read = pending.pop()) {
    const { from } = read;
    if (from.kind === 'expression') pending.push(...readsOf(from.value));
    if (from.kind === 'output' || from.kind === 'input') keep(from.variable, from.name);
  }
  return { has: (variable, name) => names.get(variable)?.has(name) === true, misused };
}

/** The nodes without the assignments that nothing reads. */
export function pruned(nodes: Nodes, kept: Kept): Nodes {
  const whole = new Set<string>();
  const some = new Set<string>();
  for (const node of nodes.values()) {
    if (node.kind === 'accept' && node.handed.kind === 'variable') whole.add(node.handed.variable);
    for (const { assign } of edgesOf(node))
      for (const each of assign)
        if (each.kind === 'outputs' && each.members.some(({ name }) => kept.has(each.variable, name)))
          some.add(each.variable);
  }
  const prune = (assignment: Assignment): readonly Assignment[] => {
    const { variable } = assignment;
    switch (assignment.kind) {
      case 'outputs': {
        const members = assignment.members.filter(({ name }) => kept.has(variable, name));
        return members.length === 0 ? [] : [{ ...assignment, members }];
      }
      case 'inputs': {
        const members = assignment.members.filter(({ name }) => kept.has(variable, name));
        return members.length === 0 && !whole.has(variable) ? [] : [{ ...assignment, members }];
      }
      case 'clear':
        return some.has(variable) ? [assignment] : [];
      default:
        return [assignment];
    }
  };
  const edge = ({ assign, ...rest }: Edge): Edge => ({ ...rest, assign: assign.flatMap(prune) });
  return new Map([...nodes].map(([name, node]) => [name, withEdges(node, edge)] as const));
}

/** A called workflow's inputs are checked in place and never stored. */
function maySendSecrets(node: PlanNode): boolean {
  return (
    node.kind === 'call' || node.kind === 'accept' || (node.kind === 'fail' && node.reason.kind === 'inputsRejected')
  );
}

interface Made {
  readonly value: Value;
  /** It is an input: that a secret is none of those that are kept has been seen to. */
  readonly secretly: boolean;
}

/** What is assigned anywhere, by variable and name. */
function madeOf(nodes: Nodes): ReadonlyMap<string, ReadonlyMap<string, readonly Made[]>> {
  const made = new Map<string, Map<string, Made[]>>();
  for (const node of nodes.values()) {
    for (const { assign } of edgesOf(node)) {
      for (const each of assign) {
        if (each.kind !== 'outputs' && each.kind !== 'inputs') continue;
        const names = made.get(each.variable) ?? new Map<string, Made[]>();
        made.set(each.variable, names);
        for (const { name, value } of each.members) {
          const values = names.get(name) ?? [];
          names.set(name, values);
          values.push({ value, secretly: each.kind === 'inputs' });
        }
      }
    }
  }
  return made;
}
