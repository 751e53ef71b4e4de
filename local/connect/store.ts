import type { Json } from '../interpreter/index.ts';
import { type Kind, kindNames, kinds } from './kinds.ts';

/** Something that an instance holds, in the shape that its Describe operation answers; what no operation answers is left out there. */
export type Entry = { [member: string]: Json };

export interface Instance {
  readonly id: string;
  readonly arn: string;
  /** In the shape of DescribeInstance. */
  readonly description: Entry;
  readonly held: Readonly<Record<Kind, Map<string, Entry>>>;
  /** The names that are taken, `kind name`. */
  readonly names: Set<string>;
  /** The levels of the user hierarchy, in the shape of DescribeUserHierarchyStructure. */
  levels: Entry;
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
      quickConnects: new Map(),
    },
    names: new Set(),
    levels: {},
  };
}

/** Puts an entry into an instance under its id, which gives it its ARN. */
export function hold(instance: Instance, kind: Kind, id: string, members: Entry): Entry {
  const facts = kinds[kind];
  const entry = { Tags: {}, ...members, [facts.id]: id, [facts.arn]: `${instance.arn}/${facts.arnPath}/${id}` };
  instance.held[kind].set(id, entry);
  instance.names.add(nameKey(kind, textOf(entry, facts.name)));
  return entry;
}

/** Takes an entry out of an instance. */
export function drop(instance: Instance, kind: Kind, entry: Entry): void {
  instance.held[kind].delete(textOf(entry, kinds[kind].id));
  instance.names.delete(nameKey(kind, textOf(entry, kinds[kind].name)));
}

/** Gives an entry other members, its name perhaps among them. */
export function alter(instance: Instance, kind: Kind, entry: Entry, members: Entry): void {
  const { name } = kinds[kind];
  instance.names.delete(nameKey(kind, textOf(entry, name)));
  Object.assign(entry, members);
  instance.names.add(nameKey(kind, textOf(entry, name)));
}

export function isNameTaken(instance: Instance, kind: Kind, name: string): boolean {
  return instance.names.has(nameKey(kind, name));
}

function nameKey(kind: Kind, name: string): string {
  return `${kind} ${name}`;
}

/** The text member of an entry; empty where it has none. */
export function textOf(entry: Entry, member: string): string {
  const value = entry[member];
  return typeof value === 'string' ? value : '';
}

/** Every entry with this ARN, the instance's own description among them. */
export function entryByArn(store: Store, arn: string): Entry | undefined {
  for (const instance of store.instances.values()) {
    if (instance.arn === arn) return instance.description;
    for (const kind of kindNames) {
      for (const entry of instance.held[kind].values()) {
        if (entry[kinds[kind].arn] === arn) return entry;
      }
    }
  }
  return undefined;
}
