import { parseTaskResource, taskText } from '../../compiler/apis/index.ts';
import { type Clock, isObject, type Json, type ServiceCall, type Services, TaskFailure } from '../interpreter/index.ts';
import { type FindConnection, NO_VALUES } from './connections.ts';
import type { Connections, ConnectionValues, Exchange, Exchanged, IncomingAnswer } from './model.ts';
import { connectionArn, outgoing, requestFaults } from './request.ts';
import { resultOf } from './result.ts';

/** Who answers HTTP Tasks, and how they sign in. */
export interface HttpSettings {
  readonly exchange?: Exchange;
  /** What connections hold that aren't those of EventBridge, or are to hold something else here. */
  readonly find?: FindConnection;
}

/** How HTTP Tasks are done. */
export interface HttpTasksOptions {
  readonly exchange: Exchange;
  readonly connections: Connections;
  /** On which a request may take so long and no longer. */
  readonly clock: Clock;
  /** Which the `User-Agent` names. */
  readonly region: string;
  /** Told of each request when it goes out, and of its answer. */
  readonly told?: (exchanged: Exchanged) => void;
}

/** Whether a Task's resource makes an HTTP request. */
export function isHttpTask(resource: string): boolean {
  return taskText(parseTaskResource(resource)) === 'http:invoke';
}

/** Services that do HTTP Tasks as Step Functions does, and leave all others to those beneath. */
export function withHttpTasks(beneath: Services, options: HttpTasksOptions): Services {
  return {
    check: (request) =>
      isHttpTask(request.resource) ? requestFaults(request.params) : (beneath.check?.(request) ?? []),
    givesResult: (request) => beneath.givesResult?.(request) ?? false,
    call: (call) => (isHttpTask(call.resource) ? invoke(call, options) : beneath.call(call)),
  };
}

/** What AWS lets a request take with all of its answer, in milliseconds, whatever the Task's own timeout is. */
export const longestRequest = 60_000;

/** The failure of a request that takes longer. */
export function unanswered(): TaskFailure {
  return new TaskFailure('States.Http.Socket', 'no answer within 60 seconds');
}

function invoke(call: ServiceCall, options: HttpTasksOptions): Promise<Json> {
  const ends = new AbortController();
  const { signal } = ends;
  const aborted = (): void => ends.abort(call.signal.reason);
  call.signal.addEventListener('abort', aborted, { once: true });
  return new Promise((resolve, reject) => {
    const cancel = options.clock.alarm(longestRequest, () => {
      const failure = unanswered();
      reject(failure);
      ends.abort(failure);
    });
    request({ ...call, signal }, options)
      .then(resolve, reject)
      .finally(() => {
        cancel();
        call.signal.removeEventListener('abort', aborted);
      });
  });
}

async function request(
  { params, signal }: ServiceCall,
  { exchange, connections, region, told }: HttpTasksOptions,
): Promise<Json> {
  const given = isObject(params) ? params : {};
  const arn = connectionArn(given);
  const send = async (values: ConnectionValues): Promise<IncomingAnswer> => {
    const sent = outgoing(given, values, region);
    const own = told && outgoing(given, NO_VALUES, region);
    if (own) told({ sent, own });
    const answer = await exchange(sent, signal);
    if (own) told({ sent, own, answer });
    return answer;
  };
  const values = await connections(arn, exchange, false, signal);
  const first = await send(values);
  // EventBridge fetches a token anew where an answer says that it is no longer good.
  const isStale = values.renewable === true && (first.status === 401 || first.status === 407);
  const answer = isStale ? await send(await connections(arn, exchange, true, signal)) : first;
  return resultOf(String(given['Method']), answer);
}
