import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { objectsIn } from '../services/index.ts';
import { type ConnectCall, type ConnectHandlers, change, entryOf, instanceOf, nowOf } from './call.ts';
import { requested, requestedPage, resourceHandlers } from './resources.ts';
import { type Entry, type Instance, textOf } from './store.ts';

/** Routing profiles: which contacts a user takes, from which queues. */
export const routingProfiles: ConnectHandlers = {
  ...resourceHandlers({
    kind: 'routingProfiles',
    created: ['Name', 'Description', 'DefaultOutboundQueueId', 'MediaConcurrencies', 'AgentAvailabilityTimer'],
    prepare: (call, instance) => ({
      InstanceId: instance.id,
      ...withQueues(checkedQueues(call, instance)),
    }),
    updates: {
      UpdateRoutingProfileName: ['Name', 'Description'],
      UpdateRoutingProfileConcurrency: ['MediaConcurrencies'],
      UpdateRoutingProfileDefaultOutboundQueue: ['DefaultOutboundQueueId'],
      UpdateRoutingProfileAgentAvailabilityTimer: ['AgentAvailabilityTimer'],
    },
  }),

  AssociateRoutingProfileQueues(call) {
    const profile = requested(call, 'routingProfiles');
    const added = checkedQueues(call, instanceOf(call));
    const kept = queuesOf(profile).filter((queue) => !added.some((other) => sameQueue(queue, other)));
    return change(call, 'routingProfiles', profile, withQueues([...kept, ...added]));
  },

  DisassociateRoutingProfileQueues(call) {
    const profile = requested(call, 'routingProfiles');
    const removed = objectsIn(call, 'QueueReferences');
    const kept = queuesOf(profile).filter(({ QueueReference: queue }) => !removed.some((other) => same(queue, other)));
    return change(call, 'routingProfiles', profile, withQueues(kept));
  },

  UpdateRoutingProfileQueues(call) {
    const profile = requested(call, 'routingProfiles');
    const changed = checkedQueues(call, instanceOf(call));
    const queues = queuesOf(profile).map((queue) => changed.find((other) => sameQueue(queue, other)) ?? queue);
    return change(call, 'routingProfiles', profile, withQueues(queues));
  },

  ListRoutingProfileQueues(call) {
    const instance = instanceOf(call);
    const { items, nextToken } = requestedPage(call, queuesOf(requested(call, 'routingProfiles')), 100);
    return {
      RoutingProfileQueueConfigSummaryList: items.map((config) => summary(call, instance, config)),
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
      LastModifiedTime: nowOf(call),
      LastModifiedRegion: call.context.store.region,
    };
  },
};

/** The queue configurations of the request, whose queues are there. */
function checkedQueues(call: ConnectCall, instance: Instance): readonly JsonObject[] {
  const configs = objectsIn(call, 'QueueConfigs');
  for (const config of configs) entryOf(call, instance, 'queues', queueIdOf(config));
  return configs;
}

function queuesOf(profile: Entry): readonly JsonObject[] {
  const configs = profile['QueueConfigs'];
  return Array.isArray(configs) ? configs.filter(isObject) : [];
}

function withQueues(configs: readonly JsonObject[]): Entry {
  const ids = [...new Set(configs.map(queueIdOf))];
  return { QueueConfigs: configs, AssociatedQueueIds: ids, NumberOfAssociatedQueues: ids.length };
}

function sameQueue(one: JsonObject, other: JsonObject): boolean {
  return same(one['QueueReference'], other['QueueReference']);
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return isObject(one) && isObject(other) && one['QueueId'] === other['QueueId'] && one['Channel'] === other['Channel'];
}

function queueIdOf({ QueueReference: reference }: JsonObject): string {
  return isObject(reference) ? String(reference['QueueId']) : '';
}

function summary(call: ConnectCall, instance: Instance, config: JsonObject): JsonObject {
  const queue = entryOf(call, instance, 'queues', queueIdOf(config));
  const reference = config['QueueReference'];
  return {
    QueueId: textOf(queue, 'QueueId'),
    QueueArn: textOf(queue, 'QueueArn'),
    QueueName: textOf(queue, 'Name'),
    Priority: config['Priority'] ?? 1,
    Delay: config['Delay'] ?? 0,
    Channel: isObject(reference) ? (reference['Channel'] ?? 'VOICE') : 'VOICE',
  };
}
