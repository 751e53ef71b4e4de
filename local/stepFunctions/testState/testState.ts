import { edgesOf } from '../../../compiler/statesLanguage/index.ts';
import type { Exchanged } from '../../http/index.ts';
import {
  createExecution,
  type ExecutionResult,
  isObject,
  type Json,
  type JsonObject,
  type MachineDefinition,
  parseJson,
  type StateDefinition,
} from '../../interpreter/index.ts';
import { optionalText, refusal, textIn } from '../../services/index.ts';
import { arnOf } from '../arns.ts';
import { readDefinition } from '../definition.ts';
import type { SfnCall, SfnHandlers } from '../store.ts';
import { type Handled, inspection } from './inspection.ts';
import { type Mock, mockedServices, readMock, withMockedWork } from './mock.ts';

/** What AWS calls the state under test, whatever its name is. */
const stateName = 'StateName';

/** One state by itself, with its services or with a mocked result. */
export const testState: SfnHandlers = {
  async TestState(call) {
    const state = stateOf(call);
    const given = readMock(call, state);
    const mock = given && afterFailures(call, state, given);
    const input = jsonIn(call, 'input') ?? {};
    const context = jsonIn(call, 'context');
    let handled: Handled | undefined;
    let exchanged: Exchanged | undefined;
    const told = (latest: Exchanged): void => {
      exchanged = latest;
    };
    const execution = createExecution(alone(withRetriesLeft(call, mock ? withMockedWork(state) : state)), input, {
      services: mock === undefined ? call.context.services(told) : mockedServices(mock, state),
      clock: call.context.clock,
      machineName: 'StateMachineName',
      arn: arnOf(call.context, 'express', `StateMachineName:ExecutionName:${call.context.newId()}`),
      name: 'ExecutionName',
      roleArn: optionalText(call, 'roleArn') ?? null,
      variables: objectOf(call, 'variables', jsonIn(call, 'variables')),
      ...(context === undefined ? {} : { context: objectOf(call, 'context', context) }),
      opensCauses: false,
      onProgress(happened) {
        if (happened.kind !== 'retried' && happened.kind !== 'caught') return;
        handled ??= happened;
        if (happened.kind === 'retried') execution.stop();
      },
    });
    const result = await execution.run();
    if (state.Type === 'Map' && mock?.kind === 'result') checkItems(call, result, mock.value);
    return {
      ...answer(result, handled),
      ...inspection(call, result, { handled, exchanged, isMap: state.Type === 'Map' }),
    };
  },
};

/** The state that is meant: the definition itself, or the named one of a whole machine. */
function stateOf(call: SfnCall): StateDefinition {
  const text = textIn(call, 'definition');
  const name = optionalText(call, 'stateName');
  if (name === undefined) {
    const state = jsonOf(call, 'definition', text);
    // The checks of a whole machine serve for one state, too.
    const definition = readDefinition(call, JSON.stringify(alone(isObject(state) ? state : {})), 'STANDARD');
    return definition.States[stateName] ?? { Type: 'Succeed' };
  }
  const definition = readDefinition(call, text, 'STANDARD');
  const found = findState(definition, name);
  if (found === undefined) throw refusal(call, 'ValidationException', `There is no state '${name}' in the definition`);
  return { QueryLanguage: definition.QueryLanguage ?? 'JSONPath', ...found };
}

/** The state of this name, wherever it stands: names are unique in a machine. */
function findState(part: unknown, name: string): StateDefinition | undefined {
  if (Array.isArray(part)) return first(part, name);
  if (!isObject(part)) return undefined;
  const { States: states, Branches: branches, ItemProcessor: processor } = part;
  if (!isObject(states)) return findState(branches ?? processor, name);
  const own = Object.hasOwn(states, name) ? states[name] : undefined;
  return isState(own) ? own : first(Object.values(states), name);
}

