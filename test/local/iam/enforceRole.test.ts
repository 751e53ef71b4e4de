import { describe, expect, test } from '@jest/globals';
import { compile, readDocument } from '../../../compiler/index.ts';
import { enforceRole, localServices, roleOf, runMachine, type Statement, statementsOf } from '../../../local/index.ts';
import { machineOf, workflow } from '../../compiler/http/support.ts';
import { allows } from '../../support/policy.ts';

const place = { region: 'us-east-1', account: '123456789012' };

/** How a machine ends whose only state makes this call under these statements. */
async function call(resource: string, args: object, statements: readonly Statement[]) {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Call',
    States: { Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: args, End: true } },
  };
  const { services, clock } = localServices();
  const under = enforceRole(services, { ...place, name: 'hire', statements });
  const { status, error, cause } = await runMachine(
    JSON.parse(JSON.stringify(definition)),
    {},
    { services: under, clock },
  );
  return { status, error, cause };
}

const allow = (actions: string | string[], resources: string | string[] = '*', conditions: object = {}) =>
  statementsOf({ Statement: { Effect: 'Allow', Action: actions, Resource: resources, Condition: { ...conditions } } });

describe('an execution of an alias', () => {
  const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:hire';
  const start = (qualifier: string) =>
    call(
      'aws-sdk:sfn:startExecution',
      { StateMachineArn: `${machine}:${qualifier}`, Input: '{}' },
      allow('states:StartExecution', machine, {
        'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': ['live'] },
      }),
    );

  test('is allowed by the ARN of the machine and the name of the alias', async () => {
    expect((await start('live')).error).not.toBe('Sfn.SfnException');
    expect((await start('next')).error).toBe('Sfn.SfnException');
  });
});

