import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actionName, errorName, sfnName } from '../../../../compiler/apis/aws/index.ts';

describe('the name of a member in Step Functions', () => {
  test.each([
    ['DBInstanceIdentifier', 'DbInstanceIdentifier'],
    ['SourceDBInstanceIdentifier', 'SourceDBInstanceIdentifier'],
    ['MultiAZ', 'MultiAZ'],
    ['TemplateURL', 'TemplateURL'],
    ['RoleARN', 'RoleARN'],
    ['thingName', 'ThingName'],
    ['KMSKeyId', 'KmsKeyId'],
    ['KMSMasterKeyID', 'KmsMasterKeyID'],
    ['SSEKMSKeyId', 'SsekmsKeyId'],
    ['ETag', 'ETag'],
    ['IPv6Address', 'IPv6Address'],
    ['EC2InstanceId', 'Ec2InstanceId'],
    ['vCPUHour', 'VcpuHour'],
    ['BOOL', 'Bool'],
    ['OtaaV1_0_x', 'OtaaV1_0_x'],
  ])('%s is %s', (model, expected) => {
    expect(sfnName(model)).toBe(expected);
  });

  test.each([
    ['equals', 'EqualsValue'],
    ['Equals', 'EqualsValue'],
    ['Return', 'ReturnValue'],
    ['default', 'DefaultValue'],
  ])('%s, which Java reserves, is %s', (model, expected) => {
    expect(sfnName(model)).toBe(expected);
  });

  test('type is another in unions', () => {
    expect(sfnName('Type')).toBe('Type');
    expect(sfnName('Type', true)).toBe('TypeValue');
  });

  test('a name in Step Functions keeps its name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/), (name) => {
        expect(sfnName(sfnName(name))).toBe(sfnName(name));
      }),
    );
  });
});

describe('the name of an error in Step Functions', () => {
  test.each([
    ['Connect', 'DuplicateResourceException', 'Connect.DuplicateResourceException'],
    ['Rds', 'DBInstanceNotFoundFault', 'Rds.DbInstanceNotFoundException'],
    ['Rds', 'InvalidDBInstanceStateFault', 'Rds.InvalidDbInstanceStateException'],
    ['Ec2', 'IPv6NotSupported', 'Ec2.IpV6NotSupportedException'],
    ['S3', 'BucketAlreadyExists', 'S3.BucketAlreadyExistsException'],
    ['DynamoDb', 'RequestLimitExceeded', 'DynamoDb.RequestLimitExceededException'],
    ['DynamoDb', 'InternalServerError', 'DynamoDb.InternalServerErrorException'],
  ])('of %s, %s is %s', (prefix, model, expected) => {
    expect(errorName(prefix, model)).toBe(expected);
  });
});

test('an action is the operation with a small first letter', () => {
  expect(actionName('CreateUser')).toBe('createUser');
  expect(actionName('DescribeDBInstances')).toBe('describeDBInstances');
});
