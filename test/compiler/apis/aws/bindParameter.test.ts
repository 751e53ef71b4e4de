import { describe, expect, test } from '@jest/globals';
import { bindParameter, type ParameterName } from '../../../../compiler/apis/aws/index.ts';
import { operation } from './support.ts';

/** `Targets/0/Id`, behind it what else is said; or the kind. */
function bind(name: string, parameter: string, place?: ParameterName['in']): string {
  const found = bindParameter(operation(name), { name: parameter, ...(place === undefined ? {} : { in: place }) });
  if (found.kind === 'unknown') return `unknown, nearest ${found.nearest}`;
  if (found.kind === 'noise') return 'noise';
  const path = found.path.map((part) => (typeof part === 'number' ? part : part.sfnName)).join('/');
  return [path, found.wrap ? 'wrap' : '', found.note ?? ''].filter((text) => text !== '').join(' ');
}

describe('a parameter is bound', () => {
  test.each<[string, string, ParameterName['in'], string]>([
    ['connect:CreateUser', 'InstanceId', 'path', 'InstanceId'],
    ['connect:ListUsers', 'maxResults', 'query', 'MaxResults'],
    ['pinpoint:GetCampaign', 'application-id', 'path', 'ApplicationId'],
    ['s3:GetObject', 'If-None-Match', 'header', 'IfNoneMatch'],
    ['s3:GetObject', 'if-none-match', 'header', 'IfNoneMatch'],
    ['rds:CreateDBInstance', 'DBInstanceIdentifier', 'query', 'DbInstanceIdentifier'],
  ])('%s: %s in %s by its name on the wire', (name, parameter, place, expected) => {
    expect(bind(name, parameter, place)).toBe(expected);
  });

  test('by its name in the model or in Step Functions, wherever it is said to be', () => {
    expect(bind('connect:ListUsers', 'MaxResults', 'query')).toBe('MaxResults');
    expect(bind('rds:CreateDBInstance', 'DbInstanceIdentifier', 'header')).toBe('DbInstanceIdentifier');
    expect(bind('connect:CreateUser', 'Username')).toBe('Username');
  });

  test('without regard to letter case, with a note', () => {
    expect(bind('fms:GetPolicy', 'policyId', 'path')).toBe('PolicyId case');
    expect(bind('pinpoint:GetCampaign', 'applicationId', 'path')).toBe('ApplicationId case');
  });

  test('a path parameter that may hold slashes', () => {
    expect(bind('s3:GetObject', 'Key+', 'path')).toBe('Key');
  });

  test('inside, by the names of the query protocols', () => {
    expect(bind('elasticloadbalancingv2:RegisterTargets', 'Targets.member.1.Id', 'query')).toBe('Targets/0/Id');
    expect(bind('ec2:DescribeInstances', 'Filter.2.Value.1', 'query')).toBe('Filters/1/Values/0');
    expect(bind('ec2:DescribeInstances', 'InstanceId.1', 'query')).toBe('InstanceIds/0');
    expect(bind('rds:AddTagsToResource', 'Tags.Tag.1.Key', 'query')).toBe('Tags/0/Key');
    expect(bind('rds:AddTagsToResource', 'Tags.member.1.Key', 'query')).toBe('Tags/0/Key');
    expect(bind('ec2:RunInstances', 'Placement.AvailabilityZone', 'query')).toBe('Placement/AvailabilityZone');
  });

  test('a list that a URL names by its item takes the item', () => {
    expect(bind('ec2:DescribeInstances', 'InstanceId', 'query')).toBe('InstanceIds wrap');
    expect(bind('ec2:DescribeInstances', 'Filter', 'query')).toBe('Filters wrap');
  });
});

describe('a parameter of the protocol is dropped', () => {
  test.each<[string, string, ParameterName['in']]>([
    ['ec2:RunInstances', 'Action', 'query'],
    ['rds:CreateDBInstance', 'Version', 'query'],
    ['dynamodb:PutItem', 'X-Amz-Target', 'header'],
    ['connect:CreateUser', 'Content-Type', 'header'],
    ['connect:CreateUser', 'Authorization', 'header'],
    ['connect:CreateUser', 'X-Amz-Security-Token', 'header'],
    ['s3:ListObjectsV2', 'list-type', 'query'],
  ])('%s: %s in %s', (name, parameter, place) => {
    expect(bind(name, parameter, place)).toBe('noise');
  });

  test('but not where it is a member', () => {
    expect(bind('s3:PutObject', 'Content-Type', 'header')).toBe('ContentType');
    expect(bind('lambda:AddPermission', 'Action')).toBe('Action');
  });
});

describe('a parameter that the operation does not take', () => {
  test('comes with the nearest', () => {
    expect(bind('connect:CreateUser', 'InstanseId', 'path')).toBe('unknown, nearest InstanceId');
    expect(bind('connect:GetContactAttributes', 'ContactId', 'path')).toBe('unknown, nearest InitialContactId');
    expect(bind('connect:CreateUser', 'Eggs', 'query')).toBe('unknown, nearest undefined');
  });

  test.each([
    'Targets.member.0.Id',
    'Targets.member.x.Id',
    'Targets.member',
    'Targets.1.2.3',
    'Nope.member.1',
    '__proto__',
  ])('a dotted name that leads nowhere: %j', (name) => {
    expect(bind('elasticloadbalancingv2:RegisterTargets', name, 'query')).toMatch(/^unknown/);
  });
});
