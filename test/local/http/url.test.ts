import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { people } from '../../compiler/http/description.ts';
import { codesOf, machineOf, workflow } from '../../compiler/http/support.ts';
import { type RecordingServer, startServer } from './server.ts';

let server: RecordingServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => {
  server.close();
});

/** Where the server of the tests stands in for the API. */
const base = 'https://people.example.com';

describe('$url', () => {
  test('is the address that was requested, whatever the parameters are', async () => {
    const query = (name: string, rest: string) => `{ name: ${name}, in: query, ${rest}, schema: {} }`;
    const description = `openapi: 3.1.0
info: { title: Addresses, version: 1.0.0 }
servers: [{ url: ${base} }]
paths:
  /x/{p}:
    get:
      operationId: send
      parameters:
      - { name: p, in: path, required: true, schema: {} }
      - ${query('spread', 'style: form, explode: true')}
      - ${query('joined', 'style: form, explode: false')}
      - ${query('deep', 'style: deepObject, explode: true')}
      responses: { "204": { description: Taken. } }
`;
    const names = ['p', 'spread', 'joined', 'deep'];
    const given = names.map(
      (name) => `{ name: ${name}, in: ${name === 'p' ? 'path' : 'query'}, value: $inputs.${name} }`,
    );
    const steps = `- { stepId: send, operationId: send, parameters: [${given.join(', ')}], outputs: { url: $url } }`;
    const document = workflow(steps, names)
      .replace('required: [p, spread, joined, deep]', 'required: [p]')
      .replaceAll('{ type: string }', '{}')
      .concat('  outputs: { url: $steps.send.outputs.url }\n');
    const machine = machineOf(document, { 'people.yml': description });
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.array(text, { minLength: 1, maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z &=]{1,4}$/), text, { minKeys: 1, maxKeys: 3 }),
    );
    const inputs = fc.record({ p: value, spread: value, joined: value, deep: value }, { requiredKeys: ['p'] });
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const { got, output, cause } = await server.run(machine, input);
        expect(cause).toBeUndefined();
        // An apostrophe may stay as it is, or not.
        expect(new URL(Object(output).url).href).toBe(`${base}${got[0]?.url}`);
      }),
      { numRuns: 25 },
    );
  });

  /** A step that gets a person, with more fields. */
  const get = (fields: string, more = '') =>
    workflow(
      `- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
  ${fields}
${more}`,
      ['id'],
    );
  const address = 'https://acme.people.example.com/v2/people/a%20b';

  test('is known where it is known when compiling, to criteria, and after a call that failed', async () => {
    const known = workflow('- { stepId: list, operationId: listPeople, outputs: { url: $url } }').concat(
      '  outputs: { url: $steps.list.outputs.url }\n',
    );
    expect(machineOf(known).text).toContain('https://acme.people.example.com/v2/people');
    server.answer = () => ({ status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' });
    const criterion = get(`successCriteria: [{ condition: $url == '${address}' }]`);
    expect(await server.run(machineOf(criterion), { id: 'a b' })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await server.run(machineOf(criterion), { id: 'c' })).toMatchObject({ status: 'FAILED' });
    server.answer = () => ({ status: 404 });
    const gone = get(`successCriteria: [{ condition: $statusCode == 404 }]\n  outputs: { url: $url }`).concat(
      '  outputs: { url: $steps.get.outputs.url }\n',
    );
    expect((await server.run(machineOf(gone), { id: 'a b' })).output).toEqual({ url: address });
  });

  test('has nothing in it that the connection adds', async () => {
    server.answer = () => ({ status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' });
    const machine = machineOf(get('outputs: { url: $url }').concat('  outputs: { url: $steps.get.outputs.url }\n'));
    const { output, got } = await server.run(machine, { id: 'a b' }, { people: { query: { key: 'k' } } });
    expect(got[0]?.url).toBe('/people/a%20b?key=k');
    expect(output).toEqual({ url: address });
  });

  test('can be read after the call alone', () => {
    const header = get('outputs: { url: $url }').replace(
      'value: $inputs.id }',
      'value: $inputs.id }, { name: X-At, in: header, value: $url }',
    );
    expect(codesOf(header, { 'people.yml': people })).toContain('expression-not-here');
    expect(
      codesOf(workflow('- { stepId: list, operationId: listPeople }').concat('  outputs: { url: $url }\n')),
    ).toEqual(['expression-not-here']);
  });
});
