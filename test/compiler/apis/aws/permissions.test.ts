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

  test('an optional resource type only where what is sent touches it', () => {
    expect(needs('connect:CreateUser', 'HierarchyGroupId')).toEqual([
      'connect:CreateUser on routing-profile, security-profile, user, hierarchy-group',
    ]);
    expect(needs('connect:CreateQueue', 'Name', 'OutboundFlowId')).toEqual([
      'connect:CreateQueue on hours-of-operation, queue, contact-flow',
    ]);
    expect(needs('dynamodb:Query', 'TableName', 'IndexName')).toEqual(['dynamodb:Query on table, index']);
    expect(needs('dynamodb:Query', 'TableName')).toEqual(['dynamodb:Query on table']);
    expect(needs('ec2:RunInstances', 'KeyName').join()).toContain('key-pair');
  });

  test('a type that is called otherwise than the member, where its ARN says what it is', () => {
    expect(needs('rds:CreateDBInstance', 'DbSubnetGroupName', 'OptionGroupName', 'DBParameterGroupName')).toEqual([
      'rds:CreateDBInstance on db, og, pg, subgrp',
    ]);
    expect(needs('ec2:AssociateAddress', 'AllocationId', 'InstanceId')).toEqual([
      'ec2:AssociateAddress on elastic-ip, instance',
    ]);
  });

  test('no type whose last word a member happens to end in', () => {
    expect(needs('fms:TagResource', 'ResourceArn', 'TagList', 'Key', 'Value')).toEqual([
      'fms:TagResource on applications-list, policy, protocols-list, resource-set',
    ]);
    const run = needs('ec2:RunInstances', 'SubnetId', 'TagSpecifications', 'Tags', 'Key').join();
    expect(run).not.toContain('key-pair');
    expect(run).not.toContain('secondary-subnet');
  });

  test('all types of an action that acts on one of many, where what is sent does not say which', () => {
    expect(needs('forecast:TagResource', 'ResourceArn', 'Tags').join()).toContain('datasetGroup');
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
