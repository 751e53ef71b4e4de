import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Member,
  resolveMember,
  resolvePointer,
  resolveResponse,
  responseHeader,
  type Shape,
} from '../../../../compiler/apis/aws/index.ts';
import { operation } from './support.ts';

/** The pointer in the names of Step Functions, or what is unknown. */
function read(name: string, pointer: string): string {
  const found = resolveResponse(operation(name), pointer.split('/').slice(1));
  if (!found.ok) return `token ${found.at} unknown in ${found.shape.name}, nearest ${found.nearest}`;
  const inside = found.inText === undefined ? '' : ` then ${found.inText.join('/')}`;
  return `/${found.path.join('/')}${inside}${found.notes.length > 0 ? ' (note)' : ''}`;
}

describe('a pointer into a response', () => {
  test.each([
    ['connect:DescribeUser', '/User/RoutingProfileId', '/User/RoutingProfileId'],
    ['connect:SearchContacts', '/Contacts/0/Id', '/Contacts/0/Id'],
    ['s3:ListObjectsV2', '/Contents/0/ETag', '/Contents/0/ETag'],
    ['s3:DeleteObjects', '/Error/0/Key', '/Errors/0/Key'],
    [
      'ec2:DescribeInstances',
      '/reservationSet/0/instancesSet/0/instanceState/name',
      '/Reservations/0/Instances/0/State/Name',
    ],
    ['pinpoint:CreateCampaign', '/CampaignResponse/Id', '/CampaignResponse/Id'],
    ['pinpoint:CreateCampaign', '/Id', '/CampaignResponse/Id'],
    ['rds:DescribeDBInstances', '/DBInstances/0/DBInstanceStatus', '/DbInstances/0/DbInstanceStatus'],
  ])('%s %s is %s', (name, pointer, expected) => {
    expect(read(name, pointer)).toBe(expected);
  });

  test('skips the wrappers of list items in XML', () => {
    expect(read('rds:DescribeDBInstances', '/DBInstances/DBInstance/0/Engine')).toBe('/DbInstances/0/Engine');
    expect(read('elasticloadbalancingv2:DescribeTargetHealth', '/TargetHealthDescriptions/member/0/Target/Id')).toBe(
      '/TargetHealthDescriptions/0/Target/Id',
    );
  });

  test('in other letter case is read with a note', () => {
    expect(read('rds:DescribeDBInstances', '/dBInstances/0/endpoint/address')).toBe(
      '/DbInstances/0/Endpoint/Address (note)',
    );
  });

  test('drops outer objects that the response has not', () => {
    const inside = '/DBInstances/0/Engine';
    expect(read('rds:DescribeDBInstances', `/DescribeDBInstancesResult${inside}`)).toBe('/DbInstances/0/Engine (note)');
    expect(read('rds:DescribeDBInstances', `/DescribeDBInstancesResponse/DescribeDBInstancesResult${inside}`)).toBe(
      '/DbInstances/0/Engine (note)',
    );
  });

  test('enters the one structure that has the member', () => {
    expect(read('quicksight:DescribeDashboard', '/Version/Status')).toBe('/Dashboard/Version/Status (note)');
    expect(read('connect:DescribeUser', '/Username')).toBe('/User/Username (note)');
  });

  test('the note says what is read', () => {
    const found = resolveResponse(operation('quicksight:DescribeDashboard'), ['Version', 'Status']);
    expect(found).toMatchObject({
      notes: ['`/Version/Status` is read as `/Dashboard/Version/Status`, which is what the service model has'],
    });
  });

  test('the whole body is the member that is the HTTP body, where there is one', () => {
    expect(read('pinpoint:CreateCampaign', '')).toBe('/CampaignResponse');
    expect(read('lambda:Invoke', '')).toBe('/Payload');
    expect(read('connect:DescribeUser', '')).toBe('/');
  });

  test('leads into the JSON that a text holds', () => {
    expect(read('lambda:Invoke', '/order/items/0')).toBe('/Payload then order/items/0');
    expect(read('lambda:Invoke', '/Payload')).toBe('/Payload');
  });

  test('keeps the keys of maps as they are', () => {
    expect(read('dynamodb:GetItem', '/Item/my-key/S')).toBe('/Item/my-key/S');
    expect(read('connect:GetContactAttributes', '/Attributes/__proto__')).toBe('/Attributes/__proto__');
  });

  test('to something unknown says where, and what is nearest', () => {
    expect(read('connect:DescribeUser', '/User/Usernam')).toBe('token 1 unknown in User, nearest Username');
    expect(read('quicksight:DescribeDashboard', '/Version/Statu')).toBe(
      'token 1 unknown in DashboardVersion, nearest Status',
    );
    expect(read('connect:DescribeUser', '/User/Username/first')).toBe(
      'token 2 unknown in AgentUsername, nearest undefined',
    );
    expect(read('connect:SearchContacts', '/Contacts/first')).toMatch(/^token 1 unknown/);
    expect(read('rds:DescribeDBInstances', '/DescribeDBInstancesResult/DBInstance')).toMatch(
      /^token 1 .*nearest DBInstances$/,
    );
    expect(read('connect:DescribeUser', '/constructor')).toMatch(/^token 0 unknown/);
  });

  test('says what is certain, sensitive or a credential', () => {
    const campaign = resolveResponse(operation('pinpoint:CreateCampaign'), ['Id']);
    expect(campaign).toMatchObject({ ok: true, certain: true, sensitive: false });
    const email = resolveResponse(operation('connect:DescribeUser'), ['User', 'IdentityInfo', 'Email']);
    expect(email).toMatchObject({ ok: true, certain: false, sensitive: true, credential: false });
    const secret = resolveResponse(operation('secretsmanager:GetSecretValue'), ['SecretString']);
    expect(secret).toMatchObject({ ok: true, credential: true });
  });

  test('made of the names of the model resolves to those of Step Functions, whatever the depth', () => {
    const { output } = operation('ec2:DescribeInstances');
    const walk = fc.array(fc.nat(), { maxLength: 12 }).map((choices) => {
      let shape: Shape = output;
      const [model, sfn]: [string[], (string | number)[]] = [[], []];
      for (const choice of choices) {
        if (shape.type === 'list') {
          model.push('0');
          sfn.push(0);
          shape = shape.member.shape;
        } else if (shape.type === 'structure' && shape.members.length > 0) {
          const member: Member | undefined = shape.members[choice % shape.members.length];
          if (member === undefined) break;
          model.push(member.name);
          sfn.push(member.sfnName);
          shape = member.shape;
        } else break;
      }
      return { model, sfn };
    });
    fc.assert(
      fc.property(walk, ({ model, sfn }) => {
        expect(resolvePointer(output, model)).toMatchObject({ ok: true, path: sfn });
      }),
    );
  });
});

