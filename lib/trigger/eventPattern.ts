import type { Json } from '../../compiler/source/index.ts';
import type { InputMapping } from './inputMapping.ts';

/** What producers call a credential; a pattern compares whole names, so that these stand for those that look alike. */
const USUAL = [
  'accessToken',
  'apiKey',
  'clientSecret',
  'credentials',
  'initialPassword',
  'passphrase',
  'passwd',
  'password',
  'Password',
  'privateKey',
  'pwd',
  'secret',
  'secretKey',
  'token',
];

/**
 * Names of members that an event must not have: the machine's secret inputs, and what is usually a credential, unless an
 * input is read from there.
 * @param path the object in the detail; empty for the detail itself
 */
export function refusedNames({ secrets, fromDetail }: InputMapping, path: readonly string[]): readonly string[] {
  const read = new Set(readBelow(fromDetail, path).map((rest) => rest[0]));
  return [...new Set([...secrets, ...USUAL])].filter((name) => !read.has(name)).sort();
}

/**
 * The pattern of an event's detail: no refused name in it, or in the objects that inputs are read from. EventBridge looks
 * at values that are no objects only, and at no names but those given.
 */
export function detailPattern(mapping: InputMapping): Readonly<Record<string, Json>> {
  return patternAt(mapping, []);
}

function patternAt(mapping: InputMapping, path: readonly string[]): Readonly<Record<string, Json>> {
  const inner = new Set(
    readBelow(mapping.fromDetail, path).flatMap(([name = '', ...rest]) => (rest.length > 0 ? [name] : [])),
  );
  const refused = refusedNames(mapping, path).map((name) => [name, [{ exists: false }]] as const);
  return Object.fromEntries([
    ...refused,
    ...[...inner].map((name) => [name, patternAt(mapping, [...path, name])] as const),
  ]);
}

/** Where inputs are read from below an object of the detail, seen from there. */
function readBelow(fromDetail: InputMapping['fromDetail'], path: readonly string[]): readonly (readonly string[])[] {
  return fromDetail
    .filter((source) => path.every((name, at) => source.path[at] === name))
    .map((source) => source.path.slice(path.length));
}
