import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Machine } from '../../../compiler/index.ts';
import { machineOf, workflow } from '../../compiler/http/support.ts';
import { type RecordingServer, startServer } from './server.ts';

let server: RecordingServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => {
  server.close();
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
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('simple', 'label', 'matrix'),
        fc.boolean(),
        values,
        async (style, explode, value) => {
          const { got: requests, cause } = await server.run(sending('path', style, explode), { value });
          expect(cause).toBeUndefined();
          expect(requests[0]?.url).toBe(`/x${expected(style, explode, value)}`);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('in the query: form, spaceDelimited, pipeDelimited, deepObject', async () => {
    const styles = fc.constantFrom<readonly [style: string, explode: boolean]>(
      ['form', true],
      ['form', false],
      ['spaceDelimited', false],
      ['pipeDelimited', false],
      ['deepObject', true],
    );
    await fc.assert(
      fc.asyncProperty(styles, values, async ([style, explode], value) => {
        const { got: requests, cause } = await server.run(sending('query', style, explode), { value });
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

  /** What the server got of a header. */
  const headerOf = (headers: readonly string[] | undefined, name: string) =>
    headers?.find((_, at) => headers[at - 1]?.toLowerCase() === name);

  const word = fc.stringMatching(/^[!-~]([ -~]{0,5}[!-~])?$/);
  const words = fc.oneof(
    word,
    fc.integer(),
    fc.array(fc.oneof(word, fc.integer()), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), word, { minKeys: 1, maxKeys: 3 }),
  );

  test('in a header: simple, nothing encoded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), words, async (explode, value) => {
        const { got, cause } = await server.run(sending('header', 'simple', explode), { value });
        expect(cause).toBeUndefined();
        expect(headerOf(got[0]?.headers, 'p')).toBe(decodeURIComponent(expected('simple', explode, value)));
      }),
      { numRuns: 40 },
    );
  });

  test('in a cookie: form', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), values, async (explode, value) => {
        const { got, cause } = await server.run(sending('cookie', 'form', explode), { value });
        expect(cause).toBeUndefined();
        // A cookie is written as a parameter of a matrix is, but for what stands between them.
        const written = expected('matrix', explode, value).slice(1).replaceAll(';', '; ');
        expect(headerOf(got[0]?.headers, 'cookie')).toBe(written);
      }),
      { numRuns: 40 },
    );
  });

  test('in a form, as its encoding says', async () => {
    const ways = fc.constantFrom(
      ...['{ explode: true }', '{ explode: false }', '{ style: pipeDelimited, explode: false }'],
      ...['{ style: deepObject, explode: true }', '{ contentType: application/json }'],
    );
    await fc.assert(
      fc.asyncProperty(ways, values, async (way, value) => {
        const { got, cause } = await server.run(sendingForm(way), { value });
        expect(cause).toBeUndefined();
        const form = [...new URLSearchParams(got[0]?.body.replaceAll('+', '%2B'))];
        expect(form).toEqual(formPairs(way, value));
      }),
      { numRuns: 60 },
    );
  });

  function sendingForm(encoding: string): Machine {
    const known = machines.get(encoding);
    if (known !== undefined) return known;
    const description = `openapi: 3.1.0
info: { title: Styles, version: 1.0.0 }
servers: [{ url: https://people.example.com }]
paths:
  /x:
    post:
      operationId: send
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { p: {} } }, encoding: { p: ${encoding} } } } }
      responses: { "204": { description: Taken. } }
`;
    const steps = '- { stepId: send, operationId: send, requestBody: { payload: { p: $inputs.value } } }';
    const document = workflow(steps, ['value']).replace('value: { type: string }', 'value: {}');
    const machine = machineOf(document, { 'people.yml': description });
    machines.set(encoding, machine);
    return machine;
  }

  /** The names and values of a form whose one property `p` has this encoding. */
  function formPairs(encoding: string, value: unknown): readonly (readonly string[])[] {
    const isList = Array.isArray(value);
    if (encoding.includes('json')) return [['p', JSON.stringify(value)]];
    if (typeof value !== 'object' || value === null) return [['p', String(value)]];
    if (encoding.includes('deepObject') && !isList)
      return Object.entries(value).map(([key, each]) => [`p[${key}]`, String(each)]);
    if (encoding.includes('true'))
      return isList ? value.map((each) => ['p', String(each)]) : Object.entries(value).map(([k, v]) => [k, String(v)]);
    const separator = encoding.includes('pipe') ? '|' : ',';
    return [['p', (isList ? value : Object.entries(value).flat()).join(separator)]];
  }

  test('in cookies: those that are there', async () => {
    const cookie = (name: string) => `{ name: ${name}, in: cookie, schema: { type: string } }`;
    const description = `openapi: 3.1.0
info: { title: Styles, version: 1.0.0 }
servers: [{ url: https://people.example.com }]
paths:
  /x:
    get:
      operationId: send
      parameters: [${cookie('a')}, ${cookie('b')}]
      responses: { "204": { description: Taken. } }
`;
    const given = (name: string) => `{ name: ${name}, in: cookie, value: $inputs.${name} }`;
    const steps = `- { stepId: send, operationId: send, parameters: [${given('a')}, ${given('b')}] }`;
    const document = workflow(steps, ['a', 'b']).replace('required: [a, b]', 'required: []');
    const machine = machineOf(document, { 'people.yml': description });
    const sent = async (input: object) => headerOf((await server.run(machine, input)).got[0]?.headers, 'cookie');
    expect([await sent({ a: '1', b: '2' }), await sent({ b: '2' }), await sent({})]).toEqual([
      'a=1; b=2',
      'b=2',
      undefined,
    ]);
  });
});
