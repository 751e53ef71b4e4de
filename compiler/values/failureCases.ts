import { callErrors, type Operation, TIMEOUT } from '../apis/index.ts';
import { FAILURE_STATUSES, fold, type KnownFailure, UNANSWERED } from './fold.ts';
import { isNever, type Test } from './value.ts';
import { readsFailure, valuesOf } from './walk.ts';

/** A way in which a call can fail. */
export interface FailureCase extends KnownFailure {
  /** The error as a state machine sees it. */
  readonly error: string;
  /** The statuses that it may have, where its own is not known. */
  readonly among: readonly number[];
}

/**
 * All ways in which a call can fail, the errors that the model names first. The service's general error stands for those
 * that it doesn't name, so it is looked at only for statuses that none of the others has.
 * @param tests what is asked of the error: a status that they name is a way of its own where every status has a name
 */
export function failureCases<O>(operation: Operation, tests: readonly Test<O>[] = []): readonly FailureCase[] {
  const { ofStatus } = callErrors(operation);
  const cases = casesOf(operation);
  if (ofStatus === undefined || tests.length === 0) return cases;
  const known = new Set(cases.map(({ status }) => status));
  const asked = [...new Set(tests.flatMap(statusesIn))].filter((status) => !known.has(status));
  const added = asked.map((status): FailureCase => ({ error: ofStatus(status), status, among: [] }));
  return [
    ...added,
    ...cases.map((each) => ({ ...each, among: each.among.filter((status) => !asked.includes(status)) })),
  ];
}

/** The statuses of failed calls that a test names. */
function statusesIn<O>(test: Test<O>): readonly number[] {
  return [...valuesOf(test)].flatMap((value) => {
    const status = value.kind === 'literal' ? Number(value.value) : Number.NaN;
    return FAILURE_STATUSES.includes(status) ? [status] : [];
  });
}

function casesOf(operation: Operation): readonly FailureCase[] {
  const known = cases.get(operation);
  if (known !== undefined) return known;
  const { named, general, connection } = callErrors(operation);
  const byName = new Map(
    named.map(({ name, type, status }) => [name, { error: name, name: type, status, among: FAILURE_STATUSES }]),
  );
  const stated = new Set(named.map(({ status }) => status));
  const rest = FAILURE_STATUSES.filter((status) => status >= 400 && !stated.has(status));
  const all: readonly FailureCase[] = [
    ...byName.values(),
    {
      error: general,
      ...(operation.kind === 'aws' ? { name: general.slice(general.indexOf('.') + 1) } : {}),
      among: rest,
    },
    { error: TIMEOUT, ...UNANSWERED, among: [] },
    { error: connection, ...UNANSWERED, among: [] },
  ];
  cases.set(operation, all);
  return all;
}

/** Asked for by every criterion of a step, so worked out once an operation. */
const cases = new WeakMap<Operation, readonly FailureCase[]>();

/** Whether a test can hold for a failure. */
export function canHold<O>(test: Test<O>, failure: FailureCase): boolean {
  const left = fold(test, failure);
  if (left.kind === 'constant') return left.value;
  if (failure.status !== undefined || !readsFailure(left)) return true;
  return failure.among.some((status) => !isNever(fold(left, { ...failure, status })));
}
