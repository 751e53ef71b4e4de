import type { JsonObject } from '../interpreter/index.ts';
import { refusal, textIn } from '../services/index.ts';
import { busOf } from './events.ts';
import type { EventBridgeContext, EventCall, EventHandlers } from './store.ts';

/** Event buses. */
export const buses: EventHandlers = {
  CreateEventBus(call) {
    const name = textIn(call, 'Name');
    if (call.context.buses.has(name)) {
      throw refusal(call, 'ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
    }
    call.context.buses.set(name, new Map());
    return { EventBusArn: shown(call.context, name)['Arn'] ?? '' };
  },

  DescribeEventBus(call) {
    const name = busOf(call.request['Name']);
    if (!call.context.buses.has(name)) {
      throw refusal(call, 'ResourceNotFoundException', `Event bus ${name} does not exist.`);
    }
    return shown(call.context, name);
  },

  ListEventBuses: (call: EventCall) => ({
    EventBuses: [...call.context.buses.keys()]
      .filter((name) => name.startsWith(textIn(call, 'NamePrefix')))
      .map((name) => shown(call.context, name)),
  }),

  DeleteEventBus(call) {
    const name = busOf(call.request['Name']);
    if (name !== 'default') call.context.buses.delete(name);
    return {};
  },
};

function shown({ region, account }: EventBridgeContext, name: string): JsonObject {
  return { Name: name, Arn: `arn:aws:events:${region}:${account}:event-bus/${name}` };
}
