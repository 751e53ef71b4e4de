import type { Place } from '../diagnostics/index.ts';
import { type Read, rewriteTest, type Slot, type Test, type Value, valuesOf } from '../values/index.ts';
import { answeredStatus } from './answeredStatus.ts';

/*
 * A failure action's criteria are looked at in two situations: the call was answered and the success criteria do not
 * hold, or the call failed. They are bound once, with the status as that of a failure, and read for either from here.
 */

/** A test where the call was answered. */
export function whereAnswered(test: Test, place: Place): Test {
  return rewriteTest<Slot, Slot>(test, {
    read: (read) => read,
    failureStatus: ({ operation }) => answeredStatus(operation, place),
  });
}

/**
 * A test where the call failed: AWS gives an error's name and message, no body and no headers. A denial over the status
 * holds only where there is a status: a timeout has none.
 */
export function whereFailed(test: Test): Test {
  switch (test.kind) {
    case 'and':
    case 'or':
      return { kind: test.kind, tests: test.tests.map(whereFailed) };
    case 'not':
      return whereStatusIsKnown({ kind: 'not', test: whereFailed(test.test) });
    default: {
      const failed = rewriteTest<Slot, Slot>(test, { read: ofFailure });
      return failed.kind === 'compare' && failed.operator === '!=' ? whereStatusIsKnown(failed) : failed;
    }
  }
}

function ofFailure(read: Read): Value {
  return read.from.kind === 'response' ? { kind: 'nothing' } : read;
}

function whereStatusIsKnown(test: Test): Test {
  const [status] = [...valuesOf(test)].filter(({ kind }) => kind === 'failureStatus');
  return status === undefined ? test : { kind: 'and', tests: [{ kind: 'exists', value: status }, test] };
}
