import { type CalledResource, parseTaskResource, taskNames } from '../../../compiler/apis/index.ts';
import type { ServiceRequest } from '../calls.ts';
import { RuntimeError, StateError, TaskFailure, TaskTimeout } from '../errors.ts';
import { handled } from '../handling.ts';
import { errorDetails } from '../history.ts';
import type { Json } from '../json.ts';
import { checkSize } from '../limits.ts';
import type { TaskProgram } from '../program.ts';
import { bindingsOf, type Exit, type Visit } from '../run.ts';
import { wholeSeconds } from '../seconds.ts';
import { type TaskEvents, taskEvents } from '../taskEvents.ts';
import { evaluateTemplate, evaluateTyped, type Template } from '../template.ts';
import type { OpenToken } from '../tokens.ts';
import { withinTime } from '../withinTime.ts';

/** Calls a service: evaluates the arguments, records the attempt, and takes its result, error or timeout. */
export function runTask(visit: Visit, state: TaskProgram): Promise<Exit> {
  const resource = parseTaskResource(state.resource);
  return handled(visit, state, async () => {
    if (resource.kind === 'other') {
      throw new RuntimeError('States.Runtime', `The resource '${state.resource}' can't be called here`);
    }
    const token = resource.pattern === 'waitForTaskToken' ? visit.run.tokens.open() : undefined;
    visit.taskToken = token?.token;
    try {
      return await attempt(visit, state, resource, token);
    } finally {
      token?.close();
    }
  });
}

async function attempt(
  visit: Visit,
  state: TaskProgram,
  resource: CalledResource,
  token: OpenToken | undefined,
): Promise<Json> {
  const { run } = visit;
  const { chain } = visit.branch;
  const events = taskEvents(resource);
  const evaluated = await evaluateRequest(visit, state);
  const params = JSON.stringify(evaluated.params);
  checkSize(params, state.name);
  const request: ServiceRequest = {
    state: state.name,
    resource: state.resource,
    resourceType: taskNames(resource).resourceType,
    action: resource.action,
    pattern: resource.pattern,
    params: evaluated.params,
  };
  const wrong = run.services.check?.(request) ?? [];
  if (wrong.length > 0) {
    throw new RuntimeError(
      'States.Runtime',
      `The Parameters '${params}' could not be used to start the Task: [${wrong.join(', ')}]`,
    );
  }
  const { history } = run;
  history.add(chain, ...events.scheduled({ ...evaluated, params: history.keep(params), region: run.region }));
  history.add(chain, ...events.started);

  const start = run.clock.now();
  const ended = (failure?: StateError): void => {
    const call = {
      kind: 'called' as const,
      state: state.name,
      resource: state.resource,
      attempt: visit.retryCount,
      milliseconds: run.clock.now() - start,
      ...(failure === undefined ? {} : errorDetails(failure)),
    };
    run.calls.push(call);
    run.notify(call);
  };
  try {
    const result = await withinTime(visit, evaluated.timeout, (signal) =>
      work(visit, request, events, token, evaluated.heartbeat, signal),
    );
    const output = JSON.stringify(result);
    checkSize(output, state.name);
    history.add(chain, ...events.succeeded(history.keep(output)));
    ended();
    return result;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    if (error instanceof TaskTimeout) history.add(chain, ...events.timedOut(error));
    else if (error instanceof TaskFailure) history.add(chain, ...events.failed(error));
    ended(error);
    throw error;
  }
}

/** Makes the call; where another one gives the result, waits for it. */
async function work(
  visit: Visit,
  request: ServiceRequest,
  events: TaskEvents,
  token: OpenToken | undefined,
  heartbeat: number | undefined,
  signal: AbortSignal,
): Promise<Json> {
  const { run, branch } = visit;
  const answer = await run.services.call({
    ...request,
    machine: run.machineName,
    attempt: visit.retryCount,
    signal,
    submitted: (first) => {
      const event = events.submitted(run.history.keep(JSON.stringify(first)));
      if (event !== undefined && !signal.aborted) run.history.add(branch.chain, ...event);
    },
  });
  if (token === undefined || run.services.givesResult?.(request)) return answer;
  const submitted = events.submitted(run.history.keep(JSON.stringify(answer)));
  if (submitted !== undefined) run.history.add(branch.chain, ...submitted);
  if (heartbeat === undefined) return token.answer;
  return new Promise((resolve, reject) => {
    let silence = (): void => {};
    token.onHeartbeat = () => {
      silence();
      silence = run.clock.alarm(heartbeat * 1000, () => reject(new TaskTimeout(true)));
    };
    token.onHeartbeat();
    signal.addEventListener('abort', () => silence());
    token.answer.finally(() => silence()).then(resolve, reject);
  });
}

async function evaluateRequest(visit: Visit, state: TaskProgram) {
  const bindings = bindingsOf(visit, undefined);
  const seconds = async (field: string, template: Template | undefined): Promise<number | undefined> =>
    template && wholeSeconds(await evaluateTyped(template, field, bindings, 'number'), field);
  return {
    params: state.arguments ? await evaluateTemplate(state.arguments, 'Arguments', bindings) : visit.input,
    credentials: state.credentials && (await evaluateTemplate(state.credentials, 'Credentials', bindings)),
    timeout: await seconds('TimeoutSeconds', state.timeoutSeconds),
    heartbeat: await seconds('HeartbeatSeconds', state.heartbeatSeconds),
  };
}
