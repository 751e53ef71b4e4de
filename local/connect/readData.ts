import { parse } from 'yaml';
import { isObject, type Json, type JsonObject, toData } from '../interpreter/index.ts';
import { kindNames, kinds } from './kinds.ts';
import { type Entry, emptyInstance, hold, type Instance, type Store } from './store.ts';

/** A data file that doesn't say what a Connect instance holds. The message names the place. */
export class ConnectDataError extends Error {}

/**
 * What a data file holds, see default.yml.
 * @param data its text (YAML or JSON), or what such a text stands for
 * @throws ConnectDataError where it has not the form of default.yml
 */
export function readData(data: string | JsonObject, now: string): Store {
  const root = typeof data === 'string' ? parseData(data) : data;
  const store: Store = {
    region: textAt(root, 'region', 'us-east-1'),
    account: textAt(root, 'account', '123456789012'),
    instances: new Map(),
  };
  for (const [at, item] of listAt(root, 'instances').entries()) {
    const instance = readInstance(store, item, `instances[${at}]`, now);
    store.instances.set(instance.id, instance);
  }
  return store;
}

/** What the text of a data file stands for. */
export function parseData(text: string): JsonObject {
  let value: Json | undefined;
  try {
    value = toData(parse(text));
  } catch (error) {
    throw new ConnectDataError(`The data of Amazon Connect is neither YAML nor JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new ConnectDataError('The data of Amazon Connect must be an object with `instances`');
  return value;
}

function readInstance(store: Store, value: Json, at: string, now: string): Instance {
  const data = objectOf(value, at);
  const id = idOf(data, at);
  const instance = emptyInstance(store, id, {
    IdentityManagementType: textAt(data, 'IdentityManagementType', 'CONNECT_MANAGED'),
    InstanceAlias: textAt(data, 'InstanceAlias', id),
    CreatedTime: now,
    ServiceRole: `arn:aws:iam::${store.account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
    InstanceStatus: 'ACTIVE',
    InboundCallsEnabled: true,
    OutboundCallsEnabled: true,
  });
  for (const kind of kindNames) {
    for (const [index, item] of listAt(data, kind).entries()) {
      const place = `${at}.${kind}[${index}]`;
      const { Id, ...members }: Entry = objectOf(item, place);
      if (typeof members[kinds[kind].name] !== 'string') {
        throw new ConnectDataError(`${place}: \`${kinds[kind].name}\` is missing`);
      }
      hold(instance, kind, idOf({ Id: Id ?? null }, place), members);
    }
  }
  return instance;
}

function idOf(data: JsonObject, at: string): string {
  const id = data['Id'];
  if (typeof id !== 'string' || id === '') throw new ConnectDataError(`${at}: \`Id\` is missing`);
  return id;
}

function objectOf(value: Json, at: string): JsonObject {
  if (!isObject(value)) throw new ConnectDataError(`${at} must be an object`);
  return value;
}

function listAt(data: JsonObject, key: string): readonly Json[] {
  const value = data[key] ?? [];
  if (!Array.isArray(value)) throw new ConnectDataError(`\`${key}\` must be a list`);
  return value;
}

function textAt(data: JsonObject, key: string, otherwise: string): string {
  const value = data[key] ?? otherwise;
  if (typeof value !== 'string') throw new ConnectDataError(`\`${key}\` must be text (put it in quotes)`);
  return value;
}
