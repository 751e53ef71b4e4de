import { RuntimeError, StateError, TaskFailure, TaskTimeout } from '../errors.ts';
import { handled } from '../handling.ts';
import { errorDetails } from '../history.ts';
import type { Json } from '../json.ts';
import { checkSize } from '../limits.ts';
import type { TaskProgram } from '../program.ts';
import { parseResource, type Resource } from '../resource.ts';
import { bindingsOf, type Exit, type Visit } from '../run.ts';
import { wholeSeconds } from '../seconds.ts';
import { taskEvents } from '../taskEvents.ts';
import { evaluateTemplate, evaluateTyped, type Template } from '../template.ts';

/** Calls a service: evaluates the arguments, records the attempt, and takes its result, error or timeout. */
export function runTask(visit: Visit, state: TaskProgram): Promise<Exit> {
  const resource = parseResource(state.resource);
  return handled(visit, state, () => {
    if (resource === undefined) {
      throw new RuntimeError('States.Runtime', `The resource '${state.resource}' can't be called here`);
    }
    return attempt(visit, state, resource);
  });
}

async function attempt(visit: Visit, state: TaskProgram, resource: Resource): Promise<Json> {
  const { run, branch } = visit;
  const { chain } = branch;
  const events = taskEvents(resource);
  const evaluated = await evaluateRequest(visit, state);
  const params = JSON.stringify(evaluated.params);
  const request = {
    resource: state.resource,
    resourceType: resource.resourceType,
    action: resource.action,
    params: evaluated.params,
  };
  const wrong = run.services.check?.(request) ?? [];
  if (wrong.length > 0) {
    throw new RuntimeError(
      'States.Runtime',
      `The Parameters '${params}' could not be used to start the Task: [${wrong.join(', ')}]`,
    );
  }
  run.history.add(chain, ...events.scheduled({ ...evaluated, params, region: run.region }));
  run.history.add(chain, ...events.started);

  const start = run.clock.now();
  const end = (failure?: StateError): void => {
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
      run.services.call({
        ...request,
        state: state.name,
        machine: run.machineName,
        attempt: visit.retryCount,
        signal,
      }),
    );
    const output = JSON.stringify(result);
    checkSize(output, state.name);
    run.history.add(chain, ...events.succeeded(output));
    end();
    return result;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    if (error instanceof TaskTimeout) run.history.add(chain, ...events.timedOut(error));
    else if (error instanceof TaskFailure) run.history.add(chain, ...events.failed(error));
    end(error);
    throw error;
  }
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

/** The work's result, unless the time is up or the branch has ended before; then nobody waits for it any more. */
function withinTime<Result>(
  { run, branch }: Visit,
  timeout: number | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const abandon = (reason: unknown): void => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const aborted = (): void => abandon(branch.signal.reason);
    const cancelAlarm =
      timeout === undefined
        ? undefined
        : run.clock.alarm(timeout * 1000, () => abandon(new TaskTimeout('States.Timeout')));
    const release = (): void => {
      cancelAlarm?.();
      branch.signal.removeEventListener('abort', aborted);
    };
    branch.signal.addEventListener('abort', aborted);
    work(controller.signal).then(
      (result) => {
        release();
        resolve(result);
      },
      (error) => {
        release();
        reject(error);
      },
    );
  });
}
