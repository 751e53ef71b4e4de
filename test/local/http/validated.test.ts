import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { upgrade } from '@scalar/openapi-upgrader';
import { parse } from 'yaml';
import { type ApiConnection, compile, documentReader, type Machine } from '../../../compiler/index.ts';
import {
  contentsOf,
  exampleExchange,
  localServices,
  networkExchange,
  realClock,
  runMachine,
} from '../../../local/index.ts';
import { isObject, type Json, type JsonObject } from '../../../local/interpreter/index.ts';
import { machineOf, workflow } from '../../compiler/http/support.ts';
import { empty, partOf, startValidatingServer, type ValidatingServer } from '../../support/validatingServer.ts';

/*
 * Requests held against OpenAPI descriptions by an independent validator. What that doesn't read, the styles label and matrix,
 * is in parameters.test.ts, against a serialiser of the tests' own.
 */

/** Runs a machine whose APIs are answered by these servers; the connection of each sends what it is said to hold. */
async function run(machine: Machine, input: Json, servers: ReadonlyMap<string, ValidatingServer>) {
  const exchange = networkExchange(
    machine.connections.flatMap(({ source, requests }) =>
      [...new Set(requests.map(({ base }) => base))].map((base) => ({ base, url: servers.get(source)?.url ?? '' })),
    ),
  );
  const find = (arn: string) => connectionOf(machine.connections.find((each) => each.arn === arn));
  const { services, clock } = localServices({ clock: realClock(), http: { exchange, find } });
  return runMachine(JSON.parse(machine.text), input, { services, clock });
}

/** Some credentials for all that a connection has to hold. */
function connectionOf(api: ApiConnection | undefined) {
  const { authorization = { kind: 'none' as const }, parameters = [] } = api ?? {};
  const keys = authorization.kind === 'apiKey' ? [authorization, ...parameters] : parameters;
  const sent = (place: 'header' | 'query') =>
    Object.fromEntries(keys.filter((key) => key.in === place).map(({ name }) => [name, 'key']));
  const isOpen = authorization.kind === 'none' || authorization.kind === 'apiKey';
  return contentsOf({ headers: sent('header'), query: sent('query'), ...(isOpen ? {} : { bearer: 'token' }) });
}

