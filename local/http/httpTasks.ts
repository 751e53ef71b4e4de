import { parseTaskResource, taskText } from '../../compiler/apis/index.ts';
import { isObject, type Json, type ServiceCall, type Services } from '../interpreter/index.ts';
import type { Connections, Exchange, IncomingAnswer } from './model.ts';
import { connectionArn, outgoing, requestFaults } from './request.ts';
import { resultOf } from './result.ts';

/** How HTTP Tasks are done. */
export interface HttpTasksOptions {
  readonly exchange: Exchange;
  readonly connections: Connections;
  /** Which the `User-Agent` names. */
  readonly region: string;
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

async function invoke(
  { params, signal }: ServiceCall,
  { exchange, connections, region }: HttpTasksOptions,
): Promise<Json> {
  const given = isObject(params) ? params : {};
  const arn = connectionArn(given);
  const send = async (renew: boolean): Promise<IncomingAnswer> =>
    exchange(outgoing(given, await connections(arn, exchange, renew, signal), region), signal);
  const first = await send(false);
  // EventBridge fetches a token anew where an answer says that it is no longer good.
  const answer = first.status === 401 || first.status === 407 ? await send(true) : first;
  return resultOf(String(given['Method']), answer);
}
