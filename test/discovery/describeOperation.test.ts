import { describe, expect, test } from '@jest/globals';
import { awsOperation } from '../../compiler/apis/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import { describeOperation, operationText } from '../../discovery/index.ts';

const described = (service: string, name: string, depth = 3) =>
  describeOperation(awsOperation(service, name, shippedModels), depth);

const lines = (text: string, name: string) => text.split('\n').filter((line) => line.trim().startsWith(`${name} `));

describe('describeOperation', () => {
  test('tells of a member its type, bounds, place, and that it is required or a secret', () => {
    const { request } = described('connect', 'CreateUser');
    const byName = (name: string) => request.find((member) => member.name === name);
    expect(byName('Username')).toEqual({
      name: 'Username',
      in: 'body',
      required: true,
      value: { type: 'string', min: 1, max: 100 },
    });
    expect(byName('InstanceId')).toMatchObject({ in: 'path', required: true });
    expect(byName('Password')).toMatchObject({ required: false, secrecy: 'credential' });
  });

  test('gives the name in a state machine where it is another', () => {
    const { request } = described('rds', 'CreateDBInstance');
    expect(request.find(({ name }) => name === 'DBInstanceIdentifier')).toMatchObject({
      stateMachineName: 'DbInstanceIdentifier',
    });
    expect(request.find(({ name }) => name === 'Engine')).not.toHaveProperty('stateMachineName');
  });

  test.each<[string, string, object]>([
    ['connect', 'DescribeUser', { kind: 'reads' }],
    ['ec2', 'RunInstances', { kind: 'token', members: ['ClientToken'] }],
    ['connect', 'CreateUser', { kind: 'unsafe' }],
  ])('%s:%s: whether it may be repeated', (service, name, repetition) => {
    expect(described(service, name).repetition).toEqual(repetition);
  });

  test('tells errors with their status and kind, as a state machine sees them', () => {
    const { errors } = described('connect', 'CreateUser');
    expect(errors).toContainEqual({ name: 'Connect.DuplicateResourceException', status: 409 });
    expect(errors).toContainEqual({ name: 'Connect.InternalServiceException', status: 500, kind: 'server' });
    expect(errors).toContainEqual({ name: 'Connect.ThrottlingException', status: 429, kind: 'throttling' });
  });

  test('shapes that hold themselves end, at any depth', () => {
    const { request } = described('dynamodb', 'PutItem', 20);
    const text = JSON.stringify(request);
    expect(text).toContain('"recursive":true');
    expect(text.length).toBeLessThan(50_000);
  });

  test('no more levels than are asked for', () => {
    const flat = described('connect', 'CreateUser', 1).request.find(({ name }) => name === 'IdentityInfo');
    expect(flat?.value).toEqual({ type: 'object' });
  });

  test('a stream is required in a request, whatever the model says', () => {
    expect(described('s3', 'PutObject').request.find(({ name }) => name === 'Body')).toMatchObject({ required: true });
    expect(described('s3', 'GetObject').answer.find(({ name }) => name === 'Body')).toMatchObject({ required: false });
  });

  test('every operation of some services of each protocol can be described and shown', () => {
    for (const resource of ['sqs', 'sns', 'ec2', 'lambda', 's3', 'cognitoidentityprovider']) {
      const service = shippedModels.service(resource);
      for (const name of service?.operationNames.slice(0, 60) ?? []) {
        const text = operationText(described(resource, name, 2));
        expect(text).toMatch(/^\S+ .*\n[\s\S]*\nRepetition\n/);
        expect(text).not.toContain('undefined');
      }
    }
  });
});

describe('operationText', () => {
  test('what is required stands first, secrets are named', () => {
    const text = operationText(described('connect', 'CreateUser'));
    expect(text.indexOf('RoutingProfileId')).toBeLessThan(text.indexOf('DirectoryUserId'));
    expect(lines(text, 'Password')).toEqual([expect.stringMatching(/string +secret$/)]);
  });

  test('long lists of values are cut, and lines wrapped', () => {
    const text = operationText(described('ec2', 'RunInstances', 1));
    expect(text).toMatch(/InstanceType .*one of .*[\s\S]* and [0-9]+ more/);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('permissions say on which types of resources', () => {
    const text = operationText(described('connect', 'CreateUser'));
    expect(text).toMatch(/connect:CreateUser +Write +on .*user/);
  });

  test('permissions that a call needs besides stand with what asks for them', () => {
    const createUser = operationText(described('connect', 'CreateUser'));
    expect(lines(createUser, 'connect:TagResource')).toEqual([expect.stringMatching(/Tagging +with Tags$/)]);
    const runInstances = operationText(described('ec2', 'RunInstances', 1));
    expect(lines(runInstances, 'iam:PassRole').join()).toContain('with IamInstanceProfile.Arn or');
    expect(runInstances.replace(/\n +/g, ' ')).toMatch(/iam:PassRole +Write +with .*, perhaps with LaunchTemplate /);
    expect(lines(operationText(described('s3', 'GetObject')), 's3:ListBucket')).toEqual([
      expect.stringMatching(/List +where the document goes on after 404$/),
    ]);
    expect(lines(operationText(described('apprunner', 'CreateService')), 'iam:CreateServiceLinkedRole')).toEqual([
      expect.stringMatching(/perhaps, whatever is sent$/),
    ]);
    expect(operationText(described('connect', 'DescribeUser'))).not.toContain('by what is sent');
  });
});
