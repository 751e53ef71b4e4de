import type { ApiConnection } from '../../compiler/index.ts';
import { isObject, TaskFailure } from '../interpreter/index.ts';
import type { Connections, ConnectionValues, Exchange } from './model.ts';

/** What a connection holds, as a file says it for runs on this machine. */
export interface ConnectionEntry {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly bearer?: string;
  /** OAuth client credentials; the token is fetched. Address and scopes default to those of the description. */
  readonly clientCredentials?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tokenUrl?: string;
    readonly scopes?: readonly string[];
  };
}

/** Connections by the names of source descriptions. */
export type ConnectionsFile = Readonly<Record<string, ConnectionEntry>>;

const NOTHING: ConnectionValues = { headers: {}, query: {}, body: {} };

/** Connections that add nothing to requests. */
export const noConnections: Connections = () => Promise.resolve(NOTHING);

/** The connections of a machine's APIs, with what a file says that they hold. Tokens are fetched once, and again when asked for. */
export function connectionsFrom(apis: readonly ApiConnection[], file: ConnectionsFile): Connections {
  const tokens = new Map<string, string>();
  return async (arn, exchange, renew, signal) => {
    const api = apis.find((each) => each.arn === arn);
    const entry = api === undefined ? undefined : file[api.source];
    if (api === undefined || entry === undefined) return NOTHING;
    const known = renew ? undefined : tokens.get(api.source);
    const token = known ?? (await fetchToken(api, entry, exchange, signal));
    if (token !== undefined) tokens.set(api.source, token);
    const bearer = token ?? entry.bearer;
    const authorization =
      bearer !== undefined ? `Bearer ${bearer}` : entry.basic === undefined ? undefined : basicText(entry.basic);
    return {
      headers: { ...(authorization === undefined ? {} : { Authorization: authorization }), ...entry.headers },
      query: entry.query ?? {},
      body: entry.body ?? {},
      ...(token === undefined ? {} : { renewable: true }),
    };
  };
}

function basicText({ username, password }: NonNullable<ConnectionEntry['basic']>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Asks for a token as EventBridge does: a form, with the client's id and secret in it (recorded on AWS). */
async function fetchToken(
  { authorization }: ApiConnection,
  { clientCredentials }: ConnectionEntry,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (clientCredentials === undefined) return undefined;
  const described = authorization.kind === 'clientCredentials' ? authorization : undefined;
  const scopes = clientCredentials.scopes ?? described?.scopes ?? [];
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    client_secret: clientCredentials.clientSecret,
    client_id: clientCredentials.clientId,
  });
  const url = clientCredentials.tokenUrl ?? described?.tokenUrl ?? '';
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
  const { status, body } = await exchange({ method: 'POST', url, headers, body: form.toString() }, signal);
  const token = status === 200 ? tokenIn(new TextDecoder().decode(body)) : undefined;
  if (token !== undefined) return token;
  throw new TaskFailure('Events.ConnectionResource.InvalidConnectionState', `The token endpoint answered ${status}`);
}

function tokenIn(text: string): string | undefined {
  try {
    const answer = JSON.parse(text);
    return isObject(answer) && typeof answer['access_token'] === 'string' ? answer['access_token'] : undefined;
  } catch {
    return undefined;
  }
}
