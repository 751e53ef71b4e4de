import { TestStateCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../../local/index.ts';
import { TaskFailure } from '../../../local/interpreter/index.ts';
import { roleArn, startEndpoint } from '../support/endpoint.ts';

const connection = 'arn:aws:events:us-east-1:123456789012:connection/people/a59c10f0-a315-4c1f-be6a-559b9a0c6250';

let answers: Exchange;
let local: Awaited<ReturnType<typeof startEndpoint>>;

beforeAll(async () => {
  local = await startEndpoint({
    http: {
      exchange: (request, signal) => answers(request, signal),
      find: () => ({
        headers: { Authorization: 'Bearer owned-token' },
        query: { key: 'owned-key' },
        body: { tenant: 'owned-tenant' },
      }),
    },
  });
});
beforeEach(() => {
  answers = async () => ({
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Request', '7'],
    ],
    body: Buffer.from('{ "id": 1 }'),
  });
});
afterAll(() => local.close());

const hire = {
  Type: 'Task',
  Resource: 'arn:aws:states:::http:invoke',
  QueryLanguage: 'JSONata',
  Arguments: {
    ApiEndpoint: 'https://people.example.com/hires',
    Method: 'POST',
    InvocationConfig: { ConnectionArn: connection },
    Headers: { Accept: 'application/json' },
    QueryParameters: { dry: '{% $states.input.dry %}' },
    RequestBody: { name: 'Ada' },
  },
  Output: '{% $states.result.ResponseBody.id %}',
  End: true,
};

const testState = (rest: object, state: object = hire) =>
  local.sfn.send(new TestStateCommand({ definition: JSON.stringify(state), input: '{"dry":true}', roleArn, ...rest }));

describe('TestState of an HTTP Task', () => {
  test('tells request and answer to those who trace it, without what the connection adds', async () => {
    const { status, output, inspectionData } = await testState({ inspectionLevel: 'TRACE' });
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '1' });
    expect(inspectionData).toMatchObject({
      request: {
        protocol: 'https',
        method: 'POST',
        url: 'https://people.example.com/hires?dry=true',
        headers:
          '[Accept: application/json, Content-Type: application/json; charset=UTF-8, User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144]',
        body: '{"name":"Ada"}',
      },
      response: {
        protocol: 'https',
        statusCode: '200',
        statusMessage: 'OK',
        headers: '[Content-Type: application/json, X-Request: 7]',
        body: '{ "id": 1 }',
      },
    });
    expect(JSON.parse(inspectionData?.result ?? '')).toMatchObject({ ResponseBody: { id: 1 }, StatusCode: 200 });
    expect(JSON.stringify(inspectionData)).not.toContain('owned');
  });

  test('reveals what the connection adds where that is asked for', async () => {
    const { inspectionData } = await testState({ inspectionLevel: 'TRACE', revealSecrets: true });
    expect(inspectionData?.request).toMatchObject({
      url: 'https://people.example.com/hires?dry=true&key=owned-key',
      headers: expect.stringContaining('Authorization: Bearer owned-token'),
      body: '{"name":"Ada","tenant":"owned-tenant"}',
    });
  });

  test('tells no more than of any Task to those who do not trace it, or mock it', async () => {
    const debugged = await testState({ inspectionLevel: 'DEBUG', revealSecrets: true });
    expect(debugged.inspectionData?.afterArguments).toContain('"name":"Ada"');
    expect(debugged.inspectionData).not.toHaveProperty('request');
    const mocked = await testState({ inspectionLevel: 'TRACE', mock: { result: '{"ResponseBody":{"id":2}}' } });
    expect(mocked.output).toBe('2');
    expect(mocked.inspectionData).not.toHaveProperty('request');
    expect(await testState({})).not.toHaveProperty('inspectionData');
  });

  test('has the answer of a refused call, of which the state gets the status alone', async () => {
    answers = async () => ({ status: 418, headers: [], body: Buffer.from('no coffee') });
    const { status, error, cause, inspectionData } = await testState({ inspectionLevel: 'TRACE' });
    expect({ status, error, cause }).toEqual({ status: 'FAILED', error: 'States.Http.StatusCode.418' });
    expect(inspectionData?.response).toEqual({
      protocol: 'https',
      statusCode: '418',
      headers: '[]',
      body: 'no coffee',
    });
  });

  test('has the request alone where no answer came', async () => {
    answers = () => Promise.reject(new TaskFailure('States.Http.Socket', 'connection reset'));
    const { error, inspectionData } = await testState({ inspectionLevel: 'TRACE' });
    expect(error).toBe('States.Http.Socket');
    expect(inspectionData?.request?.method).toBe('POST');
    expect(inspectionData).not.toHaveProperty('response');
  });

  test('has nothing of a request that may not be made', async () => {
    const Arguments = { ...hire.Arguments, Headers: { 'If-Match': '1' } };
    const { error, inspectionData } = await testState({ inspectionLevel: 'TRACE' }, { ...hire, Arguments });
    expect(error).toBe('States.Runtime');
    expect(inspectionData).not.toHaveProperty('request');
  });
});
