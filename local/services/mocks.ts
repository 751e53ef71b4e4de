import { didYouMean, nearest } from '../../compiler/diagnostics/index.ts';
import { type Json, type ServiceCall, type Services, TaskFailure } from '../interpreter/index.ts';

/** Answers given in a file, in the form of the mock configuration of Step Functions Local. */
export interface Mocks {
  /** Machine name, test case name, state name: the name of the mocked response. */
  readonly machines: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /** For each response, what happens at its attempts. */
  readonly responses: ReadonlyMap<string, readonly MockedAttempts[]>;
}

/** What happens at some attempts of a call in a row; the first attempt is 0. */
export interface MockedAttempts {
  readonly from: number;
  readonly to: number;
  readonly happens: MockedAttempt;
}

export type MockedAttempt =
  | { readonly kind: 'return'; readonly value: Json }
  | { readonly kind: 'throw'; readonly error: string; readonly cause: string };

/** A test case that a mock configuration doesn't have. */
export class MocksError extends Error {}

/** The states that a test case of a machine gives answers for. Throws a `MocksError` where there is no such case. */
export function testCaseOf(mocks: Mocks, machine: string, testCase: string): ReadonlyMap<string, string> {
  const states = mocks.machines.get(machine)?.get(testCase);
  if (states === undefined) {
    const near = didYouMean(nearest(testCase, mocks.machines.get(machine)?.keys() ?? []));
    const there = near === undefined ? '' : `. ${near}`;
    throw new MocksError(`The mock configuration has no test case ${testCase} of the state machine ${machine}${there}`);
  }
  return states;
}

/** Services for one execution, that answer for the states of a test case; all other states call the services beneath. */
export function mockedServices(services: Services, mocks: Mocks, states: ReadonlyMap<string, string>): Services {
  const counts = new Map<string, number>();
  return {
    // Arguments of a mocked call are nobody's business: a mock may stand for a service that has no model.
    check: (request) => (states.has(request.state) ? [] : (services.check?.(request) ?? [])),
    givesResult: (request) => states.has(request.state),
    call(call) {
      const response = states.get(call.state);
      if (response === undefined) return services.call(call);
      const count = counts.get(call.state) ?? 0;
      counts.set(call.state, count + 1);
      const attempts = mocks.responses.get(response)?.find(({ from, to }) => from <= count && count <= to);
      return answer(call, response, attempts?.happens, count);
    },
  };
}

async function answer(
  { state }: ServiceCall,
  response: string,
  attempt: MockedAttempt | undefined,
  count: number,
): Promise<Json> {
  if (attempt === undefined) {
    throw new TaskFailure('States.Runtime', `The mocked response ${response} of ${state} has no attempt ${count}`);
  }
  if (attempt.kind === 'throw') throw new TaskFailure(attempt.error, attempt.cause);
  return attempt.value;
}
