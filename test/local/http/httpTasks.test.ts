import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Machine } from '../../../compiler/index.ts';
import {
  type ConnectionsFile,
  findIn,
  isBelow,
  localServices,
  networkExchange,
  realClock,
  runMachine,
} from '../../../local/index.ts';
import { people } from '../../compiler/http/description.ts';
import { machineOf, workflow } from '../../compiler/http/support.ts';

/** A request as the server got it. */
interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: string;
}

type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer };

let server: Server;
let got: Got[] = [];
let answer: (request: Got) => Answer = () => ({ status: 200 });

beforeAll(async () => {
  server = createServer((message, response) => {
    void read(message).then((request) => {
      got.push(request);
      const { status, headers = {}, body } = answer(request);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(() => {
  server.close();
});

async function read(message: IncomingMessage): Promise<Got> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const { method = '', url = '', rawHeaders } = message;
  return { method, url, headers: rawHeaders, body: Buffer.concat(chunks).toString() };
}

/** Runs a machine against the server; gives how it ended and what the server got. */
async function run(machine: Machine, input: object, connections: ConnectionsFile = {}) {
  got = [];
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const exchange = networkExchange([
    { base: 'https://acme.people.example.com/v2', url },
    { base: 'https://people.example.com', url },
  ]);
  const { services, clock } = localServices({
    clock: realClock(),
    http: { exchange, find: findIn(connections, machine.connections) },
  });
  const result = await runMachine(JSON.parse(machine.text), JSON.parse(JSON.stringify(input)), { services, clock });
  return { ...result, got };
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
    answer = () => ({
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
    answer = () => ({
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
    answer = () => ({ status: 204 });
    expect((await run(get, { id: 'a' })).output).toEqual({ status: 204 });
    answer = () => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'hello' });
    expect((await run(get, { id: 'a' })).output).toEqual({ status: 200, body: 'hello' });
    answer = () => ({ status: 200, headers: { 'Content-Type': 'application/octet-stream' }, body: Buffer.from([1]) });
    expect(await run(get, { id: 'a' })).toMatchObject({
      error: 'States.Runtime',
      cause:
        "Unsupported response content-type 'application/octet-stream'. Please see documentation for list of unsupported content-types.",
    });
    answer = () => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'x'.repeat(300_000) });
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
    answer = ({ url, headers }) => {
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
  answer = () => ({ status: 401 });
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

describe('parameters arrive as OpenAPI says', () => {
  /** A value as a style writes it, decoded: written anew from the table of the specification. */
  function expected(style: string, explode: boolean, value: unknown): string {
    const e = (item: unknown) => encodeURIComponent(String(item));
    const list = Array.isArray(value) ? value.map(e) : undefined;
    const pairs =
      list === undefined && typeof value === 'object'
        ? Object.entries(value ?? {}).map(([k, v]) => [e(k), e(v)])
        : undefined;
    const joinPairs = (between: string, outer: string) => pairs?.map((pair) => pair.join(between)).join(outer) ?? '';
    if (style === 'simple') return list?.join(',') ?? (pairs ? joinPairs(explode ? '=' : ',', ',') : e(value));
    if (style === 'label') {
      if (list) return `.${list.join(explode ? '.' : ',')}`;
      return pairs ? `.${joinPairs(explode ? '=' : ',', explode ? '.' : ',')}` : `.${e(value)}`;
    }
    if (list) return explode ? list.map((item) => `;p=${item}`).join('') : `;p=${list.join(',')}`;
    if (pairs) return explode ? `;${joinPairs('=', ';')}` : `;p=${joinPairs(',', ',')}`;
    return e(value) === '' ? ';p' : `;p=${e(value)}`;
  }

  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
  const values = fc.oneof(
    text,
    fc.integer(),
    fc.array(fc.oneof(text, fc.integer()), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), text, { minKeys: 1, maxKeys: 3 }),
  );
  const machines = new Map<string, Machine>();

  /** A machine that sends its input `value` as a parameter of this style. */
  function sending(place: string, style: string, explode: boolean): Machine {
    const key = `${place} ${style} ${explode}`;
    const known = machines.get(key);
    if (known !== undefined) return known;
    const description = `openapi: 3.1.0
info: { title: Styles, version: 1.0.0 }
servers: [{ url: https://people.example.com }]
paths:
  /x${place === 'path' ? '{p}' : ''}:
    get:
      operationId: send
      parameters: [{ name: p, in: ${place}, required: true, style: ${style}, explode: ${explode}, schema: {} }]
      responses: { "204": { description: Taken. } }
`;
    const steps = `- { stepId: send, operationId: send, parameters: [{ name: p, in: ${place}, value: $inputs.value }] }`;
    const document = workflow(steps, ['value']).replace('value: { type: string }', 'value: {}');
    const machine = machineOf(document, { 'people.yml': description });
    machines.set(key, machine);
    return machine;
  }

  test('in the path: simple, label, matrix', async () => {
    answer = () => ({ status: 204 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('simple', 'label', 'matrix'),
        fc.boolean(),
        values,
        async (style, explode, value) => {
          const { got: requests, cause } = await run(sending('path', style, explode), { value });
          expect(cause).toBeUndefined();
          expect(requests[0]?.url).toBe(`/x${expected(style, explode, value)}`);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('in the query: form, spaceDelimited, pipeDelimited, deepObject', async () => {
    answer = () => ({ status: 204 });
    const styles = fc.constantFrom<readonly [style: string, explode: boolean]>(
      ['form', true],
      ['form', false],
      ['spaceDelimited', false],
      ['pipeDelimited', false],
      ['deepObject', true],
    );
    await fc.assert(
      fc.asyncProperty(styles, values, async ([style, explode], value) => {
        const { got: requests, cause } = await run(sending('query', style, explode), { value });
        expect(cause).toBeUndefined();
        const query = [...new URLSearchParams(requests[0]?.url.split('?')[1]?.replaceAll('+', '%2B') ?? '')];
        const separator = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
        const isObject = typeof value === 'object' && !Array.isArray(value);
        if (isObject && (explode || style === 'deepObject'))
          expect(query).toEqual(
            Object.entries(value).map(([key, each]) => [style === 'deepObject' ? `p[${key}]` : key, String(each)]),
          );
        else if (Array.isArray(value) && explode) expect(query).toEqual(value.map((each) => ['p', String(each)]));
        else if (typeof value === 'object')
          expect(query).toEqual([['p', (Array.isArray(value) ? value : Object.entries(value).flat()).join(separator)]]);
        else expect(query).toEqual([['p', String(value)]]);
      }),
      { numRuns: 60 },
    );
  });
});
