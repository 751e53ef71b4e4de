import { resourceHandlers } from './resources.ts';

/** Hours of operation: when queues are open. */
export const hoursOfOperation = resourceHandlers({
  kind: 'hoursOfOperation',
  created: ['Name', 'Description', 'TimeZone', 'Config'],
  updates: { UpdateHoursOfOperation: ['Name', 'Description', 'TimeZone', 'Config'] },
});
