import type { Assignment, FailReason, HandedInputs, ObjectMember, PlanNode, Read } from '../plan.ts';
import { readsOf, readsOfTest } from '../values/index.ts';

/** What a node reads when it is reached, assignments aside. */
export function* readsOfNode<E>(node: PlanNode<E>): Generator<Read> {
  switch (node.kind) {
    case 'accept':
      yield* readsOfHanded(node.handed);
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

/** What an assignment keeps. */
export function* readsOfAssignment(assignment: Assignment): Generator<Read> {
  if (assignment.kind !== 'outputs' && assignment.kind !== 'inputs') return;
  for (const { value } of assignment.members) {
    for (const read of readsOf(value)) {
      yield read;
      if (read.from.kind === 'expression' && !read.from.secret) yield* readsOf(read.from.value);
    }
  }
}

/** Whether any of the reads is of what a state was entered with: a response, or an error. */
export function ofResponse(reads: Iterable<Read>): boolean {
  for (const { from } of reads) if (from.kind === 'response') return true;
  return false;
}

function* readsOfHanded(handed: HandedInputs): Generator<Read> {
  if (handed.kind !== 'given') return;
  yield* readsOfMembers(handed.members);
  for (const { byReference } of handed.members) yield* byReference?.ids ?? [];
}

function* readsOfReason(reason: FailReason): Generator<Read> {
  if (reason.kind === 'inputsRejected') yield* readsOfHanded(reason.handed);
  if (reason.kind !== 'criteriaNotMet') return;
  for (const { test, shown } of reason.criteria) {
    yield* readsOfTest(test);
    for (const { value } of shown) yield* readsOf(value);
  }
}

function* readsOfMembers(members: readonly ObjectMember[]): Generator<Read> {
  for (const { value } of members) yield* readsOf(value);
}
