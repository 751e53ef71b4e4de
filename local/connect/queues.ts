import { listIn } from '../services/index.ts';
import { resourceHandlers } from './resources.ts';

/** Queues: where contacts wait. Only standard ones; a user's own queue is not told of. */
export const queues = resourceHandlers({
  kind: 'queues',
  created: ['Name', 'Description', 'OutboundCallerConfig', 'OutboundEmailConfig', 'HoursOfOperationId', 'MaxContacts'],
  prepare: () => ({ Status: 'ENABLED', QueueType: 'STANDARD' }),
  updates: {
    UpdateQueueName: ['Name', 'Description'],
    UpdateQueueHoursOfOperation: ['HoursOfOperationId'],
    UpdateQueueMaxContacts: ['MaxContacts'],
    UpdateQueueStatus: ['Status'],
    UpdateQueueOutboundCallerConfig: ['OutboundCallerConfig'],
    UpdateQueueOutboundEmailConfig: ['OutboundEmailConfig'],
  },
  summary: { QueueType: 'QueueType' },
  listed: (call) => listIn(call, 'QueueTypes').length === 0 || listIn(call, 'QueueTypes').includes('STANDARD'),
});
