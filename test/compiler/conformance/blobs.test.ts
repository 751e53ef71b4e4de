import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../local/index.ts';
import { compiled, runDocument } from '../../support/runDocument.ts';

/** Operations with a member that is bytes: what is sent beside it, and where it stands. */
const operations = {
  putObject: { service: 's3', member: 'Body', parameters: { Bucket: 'b', Key: 'k' } },
  invoke: { service: 'lambda', member: 'Payload', parameters: { FunctionName: 'f' } },
  invokeModel: { service: 'bedrockruntime', member: 'Body', parameters: { modelId: 'm' } },
  putRecord: { service: 'kinesis', member: 'Data', parameters: { PartitionKey: 'p' } },
} as const;

type Name = keyof typeof operations;

/** A step that sends a value as bytes. */
function sending(name: Name, value: string): string {
  const { service, member, parameters } = operations[name];
  const listed = Object.entries(parameters).map(([key, text]) =>
    name === 'putRecord' ? `${key}: ${text}` : `{ name: ${key}, in: path, value: ${text} }`,
  );
  const given =
    name === 'putRecord'
      ? `requestBody: { payload: { ${listed.join(', ')}, ${member}: ${value} } }`
      : `parameters: [${listed.join(', ')}]\n    requestBody: { payload: ${value} }`;
  return `arazzo: 1.1.0
info: { title: Test, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: ${service} }]
workflows:
- workflowId: test
  inputs: { type: object, properties: { who: { type: string }, n: { type: number }, list: { type: array }, any: {} } }
  steps:
  - stepId: send
    operationId: ${name}
    ${given}`;
}

/** What is sent as bytes, in JSON, and what was said when compiling. */
async function sent(name: Name, value: string): Promise<readonly [Json | undefined, readonly string[]]> {
  const text = sending(name, value);
  const { made, cause } = await runDocument(text, { input: { who: 'Ann', n: 5, list: [1], any: { a: 1 } } });
  const [call] = made;
  if (call === undefined) throw new Error(cause);
  const found = compiled(text).diagnostics.map(({ code }) => code);
  return [Object(call.arguments)[operations[name].member], found];
}

const names: readonly Name[] = ['putObject', 'invoke', 'invokeModel', 'putRecord'];

describe.each(names)('what %s sends as bytes', (name) => {
  test.each<[string, Json]>([
    ['{ id: 1, who: $inputs.who }', { id: 1, who: 'Ann' }],
    ['[1, $inputs.who]', [1, 'Ann']],
    ['$inputs.list', [1]],
    ['$inputs.any', { a: 1 }],
  ])('an object or a list as it is: %s', async (value, expected) => {
    expect(await sent(name, value)).toEqual([expected, []]);
  });

  test.each<[string, Json]>([
    ['hello', 'hello'],
    ['$inputs.who', 'Ann'],
    [`'hello {$inputs.who}'`, 'hello Ann'],
  ])('a text as it is: %s', async (value, expected) => {
    const said = name === 'putObject' ? ['stream-text-quoted'] : [];
    expect(await sent(name, value)).toEqual([expected, said]);
  });

  test.each<[string, Json]>([
    ['5', 5],
    ['true', true],
    ['$inputs.n', 5],
  ])('anything else by its JSON text: %s', async (value, json) => {
    expect(await sent(name, value)).toEqual([name === 'putObject' ? json : JSON.stringify(json), []]);
  });
});

test('a warning tells that a text in a stream has its quotes', () => {
  const [warning] = compiled(sending('putObject', 'hello')).diagnostics;
  expect(warning).toMatchObject({ severity: 'warning', code: 'stream-text-quoted' });
  expect(warning?.message).toBe(
    '`Body` is a stream, into which Step Functions writes a text with quotes around it and escapes in it',
  );
});
