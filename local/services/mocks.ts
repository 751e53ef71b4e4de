import {
  isObject,
  type Json,
  type JsonObject,
  type ServiceCall,
  type Services,
  TaskFailure,
} from '../interpreter/index.ts';

/** Answers given in a file, in the form of the mock configuration of Step Functions Local. */
export interface Mocks {
  /** Machine name, test case name, state name: the name of the mocked response. */
  readonly machines: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /** For each response, what happens at each of its attempts; the first is 0. */
  readonly responses: ReadonlyMap<string, ReadonlyMap<number, MockedAttempt>>;
}

export type MockedAttempt =
  | { readonly kind: 'return'; readonly value: Json }
  | { readonly kind: 'throw'; readonly error: string; readonly cause: string };

/** A mock configuration that is none. The message names the place. */
export class MocksError extends Error {}

/**
 * Reads a mock configuration (`{StateMachines: {M: {TestCases: {C: {State: Response}}}}, MockedResponses: {Response: {"0":
 * {Return}, "1-2": {Throw: {Error, Cause}}}}}`).
 * @throws MocksError where it has another form
 */
export function readMocks(text: string): Mocks {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    throw new MocksError(`The mock configuration is no JSON: ${(error as Error).message}`);
  }
  const responses = new Map<string, ReadonlyMap<number, MockedAttempt>>();
  for (const [name, attempts] of membersOf(root, 'MockedResponses')) responses.set(name, readAttempts(name, attempts));
  const machines = new Map<string, ReadonlyMap<string, ReadonlyMap<string, string>>>();
  for (const [machine, value] of membersOf(root, 'StateMachines')) {
    const cases = new Map<string, ReadonlyMap<string, string>>();
    for (const [name, states] of membersOf(value, 'TestCases')) {
      const place = `StateMachines.${machine}.TestCases.${name}`;
      if (!isObject(states)) throw new MocksError(`${place} must be an object`);
      for (const [state, response] of Object.entries(states)) {
        if (typeof response !== 'string' || !responses.has(response)) {
          throw new MocksError(`${place}.${state}: there is no mocked response ${JSON.stringify(response)}`);
        }
      }
      cases.set(name, new Map(Object.entries(states) as [string, string][]));
    }
    machines.set(machine, cases);
  }
  return { machines, responses };
}

function membersOf(value: unknown, key: string): readonly (readonly [string, Json])[] {
  const members = isObject(value) ? (value[key] ?? {}) : undefined;
  if (!isObject(members)) throw new MocksError(`The mock configuration needs an object \`${key}\``);
  return Object.entries(members);
}

function readAttempts(name: string, value: Json): ReadonlyMap<number, MockedAttempt> {
  const attempts = new Map<number, MockedAttempt>();
  if (!isObject(value)) throw new MocksError(`MockedResponses.${name} must be an object`);
  for (const [key, attempt] of Object.entries(value)) {
    const place = `MockedResponses.${name}.${key}`;
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(key) ?? [];
    if (first === undefined) throw new MocksError(`${place}: an attempt is a number, or two with a - between them`);
    const read = readAttempt(attempt, place);
    for (let at = Number(first); at <= Number(last); at++) attempts.set(at, read);
  }
  return attempts;
}

function readAttempt(value: Json, place: string): MockedAttempt {
  const attempt: JsonObject = isObject(value) ? value : {};
  const { Return: returned, Throw: thrown } = attempt;
  if ((returned === undefined) === (thrown === undefined)) {
    throw new MocksError(`${place} needs either Return or Throw`);
  }
  if (returned !== undefined) return { kind: 'return', value: returned };
  if (!isObject(thrown) || typeof thrown['Error'] !== 'string') throw new MocksError(`${place}.Throw needs an Error`);
  return { kind: 'throw', error: thrown['Error'], cause: typeof thrown['Cause'] === 'string' ? thrown['Cause'] : '' };
}

/** The states that a test case of a machine gives answers for. Throws a `MocksError` where there is no such case. */
export function testCaseOf(mocks: Mocks, machine: string, testCase: string): ReadonlyMap<string, string> {
  const states = mocks.machines.get(machine)?.get(testCase);
  if (states === undefined) {
    throw new MocksError(`The mock configuration has no test case ${testCase} of the state machine ${machine}`);
  }
  return states;
}

/** Services for one execution, that answer for the states of a test case; all other states call the services beneath. */
export function mockedServices(services: Services, mocks: Mocks, states: ReadonlyMap<string, string>): Services {
  const counts = new Map<string, number>();
  return {
    // Arguments of a mocked call are nobody's business: a mock may stand for a service that has no model.
    check: (request) => (states.has(request.state) ? [] : (services.check?.(request) ?? [])),
    call(call) {
      const response = states.get(call.state);
      if (response === undefined) return services.call(call);
      const count = counts.get(call.state) ?? 0;
      counts.set(call.state, count + 1);
      return answer(call, response, mocks.responses.get(response)?.get(count), count);
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
