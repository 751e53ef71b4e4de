import { relative } from 'node:path';
import { stringify } from 'yaml';
import type { Machine } from '../compiler/index.ts';
import {
  createSecrets,
  type ExecutionResult,
  isHttpTask,
  isObject,
  type Json,
  learnCredentials,
  learnSecretInputs,
  type ServiceRequest,
  type Services,
  TaskFailure,
} from '../local/index.ts';
import { callingStates } from './steps.ts';

/** A call that was made, and what came of it. */
export interface ObservedCall {
  readonly state: string;
  /** Of the Task: what it calls. */
  readonly resource: string;
  readonly arguments: Json;
  readonly outcome: { readonly answer: Json } | { readonly error: string; readonly cause: string };
}

/** Services that tell of each call when it has come to its end. */
export function observedServices(services: Services, tell: (call: ObservedCall) => void): Services {
  return {
    ...services,
    check: (request: ServiceRequest) => services.check?.(request) ?? [],
    async call(call) {
      const { state, resource, params } = call;
      try {
        const answer = await services.call(call);
        tell({ state, resource, arguments: params, outcome: { answer } });
        return answer;
      } catch (error) {
        if (error instanceof TaskFailure) {
          const { error: name = 'States.TaskFailed', reason = '' } = error;
          tell({ state, resource, arguments: params, outcome: { error: name, cause: reason } });
        }
        throw error;
      }
    },
  };
}

/** An execution that is to be written as a scenario. */
export interface RecordedRun {
  readonly machine: Machine;
  /** The document's path, and the folder of the scenario file. */
  readonly document: string;
  readonly folder: string;
  /** Its secrets are replaced by stand-ins before. */
  readonly input: Json;
  /** The values that must not be written down: those of secret inputs. */
  readonly secretInput: Json;
  readonly calls: readonly ObservedCall[];
  readonly result: ExecutionResult;
}

/**
 * The text of a scenario file in which an execution goes as it went: what the services answered, and what is expected of it.
 * Secrets are not in it.
 */
export function recordedScenario(run: RecordedRun): string {
  const { machine, document, folder, input, calls, result } = run;
  const secrets = createSecrets();
  learnSecretInputs(secrets, machine, run.secretInput);
  const operations = callingStates(machine);
  for (const { state, arguments: sent, outcome } of calls) {
    learnCredentials(secrets, operations.get(state)?.input, sent);
    if ('answer' in outcome) learnCredentials(secrets, operations.get(state)?.output, outcome.answer);
  }
  const { status, output, error, failedState } = result;
  const file = {
    document: relative(folder, document).replaceAll('\\', '/'),
    workflow: machine.workflowId,
    input,
    scenarios: [
      {
        name: 'as recorded',
        answers: Object.fromEntries(answersOf(calls).map(([state, answers]) => [state, answers.map(secrets.mask)])),
        expect: {
          status,
          ...(output === undefined ? {} : { outputs: secrets.mask(output) }),
          ...(error === undefined ? {} : { error }),
          ...(failedState === undefined ? {} : { failedState }),
          calls: calls.map(({ state }) => state),
        },
      },
    ],
  };
  return stringify(file, { indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false });
}

/** The answers by state, in the order of the calls; the same one several times in a row is written once. */
function answersOf(calls: readonly ObservedCall[]): readonly (readonly [string, readonly Json[]])[] {
  const states = [...new Set(calls.map(({ state }) => state))];
  return states.map((state) => {
    const runs: { readonly answer: { readonly [field: string]: Json }; times: number }[] = [];
    for (const { resource, outcome } of calls.filter((call) => call.state === state)) {
      const answer =
        'answer' in outcome
          ? { return: isHttpTask(resource) ? httpAnswer(outcome.answer) : outcome.answer }
          : { throw: { error: outcome.error, message: outcome.cause } };
      const last = runs.at(-1);
      if (last !== undefined && JSON.stringify(last.answer) === JSON.stringify(answer)) last.times += 1;
      else runs.push({ answer, times: 1 });
    }
    return [state, runs.map(({ answer, times }) => (times === 1 ? answer : { times, ...answer }))] as const;
  });
}

/** The result of an HTTP Task as scenarios write what a server answers. */
function httpAnswer(result: Json): Json {
  if (!isObject(result)) return result;
  const { StatusCode: status = 200, Headers: headers = {}, ResponseBody: body } = result;
  const lines = Object.entries(isObject(headers) ? headers : {}).map(
    ([name, values]) => [name, Array.isArray(values) ? values.join(', ') : values] as const,
  );
  return { status, headers: Object.fromEntries(lines), ...(body === undefined ? {} : { body }) };
}
