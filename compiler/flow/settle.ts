import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import {
  type Assignment,
  type Edge,
  type KeptInput,
  type ObjectMember,
  type PlanNode,
  type Read,
  type Value,
  withEdges,
} from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { rewriteValue } from '../values/index.ts';
import type { DraftAssignment } from './draft.ts';
import { settleHandingOn } from './handOn.ts';
import { findKept, pruned } from './kept.ts';
import type { Link, LinkedNode } from './link.ts';
import type { Handed, PlacedWorkflow, Site } from './placed.ts';
import type { Store } from './store.ts';

/** The nodes with what was left open settled: what is assigned, and what is handed on. */
export function settle(nodes: Iterable<LinkedNode>, store: Store, context: Context): ReadonlyMap<string, PlanNode> {
  store.finish();
  const all = new Map<string, PlanNode>();
  for (const node of nodes) {
    const caught = new Set(node.kind === 'call' ? node.catch.map(({ next }) => next) : []);
    const edge = (link: Link): Edge => {
      const assign = link.assign.flatMap((each) => assignmentsOf(each, store));
      return { to: link.to, assign: atOnce(caught.has(link) ? assign.map(withoutResponse) : assign), drops: false };
    };
    all.set(node.name, withEdges(node, edge));
  }
  const kept = findKept(all);
  for (const read of kept.misused) reportSecret(read, context);
  return settleHandingOn(pruned(all, kept));
}

function reportSecret(read: Read, context: Context): void {
  if (!('name' in read.from)) return;
  context.report(
    diagnostic(
      'secret-misused',
      read.place,
      `\`${read.from.name}\` is a secret: it may only be sent in a call`,
      'Criteria, outputs and causes can be read by whoever may look at executions: leave it out there.',
    ),
  );
}

function assignmentsOf(draft: DraftAssignment, store: Store): readonly Assignment[] {
  switch (draft.kind) {
    case 'outputs': {
      const { bound, variable, workflow } = draft.step;
      const { outputs, outputsWhenFailed } = bound;
      const members = store.members(draft.failed ? outputsWhenFailed : outputs, workflow);
      // What an earlier round has put out is gone, too.
      if (draft.failed && members.length === 0) return outputs.length === 0 ? [] : [{ kind: 'clear', variable }];
      return [{ kind: 'outputs', variable, members }];
    }
    case 'inputs': {
      const { workflow } = draft;
      const members = inputsOf(workflow, workflow.handed, store);
      return [{ kind: 'inputs', variable: workflow.inputsVariable, members }];
    }
    case 'enter':
      return entering(draft.site, store);
    case 'leave': {
      const { site } = draft;
      const copies = [...(store.copies.get(site) ?? [])].map(([name, read]) => ({
        name,
        value: store.value(read, site.workflow),
        required: false,
      }));
      return [{ kind: 'outputs', variable: site.variable, members: copies }];
    }
    case 'secret': {
      const { variable, key } = draft.reference;
      return [{ kind: 'secret', variable, ...(key === undefined ? {} : { key }) }];
    }
    case 'forget':
      return [{ kind: 'forget', variable: draft.reference.variable }];
    case 'deadline': {
      const { variable, milliseconds } = draft.step.deadline;
      return [{ kind: 'deadline', variable, milliseconds }];
    }
    case 'reset':
    case 'increment':
      return [draft];
    default:
      return draft satisfies never;
  }
}

/** Into a shared workflow: its inputs, which it checks then, and where it has to come back to. */
function entering(site: Site, store: Store): readonly Assignment[] {
  const { workflow, handed, name } = site;
  const { inputsVariable: variable, inputs, shared } = workflow;
  const members = inputsOf(workflow, handed, store).filter(
    (input) => input.value.kind !== 'nothing' || input.default !== undefined,
  );
  const accepted = inputs.schema === undefined ? [] : [{ kind: 'inputs', variable, members } as const];
  if (shared?.back === undefined) return accepted;
  // What an earlier run has left is not taken for an output of this one.
  const clear = variablesInside(workflow).map((each) => ({ kind: 'clear', variable: each }) as const);
  return [...accepted, ...clear, { kind: 'return', variable: shared.back, to: name }];
}

/** The variables of outputs in a workflow, and in those that are a part of it. */
function variablesInside({ steps, runs }: PlacedWorkflow): readonly string[] {
  const own = [...steps.values()].map(({ variable }) => variable);
  return [...own, ...[...runs.values()].flatMap((run) => (run.kind === 'inline' ? variablesInside(run.workflow) : []))];
}

/** The inputs of a workflow as they come in, in the order of the document. */
function inputsOf({ inputs }: PlacedWorkflow, handed: Handed | undefined, store: Store): readonly KeptInput[] {
  return [...inputs.declared.values()].map(({ name, node, certain, default: otherwise }) => {
    const given = handed?.given.get(name);
    // The state that checks the execution's input is entered with it.
    const execution: Read = {
      kind: 'read',
      from: { kind: 'response' },
      path: [name],
      certain,
      sensitive: false,
      place: placeOf(node),
      type: 'unknown',
    };
    const value: Value =
      handed === undefined ? execution : given === undefined ? { kind: 'nothing' } : store.value(given, handed.by);
    return { name, value, ...(otherwise === undefined ? {} : { default: otherwise }) };
  });
}

/** What is assigned where a call failed: there is no response. */
function withoutResponse(assignment: Assignment): Assignment {
  if (assignment.kind !== 'inputs') return assignment;
  return reading(assignment, (read) => (read.from.kind === 'response' ? { kind: 'nothing' } : read));
}

/**
 * All that a transition assigns is read before any of it is assigned: an output that is assigned first and read by what
 * follows is read as what it is made of.
 */
function atOnce(assignments: readonly Assignment[]): readonly Assignment[] {
  const made = new Map<string, readonly ObjectMember[]>();
  return assignments.map((assignment) => {
    const read = made.size === 0 ? assignment : reading(assignment, (each) => inPlace(each, made));
    if (read.kind === 'outputs') made.set(read.variable, read.members);
    if (read.kind === 'clear') made.set(read.variable, []);
    return read;
  });
}

function inPlace(read: Read, made: ReadonlyMap<string, readonly ObjectMember[]>): Value {
  const { from } = read;
  const members = from.kind === 'output' ? made.get(from.variable) : undefined;
  if (from.kind !== 'output' || members === undefined) return read;
  const value = members.find(({ name }) => name === from.name)?.value ?? { kind: 'nothing' };
  return { ...read, from: { kind: 'expression', name: from.name, value, secret: false } };
}

/** An assignment whose values read something else. */
function reading(assignment: Assignment, read: (read: Read) => Value): Assignment {
  const rewrite = (value: Value) => rewriteValue<Read['from'], Read['from']>(value, { read });
  switch (assignment.kind) {
    case 'inputs':
      return { ...assignment, members: assignment.members.map((each) => ({ ...each, value: rewrite(each.value) })) };
    case 'outputs':
      return { ...assignment, members: assignment.members.map((each) => ({ ...each, value: rewrite(each.value) })) };
    default:
      return assignment;
  }
}
