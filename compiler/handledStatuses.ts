import { callErrors } from './apis/index.ts';
import type { CallNode, Plan, Test } from './plan.ts';
import type { Json } from './source/index.ts';
import type { FailureValue } from './values/index.ts';

/**
 * The HTTP statuses of errors of a call that the document tells from others and goes on after: those of the errors that are
 * caught by name or that it retries, and those that what is caught is compared with.
 */
export function handledStatuses(node: CallNode, plan: Plan): readonly number[] {
  const known = new Map(callErrors(node.operation).named.map(({ name, status }) => [name, status]));
  const found = new Set<number>();
  const retried = node.retry.filter(({ why }) => why === 'document');
  for (const error of [...node.catch, ...retried].flatMap(({ errors }) => errors)) {
    const status = known.get(error);
    if (status !== undefined) found.add(status);
  }
  for (const { next } of node.catch) {
    const target = plan.nodes.get(next.to);
    if (target?.kind !== 'decide' || target.on !== 'failure') continue;
    for (const { test } of target.rules) for (const status of comparedStatuses(test)) found.add(status);
  }
  return [...found];
}

function* comparedStatuses(test: Test): Generator<number> {
  switch (test.kind) {
    case 'and':
    case 'or':
      for (const each of test.tests) yield* comparedStatuses(each);
      return;
    case 'compare': {
      if (test.operator !== '==') return;
      for (const [side, other] of [
        [test.left, test.right],
        [test.right, test.left],
      ] as const)
        if (side.kind === 'failure' && other.kind === 'literal') yield* statusMeant(side.part, other.value);
    }
  }
}

/** The status that a part of an error is compared with; a name that says that something is missing means 404. */
function* statusMeant(part: FailureValue['part'], value: Json): Generator<number> {
  if (part === 'status') yield Number(value);
  if (part === 'name' && /NoSuch|NotFound/.test(String(value))) yield 404;
}
