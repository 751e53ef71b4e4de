import { parseTaskResource, printTaskResource, taskOperation } from '../../../compiler/apis/index.ts';
import { shippedModels } from '../../../compiler/node/index.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  type Services,
  type StateDefinition,
  TaskFailure,
} from '../../interpreter/index.ts';
import { answerFault, namingOf, refusal } from '../../services/index.ts';
import type { SfnCall } from '../store.ts';

/** What is given in the place of what a state's work would come to. */
export type Mock =
  | { readonly kind: 'result'; readonly value: Json }
  | { readonly kind: 'error'; readonly error: string; readonly cause: string };

/** The mock of a request, checked against the state; undefined where there is none. */
export function readMock(call: SfnCall, state: StateDefinition): Mock | undefined {
  const { mock } = call.request;
  if (!isObject(mock)) {
    refuseUnmocked(call, state);
    return undefined;
  }
  const refuse = (message: string) => refusal(call, 'ValidationException', message);
  if (!['Task', 'Parallel', 'Map'].includes(state.Type)) {
    throw refuse(`State type '${state.Type}' is not supported when a mock is specified`);
  }
  if (call.request['revealSecrets'] === true) {
    throw refuse('TestState does not support RevealSecrets when a mock is specified.');
  }
  const { result, errorOutput: failure } = mock;
  if (result === undefined && failure === undefined) {
    throw refuse('One of the following fields is required for a test mock: [result, errorOutput].');
  }
  if (result !== undefined && failure !== undefined) {
    throw refuse('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (isObject(failure)) {
    if (typeof failure['error'] !== 'string') throw refuse('An error was not specified in the mocked error output.');
    return { kind: 'error', error: failure['error'], cause: String(failure['cause'] ?? '') };
  }
  const value = parsed(String(result), refuse);
  checkResult(state, value, String(mock['fieldValidationMode'] ?? 'STRICT'), refuse);
  return { kind: 'result', value };
}

type Refuse = (message: string) => Error;

function parsed(text: string, refuse: Refuse): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('Mocked result must be valid JSON');
  }
}

/** What works only with a mock, as what it calls goes on without the state. */
function refuseUnmocked(call: SfnCall, state: StateDefinition): void {
  if (state.Type === 'Map' || state.Type === 'Parallel') {
    throw refusal(
      call,
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (state.Type !== 'Task') return;
  const resource = parseTaskResource(String(state['Resource']));
  if (resource.kind !== 'other' && resource.pattern !== 'call') {
    throw refusal(
      call,
      'InvalidDefinition',
      "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.",
    );
  }
  if (call.request['roleArn'] === undefined) {
    throw refusal(call, 'ValidationException', 'RoleArn must be specified when testing a Task state');
  }
}

function checkResult(state: StateDefinition, value: Json, mode: string, refuse: Refuse): void {
  if (state.Type === 'Task') {
    if (!isObject(value)) throw refuse('Mocked result must be a valid JSON object.');
    const wrong = mode === 'NONE' ? undefined : wrongIn(String(state['Resource']), value, mode === 'STRICT');
    if (wrong !== undefined) throw refuse(`Mock result schema validation error: ${wrong}`);
    return;
  }
  if (!Array.isArray(value)) throw refuse('Mocked result must be an array.');
  const { Branches: branches } = state;
  if (Array.isArray(branches) && branches.length !== value.length) {
    throw refuse('Mocked result must contain the same number of items as number of Parallel branches.');
  }
}

/** What is wrong with the answer of a service; of what somebody else or a job gives nothing is known. */
function wrongIn(arn: string, value: JsonObject, requiredToo: boolean): string | undefined {
  const resource = parseTaskResource(arn);
  if (resource.kind === 'other' || resource.kind === 'function' || resource.pattern !== 'call') return undefined;
  const operation = taskOperation(resource, shippedModels);
  return operation && answerFault(operation.output, value, namingOf(resource), requiredToo);
}

/** Services that answer as the mock says; a Map asks once for each item. */
export function mockedServices(mock: Mock, state: StateDefinition): Services {
  let asked = 0;
  return {
    givesResult: () => true,
    async call() {
      if (mock.kind === 'error') throw new TaskFailure(mock.error, mock.cause);
      const { value } = mock;
      return state.Type === 'Map' && Array.isArray(value) ? (value[asked++] ?? null) : value;
    },
  };
}

/**
 * The state with its work given to `mockedServices`: a Parallel becomes a Task whose result is the mock's, each item of a
 * Map a Task, so that the fields around it are evaluated.
 */
export function withMockedWork(state: StateDefinition): StateDefinition {
  switch (state.Type) {
    case 'Parallel': {
      const kept = ['QueryLanguage', 'Retry', 'Catch', 'Assign', 'Output', 'Next', 'End'];
      const fields = Object.entries(state).filter(([field]) => kept.includes(field));
      return { ...Object.fromEntries(fields), Type: 'Task', Resource: anyCall };
    }
    case 'Map': {
      const Item = { Type: 'Task', Resource: anyCall, End: true, QueryLanguage: 'JSONata' };
      return { ...state, ItemProcessor: { StartAt: 'Item', States: { Item } } };
    }
    default:
      return state;
  }
}

const anyCall = printTaskResource({ kind: 'optimised', service: 'lambda', action: 'invoke', pattern: 'call' });
