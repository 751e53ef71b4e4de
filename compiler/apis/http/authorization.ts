import type { HttpOperation, SecurityScheme } from './model.ts';

/** How a connection proves who calls (Amazon EventBridge, "Authorization methods for connections"). */
export type Authorization =
  /** Nothing is asked for. AWS demands a connection all the same. */
  | { readonly kind: 'none' }
  | { readonly kind: 'apiKey'; readonly in: 'header' | 'query'; readonly name: string }
  | { readonly kind: 'basic' }
  /** A secret behind `Bearer `. `expires`: it was given to somebody for a time, and must be put in anew when that is over. */
  | { readonly kind: 'bearer'; readonly expires: boolean }
  | { readonly kind: 'clientCredentials'; readonly tokenUrl: string; readonly scopes: readonly string[] };

/** A secret that a connection sends beside its authorization: a second key. */
export interface SecretParameter {
  readonly in: 'header' | 'query';
  readonly name: string;
}

/** What a connection has to have for all calls of an API. */
export interface ConnectionContents {
  readonly authorization: Authorization;
  readonly parameters: readonly SecretParameter[];
}

/** A parameter that a document leaves to the connection. */
interface Lifted {
  readonly name: string;
  readonly in: 'header' | 'query' | 'cookie';
}

/**
 * What the connection of an API has to have: what its operations ask for, each by its easiest way, and what the document
 * would have sent itself.
 */
export function connectionContents(
  operations: readonly HttpOperation[],
  lifted: readonly Lifted[],
): ConnectionContents {
  const ways = operations.map(({ security }) => easiest(security));
  const schemes = unique(ways.flat());
  const main = schemes.map(authorizationOf).find((each) => each !== undefined);
  const keys = schemes.flatMap((scheme) => keyOf(scheme) ?? []);
  const own = lifted.flatMap((each): readonly SecretParameter[] =>
    each.in === 'cookie' ? [{ in: 'header', name: 'Cookie' }] : [{ in: each.in, name: each.name }],
  );
  const scopes = unique(schemes.flatMap((scheme) => (scheme.kind === 'oauth' ? scheme.scopes : [])));
  const written = own.find(isAuthorization) === undefined ? undefined : ({ kind: 'bearer', expires: false } as const);
  const [first, ...others] = [...keys, ...own.filter((each) => !isAuthorization(each))];
  const kind = main ?? written;
  if (kind === undefined)
    return first === undefined
      ? { authorization: { kind: 'none' }, parameters: [] }
      : { authorization: { kind: 'apiKey', ...first }, parameters: distinct(others, first) };
  const authorization = kind.kind === 'clientCredentials' ? { ...kind, scopes } : kind;
  return { authorization, parameters: distinct(first === undefined ? [] : [first, ...others]) };
}

/** Whether none of the ways can be gone: each needs a certificate of the client. */
export function needsCertificate({ security }: HttpOperation): boolean {
  return security.length > 0 && security.every((way) => way.some(({ kind }) => kind === 'mutualTls'));
}

/** The way that needs least; of those with keys and tokens the one that needs nobody who signs in. */
function easiest(ways: HttpOperation['security']): readonly SecurityScheme[] {
  const possible = ways.filter((way) => way.every(({ kind }) => kind !== 'mutualTls'));
  return [...possible].sort((one, other) => effort(one) - effort(other))[0] ?? [];
}

function effort(way: readonly SecurityScheme[]): number {
  return way.reduce((sum, scheme) => {
    const isInteractive = scheme.kind === 'oauth' && scheme.tokenUrl === undefined;
    return sum + (isInteractive || scheme.kind === 'other' ? 10 : 1);
  }, 0);
}

function authorizationOf(scheme: SecurityScheme): Authorization | undefined {
  switch (scheme.kind) {
    case 'basic':
      return { kind: 'basic' };
    case 'bearer':
    case 'other':
      return { kind: 'bearer', expires: false };
    case 'oauth':
      return scheme.tokenUrl === undefined
        ? { kind: 'bearer', expires: true }
        : { kind: 'clientCredentials', tokenUrl: scheme.tokenUrl, scopes: scheme.scopes };
    case 'apiKey':
    case 'mutualTls':
      return undefined;
    default:
      return scheme satisfies never;
  }
}

function keyOf(scheme: SecurityScheme): SecretParameter | undefined {
  if (scheme.kind !== 'apiKey') return undefined;
  return scheme.in === 'cookie' ? { in: 'header', name: 'Cookie' } : { in: scheme.in, name: scheme.key };
}

function isAuthorization({ in: place, name }: SecretParameter): boolean {
  return place === 'header' && name.toLowerCase() === 'authorization';
}

function distinct(parameters: readonly SecretParameter[], but?: SecretParameter): readonly SecretParameter[] {
  const key = (each: SecretParameter) => `${each.in} ${each.in === 'header' ? each.name.toLowerCase() : each.name}`;
  const found = new Map(parameters.map((each) => [key(each), each] as const));
  if (but !== undefined) found.delete(key(but));
  return [...found.values()];
}

function unique<T>(items: readonly T[]): readonly T[] {
  const seen = new Map(items.map((item) => [JSON.stringify(item), item] as const));
  return [...seen.values()];
}
