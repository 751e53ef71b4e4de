import { isForbiddenHeader } from '../../compiler/apis/index.ts';
import { isObject, type Json, type JsonObject, TaskFailure } from '../interpreter/index.ts';
import { objectOf } from '../services/index.ts';
import { type ArrayFormat, urlEncoded } from './encode.ts';
import type { ConnectionValues, OutgoingRequest } from './model.ts';

/** What is wrong with the Arguments of an HTTP Task, so that no request is made (recorded on AWS). */
export function requestFaults(params: Json): readonly string[] {
  if (!isObject(params)) return ['The Arguments of an HTTP Task must be an object'];
  const missing = ['ApiEndpoint', 'Method'].filter((name) => typeof params[name] !== 'string');
  if (missing.length > 0) return missing.map((name) => `The field '${name}' is required but was missing`);
  const forbidden = Object.keys(objectOf(params['Headers']))
    .filter(isForbiddenHeader)
    .map((name) => name.toLowerCase());
  const headers =
    forbidden.length === 0 ? [] : [`The 'Headers' field contains unsupported values: [${forbidden.join(', ')}]`];
  const plain = /^https:\/\//i.test(String(params['ApiEndpoint']))
    ? []
    : ["The 'ApiEndpoint' field must be an https address"];
  const unnamed =
    connectionArn(params) === '' ? ['A connection is required: InvocationConfig or Authentication names none'] : [];
  return [...headers, ...plain, ...unnamed];
}

/** The ARN of the connection that a Task names. */
export function connectionArn(params: JsonObject): string {
  const named =
    objectOf(params['InvocationConfig'])['ConnectionArn'] ?? objectOf(params['Authentication'])['ConnectionArn'];
  return typeof named === 'string' ? named : '';
}

/**
 * The request that a Task makes, the connection's values in it: they win over the Task's own (recorded on AWS, also the
 * order in which they come).
 */
export function outgoing(params: JsonObject, connection: ConnectionValues, region: string): OutgoingRequest {
  const own = objectOf(params['QueryParameters']);
  const query = { ...without(own, connection.query), ...connection.query };
  const text = urlEncoded(query, 'REPEAT');
  const endpoint = String(params['ApiEndpoint']);
  const body = bodyOf(params, connection);
  const headers = headersOf(params, connection);
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    method: String(params['Method']),
    url: withQuery(endpoint, text),
    headers: [
      ...headers,
      ...(body === undefined || hasType ? [] : [['Content-Type', 'application/json; charset=UTF-8'] as const]),
      ['User-Agent', `Amazon|StepFunctions|HttpInvoke|${region}`],
      ['Range', 'bytes=0-262144'],
    ],
    ...(body === undefined ? {} : { body }),
  };
}

/** Two names that differ by letter case are both sent, the connection's first. */
function headersOf(params: JsonObject, { headers }: ConnectionValues): readonly (readonly [string, string])[] {
  const own = Object.entries(without(objectOf(params['Headers']), headers)).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (each) => [name, typeof each === 'string' ? each : JSON.stringify(each)] as const,
    ),
  );
  return [...Object.entries(headers), ...own];
}

function bodyOf(params: JsonObject, { body: added }: ConnectionValues): string | undefined {
  const given = params['RequestBody'];
  const hasAdded = Object.keys(added).length > 0;
  if (given === undefined && !hasAdded) return undefined;
  if (typeof given === 'string') {
    if (!hasAdded) return given;
    const cause = 'Cannot merge connection body authorization parameters with request body.';
    throw new TaskFailure('States.Runtime', cause);
  }
  const body: Json = given === undefined || isObject(given) ? { ...given, ...added } : given;
  const transform = objectOf(params['Transform']);
  if (transform['RequestBodyEncoding'] !== 'URL_ENCODED') return JSON.stringify(body);
  const format = objectOf(transform['RequestEncodingOptions'])['ArrayFormat'];
  return urlEncoded(objectOf(body), arrayFormat(format));
}

const FORMATS: readonly ArrayFormat[] = ['INDICES', 'REPEAT', 'COMMAS', 'BRACKETS'];

function arrayFormat(written: Json | undefined): ArrayFormat {
  return FORMATS.find((format) => format === written) ?? 'INDICES';
}

function without(own: JsonObject, other: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !Object.hasOwn(other, name)));
}

/** An address with more of a query. */
export function withQuery(url: string, text: string): string {
  return text === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`;
}
