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
  /** Entries by their names, however those are written: `kind name`, the name in lower case. */
  readonly names: Map<string, Set<Entry>>;
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
    names: new Map(),
    levels: {},
  };
}

/** Puts an entry into an instance under its id, which gives it its ARN. */
export function hold(instance: Instance, kind: Kind, id: string, members: Entry): Entry {
  const facts = kinds[kind];
  const entry = { Tags: {}, ...members, [facts.id]: id, [facts.arn]: `${instance.arn}/${facts.arnPath}/${id}` };
  instance.held[kind].set(id, entry);
  addName(instance, kind, entry);
  return entry;
}

/** Takes an entry out of an instance. */
export function drop(instance: Instance, kind: Kind, entry: Entry): void {
  instance.held[kind].delete(textOf(entry, kinds[kind].id));
  removeName(instance, kind, entry);
}

/** Gives an entry other members, its name perhaps among them. */
export function alter(instance: Instance, kind: Kind, entry: Entry, members: Entry): void {
  removeName(instance, kind, entry);
  Object.assign(entry, members);
  addName(instance, kind, entry);
}

export function isNameTaken(instance: Instance, kind: Kind, name: string): boolean {
  return entriesNamed(instance, kind, name).some((entry) => textOf(entry, kinds[kind].name) === name);
}

/** The entries of a name, in whatever case it is written, as searches find them. */
export function entriesNamed(instance: Instance, kind: Kind, name: string): readonly Entry[] {
  return [...(instance.names.get(nameKey(kind, name)) ?? [])];
}

function addName(instance: Instance, kind: Kind, entry: Entry): void {
  const key = nameKey(kind, textOf(entry, kinds[kind].name));
  const known = instance.names.get(key);
  if (known === undefined) instance.names.set(key, new Set([entry]));
  else known.add(entry);
}

function removeName(instance: Instance, kind: Kind, entry: Entry): void {
  const key = nameKey(kind, textOf(entry, kinds[kind].name));
  const known = instance.names.get(key);
  known?.delete(entry);
  if (known?.size === 0) instance.names.delete(key);
}

function nameKey(kind: Kind, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
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
