import type { Edge, FailReason, PlanNode } from './plan.ts';
import type { MapMember, Read, Value } from './value.ts';
import { readsOf, readsOfTest } from './walk.ts';

/** Every transition out of a node. */
export function edgesOf(node: PlanNode): readonly Edge[] {
  switch (node.kind) {
    case 'accept':
      return [node.accepted, { to: node.rejected, assign: [] }];
    case 'call':
      return [node.next, ...node.catch.map(({ next }) => next)];
    case 'decide':
      return [...node.rules.map(({ next }) => next), node.otherwise];
    case 'wait':
    case 'pass':
      return [node.next];
    case 'succeed':
    case 'fail':
      return [];
    default:
      return node satisfies never;
  }
}

/** What a node reads when it is reached, assignments aside. */
export function* readsOfNode(node: PlanNode): Generator<Read> {
  switch (node.kind) {
    case 'accept':
      for (const value of node.frame.given?.values() ?? []) yield* readsOf(value);
      return;
    case 'call':
      yield* readsOfMembers(node.arguments.members);
      if (node.arguments.merged !== undefined) yield* readsOf(node.arguments.merged);
      return;
    case 'decide':
      for (const { test } of node.rules) yield* readsOfTest(test);
      return;
    case 'succeed':
      yield* readsOfMembers(node.outputs);
      return;
    case 'fail':
      yield* readsOfReason(node.reason);
      return;
    case 'wait':
    case 'pass':
      return;
    default:
      node satisfies never;
  }
}

function* readsOfReason(reason: FailReason): Generator<Read> {
  if (reason.kind !== 'criteriaNotMet') return;
  for (const { test, shown } of reason.criteria) {
    yield* readsOfTest(test);
    for (const { value } of shown) yield* readsOf(value);
  }
}

function* readsOfMembers(members: readonly MapMember[]): Generator<Read> {
  for (const { value } of members) yield* readsOf(value);
}

/** Whether a value is made of the response of the call just made. */
export function isOfResponse(value: Value): boolean {
  for (const read of readsOf(value)) if (read.from.kind === 'response') return true;
  return false;
}
