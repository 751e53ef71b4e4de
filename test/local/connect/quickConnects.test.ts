import { describe, expect, test } from '@jest/globals';
import { createCloud } from '../../../local/index.ts';

const InstanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
const UserId = 'a7d39b52-4e08-4c6f-b1d5-0e92f8c6a743';
const QueueId = 'c83f27a9-1d64-4be5-9f70-52a6d4c1e8b3';
const ContactFlowId = '0c9e5b72-6f48-4d13-a5e0-b81d37c2f694';

/** Calls an Amazon Connect of one's own. */
function connect() {
  const cloud = createCloud();
  return (operation: string, request: object) => cloud.call('connect', operation, { InstanceId, ...request });
}

describe('quick connects', () => {
  const config = { QuickConnectType: 'USER', UserConfig: { UserId, ContactFlowId } };

  test('are offered in a queue until they are deleted', async () => {
    const call = connect();
    const { QuickConnectId } = await call('CreateQuickConnect', { Name: 'erin', QuickConnectConfig: config });
    const offered = async () => (await call('ListQueueQuickConnects', { QueueId }))['QuickConnectSummaryList'];
    for (const _ of [1, 2]) await call('AssociateQueueQuickConnects', { QueueId, QuickConnectIds: [QuickConnectId] });
    expect(await offered()).toEqual([
      {
        Id: QuickConnectId,
        Arn: expect.stringMatching(/\/transfer-destination\//),
        Name: 'erin',
        QuickConnectType: 'USER',
      },
    ]);
    await call('DisassociateQueueQuickConnects', { QueueId, QuickConnectIds: [QuickConnectId] });
    expect(await offered()).toEqual([]);
    await call('AssociateQueueQuickConnects', { QueueId, QuickConnectIds: [QuickConnectId] });
    await call('DeleteQuickConnect', { QuickConnectId });
    expect(await offered()).toEqual([]);
  });

  test('lead to what is there', async () => {
    const wrong = { QuickConnectType: 'USER', UserConfig: { UserId: 'nobody', ContactFlowId } };
    await expect(connect()('CreateQuickConnect', { Name: 'erin', QuickConnectConfig: wrong })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  test('have a name once, and answer with id and ARN', async () => {
    const call = connect();
    const request = { Name: 'erin', QuickConnectConfig: config };
    expect(Object.keys(await call('CreateQuickConnect', request)).sort()).toEqual([
      'QuickConnectARN',
      'QuickConnectId',
    ]);
    await expect(call('CreateQuickConnect', request)).rejects.toMatchObject({ code: 'DuplicateResourceException' });
  });
});

describe('proficiencies of a user', () => {
  const german = { AttributeName: 'Language', AttributeValue: 'German', Level: 4 };
  const french = { AttributeName: 'Language', AttributeValue: 'French', Level: 2 };

  test('are added, changed and taken away', async () => {
    const call = connect();
    const list = async () => (await call('ListUserProficiencies', { UserId }))['UserProficiencyList'];
    await call('AssociateUserProficiencies', { UserId, UserProficiencies: [german, french] });
    await call('AssociateUserProficiencies', { UserId, UserProficiencies: [{ ...german, Level: 5 }] });
    expect(await list()).toEqual([french, { ...german, Level: 5 }]);
    const { Level: _, ...named } = french;
    await call('DisassociateUserProficiencies', { UserId, UserProficiencies: [named] });
    expect(await list()).toEqual([{ ...german, Level: 5 }]);
  });
});
