import type { SourceFile } from '../../compiler/diagnostics/index.ts';
import { type Shape, shape, shapedOrThrow } from '../../compiler/source/index.ts';
import type { ConnectionEntry, ConnectionsFile } from './connections.ts';

const { described, list, object, optional, record, text } = shape;

type Basic = NonNullable<ConnectionEntry['basic']>;
type ClientCredentials = NonNullable<ConnectionEntry['clientCredentials']>;

/** What connections hold, for runs on this machine. */
const connectionsShape: Shape<ConnectionsFile> = record(
  object<ConnectionEntry>('a connection', {
    headers: optional(described('Headers that it adds to each request.', record(text()))),
    query: optional(described('Query parameters that it adds.', record(text()))),
    body: optional(described('Members of the body that it adds.', record(text()))),
    basic: optional(object<Basic>('`basic`', { username: text(), password: text() })),
    bearer: optional(described('What stands behind `Bearer ` in `Authorization`.', text())),
    clientCredentials: optional(
      object<ClientCredentials>('`clientCredentials`', {
        clientId: text(),
        clientSecret: text(),
        tokenUrl: optional(described('Where tokens are given. Default: as the OpenAPI description says.', text())),
        scopes: optional(described('Default: as the OpenAPI description says.', list(text()))),
        parameters: optional(
          described("What the token's address wants beside, such as an `audience`.", record(text())),
        ),
      }),
    ),
  }),
);

/**
 * Reads a file of connections. `${NAME}` in a value is a variable of the environment.
 * @returns the connections, and the names of variables that aren't set
 * @throws FileError where the file says something else
 */
export function readConnections(
  file: SourceFile,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly connections: ConnectionsFile; readonly unset: readonly string[] } {
  const unset = new Set<string>();
  const filled = (value: string) =>
    value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (written, name: string) => {
      const known = environment[name];
      if (known === undefined) unset.add(name);
      return known ?? written;
    });
  // Filled in behind the reading, so that no message about the file quotes a value.
  const connections: ConnectionsFile = JSON.parse(JSON.stringify(shapedOrThrow(file, connectionsShape)), (_, value) =>
    typeof value === 'string' ? filled(value) : value,
  );
  return { connections, unset: [...unset] };
}