describe('a name in a query', () => {
  const { output } = operation('connect:SearchContacts');

  test('is a member of a structure', () => {
    expect(resolveMember(output, 'Contacts')).toMatchObject({ kind: 'member', member: { sfnName: 'Contacts' } });
    expect(resolveMember(output, 'Contcts')).toEqual({ kind: 'unknown', nearest: 'Contacts' });
  });

  test('is a key of a map, nothing in a scalar', () => {
    const attributes = operation('connect:GetContactAttributes').output.members[0];
    expect(attributes?.shape.type).toBe('map');
    if (attributes !== undefined) expect(resolveMember(attributes.shape, 'any')).toMatchObject({ kind: 'key' });
    expect(resolveMember({ type: 'string', name: 'Text' }, 'any')).toEqual({ kind: 'none' });
  });
});

describe('a response header', () => {
  test('is the member that the model binds to it, in any letter case', () => {
    expect(responseHeader(operation('s3:GetObject'), 'etag')).toMatchObject({ path: ['ETag'] });
    expect(responseHeader(operation('s3:GetObject'), 'Content-Length')).toMatchObject({ path: ['ContentLength'] });
  });

  test('of a family is an entry of a map', () => {
    expect(responseHeader(operation('s3:GetObject'), 'x-amz-meta-Owner')).toMatchObject({
      path: ['Metadata', 'owner'],
    });
  });

  test('that the model has not cannot be read', () => {
    expect(responseHeader(operation('connect:DescribeUser'), 'x-amzn-RequestId')).toBeUndefined();
  });
});
