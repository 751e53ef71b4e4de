import { printable } from '../../compiler/diagnostics/index.ts';
import type { ApiConnection } from '../../compiler/index.ts';
import {
  type Clock,
  type ConnectionEntry,
  type ConnectionsFile,
  contentsOf,
  exampleExchange,
  type HttpSettings,
  isBelow,
  networkExchange,
  nobody,
  readConnections,
  realClock,
  type ServerInstead,
  virtualClock,
} from '../../local/index.ts';
import { UsageError } from './command.ts';
import { readFile } from './files.ts';
import type { Io } from './io.ts';
import type { HttpOptions } from './options.ts';

/** The APIs that machines call, as far as they are known. */
export interface KnownApis {
  readonly apis: readonly ApiConnection[];
  /** Names of connections that aren't those of documents, by ARN. */
  readonly named: ReadonlyMap<string, readonly string[]>;
}

/** Whether anything leaves the program by these options. */
export function callsServers({ allowNetwork, server }: HttpOptions): boolean {
  return allowNetwork === true || server.length > 0;
}

/** The clock of a run: the one that is given, else what is called for real takes real time. */
export function clockFor(given: Clock | undefined, options: HttpOptions): Clock {
  return given ?? (callsServers(options) ? realClock() : virtualClock());
}

/**
 * What the options say of HTTP APIs: named servers answer, the APIs themselves where that is allowed, and else what their
 * descriptions say.
 * @param known the APIs; asked at each request, as they change with their documents
 * @param file the credentials of connections, of `readCredentials`
 * @param now the time that made-up answers have, in milliseconds
 */
export function httpSettings(
  options: HttpOptions,
  file: ConnectionsFile,
  known: () => KnownApis,
  now: () => number,
): HttpSettings {
  return {
    exchange: (request, signal) => {
      const { apis } = known();
      const instead = serversInstead(apis, options, file);
      const otherwise = options.allowNetwork === true ? undefined : exampleExchange(apis, now, nobody);
      return networkExchange(instead, otherwise)(request, signal);
    },
    find: (arn) => {
      const { apis, named } = known();
      const names = [apis.find((each) => each.arn === arn)?.source ?? [], named.get(arn) ?? []].flat();
      const api = apis.find(({ source }) => names.includes(source));
      // Made-up answers ask for no credentials.
      if (api !== undefined && !isCalled(api, options)) return contentsOf({});
      const entry = names.map((name) => file[name]).find((each) => each !== undefined);
      if (entry !== undefined) return contentsOf(entry, api?.authorization);
      return named.has(arn) || api === undefined ? undefined : contentsOf({});
    },
  };
}

/**
 * Says on stderr which APIs answer what nobody gave.
 * @throws UsageError where an option names an API that isn't called, or tokens can't be fetched
 */
export function checkHttp(
  options: HttpOptions,
  file: ConnectionsFile,
  { apis, named }: KnownApis,
  { stderr }: Io,
): void {
  const names = new Set([...apis.map(({ source }) => source), ...[...named.values()].flat()]);
  const isAddress = (name: string) => name.startsWith('https://');
  for (const name of [...options.server.map(([each]) => each), ...Object.keys(file)])
    if (!names.has(name) && !isAddress(name)) throw new UsageError(`the workflow calls no HTTP API \`${name}\``);
  const told = new Set<string>();
  for (const api of apis) {
    const { source, title } = api;
    if (told.has(source)) continue;
    told.add(source);
    if (isCalled(api, options)) checkTokens(api, options, file[source]);
    else
      stderr.write(printable(`${source} (${title}) answers with values made of its OpenAPI description`).concat('\n'));
  }
}

function isCalled({ source, requests }: ApiConnection, { allowNetwork, server }: HttpOptions): boolean {
  return (
    allowNetwork === true ||
    server.some(([name]) => name === source || requests.some(({ base }) => isBelow(name, base)))
  );
}

/**
 * What the file of connections says, filled in from the environment.
 * @throws UsageError where it can't be used
 */
export function readCredentials({ connections: path }: HttpOptions): ConnectionsFile {
  if (path === undefined) return {};
  const { connections, unset } = readConnections(readFile(path), process.env);
  if (unset.length > 0) throw new UsageError(`${path} names variables that are not set: ${unset.join(', ')}`);
  return connections;
}

/** The servers in place of APIs' own, and where their tokens are given. */
function serversInstead(
  apis: readonly ApiConnection[],
  { server }: HttpOptions,
  file: ConnectionsFile,
): readonly ServerInstead[] {
  const servers = server.flatMap(([name, url]): readonly ServerInstead[] => {
    if (name.startsWith('https://')) return [{ base: name, url }];
    const bases = apis
      .filter(({ source }) => source === name)
      .flatMap(({ requests }) => requests.map(({ base }) => base));
    return [...new Set(bases)].map((base) => ({ base, url }));
  });
  const named = new Set(server.map(([name]) => name));
  const tokens = Object.entries(file).flatMap(([name, { clientCredentials }]): readonly ServerInstead[] => {
    const given = named.has(name) ? clientCredentials?.tokenUrl : undefined;
    return given === undefined ? [] : [{ base: given, url: given }];
  });
  return [...servers, ...tokens];
}

/** Tokens of a server in place of an API have to come from a server, too. */
function checkTokens(api: ApiConnection, options: HttpOptions, entry: ConnectionEntry | undefined): void {
  const { source, authorization } = api;
  const isGiven = entry?.clientCredentials === undefined || entry.clientCredentials.tokenUrl !== undefined;
  if (options.allowNetwork === true || isGiven || authorization.kind !== 'clientCredentials') return;
  const { tokenUrl } = authorization;
  if (serversInstead([api], options, {}).some(({ base }) => isBelow(base, tokenUrl))) return;
  throw new UsageError(
    `the tokens of \`${source}\` are given by ${tokenUrl}, which is not called`,
    `Say with tokenUrl in ${options.connections} where its server gives them.`,
  );
}
