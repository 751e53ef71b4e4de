import type { AwsOperation, Member, ServiceModel } from '../../../compiler/apis/index.ts';
import { emptyObject, type Json, type JsonObject } from '../../interpreter/index.ts';
import { type HttpRequest, header } from '../message.ts';

/** An operation with the values that stand in the request's path. */
export interface RestMatch {
  readonly operation: AwsOperation;
  readonly labels: ReadonlyMap<string, string>;
}

interface RestRoute {
  readonly operation: AwsOperation;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
  /** What stands in the query of every request (`list-type=2`, `delete`). */
  readonly query: URLSearchParams;
  /** The members that a request has in its query or headers. */
  readonly demands: readonly Member[];
}

const routes = new WeakMap<ServiceModel, readonly RestRoute[]>();

/** The operation that a REST service means by a method, a path, and what is demanded besides where several have these. */
export function matchRest(service: ServiceModel, request: HttpRequest): RestMatch | undefined {
  const candidates = routesOf(service).flatMap((route) => {
    const values = route.operation.method === request.method ? route.pattern.exec(request.path) : null;
    return values === null || !hasQuery(request, route.query) ? [] : [{ route, values }];
  });
  const found = candidates.find(({ route }) => isMet(route.demands, request)) ?? candidates[0];
  if (found === undefined) return undefined;
  const { route, values } = found;
  return {
    operation: route.operation,
    labels: new Map(route.labels.map((label, at) => [label, decodeURIComponent(values[at + 1] ?? '')])),
  };
}

function hasQuery({ query }: HttpRequest, wanted: URLSearchParams): boolean {
  return [...wanted].every(([name, value]) => query.get(name) === value);
}

function isMet(demands: readonly Member[], request: HttpRequest): boolean {
  return demands.every(({ place, wireName }) =>
    place === 'query' ? request.query.has(wireName) : header(request, wireName.toLowerCase()) !== '',
  );
}

/** Fixed parts of a path go before labels (`/users/search` is no user's id), and what demands more before what demands less. */
function routesOf(service: ServiceModel): readonly RestRoute[] {
  let known = routes.get(service);
  if (known === undefined) {
    const weight = ({ query, demands }: RestRoute): number => [...query].length + demands.length;
    known = service.operationNames
      // S3 keeps the older of two operations that have everything in common under the shorter name.
      .filter((name) => service.operation(`${name}Configuration`) === undefined)
      .flatMap((name) => service.operation(name) ?? [])
      .map(routeOf)
      .sort((a, b) => a.labels.length - b.labels.length || weight(b) - weight(a));
    routes.set(service, known);
  }
  return known;
}

function routeOf(operation: AwsOperation): RestRoute {
  const labels: string[] = [];
  const [path = '', query] = operation.uri.split('?');
  const pattern = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      labels.push(part.slice(1, -1).replace('+', ''));
      return part.endsWith('+}') ? '(.+)' : '([^/]+)';
    })
    .join('');
  return {
    operation,
    labels,
    pattern: new RegExp(`^${pattern}/?$`),
    query: new URLSearchParams(query),
    demands: operation.input.members.filter(
      ({ required, place }) => required && (place === 'query' || place === 'header'),
    ),
  };
}

/** The request's members, from wherever the model binds them. */
export function readRest({ operation, labels }: RestMatch, request: HttpRequest, body: JsonObject): Json {
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
      return headersOf(request, member.wireName.toLowerCase());
    case 'status':
      return undefined;
  }
}

/** The headers that begin with a prefix, under the rest of their names. */
function headersOf({ headers }: HttpRequest, prefix: string): JsonObject | undefined {
  const found = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), String(value)] as const] : [],
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** Text of a path, query or header as what the member holds. */
export function textValue({ shape }: Pick<Member, 'shape'>, text: string | undefined): Json | undefined {
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
