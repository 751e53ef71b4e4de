import { describe, expect, test } from '@jest/globals';
import {
  createBackend,
  type InMemoryService,
  type Json,
  type JsonObject,
  ServiceException,
  sdkIntegration,
  virtualClock,
} from '../../../local/index.ts';
import { run, task } from '../support/run.ts';

const clock = virtualClock(0);
const services = (...given: InMemoryService[]) => sdkIntegration(createBackend({ services: given, clock }));
const call = (resource: string, Arguments: object, given = services()) =>
  run({ Only: task({ Resource: `arn:aws:states:::aws-sdk:${resource}`, Arguments }) }, {}, { services: given, clock });

describe('an SDK integration', () => {
  test('speaks the names of Step Functions to the machine and those of the model to the service', async () => {
    const seen: unknown[] = [];
    const rds: InMemoryService = {
      resource: 'rds',
      has: () => true,
      call(_, request) {
        seen.push(request);
        return { DBInstance: { DBInstanceIdentifier: 'db', KmsKeyId: 'k', NotInTheModel: 1 } };
      },
    };
    const { output } = await call(
      'rds:createDBInstance',
      { DbInstanceIdentifier: 'db', DbInstanceClass: 'c', Engine: 'e' },
      services(rds),
    );
    expect(seen).toEqual([{ DBInstanceIdentifier: 'db', DBInstanceClass: 'c', Engine: 'e' }]);
    expect(output).toEqual({ DbInstance: { DbInstanceIdentifier: 'db', KmsKeyId: 'k' } });
  });

  test('words the errors of a service', async () => {
    const failing = (code: string): InMemoryService => ({
      resource: 'rds',
      has: () => true,
      call() {
        throw new ServiceException(code, 'No such instance', 404);
      },
    });
    const fail = async (code: string) => call('rds:describeDBInstances', {}, services(failing(code)));
    expect(await fail('DBInstanceNotFoundFault')).toMatchObject({
      error: 'Rds.DbInstanceNotFoundException',
      cause: expect.stringMatching(
        /^No such instance \(Service: Rds, Status Code: 404, Request ID: [0-9a-f-]{36}\) \(SDK Attempt Count: 1\)$/,
      ),
    });
    expect((await fail('NotInTheModel')).error).toBe('Rds.RdsException');
  });

  test.each<[string, object, string]>([
    ['connect:createUser', { Nope: 1 }, 'The field "Nope" is not supported by Step Functions'],
    ['connect:describeUser', { InstanceId: 'i' }, "The field 'UserId' is required but was missing"],
    ['connect:describeUser', { InstanceId: 'i', UserId: 5 }, "The value of the field 'UserId' has an invalid format"],
    ['connect:createNothing', {}, "The resource 'arn:aws:states:::aws-sdk:connect:createNothing' is not recognized"],
    ['nothing:create', {}, "The resource 'arn:aws:states:::aws-sdk:nothing:create' is not recognized"],
  ])('%s with %j is not sent: %s', async (resource, params, text) => {
    const result = await call(resource, params);
    expect(result.error).toBe('States.Runtime');
    expect(result.cause).toContain(`could not be used to start the Task: [`);
    expect(result.cause).toContain(text);
    expect(result.history.map(({ type }) => type)).not.toContain('TaskScheduled');
  });

  test('what breaks a bound of the model is refused by the service', async () => {
    const user = { InstanceId: 'i', Username: '', SecurityProfileIds: ['s'], RoutingProfileId: 'r' };
    expect(await call('connect:createUser', user)).toMatchObject({
      error: 'Connect.InvalidParameterException',
      cause: expect.stringContaining(
        "Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    });
  });

  test('a service that nobody carries out answers in the form of its output', async () => {
    const { output } = await call('dynamodb:getItem', { TableName: 't', Key: {} });
    expect(output).toMatchObject({ Item: {}, ConsumedCapacity: { TableName: 't' } });
    expect((await call('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'b' })).output).toMatchObject({
      MessageId: expect.any(String),
    });
  });

  test('an optimised integration takes JSON where the service wants text', async () => {
    const seen: unknown[] = [];
    const lambda: InMemoryService = {
      resource: 'lambda',
      has: () => true,
      call(_, request) {
        seen.push(request);
        return { StatusCode: 200 };
      },
    };
    await run(
      {
        Only: task({ Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f', Payload: { a: 1 } } }),
      },
      {},
      { services: services(lambda), clock },
    );
    expect(seen).toEqual([{ FunctionName: 'f', Payload: '{"a":1}' }]);
  });
});

describe('what an SDK integration sends of what stands in Arguments', () => {
  /** What reaches a service of a call's Arguments. */
  async function sent(resource: string, args: object): Promise<unknown> {
    const seen: unknown[] = [];
    const service: InMemoryService = {
      resource: resource.split(':')[0] ?? '',
      has: () => true,
      call(_, request) {
        seen.push(request);
        return {};
      },
    };
    const { cause } = await call(resource, args, services(service));
    return seen[0] ?? cause;
  }

  test.each<[unknown, unknown]>([
    ['true', true],
    [' TRUE ', true],
    [1, true],
    [-1, true],
    ['false', false],
    ['', false],
    ['null', false],
    [0, false],
    [true, true],
  ])('%j for true or false: %j', async (FetchOwner, value) => {
    expect(await sent('s3:listObjectsV2', { Bucket: 'b', FetchOwner })).toEqual({ Bucket: 'b', FetchOwner: value });
  });

  test.each(['TrUe', 'yes', 1.5, {}])('%j is neither', async (FetchOwner) => {
    expect(
      await sent('s3:listObjectsV2', { Bucket: 'b', FetchOwner: `{% ${JSON.stringify(FetchOwner)} %}` }),
    ).toContain("The value of the field 'FetchOwner' has an invalid format");
  });

  test.each<[unknown, string]>([
    ['hello\nπ', '"hello\\nπ"'],
    [{ message: 'm' }, '{"message":"m"}'],
    ['AP9BQgo=', '"AP9BQgo="'],
    [null, 'null'],
  ])('%j in a stream is its JSON text', async (Body, text) => {
    expect(await sent('s3:putObject', { Bucket: 'b', Key: 'k', Body })).toEqual({ Bucket: 'b', Key: 'k', Body: text });
  });

  test.each<[unknown, unknown]>([
    ['AP9BQgo=', { FunctionName: 'f', Payload: 'AP9BQgo=' }],
    [{ a: [1, null] }, { FunctionName: 'f', Payload: '{"a":[1,null]}' }],
    [null, { FunctionName: 'f' }],
  ])('%j in other bytes is its text, or left out', async (Payload, request) => {
    expect(await sent('lambda:invoke', { FunctionName: 'f', Payload })).toEqual(request);
  });

  test('what is required further down, or null, is refused by the service alone', async () => {
    const message = { QueueUrl: 'q', MessageBody: 'b' };
    const nested = await call('sqs:sendMessage', { ...message, MessageAttributes: { k: { StringValue: 'v' } } });
    expect(nested.cause).toContain("Value null at 'messageAttributes.k.dataType' failed to satisfy constraint");
    expect(nested.history.map(({ type }) => type)).toContain('TaskScheduled');
    expect((await call('sqs:sendMessage', { ...message, QueueUrl: null })).cause).toContain(
      "Value null at 'queueUrl' failed to satisfy constraint: Member must not be null",
    );
  });
});

describe('an optimised integration', () => {
  const recording = (resource: string, answer: JsonObject): InMemoryService & { readonly seen: JsonObject[] } => {
    const seen: JsonObject[] = [];
    return {
      resource,
      seen,
      has: () => true,
      call(_, request) {
        seen.push(request);
        return answer;
      },
    };
  };
  const invoke = (Resource: string, fields: object, service: InMemoryService, input: Json = {}) =>
    run({ Only: task({ Resource, ...fields }) }, input, { services: services(service), clock });

  test('keeps the names of the API, with a capital first letter', async () => {
    const item = { id: { S: '1' }, flag: { BOOL: true }, tags: { SS: ['a'] }, none: { NULL: true } };
    const table = recording('dynamodb', { Attributes: item });
    const put = await invoke('arn:aws:states:::dynamodb:putItem', { Arguments: { TableName: 't', Item: item } }, table);
    expect(table.seen).toEqual([{ TableName: 't', Item: item }]);
    expect(put.output).toEqual({ Attributes: item });
    const queue = recording('sqs', { MD5OfMessageBody: 'd', MessageId: 'm' });
    const Arguments = { QueueUrl: 'q', MessageBody: { any: null } };
    const sent = await invoke('arn:aws:states:::sqs:sendMessage', { Arguments }, queue);
    expect(queue.seen).toEqual([{ QueueUrl: 'q', MessageBody: '{"any":null}' }]);
    expect(sent.output).toEqual({ MD5OfMessageBody: 'd', MessageId: 'm' });
    const cluster = recording('ecs', { tasks: [{ taskArn: 'a', createdAt: '2026-01-02T03:04:05Z' }] });
    const ran = await invoke('arn:aws:states:::ecs:runTask', { Arguments: { TaskDefinition: 't' } }, cluster);
    expect(cluster.seen).toEqual([{ taskDefinition: 't' }]);
    expect(ran.output).toEqual({ Tasks: [{ TaskArn: 'a', CreatedAt: 1_767_323_045_000 }] });
  });

  test('names errors as its client does', async () => {
    const failing = (resource: string, code: string): InMemoryService => ({
      resource,
      has: () => true,
      call() {
        throw new ServiceException(code, 'No', 400);
      },
    });
    const failed = async (resource: string, Arguments: object, code: string) => {
      const [, service = ''] = /:::(\w+):/.exec(resource) ?? [];
      const { error, cause } = await invoke(resource, { Arguments }, failing(service, code));
      return [error, cause?.replace(/Request ID: [0-9a-f-]{36}/, 'Request ID: R')];
    };
    expect(
      await failed('arn:aws:states:::sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'b' }, 'QueueDoesNotExist'),
    ).toEqual([
      'SQS.AmazonSQSException',
      'No (Service: AmazonSQS; Status Code: 400; Error Code: QueueDoesNotExist; Request ID: R; Proxy: null)',
    ]);
    const get = { TableName: 't', Key: {} };
    expect(await failed('arn:aws:states:::dynamodb:getItem', get, 'ResourceNotFoundException')).toEqual([
      'DynamoDB.ResourceNotFoundException',
      'No (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: R; Proxy: null)',
    ]);
    expect((await failed('arn:aws:states:::dynamodb:getItem', get, 'Unheard')).at(0)).toBe(
      'DynamoDB.AmazonDynamoDBException',
    );
  });

  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:hello';

  test('a function that the resource names by its ARN gets the Arguments, or the input', async () => {
    const lambda = recording('lambda', { StatusCode: 200, Payload: '{"said":"hi"}' });
    const { output } = await invoke(arn, { Arguments: { name: 'x' } }, lambda);
    expect(output).toEqual({ said: 'hi' });
    await invoke(arn, { Arguments: undefined }, lambda, { from: 'input' });
    expect(lambda.seen).toEqual([
      { FunctionName: arn, Payload: '{"name":"x"}' },
      { FunctionName: arn, Payload: '{"from":"input"}' },
    ]);
  });

  test('an error of a function fails its Task, unless the SDK integration called it', async () => {
    const answer = { StatusCode: 200, FunctionError: 'Unhandled', Payload: '{"errorType":"Oops","errorMessage":"No"}' };
    const failing = recording('lambda', answer);
    const failure = { status: 'FAILED', error: 'Oops', cause: '{"errorType":"Oops","errorMessage":"No"}' };
    expect(await invoke(arn, {}, failing)).toMatchObject(failure);
    const Arguments = { FunctionName: 'f' };
    expect(await invoke('arn:aws:states:::lambda:invoke', { Arguments }, failing)).toMatchObject(failure);
    expect(await invoke('arn:aws:states:::aws-sdk:lambda:invoke', { Arguments }, failing)).toMatchObject({
      output: answer,
    });
  });
});
