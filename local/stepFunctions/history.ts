import { type HistoryEvent, type Json, type JsonObject, toData } from '../interpreter/index.ts';
import { executionOf } from './arns.ts';
import { listPage } from './paging.ts';
import type { SfnHandlers } from './store.ts';

/** What happened in an execution, event by event. */
export const history: SfnHandlers = {
  GetExecutionHistory(call) {
    const { execution } = executionOf(call);
    const events = call.request['reverseOrder'] === true ? [...execution.history].reverse() : execution.history;
    const withData = call.request['includeExecutionData'] !== false;
    return listPage(call, events, 'events', (event) => shown(event, withData));
  },
};

const executionData = [
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'assignedVariables',
  'assignedVariablesDetails',
];

/** An event as it is answered: its time as text, and without inputs and outputs where they aren't wanted. */
function shown({ timestamp, ...event }: HistoryEvent, withData: boolean): JsonObject {
  const copy: { [key: string]: Json } = { timestamp: timestamp.toISOString() };
  for (const [key, value] of Object.entries(event)) {
    if (typeof value !== 'object' || withData) {
      copy[key] = toData(value) ?? null;
    } else {
      copy[key] = Object.fromEntries(Object.entries(value).filter(([name]) => !executionData.includes(name)));
    }
  }
  return copy;
}
