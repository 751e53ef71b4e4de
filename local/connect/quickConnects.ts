import { isObject } from '../interpreter/index.ts';
import { listIn } from '../services/index.ts';
import { type ConnectCall, type ConnectHandlers, change, entryOf, instanceOf } from './call.ts';
import type { Kind } from './kinds.ts';
import { requested, requestedPage, resourceHandlers } from './resources.ts';
import { type Entry, type Instance, textOf } from './store.ts';

/** Quick connects: whom agents can hand a contact to, from the queues that have them. */
export const quickConnects: ConnectHandlers = {
  ...resourceHandlers({
    kind: 'quickConnects',
    created: ['Name', 'Description', 'QuickConnectConfig'],
    prepare: configured,
    updates: { UpdateQuickConnectName: ['Name', 'Description'], UpdateQuickConnectConfig: ['QuickConnectConfig'] },
    checkUpdate: configured,
    summary: { QuickConnectType: 'QuickConnectType' },
    listed: (call, entry) => {
      const types = listIn(call, 'QuickConnectTypes');
      return types.length === 0 || types.includes(textOf(entry, 'QuickConnectType'));
    },
  }),

  AssociateQueueQuickConnects(call) {
    const queue = requested(call, 'queues');
    const added = listIn(call, 'QuickConnectIds').map(String);
    for (const id of added) entryOf(call, instanceOf(call), 'quickConnects', id);
    return change(call, 'queues', queue, { QuickConnectIds: [...new Set([...idsOf(queue), ...added])] });
  },

  DisassociateQueueQuickConnects(call) {
    const queue = requested(call, 'queues');
    const removed = listIn(call, 'QuickConnectIds');
    return change(call, 'queues', queue, { QuickConnectIds: idsOf(queue).filter((id) => !removed.includes(id)) });
  },

  ListQueueQuickConnects(call) {
    const { quickConnects: all } = instanceOf(call).held;
    const entries = idsOf(requested(call, 'queues')).flatMap((id) => {
      const entry = all.get(id);
      return entry === undefined ? [] : [entry];
    });
    const { items, nextToken } = requestedPage(call, entries, 100);
    return {
      QuickConnectSummaryList: items.map((entry) => ({
        Id: textOf(entry, 'QuickConnectId'),
        Arn: textOf(entry, 'QuickConnectARN'),
        Name: textOf(entry, 'Name'),
        QuickConnectType: textOf(entry, 'QuickConnectType'),
      })),
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
  },
};

const REFERENCES: readonly (readonly [config: string, member: string, kind: Kind])[] = [
  ['UserConfig', 'UserId', 'users'],
  ['UserConfig', 'ContactFlowId', 'contactFlows'],
  ['QueueConfig', 'QueueId', 'queues'],
  ['QueueConfig', 'ContactFlowId', 'contactFlows'],
  ['FlowConfig', 'ContactFlowId', 'contactFlows'],
];

/** Refuses a configuration that names what isn't there; tells its type, for lists. */
function configured(call: ConnectCall, instance: Instance): Entry {
  const config = call.request['QuickConnectConfig'];
  if (!isObject(config)) return {};
  for (const [name, member, kind] of REFERENCES) {
    const part = config[name];
    if (isObject(part)) entryOf(call, instance, kind, String(part[member] ?? ''));
  }
  return { QuickConnectType: config['QuickConnectType'] ?? '' };
}

function idsOf(queue: Entry): readonly string[] {
  const ids = queue['QuickConnectIds'];
  return Array.isArray(ids) ? ids.map(String) : [];
}
