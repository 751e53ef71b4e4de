import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { memberOf, type Shape } from '../../../../compiler/apis/aws/index.ts';
import { packageRoot, shippedModels } from '../../../../compiler/node/index.ts';
import { findBotocore } from '../../../../scripts/models/botocore.ts';
import { generate } from '../../../../scripts/models/generate.ts';
import { iamSource } from '../../../../scripts/models/iam.ts';
import { pack } from '../../../../scripts/models/pack.ts';
import { readServices } from '../../../../scripts/models/services.ts';
import { partsOf } from '../../../../scripts/models/slices.ts';
import { operation, service } from './support.ts';

const models = join(packageRoot(), 'models');

describe('the model of Amazon Connect', () => {
  test('CreateUser is what AWS documents', () => {
    const createUser = operation('connect:CreateUser');
    expect(createUser).toMatchObject({
      action: 'createUser',
      method: 'PUT',
      uri: '/users/{InstanceId}',
      status: 200,
      supported: true,
      readOnly: false,
    });
    const required = createUser.input.members.filter((member) => member.required).map(({ name }) => name);
    expect(required.sort()).toEqual(['InstanceId', 'RoutingProfileId', 'SecurityProfileIds', 'Username']);
    expect(createUser.input.members.find(({ name }) => name === 'InstanceId')?.place).toBe('path');
    expect(createUser.input.members.some((member) => member.idempotencyToken)).toBe(false);
    expect(createUser.errors.map((error) => [error.sfnName, error.status])).toEqual([
      ['Connect.DuplicateResourceException', 409],
      ['Connect.InternalServiceException', 500],
      ['Connect.InvalidParameterException', 400],
      ['Connect.InvalidRequestException', 400],
      ['Connect.LimitExceededException', 429],
      ['Connect.ResourceNotFoundException', 404],
      ['Connect.ThrottlingException', 429],
    ]);
  });

  test('a password is a credential, a name is not', () => {
    const { input } = operation('connect:CreateUser');
    expect(input.members.find(({ name }) => name === 'Password')).toMatchObject({ sensitive: true, credential: true });
    expect(input.members.find(({ name }) => name === 'Username')).toMatchObject({ credential: false });
  });

  test('DescribeUser reads, and gives a user', () => {
    const describeUser = operation('connect:DescribeUser');
    expect(describeUser).toMatchObject({ method: 'GET', uri: '/users/{InstanceId}/{UserId}', readOnly: true });
    expect(describeUser.output.members.map(({ sfnName }) => sfnName)).toEqual(['User']);
    expect(describeUser.iam).toMatchObject([{ action: 'connect:DescribeUser', accessLevel: 'Read' }]);
  });

  test('UpdateUserRoutingProfile gives nothing', () => {
    expect(operation('connect:UpdateUserRoutingProfile').output.members).toEqual([]);
  });

  test('says where its facts are from', () => {
    expect(service('connect').source).toMatch(/^botocore [0-9.]+, @cloud-copilot\/iam-data [0-9.]+$/);
    expect(service('connect').generated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe('other models', () => {
  test.each([
    ['lambda:Invoke', ['lambda:InvokeFunction']],
    ['s3:ListObjectsV2', ['s3:ListBucket']],
    ['s3:HeadObject', ['s3:GetObject']],
    ['s3:UploadPart', ['s3:PutObject']],
    ['s3:CopyObject', ['s3:GetObject', 's3:PutObject']],
    ['dynamodb:TransactGetItems', ['dynamodb:GetItem']],
    ['apigateway:GetRestApis', ['apigateway:GET']],
    ['cloudwatchlogs:CreateLogGroup', ['logs:CreateLogGroup']],
    ['sqs:SendMessageBatch', ['sqs:SendMessage']],
  ])('%s needs %j', (name, actions) => {
    expect(operation(name).iam.map(({ action }) => action)).toEqual(actions);
  });

  test('an operation that Step Functions documents as unsupported is marked', () => {
    expect(operation('sts:AssumeRole').supported).toBe(false);
    expect(operation('sts:GetCallerIdentity').supported).toBe(true);
  });

  test('an operation that answers with a stream of events is not supported', () => {
    expect(operation('lambda:InvokeWithResponseStream').supported).toBe(false);
  });

  test('what is sent as a stream is demanded, whatever the model says; other bytes are not', () => {
    const member = (name: string, member: string) => operation(name).input.members.find((each) => each.name === member);
    expect(member('s3:PutObject', 'Body')).toMatchObject({ stream: true, required: true });
    expect(member('lambda:Invoke', 'Payload')).toMatchObject({ stream: false, required: false });
    expect(operation('s3:GetObject').output.members.find(({ name }) => name === 'Body')).toMatchObject({
      stream: true,
      required: false,
    });
  });

  test('a member that the SDK renames by hand has that name', () => {
    const value = operation('dynamodb:PutItem').input.members.find(({ name }) => name === 'Item')?.shape;
    const shape = value?.type === 'map' ? value.value.shape : undefined;
    const names = shape?.type === 'structure' ? shape.members.map(({ sfnName: name }) => name) : [];
    expect(names).toContain('Nul');
    expect(names).toContain('Bool');
  });

  test.each([
    [
      'elasticloadbalancing:RegisterInstancesWithLoadBalancer',
      ['ElasticLoadBalancing.InvalidInstanceException', 'ElasticLoadBalancing.LoadBalancerNotFoundException'],
    ],
    [
      'elasticloadbalancing:CreateLoadBalancer',
      ['ElasticLoadBalancing.DuplicateLoadBalancerNameException', 'ElasticLoadBalancing.TooManyLoadBalancersException'],
    ],
    [
      'marketplacecommerceanalytics:GenerateDataSet',
      ['MarketplaceCommerceAnalytics.MarketplaceCommerceAnalyticsServiceException'],
    ],
  ])('errors of %s that the SDK renames by hand have that name', (name, errors) => {
    expect(operation(name).errors.map(({ sfnName }) => sfnName)).toEqual(expect.arrayContaining(errors));
  });

  test('no error has the name under which all errors of its service come that the model does not list', () => {
    const taken = shippedModels.services.flatMap(({ resource, exceptionPrefix: prefix }) =>
      (shippedModels.service(resource)?.errors ?? []).filter(
        ({ sfnName }) => sfnName === `${prefix}.${prefix}Exception`,
      ),
    );
    expect(taken).toEqual([]);
  });

  test('passwords count where the model forgot to mark them', () => {
    const { input } = operation('docdb:CreateDBCluster');
    expect(input.members.find(({ name }) => name === 'MasterUserPassword')).toMatchObject({ credential: true });
  });

  test('tokens for paging are no credentials', () => {
    const wrong = ['connect', 'organizations', 'kendra', 'partnercentralselling'].flatMap((resource) =>
      service(resource).operationNames.filter((name) =>
        operation(`${resource}:${name}`).input.members.some(
          (each) => /^nextToken$/i.test(each.name) && each.credential,
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('names that objects of JavaScript have are no services, operations or members', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(shippedModels.service(name)).toBeUndefined();
      expect(service('connect').operation(name)).toBeUndefined();
      expect(shippedModels.servicesWithOperation(name)).toEqual([]);
      expect(memberOf(operation('connect:CreateUser').input, name).kind).toBe('unknown');
    }
  });

  test('paths are no services', () => {
    for (const name of ['../models/connect', 'operations', 'services', 'Connect', ''])
      expect(shippedModels.service(name)).toBeUndefined();
  });
});

describe('all models', () => {
  const services = shippedModels.services.flatMap(({ resource }) => shippedModels.service(resource) ?? []);

  test('there are those that Step Functions documents', () => {
    expect(shippedModels.services.length).toBeGreaterThanOrEqual(389);
    expect(services.length).toBeGreaterThanOrEqual(373);
    for (const { resource, exceptionPrefix } of shippedModels.services)
      expect(resource).toBe(exceptionPrefix.toLowerCase());
  });

  test('are under 5 MB together', () => {
    const bytes = readdirSync(models).reduce((sum, name) => sum + statSync(join(models, name)).size, 0);
    expect(bytes).toBeLessThan(5_000_000);
  });

  test('no two members of a structure have one name in Step Functions', () => {
    const clashes: string[] = [];
    for (const { resource, operationNames, operation: find } of services) {
      const seen = new Set<Shape>();
      const look = (shape: Shape): void => {
        if (seen.has(shape)) return;
        seen.add(shape);
        const names = membersOf(shape).map(({ sfnName }) => sfnName);
        if (new Set(names).size < names.length) clashes.push(`${resource} ${shape.name}`);
        for (const member of membersOf(shape)) look(member.shape);
      };
      for (const found of operationNames.flatMap((name) => find(name) ?? []))
        for (const shape of [found.input, found.output]) look(shape);
    }
    expect(clashes).toEqual([]);
  });

  test('every operation has an input and an output whose shapes are there', () => {
    const without = services.flatMap(({ resource, operationNames, operation: find }) =>
      operationNames
        .filter((name) => {
          const { input, output } = find(name) ?? {};
          return [input, output].some((each) => each?.members.some(({ shape }) => shape.type === undefined) ?? true);
        })
        .map((name) => `${resource}:${name}`),
    );
    expect(without).toEqual([]);
  });
});

function membersOf(shape: Shape) {
  switch (shape.type) {
    case 'structure':
      return shape.members;
    case 'list':
      return [shape.member];
    case 'map':
      return [shape.key, shape.value];
    default:
      return [];
  }
}

describe('generating models anew', () => {
  const botocore = findBotocore();
  const same = botocore !== undefined && service('connect').source.startsWith(`botocore ${botocore.version},`);
  const why = botocore === undefined ? 'needs botocore' : 'needs the version of botocore that they were made from';

  (same ? test : test.skip)(`gives the same bytes for Amazon Connect (${why})`, async () => {
    const facts = readServices(join(models, 'services.json')).services.find(({ resource }) => resource === 'connect');
    const iam = await iamSource();
    const made = { source: `botocore ${botocore?.version}, ${iam.name}`, generated: iam.date };
    const { model } = await generate(facts ?? { resource: '', exceptionPrefix: '' }, botocore?.data ?? '', made);
    if (model === undefined) throw new Error('botocore has no model of Amazon Connect');
    expect(pack(partsOf(model)).equals(readFileSync(join(models, 'connect.model')))).toBe(true);
  });
});
