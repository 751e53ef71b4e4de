import type { Operation } from '../../compiler/services/index.ts';
import type { Json, JsonObject } from '../interpreter/index.ts';
import { modelledError, type ServiceException } from '../services/index.ts';
import { type Entry, type Instance, type Kind, kinds, type Store, textOf } from './store.ts';

/** One call of an operation. The request holds what the model allows; required members are there. */
export interface Call {
  readonly operation: Operation;
  readonly request: JsonObject;
  readonly store: Store;
  /** ISO 8601. */
  readonly now: string;
  newId(): string;
}

/** Carries out a call and gives its answer. */
export type Handler = (call: Call) => JsonObject;

export type Handlers = Readonly<Record<string, Handler>>;

/** An error of the model, to be thrown. */
export function refuse({ operation }: Call, error: string, message: string): ServiceException {
  return modelledError(operation, error, message);
}

export function notFound(call: Call, what: string, id: string): ServiceException {
  return refuse(call, 'ResourceNotFoundException', `The ${what} ${id} was not found`);
}

export function invalid(call: Call, message: string): ServiceException {
  return refuse(call, 'InvalidParameterException', message);
}

/** A member of the request that the model says is text. */
export function text({ request }: Call, member: string): string {
  const value = request[member];
  return typeof value === 'string' ? value : '';
}

/** The instance that the call is about, by id or ARN. */
export function instanceOf(call: Call): Instance {
  const given = text(call, 'InstanceId');
  const instance = call.store.instances.get(given.slice(given.lastIndexOf('/') + 1));
  if (instance === undefined) throw notFound(call, 'instance', given);
  return instance;
}

/** What the instance holds under this id. */
export function entryOf(call: Call, instance: Instance, kind: Kind, id: string): Entry {
  const entry = instance.held[kind].get(id.slice(id.lastIndexOf('/') + 1));
  if (entry === undefined) throw notFound(call, kinds[kind].label, id);
  return entry;
}

/** Refuses a name that another entry of the kind has. */
export function claimName(call: Call, instance: Instance, kind: Kind, name: string, own?: Entry): void {
  const facts = kinds[kind];
  for (const entry of instance.held[kind].values()) {
    if (entry !== own && textOf(entry, facts.name) === name) {
      throw refuse(call, 'DuplicateResourceException', `A ${facts.label} with the name ${name} already exists`);
    }
  }
}

/** Marks an entry as changed now. */
export function touch({ store, now }: Call, entry: Entry): void {
  entry['LastModifiedTime'] = now;
  entry['LastModifiedRegion'] = store.region;
}

/** The members of the request with these names, those that are there. */
export function pick({ request }: Call, names: readonly string[]): Entry {
  const picked: { [member: string]: Json } = {};
  for (const name of names) {
    const value = request[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
