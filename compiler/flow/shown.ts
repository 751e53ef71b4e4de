import { isPrivate, type Read, type Test, type Value } from '../plan.ts';

/**
 * Which of the values that a criterion compares may stand in the cause of a failure, which is logged and which whoever may
 * list executions can read: of what a service answered, what by its model names, counts or says the state of a thing; and
 * the inputs that are compared with such an id. Nothing else says that an input is no number or id of a person.
 */
export function shownBy(test: Test): (value: Value) => boolean {
  const ids = new Set<string>();
  for (const { left, right } of comparisons(test)) {
    if (left.kind !== 'read' || right.kind !== 'read') continue;
    if (namesResource(left)) ids.add(keyOf(right));
    if (namesResource(right)) ids.add(keyOf(left));
  }
  return (value) => {
    if (value.kind !== 'read' || isPrivate(value)) return false;
    if (value.type === 'array' || value.type === 'object') return false;
    if (value.from.kind === 'input') return ids.has(keyOf(value));
    if (value.shape === undefined) return false;
    const { shape } = value;
    if (shape.type !== 'string' || shape.enum !== undefined) return true;
    return ID.test(nameOf(value)) || /Status$/i.test(nameOf(value));
  };
}

const ID = /(?:Ids?|Arn|Identifier)$/i;

/** Whether a value is an id by the model of the service that answered it. */
function namesResource(read: Read): boolean {
  return read.from.kind !== 'input' && read.shape !== undefined && !isPrivate(read) && ID.test(nameOf(read));
}

function* comparisons(test: Test): Generator<Test & { readonly kind: 'compare' }> {
  if (test.kind === 'compare') yield test;
  else if (test.kind === 'not') yield* comparisons(test.test);
  else if (test.kind === 'and' || test.kind === 'or') for (const each of test.tests) yield* comparisons(each);
}

function keyOf({ from, path }: Read): string {
  return JSON.stringify(from.kind === 'input' ? [from.variable, from.name, path] : [from.kind, path]);
}

/** What the model calls a value: the last member that is read; where it was put out and is read back, its shape. */
function nameOf({ path, shape }: Read): string {
  return path.findLast((step): step is string => typeof step === 'string') ?? shape?.name ?? '';
}