function first(parts: readonly unknown[], name: string): StateDefinition | undefined {
  for (const part of parts) {
    const found = findState(part, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isState(value: Json | undefined): value is JsonObject & StateDefinition {
  return isObject(value) && typeof value['Type'] === 'string';
}

/** A machine of one state; where it can go on to, there is an end. */
function alone(state: JsonObject | StateDefinition): MachineDefinition {
  const ends = edgesOf(state).map(({ target }) => [target, { Type: 'Succeed', QueryLanguage: 'JSONata' }] as const);
  return {
    StartAt: stateName,
    States: { ...Object.fromEntries(ends), [stateName]: { Type: '', ...state } },
  };
}

function configured(call: SfnCall, member: string): number {
  const configuration = call.request['stateConfiguration'];
  return isObject(configuration) ? Number(configuration[member] ?? 0) : 0;
}

/** The state as it stands after the retries that the request says there have been. */
function withRetriesLeft(call: SfnCall, state: StateDefinition): StateDefinition {
  const used = configured(call, 'retrierRetryCount');
  if (used === 0 || !Array.isArray(state['Retry'])) return state;
  const retry = state['Retry'].filter(isObject).map((retrier) => ({
    ...retrier,
    MaxAttempts: Math.max(0, Number(retrier['MaxAttempts'] ?? 3) - used),
    IntervalSeconds: Number(retrier['IntervalSeconds'] ?? 1) * Number(retrier['BackoffRate'] ?? 2) ** used,
  }));
  return { ...state, Retry: retry };
}

/** What a Map comes to where as many of its iterations fail as the request says. */
function afterFailures(call: SfnCall, state: StateDefinition, mock: Mock): Mock {
  const failed = configured(call, 'mapIterationFailureCount');
  if (failed === 0) return mock;
  const refuse = (message: string) => refusal(call, 'ValidationException', message);
  if (state.Type !== 'Map') {
    throw refuse('MapIterationFailureCount is only supported when testing a Map state.');
  }
  if (mock.kind === 'result' && Array.isArray(mock.value) && failed > mock.value.length) {
    throw refuse('Map iteration failure count must be less than or equal to the number of Map iterations');
  }
  if (failed <= Number(state['ToleratedFailureCount'] ?? 0)) return mock;
  return {
    kind: 'error',
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  };
}

function checkItems(call: SfnCall, { history }: ExecutionResult, mocked: Json): void {
  const started = history.find(({ mapStateStartedEventDetails: details }) => details !== undefined);
  const length = started?.mapStateStartedEventDetails?.length;
  if (length === undefined || (Array.isArray(mocked) && mocked.length === length)) return;
  throw refusal(call, 'ValidationException', "Input array does not equal the mocked result array's size");
}

function answer(result: ExecutionResult, handled: Handled | undefined): JsonObject {
  const exit = result.history.find(({ stateExitedEventDetails: details }) => details?.name === stateName);
  const next = result.history.find(
    ({ previousEventId, stateEnteredEventDetails: details }) => details !== undefined && previousEventId === exit?.id,
  );
  const failure = handled ?? (result.status === 'SUCCEEDED' ? undefined : result);
  const nextState = next?.stateEnteredEventDetails?.name;
  return {
    status: statusOf(result, handled),
    ...(exit === undefined ? {} : { output: exit.stateExitedEventDetails?.output ?? '' }),
    ...(nextState === undefined ? {} : { nextState }),
    ...(failure?.error === undefined ? {} : { error: failure.error }),
    ...(failure?.cause === undefined ? {} : { cause: failure.cause }),
  };
}

function statusOf({ status }: ExecutionResult, handled: Handled | undefined): string {
  if (handled !== undefined) return handled.kind === 'retried' ? 'RETRIABLE' : 'CAUGHT_ERROR';
  return status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED';
}

function jsonIn(call: SfnCall, member: string): Json | undefined {
  const text = optionalText(call, member);
  return text === undefined ? undefined : jsonOf(call, member, text);
}

function objectOf(call: SfnCall, member: string, value: Json = {}): JsonObject {
  if (!isObject(value)) throw refusal(call, 'ValidationException', `${member} must be a JSON object`);
  return value;
}

function jsonOf(call: SfnCall, member: string, text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refusal(call, 'ValidationException', `${member}: ${why}`);
  }
}
