import * as connect from '@aws-sdk/client-connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEndpoint } from '../support/endpoint.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint({ connect: { data: saml } });
});
afterAll(() => local.close());

const InstanceId = '11111111-2222-4333-8444-555555555555';
const [profile, queue, hours, agent] = ['7e4b1f90', '5b0e6d18', '91d7a4c2', '3a9d5e74'];
/** A contact centre whose agents a directory knows. */
const saml = {
  instances: [
    {
      Id: InstanceId,
      InstanceAlias: 'directory-centre',
      IdentityManagementType: 'SAML',
      routingProfiles: [
        { Id: profile, Name: 'Basic', Description: 'd', DefaultOutboundQueueId: queue, MediaConcurrencies: [] },
      ],
      hoursOfOperation: [{ Id: hours, Name: 'Office', TimeZone: 'Europe/Berlin', Config: [] }],
      queues: [{ Id: queue, Name: 'General', HoursOfOperationId: hours }],
      securityProfiles: [{ Id: agent, SecurityProfileName: 'Agent' }],
    },
  ],
};

const soft: connect.UserPhoneConfig = { PhoneType: 'SOFT_PHONE' };

function newUser(rest: Partial<connect.CreateUserCommandInput>) {
  return local.connect.send(
    new connect.CreateUserCommand({
      InstanceId,
      Username: 'ada.example',
      SecurityProfileIds: [String(agent)],
      RoutingProfileId: profile,
      IdentityInfo: { FirstName: 'Ada', LastName: 'Example' },
      PhoneConfig: soft,
      ...rest,
    }),
  );
}

describe('what the reference of CreateUser refuses beyond the model', () => {
  test.each<[string, Partial<connect.CreateUserCommandInput>]>([
    ['Username can include @ only if used in an email format', { Username: 'ada@example' }],
    ['Username must be at most 64 characters', { Username: 'a'.repeat(65) }],
    ['Password is not supported', { Password: 'S3cret!Pa55' }],
    ['DirectoryUserId is not supported with SAML', { DirectoryUserId: 'd-1' }],
    ['Email is not supported with SAML', { IdentityInfo: { FirstName: 'A', LastName: 'E', Email: 'a@example.com' } }],
    ['FirstName is required with SAML', { IdentityInfo: {} }],
    ['LastName is required with SAML', { IdentityInfo: { FirstName: 'Ada' } }],
    ['LastName must be in Unicode', { IdentityInfo: { FirstName: 'Zoe', LastName: 'Mu\u0308ller' } }],
    ['Mobile must be like', { IdentityInfo: { FirstName: 'A', LastName: 'E', Mobile: '0301234' } }],
    ['SecondaryEmail must be like', { IdentityInfo: { FirstName: 'A', LastName: 'E', SecondaryEmail: 'a@b' } }],
    ['DeskPhoneNumber is required', { PhoneConfig: { PhoneType: 'DESK_PHONE' } }],
    ['DeskPhoneNumber must be like', { PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '12345' } }],
    ['at most 2000000 seconds', { PhoneConfig: { ...soft, AfterContactWorkTimeLimit: 2_000_001 } }],
  ])('%s', async (message, rest) => {
    await expect(newUser(rest)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message),
    });
  });
});

test('SearchUsers tells the time for work after a contact in milliseconds, DescribeUser in seconds', async () => {
  const { UserId } = await newUser({
    Username: 'ada@example.com',
    IdentityInfo: { FirstName: 'Ada', LastName: 'Example', Mobile: '+4930123456' },
    PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+4930123456', AfterContactWorkTimeLimit: 60 },
  });
  const { User } = await local.connect.send(new connect.DescribeUserCommand({ InstanceId, UserId }));
  expect(User?.PhoneConfig?.AfterContactWorkTimeLimit).toBe(60);
  const { Users } = await local.connect.send(new connect.SearchUsersCommand({ InstanceId }));
  expect(Users).toMatchObject([{ Id: UserId, PhoneConfig: { AfterContactWorkTimeLimit: 60_000 } }]);
  expect(Users?.[0]?.IdentityInfo).toEqual({ FirstName: 'Ada', LastName: 'Example' });
});

test('a change of a user is held to the same', async () => {
  const { UserId } = await newUser({ Username: 'eve.example' });
  const phone = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+0' } as const;
  const identity = { Email: 'eve@example.com' };
  await expect(
    local.connect.send(new connect.UpdateUserPhoneConfigCommand({ InstanceId, UserId, PhoneConfig: phone })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(
    local.connect.send(new connect.UpdateUserIdentityInfoCommand({ InstanceId, UserId, IdentityInfo: identity })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
