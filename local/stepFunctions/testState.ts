import { printTaskResource } from '../../compiler/apis/index.ts';
import {
  createExecution,
  type ExecutionResult,
  isObject,
  type Json,
  type JsonObject,
  type MachineDefinition,
  type Progress,
  type Services,
  type StateDefinition,
  TaskFailure,
} from '../interpreter/index.ts';
import { optionalText, refusal, ServiceException, textIn } from '../services/index.ts';
import { readDefinition } from './definition.ts';
import type { SfnCall, SfnHandlers } from './store.ts';

/** One state by itself, with its services or with a mocked result. */
export const testState: SfnHandlers = {
  async TestState(call) {
    const { name, state } = stateOf(call);
    const mock = call.request['mock'];
    const tested = prepared(call, state, isObject(mock));
    let progress: Extract<Progress, { readonly kind: 'retried' | 'caught' }> | undefined;
    const execution = createExecution(alone(name, tested), jsonIn(call, 'input', {}), {
      services: isObject(mock) ? mockedService(call, mock) : call.context.services(),
      clock: call.context.clock,
      machineName: 'TestState',
      variables: objectIn(call, 'variables'),
      context: objectIn(call, 'context'),
      onProgress(happened) {
        if (happened.kind !== 'retried' && happened.kind !== 'caught') return;
        progress ??= happened;
        if (happened.kind === 'retried') execution.stop();
      },
    });
    return answer(call, await execution.run(), progress, name);
  },
};

/** The state that is meant: the definition itself, or the named one of a whole machine. */
function stateOf(call: SfnCall): { readonly name: string; readonly state: StateDefinition } {
  const text = textIn(call, 'definition');
  const name = optionalText(call, 'stateName');
  if (name === undefined) {
    const state: Json = jsonOf(call, text);
    // The checks of a whole machine serve for one state, too.
    const definition = readDefinition(
      call,
      JSON.stringify(alone('TestState', isObject(state) ? state : {})),
      'STANDARD',
    );
    return { name: 'TestState', state: onlyState(definition, 'TestState') };
  }
  const definition = readDefinition(call, text, 'STANDARD');
  const found = Object.hasOwn(definition.States, name) ? definition.States[name] : undefined;
  if (found === undefined) throw refusal(call, 'ValidationException', `There is no state '${name}' in the definition`);
  return { name, state: { QueryLanguage: definition.QueryLanguage ?? 'JSONPath', ...found } };
}

function onlyState({ States: states }: MachineDefinition, name: string): StateDefinition {
  return states[name] ?? { Type: 'Succeed' };
}

/** A machine of one state; where it can go on to, there is an end. */
function alone(name: string, state: JsonObject | StateDefinition): MachineDefinition {
  const ends = targetsOf(state).map((target) => [target, { Type: 'Succeed', QueryLanguage: 'JSONata' }] as const);
  return {
    StartAt: name,
    States: { ...Object.fromEntries(ends), [name]: { Type: '', ...state } },
  };
}

function targetsOf(state: Readonly<Record<string, unknown>>): readonly string[] {
  const rules = [state['Choices'], state['Catch']].flatMap((list) =>
    Array.isArray(list) ? list.filter(isObject) : [],
  );
  const targets = [state['Next'], state['Default'], ...rules.map(({ Next: next }) => next)];
  return targets.filter((target) => typeof target === 'string');
}

/** The state with the retries that it has left; a mocked Parallel or Map becomes a Task, whose result is the mock's. */
function prepared(call: SfnCall, state: StateDefinition, mocked: boolean): StateDefinition {
  const configuration = call.request['stateConfiguration'];
  const used = isObject(configuration) ? Number(configuration['retrierRetryCount'] ?? 0) : 0;
  const retry = Array.isArray(state['Retry'])
    ? state['Retry'].filter(isObject).map((retrier) => ({
        ...retrier,
        MaxAttempts: Math.max(0, Number(retrier['MaxAttempts'] ?? 3) - used),
      }))
    : undefined;
  const left = retry === undefined ? state : { ...state, Retry: retry };
  if (!mocked) return left;
  switch (state.Type) {
    case 'Task':
      return left;
    case 'Parallel':
    case 'Map': {
      const kept = ['QueryLanguage', 'Retry', 'Catch', 'Assign', 'Output', 'Next', 'End'];
      const fields = Object.entries(left).filter(([field]) => kept.includes(field));
      return { ...Object.fromEntries(fields), Type: 'Task', Resource: ANY_TASK };
    }
    default:
      throw refusal(call, 'ValidationException', 'State type must be Task, Parallel or Map when a mock is specified');
  }
}

