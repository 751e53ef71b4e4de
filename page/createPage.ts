import {
  type Browser,
  type HttpAnswer,
  type HttpRequest,
  header,
  isObject,
  type Json,
  type JsonObject,
  ServiceException,
} from '../local/index.ts';
import { styleSheet } from '../view/index.ts';
import { assetAnswer, jsonAnswer, streamAnswer, textAnswer } from './answers.ts';
import { batchRequest } from './batches.ts';
import type { ExecutionsQuery } from './listExecutions.ts';
import { readVisit } from './readVisit.ts';
import { createSite, type Site, type SiteOptions } from './site.ts';
import { streamOf } from './stream.ts';
import { STATUSES } from './summary.ts';

/** Sent with each request that changes something: other sites' pages can't send it without being asked for leave first. */
const OWN_HEADER = 'x-arazzo-page';

/**
 * The page on which machines are seen and executions are started, watched, stopped and redriven; for `serve`. It takes
 * `/` where a browser asks for it, and everything beneath `/page/`; neither is a request of an AWS client.
 */
export function createPage(options: SiteOptions): Browser {
  const site = createSite(options);
  return async (request, signal) => {
    if (!isForPage(request)) return undefined;
    try {
      return await answer(site, request, signal);
    } catch (error) {
      if (error instanceof ServiceException) return refusal(error.status, error.message);
      if (error instanceof SyntaxError) return refusal(400, 'The body is no JSON');
      throw error;
    }
  };
}

/** AWS clients sign their requests, or name a target. */
function isForPage(request: HttpRequest): boolean {
  if (header(request, 'authorization') !== '' || header(request, 'x-amz-target') !== '') return false;
  if (request.path.startsWith('/page/')) return true;
  return request.path === '/' && request.method === 'GET' && header(request, 'accept').includes('text/html');
}

async function answer(site: Site, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { method, path } = request;
  if (path === '/') return assetAnswer('index.html') ?? refusal(404, 'The page is missing in this package');
  const from = header(request, 'sec-fetch-site');
  if (from !== '' && from !== 'same-origin' && from !== 'none') return refusal(403, 'Only the page itself may ask');
  const name = path.slice('/page/'.length);
  if (method === 'GET') return answerGet(site, name, request, signal);
  if (method !== 'POST') return refusal(405, 'GET or POST');
  const origin = header(request, 'origin');
  if (header(request, OWN_HEADER) === '' || (origin !== '' && origin !== `http://${header(request, 'host')}`)) {
    return refusal(403, 'Only the page itself may ask for changes');
  }
  const body: Json = JSON.parse(request.body);
  return answerPost(site, name, isObject(body) ? body : {});
}

async function answerGet(site: Site, name: string, { query }: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const [machine, execution] = [query.get('machine') ?? undefined, query.get('execution') ?? undefined];
  switch (name) {
    case 'stream':
      if (execution !== undefined) await site.execution(execution);
      return streamAnswer(streamOf(site, execution, signal));
    case 'machine':
      return jsonAnswer(execution === undefined ? await site.machine(machine ?? '') : await site.machineOf(execution));
    case 'execution':
      return jsonAnswer(await site.execution(execution ?? ''));
    case 'executions':
      return jsonAnswer(await site.executions(executionsQuery(query)));
    case 'batch':
      return jsonAnswer((await site.batches.view(machine ?? '')) ?? null);
    case 'visit': {
      const { events, secrets } = await site.history(execution ?? '');
      return jsonAnswer(readVisit(events, Number(query.get('visit')), secrets));
    }
    case 'picture.css':
      return textAnswer(styleSheet(), 'css');
    default:
      return assetAnswer(name) ?? refusal(404, 'There is no such thing here');
  }
}

function executionsQuery(query: URLSearchParams): ExecutionsQuery {
  const [machine, mapRun, name, error] = ['machine', 'mapRun', 'name', 'error'].map((each) => query.get(each));
  return {
    of: typeof mapRun === 'string' ? { mapRunArn: mapRun } : { stateMachineArn: machine ?? '' },
    status: STATUSES.find((status) => status === query.get('status')),
    name: name ?? undefined,
    error: error ?? undefined,
    page: Number(query.get('page')) || 0,
  };
}

async function answerPost(site: Site, name: string, body: JsonObject): Promise<HttpAnswer> {
  const { machine, execution } = body;
  const call = (operation: string, request: JsonObject) => site.cloud.call('sfn', operation, request);
  switch (name) {
    case 'start': {
      const stateMachineArn = String(machine ?? '');
      const input = await site.withSecrets(stateMachineArn, body['input'] ?? {}, body['secretsOf']);
      const request = {
        stateMachineArn,
        input: JSON.stringify(input),
        ...(typeof body['name'] === 'string' && body['name'] !== '' ? { name: body['name'] } : {}),
      };
      const { executionArn } = await call('StartExecution', request);
      return jsonAnswer({ execution: executionArn });
    }
    case 'batch':
      return jsonAnswer(await site.batches.start(String(machine ?? ''), batchRequest(body)));
    case 'stop-batch':
      site.batches.stop(String(machine ?? ''));
      return jsonAnswer({});
    case 'stop':
      await call('StopExecution', { executionArn: execution ?? '', error: 'Stopped', cause: 'Stopped on the page' });
      return jsonAnswer({});
    case 'redrive':
      await call('RedriveExecution', { executionArn: execution ?? '' });
      return jsonAnswer({});
    default:
      return refusal(404, 'There is no such thing here');
  }
}

function refusal(status: number, message: string): HttpAnswer {
  return jsonAnswer({ message }, status);
}
