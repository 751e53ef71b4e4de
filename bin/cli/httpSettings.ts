import { printable } from '../../compiler/diagnostics/index.ts';
import type { ApiConnection } from '../../compiler/index.ts';
import {
  type Clock,
  type ConnectionEntry,
  type ConnectionsFile,
  connectionsFrom,
  exampleExchange,
  type HttpTasksOptions,
  isBelow,
  networkExchange,
  readConnections,
  realClock,
  type ServerInstead,
} from '../../local/index.ts';
import { UsageError } from './command.ts';
import { readFile } from './files.ts';
import type { Io } from './io.ts';
import type { HttpOptions } from './options.ts';

/**
 * How the HTTP APIs of a machine are called on this machine; says on stderr which of them answers what nobody gave. Real
 * servers take real time.
 * @throws UsageError where an option names an API that the machine doesn't call
 */
export function httpSettings(
  options: HttpOptions,
  apis: readonly ApiConnection[],
  clock: Clock | undefined,
  { stderr }: Io,
): { readonly apis: readonly ApiConnection[]; readonly http: Partial<HttpTasksOptions>; readonly clock?: Clock } {
  const { allowNetwork = false, server } = options;
  const file = credentials(options);
  for (const name of [...server.map(([each]) => each), ...Object.keys(file)])
    if (!apis.some(({ source }) => source === name)) throw new UsageError(`the workflow calls no HTTP API \`${name}\``);
  const isCalled = ({ source }: ApiConnection) => allowNetwork || server.some(([name]) => name === source);
  for (const { source, title } of apis.filter((api) => !isCalled(api)))
    stderr.write(printable(`${source} (${title}) answers with values made of its OpenAPI description`).concat('\n'));
  const isReal = apis.some(isCalled);
  const time = clock ?? (isReal ? realClock() : undefined);
  const examples = exampleExchange(apis, () => time?.now() ?? Date.now());
  const instead = apis.filter(isCalled).flatMap((api) => serversInstead(api, options, file[api.source]));
  return {
    apis,
    http: {
      ...(isReal ? { exchange: networkExchange(instead, allowNetwork ? undefined : examples) } : {}),
      connections: connectionsFrom(apis, file),
    },
    ...(time === undefined ? {} : { clock: time }),
  };
}

/** What the file of connections says, filled in from the environment. */
function credentials({ connections: path }: HttpOptions): ConnectionsFile {
  if (path === undefined) return {};
  const { connections, unset } = readConnections(readFile(path), process.env);
  if (unset.length > 0) throw new UsageError(`${path} names variables that are not set: ${unset.join(', ')}`);
  return connections;
}

/** The servers in place of an API's own, and where its tokens are given. */
function serversInstead(
  { source, requests, authorization }: ApiConnection,
  { allowNetwork, server, connections: path }: HttpOptions,
  credentials: ConnectionEntry | undefined,
): readonly ServerInstead[] {
  const named = server.find(([name]) => name === source);
  const servers =
    named === undefined
      ? []
      : [...new Set(requests.map(({ base }) => base))].map((base): ServerInstead => ({ base, url: named[1] }));
  const given = credentials?.clientCredentials?.tokenUrl;
  if (given !== undefined) return [...servers, { base: given, url: given }];
  const described = authorization.kind === 'clientCredentials' ? authorization.tokenUrl : undefined;
  const isElsewhere = described !== undefined && !servers.some(({ base }) => isBelow(base, described));
  if (credentials?.clientCredentials !== undefined && isElsewhere && allowNetwork !== true)
    throw new UsageError(
      `the tokens of \`${source}\` are given by ${described}, which is not called`,
      `Say with tokenUrl in ${path} where its server gives them.`,
    );
  return servers;
}
