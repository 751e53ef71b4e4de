import { describe, expect, test } from '@jest/globals';
import { bodyTarget, memberOf } from '../../../../compiler/apis/aws/index.ts';
import { operation } from './support.ts';

const JSON_TYPE = 'application/json';

function target(name: string, contentType: string | undefined, ...keys: readonly string[]): string {
  const found = bodyTarget(operation(name), contentType, keys.length === 0 ? undefined : keys);
  if (found.kind === 'member') return `the value of ${found.member.name}`;
  return found.unwrap === undefined ? 'members' : `members inside ${found.unwrap}`;
}

describe('the payload of a request body is', () => {
  test('an object of members, for most operations', () => {
    expect(target('connect:CreateUser', JSON_TYPE, 'Username', 'Password')).toBe('members');
    expect(target('dynamodb:PutItem', 'application/x-amz-json-1.0', 'TableName', 'Item')).toBe('members');
    expect(target('connect:CreateUser', JSON_TYPE)).toBe('members');
  });

  test('an object of members in an object that the model has not', () => {
    expect(target('connect:CreateUser', JSON_TYPE, 'CreateUserRequest')).toBe('members inside CreateUserRequest');
  });

  test('the inside of the member that is the HTTP body', () => {
    expect(target('s3:DeleteObjects', 'application/xml', 'Object', 'Quiet')).toBe('the value of Delete');
    expect(target('s3:CompleteMultipartUpload', 'application/xml', 'Part')).toBe('the value of MultipartUpload');
    expect(target('pinpoint:CreateCampaign', JSON_TYPE, 'Name', 'SegmentId')).toBe('the value of WriteCampaignRequest');
  });

  test('or that member by name', () => {
    expect(target('pinpoint:CreateCampaign', JSON_TYPE, 'WriteCampaignRequest')).toBe('members');
    expect(target('s3:DeleteObjects', 'application/xml', 'Delete')).toBe('members');
  });

  test('the bytes or the text of a body', () => {
    expect(target('s3:UploadPart', 'application/octet-stream')).toBe('the value of Body');
    expect(target('lambda:Invoke', JSON_TYPE, 'orderId', 'amount')).toBe('the value of Payload');
    expect(target('lambda:Invoke', JSON_TYPE, 'Payload')).toBe('members');
  });
});

describe('a key of a payload', () => {
  const { input } = operation('s3:DeleteObjects');
  const payload = input.members.find(({ name }) => name === 'Delete')?.shape;
  const inside = payload?.type === 'structure' ? payload : input;

  test('is a member by its name in XML', () => {
    expect(memberOf(inside, 'Object')).toMatchObject({ kind: 'member', member: { sfnName: 'Objects' } });
  });

  test('is a member by its name in the model, in Step Functions, in other letter case', () => {
    const { input: rds } = operation('rds:CreateDBInstance');
    expect(memberOf(rds, 'DBInstanceClass')).toMatchObject({ kind: 'member', member: { sfnName: 'DbInstanceClass' } });
    expect(memberOf(rds, 'DbInstanceClass')).not.toHaveProperty('note');
    expect(memberOf(rds, 'dbInstanceClass')).toMatchObject({ kind: 'member', note: 'case' });
  });

  test('that is none comes with the nearest', () => {
    expect(memberOf(inside, 'Objcts')).toEqual({ kind: 'unknown', nearest: 'Objects' });
  });
});