describe('parameters and bodies of each style that the validator reads', () => {
  const parameter = (name: string, place: string, schema: string, style = '') =>
    `{ name: ${name}, in: ${place}, required: true, ${style}${style === '' ? '' : ', '}schema: ${schema} }`;
  const numbers = '{ type: array, items: { type: integer } }';
  const texts = '{ type: array, items: { type: string } }';
  const span = '{ type: object, properties: { from: { type: integer }, to: { type: integer } } }';
  const body = `{ type: object, required: [name, levels], additionalProperties: false, properties: { name: { type: string }, levels: ${numbers}, on: { type: boolean } } }`;
  const form = `{ type: object, required: [text, to], additionalProperties: false, properties: { text: { type: string }, to: ${texts} } }`;
  const description = `openapi: 3.0.3
info: { title: Styles, version: 1.0.0 }
servers: [{ url: https://people.example.com }]
paths:
  /people/{id}/teams/{teams}:
    get:
      operationId: look
      parameters:
      - ${parameter('id', 'path', '{ type: integer }')}
      - ${parameter('teams', 'path', texts)}
      - ${parameter('each', 'query', texts)}
      - ${parameter('commas', 'query', numbers, 'explode: false')}
      - ${parameter('pipes', 'query', texts, 'style: pipeDelimited, explode: false')}
      - ${parameter('blanks', 'query', texts, 'style: spaceDelimited, explode: false')}
      - ${parameter('deep', 'query', span, 'style: deepObject, explode: true')}
      - ${parameter('flag', 'query', '{ type: boolean }')}
      - ${parameter('X-Tags', 'header', texts, 'style: simple')}
      - ${parameter('X-Day', 'header', '{ type: string, format: date }')}
      - ${parameter('site', 'cookie', '{ type: string, enum: [en, de] }')}
      responses: { "204": { description: Seen. } }
  /people:
    post:
      operationId: send
      requestBody: { required: true, content: { application/json: { schema: ${body} } } }
      responses: { "204": { description: Taken. } }
  /forms:
    post:
      operationId: fill
      requestBody: { required: true, content: { application/x-www-form-urlencoded: { schema: ${form} } } }
      responses: { "204": { description: Taken. } }
`;
  const inputs = [
    'id',
    'teams',
    'each',
    'commas',
    'pipes',
    'blanks',
    'deep',
    'flag',
    'tags',
    'day',
    'site',
    'person',
    'message',
  ];
  const given = (name: string, place: string, input = name) =>
    `  - { name: ${name}, in: ${place}, value: $inputs.${input} }`;
  const text = workflow(
    `
- stepId: look
  operationId: look
  parameters:
${given('id', 'path')}
${given('teams', 'path')}
${['each', 'commas', 'pipes', 'blanks', 'deep', 'flag'].map((name) => given(name, 'query')).join('\n')}
${given('X-Tags', 'header', 'tags')}
${given('X-Day', 'header', 'day')}
${given('site', 'cookie')}
- { stepId: send, operationId: send, requestBody: { payload: $inputs.person } }
- { stepId: fill, operationId: fill, requestBody: { payload: $inputs.message } }`,
    inputs,
  ).replaceAll(/\{ type: string \}$/gm, '{}');

  const input = {
    id: 7,
    teams: ['a b', 'ü/ö'],
    each: ['one', 'two & three'],
    commas: [1, 2, 3],
    pipes: ['x', 'y z'],
    blanks: ['p', 'q'],
    deep: { from: 1, to: 9 },
    flag: true,
    tags: ['red', 'blue'],
    day: '2026-01-31',
    site: 'de',
    person: { name: 'Ada & Söhne', levels: [3, 4], on: false },
    message: { text: 'a=b & c', to: ['x', 'y+z'] },
  };

  let server: ValidatingServer;
  let machine: Machine;
  beforeAll(async () => {
    server = await startValidatingServer(parse(description), async () => empty);
    machine = machineOf(text, { 'people.yml': description });
  });
  afterAll(() => server.close());

  test('arrive as they were given', async () => {
    const { status, cause } = await run(machine, input, new Map([['people', server]]));
    expect({ status, cause }).toEqual({ status: 'SUCCEEDED', cause: undefined });
    expect(server.requests.map(({ found, wrong }) => ({ ...found, wrong }))).toMatchObject([
      {
        path: { id: 7, teams: input.teams },
        query: {
          each: input.each,
          commas: input.commas,
          pipes: input.pipes,
          blanks: input.blanks,
          deep: input.deep,
          flag: true,
        },
        cookies: { site: 'de' },
      },
      { body: input.person },
      { body: input.message },
    ]);
  });

  test.each([
    [{ day: 'tomorrow' }, 'request/headers/x-day must match format "date"'],
    [{ commas: [1, 'two'] }, 'request/query/commas/1 must be integer'],
    [{ deep: { from: 'one' } }, 'request/query/deep/from must be integer'],
    [{ person: { name: 'Ada' } }, "request/body must have required property 'levels'"],
  ])('are found wrong where they are: %j', async (changed, wrong) => {
    const before = server.requests.length;
    const { error } = await run(machine, { ...input, ...changed }, new Map([['people', server]]));
    expect(error).toBe('States.Http.StatusCode.400');
    expect(server.requests.slice(before).at(-1)).toMatchObject({ wrong });
  });
});

const root = join(__dirname, '..', '..', '..', '..', 'shared', 'samples', 'http');
const manifest = join(root, 'manifest.json');

interface Sample {
  readonly file: string;
  readonly sources: readonly { readonly name: string; readonly file?: string }[];
}

