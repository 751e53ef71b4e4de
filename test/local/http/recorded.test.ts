import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Cloud, createCloud, isObject, type Json, networkExchange, realClock } from '../../../local/index.ts';
import { until } from '../../support/until.ts';

/*
 * HTTP Tasks as they were recorded on AWS in September 2026 (us-west-2): what a server that tells what it got says of the
 * requests, and how the executions ended. Values of other machines (host, trace ids) are left out.
 */

const api = 'https://echo.example.com';
const tokens: string[] = [];
let server: Server;
let cloud: Cloud;
const arns = new Map<string, string>();

/** Tells what it got, as the server of the recording did. */
function startEcho(): Server {
  return createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const [path = '', rawQueryString = ''] = (request.url ?? '').split('?');
    response.setHeader('x-owned-response', 'echo-v1');
    if (path === '/oauth') {
      tokens.push(`${request.headers['x-owned-oauth']} ${body}`);
      response.setHeader('content-type', 'application/json').end('{"access_token":"owned-inert-oauth-token"}');
    } else if (path === '/text') response.setHeader('content-type', 'text/plain').end('owned plain response');
    else if (path === '/binary')
      response.setHeader('content-type', 'application/octet-stream').end('owned inert bytes');
    else {
      response.statusCode = path.startsWith('/status/') ? Number(path.slice('/status/'.length)) : 200;
      response.setHeader('content-type', 'application/json');
      const { headers, method } = request;
      const text = JSON.stringify({ method, path, rawQueryString, headers, body });
      response.end(response.statusCode === 204 ? '' : text);
    }
  });
}

beforeAll(async () => {
  server = startEcho();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const exchange = networkExchange([{ base: api, url: `http://127.0.0.1:${port}` }]);
  cloud = createCloud({ region: 'us-west-2', clock: realClock(), http: { exchange } });
  const connections = {
    basic: {
      AuthorizationType: 'BASIC',
      AuthParameters: {
        BasicAuthParameters: { Username: 'owned-user', Password: 'owned-password' },
        InvocationHttpParameters: {
          HeaderParameters: [
            { Key: 'x-shared', Value: 'connection-header' },
            { Key: 'x-secret', Value: 'owned-inert-private-header', IsValueSecret: true },
          ],
          QueryStringParameters: [
            { Key: 'shared', Value: 'connection query' },
            { Key: 'connectionOnly', Value: 'query-only' },
          ],
          BodyParameters: [
            { Key: 'shared', Value: 'connection-body' },
            { Key: 'connectionOnly', Value: 'body-only' },
          ],
        },
      },
    },
    apikey: {
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-owned-api-key', ApiKeyValue: 'owned-inert-api-key' } },
    },
    oauth: {
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: {
        OAuthParameters: {
          ClientParameters: { ClientID: 'owned-client', ClientSecret: 'owned-client-secret' },
          AuthorizationEndpoint: `${api}/oauth`,
          HttpMethod: 'POST',
          OAuthHttpParameters: {
            HeaderParameters: [{ Key: 'x-owned-oauth', Value: 'token-request' }],
            BodyParameters: [
              { Key: 'grant_type', Value: 'client_credentials' },
              { Key: 'scope', Value: 'owned-echo' },
            ],
          },
        },
      },
    },
  };
  for (const [name, connection] of Object.entries(connections)) {
    const { ConnectionArn: arn } = await cloud.call('eventbridge', 'CreateConnection', { Name: name, ...connection });
    arns.set(name, String(arn));
  }
});

afterAll(() => {
  server.close();
});

let machines = 0;

/** Runs a machine of one HTTP Task; gives how it ended, and what the server says that it got. */
async function call(connection: string, task: Readonly<Record<string, Json>>) {
  const { path = '/echo', ...given } = task;
  const Arguments = {
    Authentication: { ConnectionArn: arns.get(connection) ?? 'none' },
    Method: 'POST',
    ...given,
    ApiEndpoint: `${api}${path}`,
  };
  const CallOwnedHTTP = { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Arguments, End: true };
  machines += 1;
  const { stateMachineArn = '' } = await cloud.call('sfn', 'CreateStateMachine', {
    name: `machine${machines}`,
    definition: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'CallOwnedHTTP', States: { CallOwnedHTTP } }),
    roleArn: 'arn:aws:iam::123456789012:role/test',
  });
  const { executionArn = '' } = await cloud.call('sfn', 'StartExecution', { stateMachineArn });
  const { status, error, cause, output } = await until(
    () => cloud.call('sfn', 'DescribeExecution', { executionArn }),
    (described) => described['status'] !== 'RUNNING',
  );
  const result: Json = output === undefined ? {} : JSON.parse(String(output));
  const got = isObject(result) ? (result['ResponseBody'] ?? null) : null;
  return { status, error, cause, result: isObject(result) ? result : {}, got: isObject(got) ? got : {} };
}