describe('a call that the role does not allow', () => {
  test("fails under the name that the service's model has for it", async () => {
    const { error, cause } = await call('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k' }, allow('s3:PutObject'));
    expect(error).toBe('S3.AccessDeniedException');
    expect(cause).toMatch(
      /^User: arn:aws:sts::123456789012:assumed-role\/hire\/\w+ is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b\/k because no identity-based policy allows the s3:GetObject action \(Service: S3, Status Code: 403, Request ID: [-\w]+\) \(SDK Attempt Count: 1\)$/,
    );
  });

  test("fails under the service's general name where its model has none", async () => {
    const args = { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/hires', MessageBody: 'm' };
    const { error, cause } = await call('aws-sdk:sqs:sendMessage', args, []);
    expect(error).toBe('Sqs.SqsException');
    expect(cause).toMatch(
      /on resource: arn:aws:sqs:us-east-1:123456789012:hires because .* \(Service: Sqs, Status Code: 403, /,
    );
  });

  test.each([
    ['aws-sdk:dynamodb:getItem', { TableName: 't', Key: {} }, 'DynamoDb.DynamoDbException'],
    ['aws-sdk:connect:listUsers', { InstanceId: 'i' }, 'Connect.ConnectException'],
    ['aws-sdk:ec2:describeVpcs', {}, 'Ec2.Ec2Exception'],
    ['aws-sdk:iam:getRole', { RoleName: 'r' }, 'Iam.IamException'],
    ['aws-sdk:sfn:listActivities', {}, 'Sfn.SfnException'],
    ['aws-sdk:ssm:getParameter', { Name: 'p' }, 'Ssm.SsmException'],
  ])('%s', async (resource, args, name) => {
    const { error, cause } = await call(resource, args, []);
    expect(error?.split('.')[0]).toBe(name.split('.')[0]);
    expect([name, `${name.split('.')[0]}.AccessDeniedException`]).toContain(error);
    expect(cause).toContain('Status Code: 403');
  });

  test('fails on any of the resources that it touches', async () => {
    const create = {
      InstanceId: 'i',
      Username: 'ada',
      PhoneConfig: { PhoneType: 'SOFT_PHONE' },
      RoutingProfileId: 'r',
      SecurityProfileIds: ['agent', 'admin'],
    };
    const connect = (path: string) => `arn:aws:connect:us-east-1:123456789012:instance/i/${path}`;
    const resources = [connect('agent/*'), connect('routing-profile/*'), connect('security-profile/agent')];
    const { cause } = await call('aws-sdk:connect:createUser', create, allow('connect:CreateUser', resources));
    expect(cause).toContain(`on resource: ${connect('security-profile/admin')} because`);
  });

  test('fails for what it needs besides its own action', async () => {
    const role = 'arn:aws:iam::123456789012:role/task';
    const task = { Family: 'f', ContainerDefinitions: [], TaskRoleArn: role };
    const own = allow('ecs:RegisterTaskDefinition');
    expect((await call('aws-sdk:ecs:registerTaskDefinition', task, own)).cause).toContain(
      `not authorized to perform: iam:PassRole on resource: ${role} because`,
    );
    expect(
      (await call('aws-sdk:ecs:registerTaskDefinition', task, [...own, ...allow('iam:PassRole', role)])).status,
    ).toBe('SUCCEEDED');
  });
});

test('a key is used through the service that is called, in its region', async () => {
  const key = 'arn:aws:kms:us-east-1:123456789012:key/k';
  const put = (via: string) =>
    call('aws-sdk:s3:putObject', { Bucket: 'b', Key: 'k', Body: 'text', SsekmsKeyId: key }, [
      ...allow('s3:PutObject'),
      ...allow(['kms:Decrypt', 'kms:GenerateDataKey'], key, { StringEquals: { 'kms:ViaService': via } }),
    ]);
  expect((await put('s3.us-east-1.amazonaws.com')).status).toBe('SUCCEEDED');
  for (const other of ['s3.eu-central-1.amazonaws.com', 'sqs.us-east-1.amazonaws.com'])
    expect((await put(other)).cause).toContain(`not authorized to perform: kms:Decrypt on resource: ${key} because`);
});

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:';

describe('a call that the role allows', () => {
  test.each([
    ['aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k/l' }, allow('s3:GetObject', 'arn:aws:s3:::b/k/*')],
    ['aws-sdk:dynamodb:getItem', { TableName: 't', Key: {} }, allow('dynamodb:GetItem', '*:table/t')],
    [
      'sns:publish',
      { TopicArn: 'arn:aws:sns:us-east-1:1:t', Message: 'm' },
      allow('sns:*', 'arn:aws:sns:us-east-1:1:t'),
    ],
    [
      'aws-sdk:lambda:tagResource',
      { Resource: `${lambda}hire`, Tags: { a: 'b' } },
      allow('lambda:TagResource', `${lambda}h*`),
    ],
  ])('%s is made', async (resource, args, statements) => {
    expect(await call(resource, args, statements)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

test('the role that a workflow needs allows its calls, and nothing else', async () => {
  const { machines } = compile(readDocument('workflows/amazon-connect-provision-user.yml'));
  const [machine] = machines;
  if (machine === undefined) throw new Error('the workflow has no machine');
  const statements = roleOf(machine, 'derived')?.statements ?? [];
  expect(await call('aws-sdk:connect:describeUser', { InstanceId: 'i', UserId: 'u' }, statements)).not.toMatchObject({
    cause: expect.stringContaining('not authorized'),
  });
  expect(await call('aws-sdk:connect:deleteUser', { InstanceId: 'i', UserId: 'u' }, statements)).toMatchObject({
    cause: expect.stringContaining('not authorized to perform: connect:DeleteUser'),
  });
  expect(roleOf(machine, undefined)).toBeUndefined();
});

test('the role that a workflow needs has its keys used through the called service, where the machine is', async () => {
  const [machine] = compile(readDocument('test/fixtures/deploy/store-secret.yml')).machines;
  if (machine === undefined) throw new Error('the workflow has no machine');
  const statements = roleOf(machine, 'derived', { ...place, region: 'eu-central-1' })?.statements ?? [];
  const uses = (region: string) =>
    allows(
      statements,
      'kms:Decrypt',
      `arn:aws:kms:eu-central-1:${place.account}:key/2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61`,
      {
        'kms:ViaService': [`secretsmanager.${region}.amazonaws.com`],
      },
    );
  expect([uses('eu-central-1'), uses('us-east-1')]).toEqual([true, false]);
});

describe('HTTP requests of a workflow', () => {
  const machine = machineOf(
    workflow('- { stepId: get, operationId: getPerson, parameters: [{ name: id, in: path, value: $inputs.id }] }', [
      'id',
    ]),
  );
  const run = async (statements?: readonly Statement[]) => {
    const { services, clock } = localServices({ apis: machine.connections });
    const role = roleOf(machine, statements ?? 'derived');
    const under = enforceRole(services, role);
    const { status, error } = await runMachine(JSON.parse(machine.text), { id: 'a' }, { services: under, clock });
    return { status, error };
  };
  const credentials = allow([
    'events:RetrieveConnectionCredentials',
    'secretsmanager:GetSecretValue',
    'secretsmanager:DescribeSecret',
  ]);
  const invoke = (method: string, address: string) =>
    allow('states:InvokeHTTPEndpoint', '*', {
      StringEquals: { 'states:HTTPMethod': method },
      StringLike: { 'states:HTTPEndpoint': address },
    });

  test('are what the role of the workflow allows', async () => {
    expect(await run()).toEqual({ status: 'SUCCEEDED', error: undefined });
  });

  test.each([
    ['GET', 'https://acme.people.example.com/v2/people/*', 'SUCCEEDED'],
    ['DELETE', 'https://acme.people.example.com/v2/people/*', 'FAILED'],
    ['GET', 'https://acme.people.example.com/v2/teams/*', 'FAILED'],
    ['GET', 'https://other.people.example.com/v2/people/*', 'FAILED'],
  ])('under a policy for %s %s: %s', async (method, address, status) => {
    expect((await run([...credentials, ...invoke(method, address)])).status).toBe(status);
  });
});

test('a call by the ARN of an execution asks for that one, and not for the Express kind besides', async () => {
  const execution = 'arn:aws:states:us-east-1:123456789012:execution:hire:one';
  const look = (resource: string) =>
    call('aws-sdk:sfn:describeExecution', { ExecutionArn: execution }, allow('states:DescribeExecution', resource));
  expect((await look('arn:aws:states:us-east-1:123456789012:execution:hire:*')).error).toBeUndefined();
  expect((await look('arn:aws:states:us-east-1:123456789012:execution:other:*')).error).toBe('Sfn.SfnException');
});