const samples: readonly Sample[] = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : [];

const id = 'a7d39b52-4e08-4c6f-b1d5-0e92f8c6a743';

/** Public documents, with inputs that their APIs take, and how many requests they make with answers made of the descriptions. */
const served: readonly (readonly [file: string, input: JsonObject, requests: number])[] = [
  [
    'shopify-create-order-and-fulfill-workflow.yml',
    { email: 'ada@example.com', variantId: 7, quantity: 2, trackingUrl: 'https://track.example.com/1' },
    4,
  ],
  [
    'docusign-bulk-send-from-template-workflow.yml',
    { templateId: id, firstRecipientEmail: 'ada@example.com', secondRecipientEmail: 'kim@example.com' },
    3,
  ],
  [
    'gitlab-add-project-badge-workflow.yml',
    { linkUrl: 'https://example.com/a?b=c&d', imageUrl: 'https://example.com/i j.png' },
    3,
  ],
  ['cenit.io/workflows.arazzo.json', {}, 9],
  ['zoom-create-and-confirm-webinar-workflow.yml', {}, 3],
  ['zoom-list-and-get-recording-workflow.yml', {}, 2],
  ['hubspot-oauth-token-lifecycle-workflow.yml', { redirectUri: 'https://example.com/back?to=a b' }, 3],
  ['hubspot-list-payments-workflow.yml', { limit: 10, properties: 'amount,status' }, 2],
  ['museum-tickets.arazzo.yaml', {}, 1],
  ['testdata/petstore-relative.arazzo.yaml', {}, 1],
  ['toolshop/15-deep-branching.arazzo.yaml', { searchQuery: 'hammer & nails' }, 3],
  ['petstore/02-goto-and-end-actions.arazzo.yaml', {}, 2],
];

/** The inputs of a workflow: those given, of others a text. */
function inputOf({ inputsSchema }: Machine, given: JsonObject): JsonObject {
  const properties = isObject(inputsSchema) ? (inputsSchema['properties'] ?? null) : null;
  const texts = Object.keys(isObject(properties) ? properties : {}).map((name) => [name, 'some text'] as const);
  return { ...Object.fromEntries(texts), ...given };
}

(samples.length > 0 ? describe : describe.skip)('public documents (need the samples)', () => {
  test.each(served)('%s makes no invalid request', async (file, input, count) => {
    const sample = samples.find((each) => each.file.endsWith(file));
    const path = join(root, sample?.file ?? file);
    const source = { name: path, text: readFileSync(path, 'utf8') };
    const { machines } = compile(source, { readFile: documentReader(path, { root }) });
    const [machine] = machines;
    if (machine === undefined) throw new Error(`${file} does not compile`);
    const answers = exampleExchange(machine.connections, () => 0);
    const servers = new Map<string, ValidatingServer>();
    for (const { source: name, requests } of machine.connections) {
      const described = sample?.sources.find((each) => each.name === name)?.file ?? '';
      const text = readFileSync(join(root, described), 'utf8');
      const whole: JsonObject = JSON.parse(JSON.stringify(upgrade(parse(text), '3.1')));
      const part = partOf(
        whole,
        requests.map(({ address, base }) => address.slice(base.length)),
      );
      const base = requests[0]?.base ?? '';
      const server = await startValidatingServer(part, (request, signal) =>
        answers({ ...request, url: `${base}${request.url}` }, signal),
      );
      servers.set(name, server);
    }
    const { status, cause } = await run(machine, inputOf(machine, input), servers);
    const requests = [...servers.values()].flatMap((server) => server.requests);
    for (const server of servers.values()) await server.close();
    expect(requests.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
    expect({ status, cause }).toEqual({ status: 'SUCCEEDED', cause: undefined });
    expect(requests).toHaveLength(count);
  });

  test('are twelve', () => {
    expect(served).toHaveLength(12);
  });
});
