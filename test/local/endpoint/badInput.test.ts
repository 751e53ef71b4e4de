import { request } from 'node:http';
import { connect as openSocket } from 'node:net';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { serve } from '../../../local/index.ts';
import { startEndpoint } from '../support/endpoint.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint();
});
afterAll(() => local.close());

// Whatever a request was, the next one is served.
afterEach(async () => {
  expect(await local.sfn.send(new ListStateMachinesCommand({}))).toMatchObject({ stateMachines: [] });
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends what no client would. */
function send({ method = 'POST', path = '/', headers = {}, body = '' }: Sent) {
  const { hostname, port } = new URL(local.url);
  return new Promise<{ status: number | undefined; type: unknown; body: Record<string, unknown> }>(
    (resolve, reject) => {
      const sent = request({ hostname, port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode, type: response.headers['x-amzn-errortype'], body: JSON.parse(text) });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

const start = { 'x-amz-target': 'AWSStepFunctions.StartExecution', 'content-type': 'application/x-amz-json-1.0' };
const connectScope =
  'AWS4-HMAC-SHA256 Credential=t/20260101/us-east-1/connect/aws4_request, SignedHeaders=host, Signature=0';

describe('bad requests get an error as AWS shapes it', () => {
  test.each<[string, Sent, number, string]>([
    ['broken JSON', { headers: start, body: '{' }, 400, 'SerializationException'],
    ['no object', { headers: start, body: '[1]' }, 400, 'ValidationException'],
    ['no body', { headers: start }, 400, 'ValidationException'],
    ['a wrong type', { headers: start, body: '{"stateMachineArn":5}' }, 400, 'ValidationException'],
    [
      'an unknown operation',
      { headers: { 'x-amz-target': 'AWSStepFunctions.Nope' }, body: '{}' },
      400,
      'UnknownOperationException',
    ],
    ['an unknown service', { headers: { 'x-amz-target': 'Nope.Nope' }, body: '{}' }, 400, 'UnknownOperationException'],
    [
      'a prototype as operation',
      { headers: { 'x-amz-target': 'AWSStepFunctions.__proto__' }, body: '{}' },
      400,
      'UnknownOperationException',
    ],
    ['another method', { method: 'GET', headers: start }, 400, 'UnknownOperationException'],
    ['nothing that tells the service', { method: 'GET' }, 403, 'MissingAuthenticationTokenException'],
    [
      'an unknown path',
      { path: '/nowhere', headers: { authorization: connectScope } },
      404,
      'UnknownOperationException',
    ],
    [
      'a path that is not well-formed',
      { method: 'GET', path: '/users/%E0%A4%A/x', headers: { authorization: connectScope } },
      400,
      'ValidationException',
    ],
    [
      'a body that is no object',
      { method: 'PUT', path: '/users/i', headers: { authorization: connectScope }, body: '5' },
      400,
      'SerializationException',
    ],
    [
      'a foreign Host',
      { headers: { ...start, host: 'states.us-east-1.amazonaws.com' }, body: '{}' },
      403,
      'AccessDeniedException',
    ],
    [
      'a name that resolves to this machine',
      { headers: { ...start, host: 'rebound.example:80' }, body: '{}' },
      403,
      'AccessDeniedException',
    ],
    [
      'a foreign web page',
      { headers: { ...start, origin: 'https://page.example' }, body: '{}' },
      403,
      'AccessDeniedException',
    ],
    // A page in a sandbox, or one that was opened as a file.
    ['a web page of no place', { headers: { ...start, origin: 'null' }, body: '{}' }, 403, 'AccessDeniedException'],
    [
      '8 MiB, which is read',
      { headers: start, body: Buffer.alloc(8 * 1024 * 1024, 'x') },
      400,
      'SerializationException',
    ],
    ['10 MB', { headers: start, body: Buffer.alloc(10 * 1024 * 1024, 'x') }, 413, 'RequestEntityTooLargeException'],
  ])('%s', async (_, sent, status, type) => {
    const answer = await send(sent);
    expect(answer).toMatchObject({ status, type });
    expect(answer.body['message']).toEqual(expect.any(String));
  });

  test('a page of this machine is answered, and so is each service that a target names', async () => {
    const secret = { 'x-amz-target': 'secretsmanager.GetSecretValue', origin: local.url };
    expect(await send({ headers: { ...start, ...secret }, body: '{"SecretId":"none"}' })).toMatchObject({
      status: 400,
      type: 'ResourceNotFoundException',
    });
    const unknown = await send({ headers: { ...start, 'x-amz-target': 'AWSEvents.Nope' }, body: '{}' });
    expect(unknown.body['message']).toBe('Nothing here answers to AWSEvents.Nope');
  });

  test('an address that is taken is no endpoint', async () => {
    const port = Number(new URL(local.url).port);
    await expect(serve({ backend: local.cloud.backend, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('all members that are wrong are named', async () => {
    const { body } = await send({
      headers: { ...start, 'x-amz-target': 'AWSStepFunctions.CreateStateMachine' },
      body: '{"name":""}',
    });
    expect(body['message']).toBe(
      "3 validation errors detected: Value at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value null at 'definition' failed to satisfy constraint: Member must not be null; Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    );
  });

  test('what is no HTTP', async () => {
    const { hostname, port } = new URL(local.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = openSocket(Number(port), hostname, () => socket.end('HELLO\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"__type":"BadRequestException"/);
  });
});