/** What a mocked Parallel or Map is looked at as: a Task, of which only the answer matters. */
const ANY_TASK = printTaskResource({ kind: 'optimised', service: 'lambda', action: 'invoke', pattern: 'call' });

function mockedService(call: SfnCall, mock: JsonObject): Services {
  const { result, errorOutput: failure } = mock;
  if ((result === undefined) === (failure === undefined)) {
    throw refusal(call, 'ValidationException', 'A mock needs either a result or an errorOutput');
  }
  return {
    async call() {
      if (!isObject(failure)) return jsonOf(call, String(result));
      const { error, cause } = failure;
      throw new TaskFailure(String(error ?? ''), String(cause ?? ''));
    },
  };
}

function answer(
  call: SfnCall,
  result: ExecutionResult,
  progress: Extract<Progress, { readonly kind: 'retried' | 'caught' }> | undefined,
  name: string,
): JsonObject {
  const exit = result.history.find(({ stateExitedEventDetails: details }) => details?.name === name);
  const next = result.history.find(
    ({ previousEventId, stateEnteredEventDetails: details }) => details !== undefined && previousEventId === exit?.id,
  );
  const failure = progress ?? (result.status === 'SUCCEEDED' ? undefined : result);
  const status =
    progress?.kind === 'retried'
      ? 'RETRIABLE'
      : progress?.kind === 'caught'
        ? 'CAUGHT_ERROR'
        : result.status === 'SUCCEEDED'
          ? 'SUCCEEDED'
          : 'FAILED';
  const nextState = next?.stateEnteredEventDetails?.name;
  return {
    status,
    ...(exit === undefined ? {} : { output: exit.stateExitedEventDetails?.output ?? '' }),
    ...(nextState === undefined ? {} : { nextState }),
    ...(failure?.error === undefined ? {} : { error: failure.error }),
    ...(failure?.cause === undefined ? {} : { cause: failure.cause }),
    ...inspection(call, result),
  };
}

/** What happened inside the state, for those who ask (`DEBUG`, `TRACE`). */
function inspection(call: SfnCall, { history }: ExecutionResult): JsonObject {
  const level = optionalText(call, 'inspectionLevel') ?? 'INFO';
  if (level === 'INFO') return {};
  const inspected: { [key: string]: Json } = { input: textIn(call, 'input') || '{}' };
  for (const event of history) {
    const { taskScheduledEventDetails: scheduled, taskSucceededEventDetails: succeeded } = event;
    const { stateExitedEventDetails: exited } = event;
    if (scheduled !== undefined) inspected['afterArguments'] = scheduled.parameters;
    if (succeeded !== undefined) inspected['result'] = succeeded.output;
    if (exited?.assignedVariables !== undefined) {
      const assigned = Object.entries(exited.assignedVariables).map(([key, text]) => [key, JSON.parse(text)]);
      inspected['variables'] = JSON.stringify(Object.fromEntries(assigned));
    }
  }
  return { inspectionData: inspected };
}

function jsonIn(call: SfnCall, member: string, otherwise: Json): Json {
  const text = optionalText(call, member);
  return text === undefined ? otherwise : jsonOf(call, text);
}

function objectIn(call: SfnCall, member: string): JsonObject {
  const value = jsonIn(call, member, {});
  if (!isObject(value)) throw refusal(call, 'ValidationException', `${member} must be a JSON object`);
  return value;
}

function jsonOf(call: SfnCall, text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ServiceException('ValidationException', `${call.operation.name}: ${(error as Error).message}`);
  }
}
