import { describe, expect, test } from '@jest/globals';
import {
  checkTask,
  createBackend,
  type InMemoryService,
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
    ['connect:describeUser', { InstanceId: 'i' }, 'The field "UserId" is required but was missing'],
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

describe('a Task is checked before it runs', () => {
  test.each<[string, object | undefined, readonly object[]]>([
    ['arn:aws:states:::aws-sdk:connect:describeUser', { InstanceId: '{% 1 %}', UserId: '{% 2 %}' }, []],
    ['arn:aws:states:::aws-sdk:connect:describeUser', undefined, []],
    ['arn:aws:states:::lambda:invoke', { Anything: 1 }, []],
    [
      'arn:aws:states:::aws-sdk:connect:describeUser',
      { InstanceId: 'i', User: 'u' },
      [
        { field: 'Arguments', text: 'The field "User" is not supported by Step Functions' },
        { field: 'Arguments', text: 'The field "UserId" is required but was missing' },
      ],
    ],
    [
      'nonsense',
      {},
      [{ field: 'Resource', text: expect.stringContaining('The resource provided nonsense is not recognized') }],
    ],
  ])('%s with %j', (resource, args, problems) => {
    const written = args === undefined ? undefined : JSON.parse(JSON.stringify(args));
    expect(checkTask({ resource, arguments: written, isDecimal: () => false })).toEqual(problems);
  });
});
