import { describe, expect, test } from '@jest/globals';
import { type GivenMember, permissionsFor } from '../../../../compiler/apis/aws/index.ts';
import { operation } from './support.ts';

/** What a call needs that sends these members, written with the names that they are in before them. */
function needs(name: string, ...paths: readonly string[]): readonly string[] {
  return permissionsFor(operation(name), paths.map(given)).needed.map(
    ({ action, resources }) => `${action} on ${resources.map(({ type }) => type).join(', ') || '*'}`,
  );
}

function given(path: string): GivenMember {
  return { path, name: path.split('.').at(-1) ?? '', open: false };
}

describe('a call needs', () => {
  test('its action on the resource types that are always touched', () => {
    expect(needs('connect:CreateUser', 'InstanceId', 'Username')).toEqual([
      'connect:CreateUser on routing-profile, security-profile, user',
    ]);
    expect(needs('connect:DescribeUser', 'InstanceId', 'UserId')).toEqual(['connect:DescribeUser on user']);
  });

  test.each([
    ['glue:GetUnfilteredTableMetadata', 'glue:GetTable'],
    ['securityhub:GetFindingsV2', 'securityhub:GetFindings'],
    ['partnercentralaccount:CreatePartner', 'partnercentral:CreatePartner'],
    ['taxsettings:PutTaxExemption', 'tax:UpdateExemptions'],
    ['s3control:GetAccessPointScope', 's3express:GetAccessPointScope'],
    ['detective:ListOrganizationAdminAccounts', 'detective:ListOrganizationAdminAccount'],
  ])('%s: the action that its reference names, %s', (name, action) => {
    expect(needs(name).map((each) => each.split(' ')[0])).toEqual([action]);
  });

  test.each([
    ['ssm:PutParameter', 'Tags', 'ssm:AddTagsToResource'],
    ['redshift:CreateCluster', 'Tags', 'redshift:CreateTags'],
    ['datazone:CreateDomain', 'serviceRole', 'iam:PassRole'],
    ['iotwireless:CreateFuotaTask', 'FirmwareUpdateRole', 'iam:PassRole'],
    ['glue:CreateColumnStatisticsTaskSettings', 'Role', 'iam:PassRole'],
    ['sagemaker:CreateProject', 'ServiceCatalogProvisioningDetails', 'servicecatalog:ProvisionProduct'],
    ['transfer:CreateServer', 'IdentityProviderDetails.DirectoryId', 'ds:AuthorizeApplication'],
  ])('%s with %s: %s', (name, path, action) => {
    expect(needs(name, path).map((each) => each.split(' ')[0])).toContain(action);
    expect(needs(name).map((each) => each.split(' ')[0])).not.toContain(action);
  });

  test('no role where a member is called a role of another kind', () => {
    expect(
      needs(
        'firehose:CreateDeliveryStream',
        'SnowflakeDestinationConfiguration.SnowflakeRoleConfiguration.SnowflakeRole',
      ),
    ).toHaveLength(1);
    expect(needs('connectparticipant:SendMessage', 'ParticipantRole')).toEqual([]);
  });

  test('maybe to make the role of the service itself', () => {
    const { undecided } = permissionsFor(operation('rds:CreateDBInstance'), []);
    expect(undecided).toContainEqual({ action: 'iam:CreateServiceLinkedRole', by: [] });
  });

  test('nothing, where requests carry a token instead of a signature', () => {
    expect(operation('connectparticipant:SendMessage').signed).toBe(false);
    expect(needs('connectparticipant:SendMessage')).toEqual([]);
  });

  test('an optional resource type only where what is sent stands for it', () => {
    expect(needs('connect:CreateUser', 'HierarchyGroupId')).toEqual([
      'connect:CreateUser on routing-profile, security-profile, user, hierarchy-group',
    ]);
    expect(needs('connect:CreateQueue', 'Name', 'OutboundCallerConfig.OutboundFlowId')).toEqual([
      'connect:CreateQueue on hours-of-operation, queue, contact-flow',
    ]);
    expect(needs('dynamodb:Query', 'TableName', 'IndexName')).toEqual(['dynamodb:Query on table, index']);
    expect(needs('dynamodb:Query', 'TableName')).toEqual(['dynamodb:Query on table']);
  });

  test('of an instance what it has in any case, and what else is named', () => {
    const always = 'image, instance, network-interface, security-group, subnet';
    const run = (...paths: readonly string[]) => needs('ec2:RunInstances', ...paths)[0];
    expect(run('SubnetId', 'TagSpecifications', 'TagSpecifications.Tags', 'TagSpecifications.Tags.Key')).toBe(
      `ec2:RunInstances on ${always}, volume`,
    );
    expect(run('KeyName')).toBe(`ec2:RunInstances on ${always}, key-pair, volume`);
    expect(run('Placement', 'Placement.Tenancy')).toBe(`ec2:RunInstances on ${always}, volume`);
    expect(run('Placement', 'Placement.GroupName')).toBe(`ec2:RunInstances on ${always}, placement-group, volume`);
    expect(run('BlockDeviceMappings.Ebs.SnapshotId')).toBe(`ec2:RunInstances on ${always}, snapshot, volume`);
  });

  test('a type that is called otherwise than the member, where its ARN says what it is', () => {
    const all = ['DBSubnetGroupName', 'OptionGroupName', 'DBParameterGroupName', 'DBSecurityGroups'];
    expect(needs('rds:CreateDBInstance', ...all)).toEqual(['rds:CreateDBInstance on db, og, pg, secgrp, subgrp']);
    expect(needs('ec2:AssociateAddress', 'AllocationId', 'InstanceId')).toEqual([
      'ec2:AssociateAddress on elastic-ip, instance',
    ]);
    expect(needs('ec2:AssociateAddress', 'PublicIp', 'InstanceId')).toEqual([
      'ec2:AssociateAddress on elastic-ip, instance',
    ]);
  });

  test('the default groups of a database, where none is named', () => {
    const [create] = permissionsFor(operation('rds:CreateDBInstance'), []).needed;
    const own = (rest: string) => [`arn:\${Partition}:rds:\${Region}:\${Account}:${rest}`];
    expect(create?.resources.map(({ type, named }) => [type, named])).toEqual([
      ['db', undefined],
      ['og', own('og:default*')],
      ['pg', own('pg:default*')],
      ['subgrp', own('subgrp:default')],
    ]);
  });

  test.each([
    [
      'fms:TagResource',
      ['ResourceArn', 'TagList', 'TagList.Key'],
      'applications-list policy protocols-list resource-set',
    ],
    ['ivs:UntagResource', ['resourceArn', 'tagKeys'], 'Channel'],
    ['batch:TagResource', ['resourceArn', 'tags'], 'compute-environment job job-queue scheduling-policy'],
    ['location:UntagResource', ['ResourceArn', 'TagKeys'], 'api-key map tracker'],
    ['forecast:TagResource', ['ResourceArn', 'Tags'], 'dataset datasetGroup'],
  ])('%s acts on any type that its resource may be', (name, paths, types) => {
    const [action] = permissionsFor(operation(name), paths.map(given)).needed;
    expect(action?.resources.map(({ type }) => type)).toEqual(expect.arrayContaining(types.split(' ')));
    expect(action?.resources.some(({ required }) => required)).toBe(false);
  });

  test.each([
    ['apigateway:PutMethod', '/restapis/*/resources/*/methods/*'],
    ['apigateway:GetResources', '/restapis/*/resources'],
    ['apigateway:CreateDeployment', '/restapis/*/deployments'],
    ['apigateway:CreateApiKey', '/apikeys'],
    ['apigateway:FlushStageCache', '/restapis/*/stages/*/cache/data'],
    ['apigateway:GetTags', '/tags/*'],
    ['apigatewayv2:UntagResource', '/tags/*'],
    ['apigatewayv2:CreateRoute', '/apis/*/routes'],
  ])('%s acts on what its path names', (name, path) => {
    const [action] = permissionsFor(operation(name), []).needed;
    const arns = action?.resources.flatMap((resource) => resource.arns) ?? [];
    expect(arns.map((arn) => arn.replace(/^.*::/, '').replaceAll(/\$\{\w+\}/g, '*'))).toEqual([path]);
  });

  test('one of the kinds of load balancers, and no classic one', () => {
    expect(needs('elasticloadbalancingv2:DeleteLoadBalancer', 'LoadBalancerArn')).toEqual([
      'elasticloadbalancing:DeleteLoadBalancer on loadbalancer/app/, loadbalancer/gwy/, loadbalancer/net/',
    ]);
    expect(needs('elasticloadbalancingv2:CreateRule', 'ListenerArn', 'Tags')).toEqual([
      'elasticloadbalancing:CreateRule on listener/app, listener/net',
      'elasticloadbalancing:AddTags on listener-rule/app, listener-rule/net',
    ]);
    expect(needs('elasticloadbalancing:DeleteLoadBalancer', 'LoadBalancerName')).toEqual([
      'elasticloadbalancing:DeleteLoadBalancer on loadbalancer',
    ]);
  });

  test('an object of a bucket rather than of an access point', () => {
    expect(needs('s3:PutObject', 'Bucket', 'Key')).toEqual(['s3:PutObject on object, accesspointobject']);
  });

  test('what may be in an object that is known only when the machine runs', () => {
    const open = (path: string) => permissionsFor(operation('ec2:RunInstances'), [{ ...given(path), open: true }]);
    const types = (path: string) => open(path).needed[0]?.resources.map(({ type }) => type);
    expect(types('LaunchTemplate')).toContain('launch-template');
    expect(types('LaunchTemplate')).not.toContain('key-pair');
    expect(types('')).toContain('key-pair');
  });

  test('any resource, where the action knows none', () => {
    expect(needs('ec2:DescribeInstances', 'InstanceIds')).toEqual(['ec2:DescribeInstances on *']);
  });

  test('each action of an operation that has several', () => {
    expect(needs('s3:CopyObject', 'Bucket').map((text) => text.split(' ')[0])).toEqual([
      's3:GetObject',
      's3:PutObject',
    ]);
  });
});

test('the ARN pattern of an agent is not called after its type', () => {
  const [permission] = permissionsFor(operation('connect:DescribeUser'), []).needed;
  expect(permission?.resources[0]?.arns).toEqual([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how AWS writes placeholders
    'arn:${Partition}:connect:${Region}:${Account}:instance/${InstanceId}/agent/${UserId}',
  ]);
  expect(permission?.conditionKeys).toContain('connect:InstanceId');
});
