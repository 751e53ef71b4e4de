import type { Clock, Json } from '../interpreter/index.ts';
import { type Call, type Handlers, modelledError, refusal, ServiceException, textIn } from '../services/index.ts';
import { type Kind, kindNames, kinds } from './kinds.ts';
import { alter, type Entry, type Instance, isNameTaken, type Store, textOf } from './store.ts';

/** What a handler of Connect works on. */
export interface ConnectContext {
  readonly store: Store;
  readonly clock: Clock;
  newId(): string;
}

export type ConnectCall = Call<ConnectContext>;
export type ConnectHandlers = Handlers<ConnectContext>;

export function notFound(call: ConnectCall, what: string, id: string): ServiceException {
  return refusal(call, 'ResourceNotFoundException', `The ${what} ${id} was not found`);
}

export function invalid(call: ConnectCall, message: string): ServiceException {
  return refusal(call, 'InvalidParameterException', message);
}

export function nowOf({ context }: ConnectCall): string {
  return new Date(context.clock.now()).toISOString();
}

/** The instance that the call is about, by id or ARN. */
export function instanceOf(call: ConnectCall): Instance {
  const given = textIn(call, 'InstanceId');
  const instance = call.context.store.instances.get(lastPart(given));
  if (instance === undefined) throw notFound(call, 'instance', given);
  return instance;
}

/** What an instance holds under an id or ARN. */
export function entryOf(call: ConnectCall, instance: Instance, kind: Kind, id: string): Entry {
  const entry = instance.held[kind].get(lastPart(id));
  if (entry === undefined) throw notFound(call, kinds[kind].label, id);
  return entry;
}

function lastPart(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
}

/** Refuses a name that another entry of the kind has than `own`. */
export function claimName(call: ConnectCall, instance: Instance, kind: Kind, name: string, own?: Entry): void {
  const { label, name: member } = kinds[kind];
  if (isNameTaken(instance, kind, name) && (own === undefined || textOf(own, member) !== name)) {
    throw refusal(call, 'DuplicateResourceException', `A ${label} with the name ${name} already exists`);
  }
}

/** Refuses ids, in these members of an entry, of what isn't there. */
export function checkReferences(call: ConnectCall, instance: Instance, kind: Kind, members: Entry): void {
  for (const [member, referred] of Object.entries(kinds[kind].references)) {
    for (const id of idsIn(members[member])) entryOf(call, instance, referred, id);
  }
}

/** Refuses to delete what others refer to. */
export function checkUnused(call: ConnectCall, instance: Instance, kind: Kind, id: string): void {
  for (const other of kindNames) {
    for (const [member, referred] of Object.entries(kinds[other].references)) {
      if (referred !== kind) continue;
      for (const entry of instance.held[other].values()) {
        if (idsIn(entry[member]).includes(id)) throw inUse(call, kind, id, kinds[other].label);
      }
    }
  }
}

function inUse({ operation }: ConnectCall, kind: Kind, id: string, by: string): ServiceException {
  const { label } = kinds[kind];
  const message = `The ${label} ${id} is used by a ${by}`;
  const modelled = operation.errors.some(({ name }) => name === 'ResourceInUseException');
  if (!modelled) return modelledError(operation, 'InvalidRequestException', message);
  const { status } = modelledError(operation, 'ResourceInUseException', message);
  return new ServiceException('ResourceInUseException', message, status, { ResourceId: id });
}

function idsIn(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string').map(lastPart);
}

/** Gives an entry other members, and says when. */
export function change(call: ConnectCall, kind: Kind, entry: Entry, members: Entry): Record<string, never> {
  const now = { LastModifiedTime: nowOf(call), LastModifiedRegion: call.context.store.region };
  alter(instanceOf(call), kind, entry, { ...members, ...now });
  return {};
}
