import { isObject, type Json } from '../../compiler/source/index.ts';
import type { InputMapping } from './inputMapping.ts';

/** An object of an event's detail that inputs are read from, or that is one. */
export interface ReadObject {
  /** The names of the members on the way to it; empty for the detail itself. */
  readonly path: readonly string[];
  /** What is read of it, by name: objects, and values of which no members are known (undefined). */
  readonly members: ReadonlyMap<string, ReadObject | undefined>;
}

interface Growing extends ReadObject {
  readonly members: Map<string, Growing | undefined>;
}

/** The detail, with all objects in it that inputs are read from, or the key; objects in arrays are none of them. */
export function readObjects({ fromDetail, deduplicationKey, schema }: InputMapping): ReadObject {
  const detail: Growing = { path: [], members: new Map() };
  const readAt = (path: readonly string[], as: Json): void => {
    let object = detail;
    for (const name of path.slice(0, -1)) object = inner(object, name);
    read(object, path.at(-1) ?? '', as);
  };
  for (const { input, path } of fromDetail) readAt(path, schema.properties[input] ?? true);
  if (deduplicationKey !== undefined) readAt(deduplicationKey, true);
  return detail;
}

/** Each object, those further out first. */
export function outsideIn(detail: ReadObject): readonly ReadObject[] {
  const objects = [detail];
  for (const { members } of objects)
    for (const member of members.values()) if (member !== undefined) objects.push(member);
  return objects;
}

function inner(object: Growing, name: string): Growing {
  const known = object.members.get(name);
  if (known !== undefined) return known;
  const made: Growing = { path: [...object.path, name], members: new Map() };
  object.members.set(name, made);
  return made;
}

function read(object: Growing, name: string, schema: Json): void {
  if (!isObject(schema) || (schema['type'] !== 'object' && !isObject(schema['properties']))) {
    if (!object.members.has(name)) object.members.set(name, undefined);
    return;
  }
  const found = inner(object, name);
  for (const [member, each] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {}))
    read(found, member, each);
}

/** What producers call a credential; a pattern compares whole names, so that these stand for those that look alike. */
const USUAL = [
  'accessToken',
  'access_token',
  'apiKey',
  'api_key',
  'clientSecret',
  'client_secret',
  'credentials',
  'initialPassword',
  'initial_password',
  'passphrase',
  'passwd',
  'password',
  'Password',
  'privateKey',
  'private_key',
  'pwd',
  'secret',
  'secretKey',
  'secret_key',
  'token',
];

/**
 * Names of members that an object of an event must not have, the machine's secret inputs first, and then what is usually
 * a credential, unless an input is read from there.
 */
export function refusedNames({ members }: ReadObject, secrets: readonly string[]): readonly string[] {
  return [...new Set([...secrets, ...USUAL])].filter((name) => !members.has(name));
}
