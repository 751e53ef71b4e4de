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
  const read = new Set(
    fromDetail
      .filter((source) => path.every((name, index) => source.path[index] === name))
      .map((source) => source.path[path.length]),
  );
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
    mapping.fromDetail
      .filter((source) => source.path.length > path.length + 1 && path.every((name, at) => source.path[at] === name))
      .map((source) => source.path[path.length] ?? ''),
  );
  const refused = refusedNames(mapping, path).map((name) => [name, [{ exists: false }]] as const);
  return Object.fromEntries([
    ...refused,
    ...[...inner].map((name) => [name, patternAt(mapping, [...path, name])] as const),
  ]);
}
