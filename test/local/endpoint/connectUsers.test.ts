import * as connect from '@aws-sdk/client-connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEndpoint } from '../support/endpoint.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint({ connect: { data } });
});
afterAll(() => local.close());

const [profile, queue, hours, agent] = ['7e4b1f90', '5b0e6d18', '91d7a4c2', '3a9d5e74'];

/** A contact centre for each way in which identities are managed. */
const data = {
  instances: Object.values(connect.DirectoryType).map((type) => ({
    Id: centreOf(type),
    IdentityManagementType: type,
    routingProfiles: [
      { Id: profile, Name: 'Basic', Description: 'd', DefaultOutboundQueueId: queue, MediaConcurrencies: [] },
    ],
    hoursOfOperation: [{ Id: hours, Name: 'Office', TimeZone: 'Europe/Berlin', Config: [] }],
    queues: [{ Id: queue, Name: 'General', HoursOfOperationId: hours }],
    securityProfiles: [{ Id: agent, SecurityProfileName: 'Agent' }],
  })),
};
const InstanceId = centreOf('SAML');

function centreOf(type: connect.DirectoryType): string {
  return `centre-${type.toLowerCase()}`;
}

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
    ['IdentityInfo.FirstName is required with SAML', { IdentityInfo: {} }],
    ['IdentityInfo.LastName is required with SAML', { IdentityInfo: { FirstName: 'Ada', LastName: '' } }],
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
  const identity = { FirstName: 'Eve', LastName: 'Example', Mobile: '0301234' };
  await expect(
    local.connect.send(new connect.UpdateUserPhoneConfigCommand({ InstanceId, UserId, PhoneConfig: phone })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(
    local.connect.send(new connect.UpdateUserIdentityInfoCommand({ InstanceId, UserId, IdentityInfo: identity })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

describe('names and e-mail, by who knows the identities', () => {
  const management = ['CONNECT_MANAGED', 'SAML', 'EXISTING_DIRECTORY'] as const;
  const names = { FirstName: 'Ada', LastName: 'Example' };
  let next = 0;

  /** Creates a user where identities are managed in this way. */
  async function inDirectory(type: connect.DirectoryType, identity: connect.UserIdentityInfo | undefined) {
    return newUser({
      InstanceId: centreOf(type),
      Username: `agent${next++}`,
      ...(type === 'CONNECT_MANAGED' ? { Password: 'Change-Me-1st' } : {}),
      IdentityInfo: identity,
    });
  }

  test.each(management.slice(0, 2))('%s: both names are required', async (type) => {
    for (const identity of [undefined, {}, { FirstName: 'Ada' }, { LastName: 'Example' }, { ...names, LastName: '' }]) {
      await expect(inDirectory(type, identity)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringMatching(new RegExp(`^IdentityInfo\\.(?:First|Last)Name is required with ${type}`)),
      });
    }
  });

  test('EXISTING_DIRECTORY: none is', async () => {
    await expect(inDirectory('EXISTING_DIRECTORY', undefined)).resolves.toMatchObject({ UserId: expect.any(String) });
  });

  test.each(management)('%s: e-mail is taken and may be missing', async (type) => {
    for (const mail of [{}, { Email: 'ada@example.com' }]) {
      await expect(inDirectory(type, { ...names, ...mail })).resolves.toMatchObject({ UserId: expect.any(String) });
    }
  });
});