const json = { Transform: { RequestBodyEncoding: 'NONE' } };
const form = (ArrayFormat: string) => ({
  Headers: { 'content-type': 'application/x-www-form-urlencoded' },
  RequestBody: {
    shared: 'task-body',
    items: ['red green', 'blue+gold'],
    nested: { enabled: true, count: 2 },
  },
  Transform: { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat } },
});

describe('requests', () => {
  test("a connection's values win over those of the task, and stand behind them in query and body", async () => {
    const { got } = await call('basic', {
      ...json,
      Headers: {
        'X-Shared': 'task-case-header',
        'x-shared': 'task-header',
        'x-task-only': 'task-only',
        'content-type': 'application/json',
      },
      QueryParameters: { shared: 'task query', taskOnly: 'a+b & c' },
      RequestBody: { shared: { nested: 'task-body' }, taskOnly: [1, 'two'], nested: { a: 'b' } },
    });
    expect(got).toMatchObject({
      method: 'POST',
      path: '/echo',
      rawQueryString: 'taskOnly=a%2Bb%20%26%20c&shared=connection%20query&connectionOnly=query-only',
      body: '{"shared":"connection-body","taskOnly":[1,"two"],"nested":{"a":"b"},"connectionOnly":"body-only"}',
    });
    expect(got['headers']).toMatchObject({
      authorization: 'Basic b3duZWQtdXNlcjpvd25lZC1wYXNzd29yZA==',
      'content-length': '97',
      'content-type': 'application/json',
      range: 'bytes=0-262144',
      'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-west-2',
      'x-secret': 'owned-inert-private-header',
      'x-shared': expect.stringMatching(/^connection-header, ?task-case-header$/),
      'x-task-only': 'task-only',
    });
  });

  test('JSON is what a body is unless something else is said', async () => {
    const { got } = await call('apikey', { ...json, Headers: {}, QueryParameters: {}, RequestBody: { owned: 'a' } });
    expect(got).toMatchObject({ rawQueryString: '', body: '{"owned":"a"}' });
    expect(got['headers']).toMatchObject({
      'content-type': 'application/json; charset=UTF-8',
      'x-owned-api-key': 'owned-inert-api-key',
    });
  });

  test('a token is asked for with what the connection says, then the secret and id of the client', async () => {
    const { got } = await call('oauth', { ...json, RequestBody: { owned: 'oauth-body' } });
    expect(got['headers']).toMatchObject({ authorization: 'Bearer owned-inert-oauth-token' });
    expect(tokens).toEqual([
      'token-request grant_type=client_credentials&scope=owned-echo&client_secret=owned-client-secret&client_id=owned-client',
    ]);
  });

  test.each([
    ['INDICES', 'items%5B0%5D=red%20green&items%5B1%5D=blue%2Bgold'],
    ['REPEAT', 'items=red%20green&items=blue%2Bgold'],
    ['COMMAS', 'items=red%20green%2Cblue%2Bgold'],
    ['BRACKETS', 'items%5B%5D=red%20green&items%5B%5D=blue%2Bgold'],
  ])('a form has its lists as %s', async (format, items) => {
    const { got } = await call('basic', form(format));
    expect(got['body']).toBe(
      `shared=connection-body&${items}&nested%5Benabled%5D=true&nested%5Bcount%5D=2&connectionOnly=body-only`,
    );
  });

  test('a text goes as it is, and not where the connection adds to the body', async () => {
    const headers = { 'content-type': 'text/plain' };
    const { got } = await call('apikey', { ...json, Headers: headers, RequestBody: 'owned raw string' });
    expect(got).toMatchObject({ body: 'owned raw string', headers });
    const { error, cause } = await call('basic', { ...json, RequestBody: 'owned raw string' });
    expect({ error, cause }).toEqual({
      error: 'States.Runtime',
      cause: 'Cannot merge connection body authorization parameters with request body.',
    });
  });

  test('a GET sends the body that it is given, even an empty object', async () => {
    const { got } = await call('apikey', {
      ...json,
      Method: 'GET',
      QueryParameters: { owned: 'get query' },
      RequestBody: {},
    });
    expect(got).toMatchObject({ method: 'GET', rawQueryString: 'owned=get%20query', body: '{}' });
    expect(got['headers']).toMatchObject({ 'content-length': '2' });
  });

  test('a header that Step Functions keeps to itself fails before anything is sent', async () => {
    const { error, cause } = await call('apikey', { ...json, Headers: { Authorization: 'x' }, RequestBody: {} });
    expect(error).toBe('States.Runtime');
    expect(cause).toMatch(
      /^An error occurred while executing the state 'CallOwnedHTTP' \(entered at the event id #2\)\. /,
    );
    expect(cause).toMatch(
      / could not be used to start the Task: \[The 'Headers' field contains unsupported values: \[authorization\]\]$/,
    );
  });
});

describe('answers', () => {
  test('204 has no body', async () => {
    const { result } = await call('apikey', { ...json, path: '/status/204', Method: 'DELETE', RequestBody: {} });
    const { Headers: headers, ...rest } = result;
    expect(rest).toEqual({ StatusCode: 204, StatusText: 'No Content' });
    expect(headers).toMatchObject({ 'content-type': ['application/json'], 'x-owned-response': ['echo-v1'] });
  });

  test('HEAD has none either', async () => {
    const { result } = await call('apikey', { Method: 'HEAD' });
    expect(Object.keys(result).sort()).toEqual(['Headers', 'StatusCode', 'StatusText']);
  });

  test('text is text', async () => {
    const { result } = await call('apikey', { path: '/text', Method: 'GET' });
    expect(result).toMatchObject({ ResponseBody: 'owned plain response', StatusCode: 200, StatusText: 'OK' });
  });

  test.each([
    ['/status/418', 'PATCH', 'States.Http.StatusCode.418', undefined],
    ['/status/403', 'GET', 'States.Http.StatusCode.403', 'Forbidden'],
    [
      '/binary',
      'GET',
      'States.Runtime',
      "Unsupported response content-type 'application/octet-stream'. Please see documentation for list of unsupported content-types.",
    ],
  ])('%s fails', async (path, Method, error, cause) => {
    const ended = await call('apikey', { path, Method });
    expect(ended).toMatchObject({ status: 'FAILED', error });
    expect(ended.cause).toBe(cause);
  });
});

describe('the role', () => {
  const needed = {
    invoke: 'states:InvokeHTTPEndpoint',
    retrieve: 'events:RetrieveConnectionCredentials',
    get: 'secretsmanager:GetSecretValue',
    describe: 'secretsmanager:DescribeSecret',
  };
  const conditions = {
    StringEquals: { 'states:HTTPMethod': ['POST'] },
    StringLike: { 'states:HTTPEndpoint': [`${api}/echo*`] },
  };

  /** How a request ends under a role that has all that is needed but this. */
  async function without(left: string, task: Readonly<Record<string, Json>> = {}) {
    cloud.enforce(
      'arn:aws:iam::123456789012:role/test',
      Object.values(needed)
        .filter((action) => action !== left)
        .map((action) => ({
          effect: 'Allow',
          actions: [action],
          resources: ['*'],
          allBut: { actions: false, resources: false },
          conditions: action === needed.invoke ? conditions : {},
        })),
    );
    const { status, error, cause } = await call('apikey', { RequestBody: {}, ...task });
    return { status, error, cause };
  }

  const denied = (path: string) => ({
    status: 'FAILED',
    error: 'States.Http.AccessDenied',
    cause: `AWS Step Functions is not authorized to perform states:InvokeHTTPEndpoint on API Endpoint ${api}${path}. Ensure that the StateMachine role contains the states:InvokeHTTPEndpoint permission for the given API Endpoint`,
  });

  test('that has all four of them makes the request', async () => {
    expect(await without('nothing')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('without the right to call the address makes none', async () => {
    expect(await without(needed.invoke)).toEqual(denied('/echo'));
  });

  test('makes none by another method, or to another path', async () => {
    expect(await without('nothing', { Method: 'PATCH' })).toEqual(denied('/echo'));
    expect(await without('nothing', { path: '/text' })).toEqual(denied('/text'));
  });

  test.each([needed.get, needed.describe])('without %s on the secret of the connection makes none', async (action) => {
    expect(await without(action)).toEqual({
      status: 'FAILED',
      error: 'Events.ConnectionResource.AccessDenied',
      cause:
        'No permissions to call DescribeSecret and/or GetSecretValue on the secret associated with the connection resource.',
    });
  });

  test('without the credentials of the connection makes none', async () => {
    expect(await without(needed.retrieve)).toMatchObject({ error: 'Events.ConnectionResource.AccessDenied' });
  });
});
