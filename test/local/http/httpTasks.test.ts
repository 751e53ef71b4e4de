import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Machine } from '../../../compiler/index.ts';
import { type ConnectionsFile, isBelow } from '../../../local/index.ts';
import { people } from '../../compiler/http/description.ts';
import { machineOf, workflow } from '../../compiler/http/support.ts';
import { type RecordingServer, startServer } from './server.ts';

let server: RecordingServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => {
  server.close();
});

/** Runs a machine against the server; gives how it ended and what the server got. */
function run(machine: Machine, input: object, connections: ConnectionsFile = {}) {
  return server.run(machine, input, connections);
}

const get = machineOf(
  workflow(
    `
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
  outputs: { body: $response.body, kind: $response.header.x-kind, status: $statusCode }
`,
    ['id'],
  ).concat(
    '  outputs: { body: $steps.get.outputs.body, kind: $steps.get.outputs.kind, status: $steps.get.outputs.status }\n',
  ),
);

describe('an HTTP Task against a server', () => {
  test('sends what Step Functions sends, with what the connection adds', async () => {
    server.answer = () => ({
      status: 200,
      headers: { 'Content-Type': 'application/json', 'X-KIND': 'a' },
      body: '{"name":"Ann"}',
    });
    const {
      status,
      output,
      got: requests,
    } = await run(get, { id: 'a b/ä' }, { people: { headers: { 'X-Api-Key': 'k' }, query: { v: '1 2' } } });
    expect({ status, output }).toEqual({
      status: 'SUCCEEDED',
      output: { body: { name: 'Ann' }, kind: 'a', status: 200 },
    });
    const [request] = requests;
    expect(request).toMatchObject({ method: 'GET', url: '/people/a%20b%2F%C3%A4?v=1%202', body: '' });
    expect(request?.headers).toEqual(
      expect.arrayContaining(['X-Api-Key', 'k', 'Accept', 'application/json', 'User-Agent', 'Range', 'bytes=0-262144']),
    );
  });

  test.each([
    [403, 'States.Http.StatusCode.403', 'Forbidden'],
    [418, 'States.Http.StatusCode.418', undefined],
    [302, 'States.Http.StatusCode.302', 'Found'],
  ])('fails by the status %i alone, whatever the body', async (status, error, cause) => {
    server.answer = () => ({
      status,
      headers: { 'Content-Type': 'application/json', Location: '/x' },
      body: '{"why":"secret"}',
    });
    expect(await run(get, { id: 'a' })).toMatchObject({
      status: 'FAILED',
      error,
      ...(cause === undefined ? {} : { cause }),
    });
  });

  test('has no body for 204, texts of text, and fails for bytes and what is too large', async () => {
    server.answer = () => ({ status: 204 });
    expect((await run(get, { id: 'a' })).output).toEqual({ status: 204 });
    server.answer = () => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'hello' });
    expect((await run(get, { id: 'a' })).output).toEqual({ status: 200, body: 'hello' });
    server.answer = () => ({
      status: 200,
      headers: { 'Content-Type': 'application/octet-stream' },
      body: Buffer.from([1]),
    });
    expect(await run(get, { id: 'a' })).toMatchObject({
      error: 'States.Runtime',
      cause:
        "Unsupported response content-type 'application/octet-stream'. Please see documentation for list of unsupported content-types.",
    });
    server.answer = () => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'x'.repeat(300_000) });
    expect(await run(get, { id: 'a' })).toMatchObject({ error: 'States.DataLimitExceeded' });
  });

  test('a token by client credentials is fetched once, and anew where it is no longer good', async () => {
    const machine = machineOf(
      workflow(
        '- { stepId: gone, operationId: deletePerson, parameters: [{ name: id, in: path, value: $inputs.id }] }',
        ['id'],
      ),
      { 'people.yml': people.replace('security: [{ key: [] }]', 'security: [{ oauth: [read] }]') },
    );
    let tokens = 0;
    server.answer = ({ url, headers }) => {
      if (url === '/token') {
        tokens += 1;
        return { status: 200, headers: { 'Content-Type': 'application/json' }, body: `{"access_token":"t${tokens}"}` };
      }
      return { status: headers.includes('Bearer t2') ? 204 : 401 };
    };
    const credentials = { people: { clientCredentials: { clientId: 'me', clientSecret: 's' } } };
    const { status, got: requests } = await run(machine, { id: 'a' }, credentials);
    expect(status).toBe('SUCCEEDED');
    expect(requests.map(({ url }) => url)).toEqual(['/token', '/people/a', '/token', '/people/a']);
    expect(requests[0]?.body).toBe('grant_type=client_credentials&scope=read&client_secret=s&client_id=me');
  });
});

test('a key that is refused is no token: the request is not repeated', async () => {
  server.answer = () => ({ status: 401 });
  const { error, got: requests } = await run(get, { id: 'a' }, { people: { headers: { 'X-Api-Key': 'old' } } });
  expect({ error, urls: requests.map(({ url }) => url) }).toEqual({
    error: 'States.Http.StatusCode.401',
    urls: ['/people/a'],
  });
});

test.each([
  ['https://a.example.com', 'https://a.example.com/x', true],
  ['https://a.example.com', 'https://a.example.com?x', true],
  ['https://a.example.com/v1', 'https://a.example.com/v1', true],
  ['https://a.example.com/v1', 'https://a.example.com/v10', false],
  ['https://a.example.com', 'https://a.example.com.example.org/', false],
])('what is below %s: %s', (base, url, expected) => {
  expect(isBelow(base, url)).toBe(expected);
});
