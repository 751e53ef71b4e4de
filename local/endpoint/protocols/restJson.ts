import type { AwsOperation, Member, ServiceModel } from '../../../compiler/apis/index.ts';
import { emptyObject, isObject, type Json, type JsonObject, toData } from '../../interpreter/index.ts';
import { ServiceException } from '../../services/index.ts';
import { type HttpAnswer, type HttpRequest, header } from '../message.ts';
import { toWire } from './toWire.ts';

/** An operation with the values that stand in the request's path. */
export interface RestMatch {
  readonly operation: AwsOperation;
  readonly labels: ReadonlyMap<string, string>;
}

interface RestRoute {
  readonly operation: AwsOperation;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
}

const routes = new WeakMap<ServiceModel, readonly RestRoute[]>();

/** The operation that a REST service means by a method and a path. */
export function matchRest(service: ServiceModel, { method, path }: HttpRequest): RestMatch | undefined {
  for (const { operation, pattern, labels } of routesOf(service)) {
    const values = operation.method === method ? pattern.exec(path) : null;
    if (values === null) continue;
    return {
      operation,
      labels: new Map(labels.map((label, at) => [label, decodeURIComponent(values[at + 1] ?? '')])),
    };
  }
  return undefined;
}

/** Fixed parts of a path go before labels: `/users/search` is no user's id. */
function routesOf(service: ServiceModel): readonly RestRoute[] {
  let known = routes.get(service);
  if (known === undefined) {
    known = service.operationNames
      .flatMap((name) => service.operation(name) ?? [])
      .map(routeOf)
      .sort((a, b) => a.labels.length - b.labels.length);
    routes.set(service, known);
  }
  return known;
}

function routeOf(operation: AwsOperation): RestRoute {
  const labels: string[] = [];
  const [path = ''] = operation.uri.split('?');
  const pattern = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      labels.push(part.slice(1, -1).replace('+', ''));
      return part.endsWith('+}') ? '(.+)' : '([^/]+)';
    })
    .join('');
  return { operation, labels, pattern: new RegExp(`^${pattern}/?$`) };
}

/** The request's members, from wherever the model binds them. */
export function readRestJson({ operation, labels }: RestMatch, request: HttpRequest): Json {
  const body = bodyOf(operation, request);
  const params = emptyObject();
  for (const member of operation.input.members) {
    const value = memberOf(member, labels, request, body);
    if (value !== undefined) params[member.name] = value;
  }
  return params;
}

function memberOf(
  member: Member,
  labels: ReadonlyMap<string, string>,
  request: HttpRequest,
  body: JsonObject,
): Json | undefined {
  switch (member.place) {
    case 'path':
      return textValue(member, labels.get(member.wireName));
    case 'query': {
      const values = request.query.getAll(member.wireName);
      if (member.shape.type === 'list') return values.length === 0 ? undefined : values;
      return textValue(member, values[0]);
    }
    case 'header':
      return textValue(member, header(request, member.wireName.toLowerCase()) || undefined);
    case 'body':
      return Object.hasOwn(body, member.wireName) ? body[member.wireName] : undefined;
    case 'headers':
    case 'status':
      return undefined;
  }
}

/** Text of a path, query or header as what the member holds. */
function textValue({ shape }: Member, text: string | undefined): Json | undefined {
  switch (text === undefined ? undefined : shape.type) {
    case undefined:
      return undefined;
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return Number.isNaN(Number(text)) ? text : Number(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    default:
      return text;
  }
}

function bodyOf(operation: AwsOperation, { body }: HttpRequest): JsonObject {
  if (body.trim() === '') return {};
  let content: Json | undefined;
  try {
    content = toData(JSON.parse(body));
  } catch {
    throw new ServiceException('SerializationException', 'The body of the request is no JSON');
  }
  if (operation.inputPayload !== undefined) return { [operation.inputPayload]: content ?? null };
  if (!isObject(content)) throw new ServiceException('SerializationException', 'The body of the request is no object');
  return content;
}

export function restJsonAnswer(operation: AwsOperation, answer: JsonObject): HttpAnswer {
  const content = toWire(operation.output, answer, 'wireName');
  const payload = operation.outputPayload;
  const body = payload !== undefined && isObject(content) ? (content[payload] ?? {}) : content;
  return {
    status: operation.status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

export function restJsonError({ code, message, status, details }: ServiceException): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ ...details, Message: message, message }),
  };
}
