import { expect, test } from '@jest/globals';
import { createCloud, isObject, type JsonObject } from '../../../local/index.ts';

const InstanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';

test('a search by a whole name finds all that have it, in whatever case, by the name that they have now', async () => {
  const { call } = createCloud();
  const create = async (Name: string) => {
    const { HoursOfOperationId } = await hours();
    return call('connect', 'CreateQueue', { InstanceId, Name, HoursOfOperationId: String(HoursOfOperationId) });
  };
  const hours = async (): Promise<JsonObject> => {
    const { HoursOfOperationSummaryList: list } = await call('connect', 'ListHoursOfOperations', { InstanceId });
    const [first] = Array.isArray(list) ? list.filter(isObject) : [];
    return { HoursOfOperationId: first?.['Id'] ?? '' };
  };
  const found = async (Value: string, others: JsonObject = {}) => {
    const StringCondition = { FieldName: 'name', Value, ComparisonType: 'EXACT' };
    const { Queues: queues } = await call('connect', 'SearchQueues', {
      InstanceId,
      SearchCriteria: { StringCondition, ...others },
    });
    return Array.isArray(queues) ? queues.filter(isObject).map(({ Name }) => Name) : [];
  };
  const { QueueId = '' } = await create('Sales');
  await create('SALES');
  await create('Sales and more');
  expect(await found('sales')).toEqual(['Sales', 'SALES']);
  expect(await found('sales', { QueueTypeCondition: 'STANDARD' })).toEqual(['Sales', 'SALES']);
  await call('connect', 'UpdateQueueName', { InstanceId, QueueId, Name: 'Support' });
  expect(await found('sales')).toEqual(['SALES']);
  expect(await found('support')).toEqual(['Support']);
  expect(await found('nobody')).toEqual([]);
  await create('Sales');
  await expect(create('Support')).rejects.toMatchObject({ code: 'DuplicateResourceException' });
});
