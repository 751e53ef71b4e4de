import type { Json } from '../interpreter/index.ts';

/** What an instance holds, by the names that its data file has for it. */
export type Kind =
  | 'users'
  | 'routingProfiles'
  | 'securityProfiles'
  | 'queues'
  | 'hoursOfOperation'
  | 'hierarchyGroups'
  | 'contactFlows';

/** Everything that the operations of one kind need to know of it. */
export interface KindFacts {
  /** As messages name it. */
  readonly label: string;
  /** In an ARN, behind the instance. */
  readonly arnPath: string;
  /** The members of a description that hold its id, its ARN and its name. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

export const kinds: Readonly<Record<Kind, KindFacts>> = {
  users: { label: 'user', arnPath: 'agent', id: 'Id', arn: 'Arn', name: 'Username' },
  routingProfiles: {
    label: 'routing profile',
    arnPath: 'routing-profile',
    id: 'RoutingProfileId',
    arn: 'RoutingProfileArn',
    name: 'Name',
  },
  securityProfiles: {
    label: 'security profile',
    arnPath: 'security-profile',
    id: 'Id',
    arn: 'Arn',
    name: 'SecurityProfileName',
  },
  queues: { label: 'queue', arnPath: 'queue', id: 'QueueId', arn: 'QueueArn', name: 'Name' },
  hoursOfOperation: {
    label: 'hours of operation',
    arnPath: 'operating-hours',
    id: 'HoursOfOperationId',
    arn: 'HoursOfOperationArn',
    name: 'Name',
  },
  hierarchyGroups: { label: 'hierarchy group', arnPath: 'agent-group', id: 'Id', arn: 'Arn', name: 'Name' },
  contactFlows: { label: 'contact flow', arnPath: 'contact-flow', id: 'Id', arn: 'Arn', name: 'Name' },
};

/** Something that an instance holds, in the shape that its Describe operation answers. */
export type Entry = { [member: string]: Json };

export interface Instance {
  readonly id: string;
  readonly arn: string;
  /** In the shape of DescribeInstance. */
  readonly description: Entry;
  readonly held: Readonly<Record<Kind, Map<string, Entry>>>;
}

/** All that the service remembers. */
export interface Store {
  readonly region: string;
  readonly account: string;
  readonly instances: Map<string, Instance>;
}

/** An instance that holds nothing. */
export function emptyInstance(store: Pick<Store, 'region' | 'account'>, id: string, description: Entry): Instance {
  const arn = `arn:aws:connect:${store.region}:${store.account}:instance/${id}`;
  return {
    id,
    arn,
    description: { ...description, Id: id, Arn: arn },
    held: {
      users: new Map(),
      routingProfiles: new Map(),
      securityProfiles: new Map(),
      queues: new Map(),
      hoursOfOperation: new Map(),
      hierarchyGroups: new Map(),
      contactFlows: new Map(),
    },
  };
}

/** Puts an entry into an instance under its id, which gives it its ARN. */
export function hold(instance: Instance, kind: Kind, id: string, members: Entry): Entry {
  const facts = kinds[kind];
  const entry = { ...members, [facts.id]: id, [facts.arn]: `${instance.arn}/${facts.arnPath}/${id}` };
  instance.held[kind].set(id, entry);
  return entry;
}

/** The text member of an entry that must have it. */
export function textOf(entry: Entry, member: string): string {
  const value = entry[member];
  return typeof value === 'string' ? value : '';
}
