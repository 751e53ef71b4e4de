import { describe, expect, test } from '@jest/globals';
import { scopeFor, scopePermissions, statesWithAnySecurityProfile } from '../../lib/resourceScope.ts';
import type { ResourceScope } from '../../project/index.ts';
import { permission, provisionUserPermissions } from '../support/machine.ts';

const environment = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
const id = '12345678-1234-1234-1234-123456789012';
const instance = `arn:aws:connect:eu-central-1:111122223333:instance/${id}`;
const putItem = permission('dynamodb:PutItem', {
  table: `arn:\${Partition}:dynamodb:\${Region}:\${Account}:table/\${TableName}`,
});

describe('scopePermissions', () => {
  test('allows Connect calls on the resources of the given instance', () => {
    expect(scopePermissions(provisionUserPermissions, { connectInstanceIds: [id] }, environment)).toEqual([
      {
        action: 'connect:CreateUser',
        resources: [`${instance}/agent/*`, `${instance}/routing-profile/*`, `${instance}/security-profile/*`],
        conditions: {},
      },
      { action: 'connect:DescribeUser', resources: [`${instance}/agent/*`], conditions: {} },
      {
        action: 'connect:UpdateUserRoutingProfile',
        resources: [`${instance}/agent/*`, `${instance}/routing-profile/*`],
        conditions: {},
      },
    ]);
  });

  test('allows listed security profiles, routing profiles and hierarchy groups only', () => {
    const withGroup = permission('connect:UpdateUserHierarchy', {
      'hierarchy-group': `arn:\${Partition}:connect:\${Region}:\${Account}:instance/\${InstanceId}/agent-group/\${HierarchyGroupId}`,
    });
    const scope = {
      connectInstanceIds: [id],
      connectSecurityProfileIds: ['agent', 'lead'],
      connectRoutingProfileIds: ['billing'],
      connectHierarchyGroupIds: ['care'],
    };
    const scoped = scopePermissions([...provisionUserPermissions, withGroup], scope, environment);
    expect(scoped.map(({ action, resources }) => [action, resources])).toEqual([
      [
        'connect:CreateUser',
        [
          `${instance}/agent/*`,
          `${instance}/routing-profile/billing`,
          `${instance}/security-profile/agent`,
          `${instance}/security-profile/lead`,
        ],
      ],
      ['connect:DescribeUser', [`${instance}/agent/*`]],
      ['connect:UpdateUserRoutingProfile', [`${instance}/agent/*`, `${instance}/routing-profile/billing`]],
      ['connect:UpdateUserHierarchy', [`${instance}/agent-group/care`]],
    ]);
  });

  test('refuses a list of ids that no call can be about, and a scope for several machines leaves it out', () => {
    const scope = {
      connectInstanceIds: [id],
      connectHierarchyGroupIds: ['care'],
      connectRoutingProfileIds: ['billing'],
    };
    expect(() => scopePermissions(provisionUserPermissions, scope, environment)).toThrow(
      'resourceScope.connectHierarchyGroupIds is given, and no call touches a resource of the type connect:hierarchy-group.',
    );
    expect(scopeFor(provisionUserPermissions, { ...scope, arns: { 'dynamodb:table': 'any' } })).toEqual({
      connectInstanceIds: [id],
      connectRoutingProfileIds: ['billing'],
      arns: {},
    });
  });

  test('knows which states can give any security profile', () => {
    const giving = (scope: ResourceScope) => statesWithAnySecurityProfile(provisionUserPermissions, scope);
    expect(giving({ connectInstanceIds: [id] })).toEqual(['CreateUser']);
    expect(giving({ connectInstanceIds: [id], arns: { 'connect:security-profile': 'any' } })).toEqual(['CreateUser']);
    expect(giving({ connectInstanceIds: [id], connectSecurityProfileIds: ['agent'] })).toEqual([]);
    expect(giving({ arns: { 'connect:security-profile': [`${instance}/security-profile/agent`] } })).toEqual([]);
    expect(statesWithAnySecurityProfile([putItem], {})).toEqual([]);
  });

  test('allows other calls on the ARNs given for their resource type', () => {
    const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/hires';
    expect(scopePermissions([putItem], { arns: { 'dynamodb:table': [table] } }, environment)).toEqual([
      { action: 'dynamodb:PutItem', resources: [table], conditions: {} },
    ]);
  });

  test('refuses a resource type that no call touches, with the nearest that one does', () => {
    expect(() => scopePermissions([putItem], { arns: { 'dynamodb:tabel': 'any' } }, environment)).toThrow(
      'resourceScope.arns names resource types that no call touches:\n  dynamodb:tabel. Did you mean `dynamodb:table`?\nThe calls touch dynamodb:table.',
    );
  });

  test.each<[ResourceScope, string]>([
    [{ connectInstanceIds: [instance] }, `connectInstanceIds lists '${instance}', which is no id`],
    [{ connectInstanceIds: [''] }, "connectInstanceIds lists '', which is no id"],
    [
      { connectInstanceIds: [id], connectRoutingProfileIds: [`${instance}/routing-profile/r`] },
      `connectRoutingProfileIds lists '${instance}/routing-profile/r', which is no id: give the last part of the ARN alone.`,
    ],
    [
      { connectInstanceIds: [id], arns: { 'connect:user': ['agent/*'] } },
      "resourceScope.arns['connect:user'] lists 'agent/*', which is no ARN.",
    ],
  ])('refuses what would be in no ARN: %j', (scope, message) => {
    expect(() => scopePermissions(provisionUserPermissions, scope, environment)).toThrow(message);
  });

  test('an ARN given for a type of Connect goes before the instance', () => {
    const user = `${instance}/agent/one`;
    const [, describeUser] = provisionUserPermissions;
    expect(
      scopePermissions(
        describeUser === undefined ? [] : [describeUser],
        {
          connectInstanceIds: [id],
          arns: { 'connect:user': [user] },
        },
        environment,
      ),
    ).toEqual([{ action: 'connect:DescribeUser', resources: [user], conditions: {} }]);
  });

  test('allows reading the secrets whose names begin with the prefix', () => {
    const read = permission('secretsmanager:GetSecretValue', {
      Secret: `arn:\${Partition}:secretsmanager:\${Region}:\${Account}:secret:\${SecretId}`,
    });
    expect(scopePermissions([read], { secretsPrefix: 'onboarding/' }, environment)).toEqual([
      {
        action: 'secretsmanager:GetSecretValue',
        resources: ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:onboarding/*'],
        conditions: {},
      },
    ]);
    expect(() => scopePermissions([read], { secretsPrefix: '' }, environment)).toThrow('resourceScope.secretsPrefix');
  });

  test("allows every resource of a type in this account and region for 'any', not more", () => {
    expect(scopePermissions([putItem], { arns: { 'dynamodb:table': 'any' } }, environment)).toEqual([
      { action: 'dynamodb:PutItem', resources: ['arn:aws:dynamodb:eu-central-1:111122223333:table/*'], conditions: {} },
    ]);
  });

  test('allows an action for which IAM knows no resources on *', () => {
    expect(scopePermissions([permission('s3:ListAllMyBuckets')], {}, environment)).toEqual([
      { action: 's3:ListAllMyBuckets', resources: ['*'], conditions: {} },
    ]);
  });

  test('one of several types is enough where none is required', () => {
    const put = permission('s3:PutObject', { accesspointobject: 'arn:point', object: 'arn:object' });
    const resources = put.resources.map((resource) => ({ ...resource, required: false }));
    const object = 'arn:aws:s3:::contracts/*';
    expect(scopePermissions([{ ...put, resources }], { arns: { 's3:object': [object] } }, environment)).toEqual([
      { action: 's3:PutObject', resources: [object], conditions: {} },
    ]);
    expect(() => scopePermissions([{ ...put, resources }], {}, environment)).toThrow('s3:accesspointobject');
    expect(() => scopePermissions([put], { arns: { 's3:object': [object] } }, environment)).toThrow(
      's3:accesspointobject',
    );
  });

  test('alternatives are named together, the likeliest first, also beside a type that is required', () => {
    const put = permission('s3:PutObject', {
      bucket: 'arn:bucket',
      object: 'arn:object',
      accesspointobject: 'arn:point',
    });
    const resources = put.resources.map((resource) => ({ ...resource, required: resource.type === 'bucket' }));
    const missing = (scope: Readonly<Record<string, readonly string[]>>) => () =>
      scopePermissions([{ ...put, resources }], { arns: scope }, environment);
    expect(missing({ 's3:bucket': ['arn:b'] })).toThrow(
      "  s3:object (or s3:accesspointobject): called by s3:PutObject in PutObject\nGive resourceScope.arns['s3:object'] a list",
    );
    expect(missing({ 's3:object': ['arn:o'] })).toThrow('  s3:bucket: called by');
    expect(missing({ 's3:bucket': ['arn:b'], 's3:object': ['arn:o'] })).not.toThrow();
  });

  test('names every resource type that the scope does not cover, who calls it, and the way out', () => {
    const missing = () => scopePermissions([putItem, ...provisionUserPermissions], {}, environment);
    const message = [
      'The role needs to know which resources the machine may touch:',
      '  connect:routing-profile: called by connect:CreateUser in CreateUser; connect:UpdateUserRoutingProfile in UpdateUserRoutingProfile',
      '  connect:security-profile: called by connect:CreateUser in CreateUser',
      '  connect:user: called by connect:CreateUser in CreateUser; connect:DescribeUser in DescribeUser; connect:UpdateUserRoutingProfile in UpdateUserRoutingProfile',
      '  dynamodb:table: called by dynamodb:PutItem in PutItem',
      "Give resourceScope.arns['connect:routing-profile'] a list of ARNs, or 'any' for all in this account and region. Resources of Amazon Connect instances are covered by resourceScope.connectInstanceIds.",
    ].join('\n');
    expect(missing).toThrow(expect.objectContaining({ message }));
    const read = permission('secretsmanager:GetSecretValue', { Secret: 'arn' });
    expect(() => scopePermissions([read], {}, environment)).toThrow(
      expect.objectContaining({
        message: [
          'The role needs to know which resources the machine may touch:',
          '  secretsmanager:Secret: called by secretsmanager:GetSecretValue in GetSecretValue',
          "Give resourceScope.arns['secretsmanager:Secret'] a list of ARNs, or 'any' for all in this account and region. Secrets are covered by resourceScope.secretsPrefix.",
        ].join('\n'),
      }),
    );
  });

  test('allows what the call names itself, and asks for nothing', () => {
    const role = {
      type: 'role',
      required: true,
      arns: [`arn:\${Partition}:iam::\${Account}:role/\${RoleNameWithPath}`],
    };
    const conditions = { 'iam:PassedToService': ['lambda.amazonaws.com'] };
    const pass = { ...permission('iam:PassRole'), conditions };
    const named = { ...role, named: [`arn:\${Partition}:iam::\${Account}:role/build`] };
    expect(scopePermissions([{ ...pass, resources: [named] }], {}, environment)).toEqual([
      { action: 'iam:PassRole', resources: ['arn:aws:iam::111122223333:role/build'], conditions },
    ]);
    expect(() => scopePermissions([{ ...pass, resources: [named, role] }], {}, environment)).toThrow('iam:role');
  });

  test('an instance covers what is in it, and no other resource of Connect', () => {
    const claim = permission('connect:ClaimPhoneNumber', {
      'phone-number': `arn:\${Partition}:connect:\${Region}:\${Account}:phone-number/\${PhoneNumberId}`,
    });
    expect(() => scopePermissions([claim], { connectInstanceIds: [id] }, environment)).toThrow('connect:phone-number:');
    const numbers = 'arn:aws:connect:eu-central-1:111122223333:phone-number/*';
    expect(
      scopePermissions([claim], { connectInstanceIds: [id], arns: { 'connect:phone-number': 'any' } }, environment),
    ).toEqual([{ action: 'connect:ClaimPhoneNumber', resources: [numbers], conditions: {} }]);
  });
});
