import { describe, expect, test } from '@jest/globals';
import { findOperation, findOperationByPath } from '../../../../compiler/apis/aws/index.ts';
import { service } from './support.ts';

describe('an operationId', () => {
  test.each(['CreateUser', 'createUser', 'POST_CreateUser'])('%s is CreateUser, without a note', (id) => {
    const found = findOperation(service('connect'), id);
    expect(found).toMatchObject({ kind: 'found', operation: { name: 'CreateUser' } });
    expect(found).not.toHaveProperty('note');
  });

  test('in other letter case is found with a note', () => {
    const found = findOperation(service('rds'), 'describeDbInstances');
    expect(found).toMatchObject({ kind: 'found', operation: { name: 'DescribeDBInstances' }, note: 'case' });
  });

  test('that there is not comes with the nearest, in the manner of the document', () => {
    expect(findOperation(service('connect'), 'creatUser')).toEqual({ kind: 'unknown', nearest: 'createUser' });
    expect(findOperation(service('connect'), 'CreatUser')).toEqual({ kind: 'unknown', nearest: 'CreateUser' });
    expect(findOperation(service('connect'), 'boilEggs')).toEqual({ kind: 'unknown' });
  });
});

describe('a method and a path', () => {
  test.each([
    ['connect', 'put', '/users/{InstanceId}', 'CreateUser'],
    ['connect', 'GET', '/users/{instance}/{user}', 'DescribeUser'],
    ['s3', 'GET', '/{Bucket}?list-type=2', 'ListObjectsV2'],
    ['s3', 'GET', '/{Bucket}', 'ListObjects'],
    ['s3', 'POST', '/{Bucket}/{Key+}?uploads', 'CreateMultipartUpload'],
    ['dynamodb', 'POST', '/#X-Amz-Target=DynamoDB_20120810.PutItem', 'PutItem'],
    ['rds', 'GET', '/#Action=DescribeDBInstances', 'DescribeDBInstances'],
    ['ec2', 'GET', '/?Action=RunInstances&Version=2016-11-15', 'RunInstances'],
  ])('%s %s %s is %s', (resource, method, path, name) => {
    expect(findOperationByPath(service(resource), method, path)?.name).toBe(name);
  });

  test('a literal segment goes before a parameter', () => {
    expect(findOperationByPath(service('lambda'), 'GET', '/2015-03-31/functions/{FunctionName}')?.name).toBe(
      'GetFunction',
    );
  });

  test('that the service has not', () => {
    expect(findOperationByPath(service('connect'), 'POST', '/eggs/{EggId}')).toBeUndefined();
    expect(findOperationByPath(service('connect'), 'TRACE', '/users/{InstanceId}')).toBeUndefined();
  });
});
