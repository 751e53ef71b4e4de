import { refusal } from '../services/index.ts';
import type { SfnCall, SfnHandlers } from './store.ts';

/** Operations on things that there are none of here: each answers the error that it has for that, or an empty list. */
export const unavailable: SfnHandlers = {
  ...refusing('ActivityDoesNotExist', 'Activity Does Not Exist', ['DescribeActivity', 'GetActivityTask']),
  ...refusing('ActivityLimitExceeded', 'Activities are not available here', ['CreateActivity']),
  DeleteActivity: () => ({}),
  ListActivities: () => ({ activities: [] }),
};

function refusing(error: string, message: string, operations: readonly string[]): SfnHandlers {
  const refuse = (call: SfnCall): never => {
    throw refusal(call, error, message);
  };
  return Object.fromEntries(operations.map((operation) => [operation, refuse]));
}
