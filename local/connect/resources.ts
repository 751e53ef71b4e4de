import type { JsonObject } from '../interpreter/index.ts';
import { optionalNumber, optionalText, type Page, pageOf, pick, textIn } from '../services/index.ts';
import {
  type ConnectCall,
  type ConnectHandlers,
  change,
  checkReferences,
  checkUnused,
  claimName,
  entryOf,
  instanceOf,
  invalid,
} from './call.ts';
import { type Kind, kinds } from './kinds.ts';
import { searchEntries } from './search.ts';
import { drop, type Entry, hold, type Instance, textOf } from './store.ts';

/** What is particular to one kind. */
export interface Resource {
  readonly kind: Kind;
  /** The members of the Create request that are kept. */
  readonly created: readonly string[];
  /** Refuses what the model can't; gives further members of a new entry. */
  readonly prepare?: (call: ConnectCall, instance: Instance) => Entry;
  /** Operations that give an entry other values in these members. */
  readonly updates: Readonly<Record<string, readonly string[]>>;
  /** Refuses what the model can't, of the members that an update changes. */
  readonly checkUpdate?: (call: ConnectCall, instance: Instance, entry: Entry) => void;
  /** What Create answers beside id and ARN. */
  readonly answered?: readonly string[];
  /** Members that List tells beside id, ARN and name, and where in the description they are. */
  readonly summary?: Readonly<Record<string, string>>;
  /** An entry as Search tells it; without it as Describe does. */
  readonly searched?: (entry: Entry) => Entry;
  /** Whether List tells of an entry. */
  readonly listed?: (call: ConnectCall, entry: Entry) => boolean;
}

/** Create, Describe, Update, Delete, List and Search of one kind. */
export function resourceHandlers(resource: Resource): ConnectHandlers {
  const { kind } = resource;
  const { singular, plural, described } = kinds[kind];
  const updates = Object.entries(resource.updates).map(
    ([operation, members]) => [operation, (call: ConnectCall) => update(call, resource, members)] as const,
  );
  return {
    [`Create${singular}`]: (call) => create(call, resource),
    [`Describe${singular}`]: (call) => ({ [described]: requested(call, kind) }),
    [`Delete${singular}`]: (call) => remove(call, kind),
    [`List${plural}`]: (call) => list(call, resource),
    [`Search${plural}`]: (call) => search(call, resource),
    ...Object.fromEntries(updates),
  };
}

/** The entry that the request names. */
export function requested(call: ConnectCall, kind: Kind): Entry {
  return entryOf(call, instanceOf(call), kind, textIn(call, kinds[kind].requestId));
}

function create(call: ConnectCall, { kind, created, prepare, answered = [] }: Resource): JsonObject {
  const instance = instanceOf(call);
  const facts = kinds[kind];
  const members = { ...pick(call, created), ...prepare?.(call, instance) };
  checkReferences(call, instance, kind, members);
  claimName(call, instance, kind, textOf(members, facts.name));
  const id = call.context.newId();
  const entry = hold(instance, kind, id, { ...members, ...pick(call, ['Tags']) });
  change(call, kind, entry, {});
  return {
    [facts.requestId]: id,
    [facts.arn === 'Arn' ? facts.requestId.replace(/Id$/, 'Arn') : facts.arn]: textOf(entry, facts.arn),
    ...Object.fromEntries(answered.map((member) => [member, textOf(entry, member)])),
  };
}

function update(call: ConnectCall, { kind, checkUpdate }: Resource, members: readonly string[]): JsonObject {
  const instance = instanceOf(call);
  const entry = requested(call, kind);
  const changed = pick(call, members);
  const { name } = kinds[kind];
  checkUpdate?.(call, instance, entry);
  checkReferences(call, instance, kind, changed);
  if (changed[name] !== undefined) claimName(call, instance, kind, textOf(changed, name), entry);
  return change(call, kind, entry, changed);
}

function remove(call: ConnectCall, kind: Kind): JsonObject {
  const instance = instanceOf(call);
  const entry = requested(call, kind);
  checkUnused(call, instance, kind, textOf(entry, kinds[kind].id));
  drop(instance, kind, entry);
  return {};
}

function list(call: ConnectCall, { kind, summary = {}, listed }: Resource): JsonObject {
  const facts = kinds[kind];
  const entries = [...instanceOf(call).held[kind].values()].filter((entry) => listed?.(call, entry) ?? true);
  const { items, nextToken } = requestedPage(call, entries, 1000);
  return {
    [facts.listed]: items.map((entry) => ({
      ...Object.fromEntries(Object.entries(summary).map(([member, from]) => [member, textOf(entry, from)])),
      Id: textOf(entry, facts.id),
      Arn: textOf(entry, facts.arn),
      [facts.name === 'Username' ? 'Username' : 'Name']: textOf(entry, facts.name),
      ...pickFrom(entry, ['LastModifiedTime', 'LastModifiedRegion']),
    })),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
}

function search(call: ConnectCall, { kind, searched = (entry) => entry }: Resource): JsonObject {
  const found = searchEntries(call, kind);
  const { items, nextToken } = requestedPage(call, found, 100);
  return {
    [kinds[kind].plural]: items.map(searched),
    ApproximateTotalCount: found.length,
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
}

/** The page of a list that the request asks for. */
export function requestedPage<Item>(call: ConnectCall, items: readonly Item[], most: number): Page<Item> {
  try {
    const size = optionalNumber(call, 'MaxResults') ?? most;
    return pageOf(items, size, optionalText(call, 'NextToken'), call.operation.name);
  } catch (error) {
    throw error instanceof RangeError ? invalid(call, 'NextToken is not valid') : error;
  }
}

function pickFrom(entry: Entry, members: readonly string[]): Entry {
  return Object.fromEntries(
    members.flatMap((member) => (entry[member] === undefined ? [] : [[member, entry[member]]])),
  );
}
