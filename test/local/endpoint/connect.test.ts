import * as connect from '@aws-sdk/client-connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEndpoint } from '../support/endpoint.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint();
});
afterAll(() => local.close());

/** All of it stands in local/connect/default.yml. */
const InstanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
const agent = '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105';
const basic = '7e4b1f90-c2d5-4836-b7a9-3f8e6d1c0a52';
const billing = 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18';
const general = '5b0e6d18-74f3-4a9c-a2c6-e1d83b97f042';
const officeHours = '91d7a4c2-3e58-4f06-8b1d-6c2f9e7a5b34';

let count = 0;
function newUser(rest: Partial<connect.CreateUserCommandInput> = {}) {
  count++;
  return local.connect.send(
    new connect.CreateUserCommand({
      InstanceId,
      Username: `agent.${count}`,
      Password: 'S3cret!Pa55',
      SecurityProfileIds: [agent],
      RoutingProfileId: basic,
      IdentityInfo: { FirstName: 'Ada', LastName: `Number ${count}` },
      ...rest,
    }),
  );
}

describe('users', () => {
  test('are created, changed, found and deleted', async () => {
    const { UserId, UserArn } = await newUser({ Tags: { team: 'a' } });
    expect(UserArn).toBe(`arn:aws:connect:us-east-1:123456789012:instance/${InstanceId}/agent/${UserId}`);
    await local.connect.send(
      new connect.UpdateUserRoutingProfileCommand({ InstanceId, UserId, RoutingProfileId: billing }),
    );
    await local.connect.send(
      new connect.UpdateUserIdentityInfoCommand({ InstanceId, UserId, IdentityInfo: { FirstName: 'Eve' } }),
    );
    const { User } = await local.connect.send(new connect.DescribeUserCommand({ InstanceId, UserId }));
    expect(User).toMatchObject({
      Username: `agent.${count}`,
      RoutingProfileId: billing,
      IdentityInfo: { FirstName: 'Eve' },
      Tags: { team: 'a' },
      LastModifiedTime: expect.any(Date),
    });
    expect(JSON.stringify(User)).not.toContain('S3cret');
    const found = await local.connect.send(
      new connect.SearchUsersCommand({
        InstanceId,
        SearchCriteria: {
          StringCondition: { FieldName: 'username', Value: `AGENT.${count}`, ComparisonType: 'EXACT' },
        },
        SearchFilter: { TagFilter: { TagCondition: { TagKey: 'team', TagValue: 'a' } } },
      }),
    );
    expect(found.Users?.map(({ Id }) => Id)).toEqual([UserId]);
    await local.connect.send(new connect.DeleteUserCommand({ InstanceId, UserId }));
    await expect(local.connect.send(new connect.DescribeUserCommand({ InstanceId, UserId }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test.each<[Partial<connect.CreateUserCommandInput>, string, number]>([
    [{ Username: 'existing.agent' }, 'DuplicateResourceException', 409],
    [{ Username: 'with blank' }, 'InvalidParameterException', 400],
    [{ Username: 'a.name.of.more.than.twenty' }, 'InvalidParameterException', 400],
    [{ Password: 'short' }, 'InvalidParameterException', 400],
    [{ Password: undefined }, 'InvalidParameterException', 400],
    [{ RoutingProfileId: general }, 'ResourceNotFoundException', 404],
    [{ SecurityProfileIds: ['none'] }, 'ResourceNotFoundException', 404],
    [{ SecurityProfileIds: [] }, 'InvalidParameterException', 400],
    [{ HierarchyGroupId: 'none' }, 'ResourceNotFoundException', 404],
    [{ InstanceId: 'none' }, 'ResourceNotFoundException', 404],
    [{ PhoneConfig: { PhoneType: 'DESK_PHONE' } }, 'InvalidParameterException', 400],
  ])('%j is refused: %s, %d', async (members, name, httpStatusCode) => {
    await expect(newUser(members)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
      message: expect.any(String),
    });
  });

  test('are listed in pages', async () => {
    for (let more = 0; more < 3; more++) await newUser();
    const names: (string | undefined)[] = [];
    for await (const page of connect.paginateListUsers({ client: local.connect, pageSize: 2 }, { InstanceId })) {
      expect(page.UserSummaryList?.length).toBeLessThanOrEqual(2);
      names.push(...(page.UserSummaryList ?? []).map(({ Username }) => Username));
    }
    expect(names).toContain('existing.agent');
    expect(new Set(names).size).toBe(names.length);
    await expect(
      local.connect.send(new connect.ListUsersCommand({ InstanceId, NextToken: 'x' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('what users need', () => {
  test('routing profiles have queues, and are kept while somebody uses them', async () => {
    const { RoutingProfileId } = await local.connect.send(
      new connect.CreateRoutingProfileCommand({
        InstanceId,
        Name: 'Chats',
        Description: 'Chats alone',
        DefaultOutboundQueueId: general,
        MediaConcurrencies: [{ Channel: 'CHAT', Concurrency: 5 }],
        QueueConfigs: [{ QueueReference: { QueueId: general, Channel: 'CHAT' }, Priority: 1, Delay: 0 }],
      }),
    );
    const queues = await local.connect.send(
      new connect.ListRoutingProfileQueuesCommand({ InstanceId, RoutingProfileId }),
    );
    expect(queues.RoutingProfileQueueConfigSummaryList).toMatchObject([
      { QueueId: general, QueueName: 'General', Channel: 'CHAT' },
    ]);
    const { UserId } = await newUser({ RoutingProfileId });
    const remove = () => local.connect.send(new connect.DeleteRoutingProfileCommand({ InstanceId, RoutingProfileId }));
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await local.connect.send(new connect.DeleteUserCommand({ InstanceId, UserId }));
    await remove();
    const { RoutingProfileSummaryList } = await local.connect.send(
      new connect.ListRoutingProfilesCommand({ InstanceId }),
    );
    expect(RoutingProfileSummaryList?.map(({ Name }) => Name)).toEqual([
      'Basic Routing Profile',
      'Billing Specialists',
    ]);
  });

  test('security profiles have permissions', async () => {
    const { SecurityProfileId } = await local.connect.send(
      new connect.CreateSecurityProfileCommand({
        InstanceId,
        SecurityProfileName: 'Trainee',
        Permissions: ['BasicAgentAccess'],
      }),
    );
    await local.connect.send(
      new connect.UpdateSecurityProfileCommand({ InstanceId, SecurityProfileId, Description: 'New here' }),
    );
    const { SecurityProfile } = await local.connect.send(
      new connect.DescribeSecurityProfileCommand({ InstanceId, SecurityProfileId }),
    );
    expect(SecurityProfile).toMatchObject({
      SecurityProfileName: 'Trainee',
      Description: 'New here',
      OrganizationResourceId: InstanceId,
    });
    const permissions = await local.connect.send(
      new connect.ListSecurityProfilePermissionsCommand({ InstanceId, SecurityProfileId }),
    );
    expect(permissions.Permissions).toEqual(['BasicAgentAccess']);
    await expect(
      local.connect.send(new connect.CreateSecurityProfileCommand({ InstanceId, SecurityProfileName: 'Trainee' })),
    ).rejects.toMatchObject({ name: 'DuplicateResourceException' });
  });

  test('queues are open at hours that are there', async () => {
    const Config: connect.HoursOfOperationConfig[] = [
      { Day: 'SATURDAY', StartTime: { Hours: 9, Minutes: 0 }, EndTime: { Hours: 12, Minutes: 0 } },
    ];
    const { HoursOfOperationId } = await local.connect.send(
      new connect.CreateHoursOfOperationCommand({ InstanceId, Name: 'Saturdays', TimeZone: 'UTC', Config }),
    );
    const { QueueId } = await local.connect.send(
      new connect.CreateQueueCommand({ InstanceId, Name: 'Weekend', HoursOfOperationId }),
    );
    const removeHours = () =>
      local.connect.send(new connect.DeleteHoursOfOperationCommand({ InstanceId, HoursOfOperationId }));
    await expect(removeHours()).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await local.connect.send(
      new connect.UpdateQueueHoursOfOperationCommand({ InstanceId, QueueId, HoursOfOperationId: officeHours }),
    );
    await local.connect.send(new connect.UpdateQueueStatusCommand({ InstanceId, QueueId, Status: 'DISABLED' }));
    await removeHours();
    const { Queue } = await local.connect.send(new connect.DescribeQueueCommand({ InstanceId, QueueId }));
    expect(Queue).toMatchObject({ Name: 'Weekend', Status: 'DISABLED', HoursOfOperationId: officeHours });
    await expect(
      local.connect.send(new connect.CreateQueueCommand({ InstanceId, Name: 'Other', HoursOfOperationId: 'none' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const { QueueSummaryList } = await local.connect.send(
      new connect.ListQueuesCommand({ InstanceId, QueueTypes: ['STANDARD'] }),
    );
    expect(QueueSummaryList?.map(({ Name }) => Name)).toEqual(['General', 'Billing', 'Weekend']);
  });

  test('hierarchy groups stand below each other', async () => {
    const HierarchyStructure = { LevelOne: { Name: 'Region' }, LevelTwo: { Name: 'Team' } };
    await local.connect.send(new connect.UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }));
    const described = await local.connect.send(new connect.DescribeUserHierarchyStructureCommand({ InstanceId }));
    expect(described.HierarchyStructure).toMatchObject(HierarchyStructure);
    const create = async (Name: string, ParentGroupId?: string) =>
      (await local.connect.send(new connect.CreateUserHierarchyGroupCommand({ InstanceId, Name, ParentGroupId })))
        .HierarchyGroupId;
    const north = await create('North');
    const team = await create('Team 1', north);
    const { HierarchyGroup } = await local.connect.send(
      new connect.DescribeUserHierarchyGroupCommand({ InstanceId, HierarchyGroupId: team }),
    );
    expect(HierarchyGroup).toMatchObject({
      Name: 'Team 1',
      LevelId: '2',
      HierarchyPath: { LevelOne: { Id: north, Name: 'North' } },
    });
    await expect(
      local.connect.send(new connect.DeleteUserHierarchyGroupCommand({ InstanceId, HierarchyGroupId: north })),
    ).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  test('contact flows hold JSON', async () => {
    const flow = { InstanceId, Name: 'Greeting', Type: 'CONTACT_FLOW' as const };
    const { ContactFlowId } = await local.connect.send(
      new connect.CreateContactFlowCommand({ ...flow, Content: '{"Version":"1"}' }),
    );
    await local.connect.send(
      new connect.UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: '{"Version":"2"}' }),
    );
    await local.connect.send(
      new connect.UpdateContactFlowMetadataCommand({ InstanceId, ContactFlowId, ContactFlowState: 'ARCHIVED' }),
    );
    const { ContactFlow } = await local.connect.send(
      new connect.DescribeContactFlowCommand({ InstanceId, ContactFlowId }),
    );
    expect(ContactFlow).toMatchObject({ Name: 'Greeting', Content: '{"Version":"2"}', State: 'ARCHIVED' });
    await expect(
      local.connect.send(new connect.CreateContactFlowCommand({ ...flow, Name: 'Broken', Content: 'no json' })),
    ).rejects.toMatchObject({ name: 'InvalidContactFlowException' });
  });

  test('instances keep their users apart; tags go anywhere', async () => {
    const created = await local.connect.send(
      new connect.CreateInstanceCommand({
        IdentityManagementType: 'SAML',
        InstanceAlias: 'second',
        InboundCallsEnabled: true,
        OutboundCallsEnabled: false,
      }),
    );
    const { InstanceSummaryList } = await local.connect.send(new connect.ListInstancesCommand({}));
    expect(InstanceSummaryList?.map(({ InstanceAlias }) => InstanceAlias)).toEqual([
      'example-contact-centre',
      'second',
    ]);
    await expect(newUser({ InstanceId: created.Id })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await local.connect.send(new connect.TagResourceCommand({ resourceArn: created.Arn, tags: { a: 'b', c: 'd' } }));
    await local.connect.send(new connect.UntagResourceCommand({ resourceArn: created.Arn, tagKeys: ['a'] }));
    const { tags } = await local.connect.send(new connect.ListTagsForResourceCommand({ resourceArn: created.Arn }));
    expect(tags).toEqual({ c: 'd' });
    await local.connect.send(new connect.DeleteInstanceCommand({ InstanceId: created.Id }));
  });

  test('an operation that nobody carries out answers in the form of its output', async () => {
    const answer = await local.connect.send(new connect.DescribePhoneNumberCommand({ PhoneNumberId: 'p' }));
    expect(answer.ClaimedPhoneNumberSummary).toMatchObject({ PhoneNumberId: 'p' });
  });
});
