import { printable } from '../../compiler/diagnostics/index.ts';
import type { ApiConnection } from '../../compiler/index.ts';
import {
  type Clock,
  connectionsFrom,
  exampleExchange,
  type HttpTasksOptions,
  networkExchange,
  readConnections,
  realClock,
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
  { allowNetwork, server = [], connections }: HttpOptions,
  apis: readonly ApiConnection[],
  clock: Clock | undefined,
  { stderr }: Io,
): { readonly apis: readonly ApiConnection[]; readonly http: Partial<HttpTasksOptions>; readonly clock?: Clock } {
  const { connections: file, unset } =
    connections === undefined ? { connections: {}, unset: [] } : readConnections(readFile(connections), process.env);
  if (unset.length > 0) throw new UsageError(`${connections} names variables that are not set: ${unset.join(', ')}`);
  const named = server.map((text) => {
    const at = text.indexOf('=');
    return { name: text.slice(0, at), url: text.slice(at + 1) };
  });
  for (const name of [...named.map((each) => each.name), ...Object.keys(file)])
    if (!apis.some(({ source }) => source === name)) throw new UsageError(`the workflow calls no HTTP API \`${name}\``);
  const instead = named.flatMap(({ name, url }) => {
    const api = apis.find(({ source }) => source === name);
    return [...new Set(api?.requests.map(({ base }) => base))].map((base) => ({ base, url }));
  });
  const isReal = allowNetwork === true || named.length > 0;
  const made = allowNetwork === true ? [] : apis.filter(({ source }) => !named.some(({ name }) => name === source));
  for (const { source, title } of made)
    stderr.write(printable(`${source} (${title}) answers with values made of its OpenAPI description`).concat('\n'));
  const time = clock ?? (isReal ? realClock() : undefined);
  const examples = exampleExchange(apis, () => time?.now() ?? Date.now());
  return {
    apis,
    http: {
      ...(isReal ? { exchange: networkExchange(instead, allowNetwork === true ? undefined : examples) } : {}),
      connections: connectionsFrom(apis, file),
    },
    ...(time === undefined ? {} : { clock: time }),
  };
}
