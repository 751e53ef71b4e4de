import type { ApiConnection } from '../../compiler/index.ts';
import { isObject, TaskFailure } from '../interpreter/index.ts';
import type { Connections, ConnectionValues, Exchange } from './model.ts';
import { withQuery } from './request.ts';

type Texts = Readonly<Record<string, string>>;

/** What a connection holds, as a file says it for runs on this machine. */
export interface ConnectionEntry {
  readonly headers?: Texts;
  readonly query?: Texts;
  readonly body?: Texts;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly bearer?: string;
  /** OAuth client credentials; the token is fetched. Address and scopes default to those of the description. */
  readonly clientCredentials?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tokenUrl?: string;
    readonly scopes?: readonly string[];
    /** What the token's address wants beside, such as an `audience`. */
    readonly parameters?: Texts;
  };
}

/** Connections by the names of source descriptions. */
export type ConnectionsFile = Readonly<Record<string, ConnectionEntry>>;

/** What a connection holds: what it adds to each request, and how its token is got. */
export interface ConnectionContents {
  readonly headers: Texts;
  readonly query: Texts;
  readonly body: Texts;
  readonly token?: TokenRequest;
}

/** How EventBridge asks for a token by client credentials. */
export interface TokenRequest {
  readonly method: string;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What is sent beside id and secret; `grant_type` and `scope` are in `body`. */
  readonly headers: Texts;
  readonly query: Texts;
  readonly body: Texts;
}

/** Finds what a connection holds by its ARN, or by what stands for it in a definition; undefined: it adds nothing. */
export type FindConnection = (arn: string) => ConnectionContents | undefined | Promise<ConnectionContents | undefined>;

/** Of a connection that adds nothing. */
export const NO_VALUES: ConnectionValues = { headers: {}, query: {}, body: {} };

/** The values of connections. Tokens are fetched once, and again when asked for or when the connection holds something else. */
export function connectionsOf(find: FindConnection): Connections {
  const tokens = new Map<string, string>();
  return async (arn, exchange, renew, signal) => {
    const found = await find(arn);
    if (found?.token === undefined) return found ?? NO_VALUES;
    const { token: request, ...values } = found;
    const key = JSON.stringify([arn, request]);
    const known = renew ? undefined : tokens.get(key);
    const token = known ?? (await fetchToken(request, exchange, signal));
    tokens.set(key, token);
    return { ...values, headers: { Authorization: `Bearer ${token}`, ...values.headers }, renewable: true };
  };
}

/**
 * What an entry of a file stands for.
 * @param described what the API's description says of its authorization, where there is one
 */
export function contentsOf(entry: ConnectionEntry, described?: ApiConnection['authorization']): ConnectionContents {
  const { bearer, basic, clientCredentials, headers, query = {}, body = {} } = entry;
  const authorization = bearer === undefined ? basic && basicText(basic) : `Bearer ${bearer}`;
  return {
    headers: { ...(authorization === undefined ? {} : { Authorization: authorization }), ...headers },
    query,
    body,
    ...(clientCredentials === undefined ? {} : { token: tokenRequest(clientCredentials, described) }),
  };
}

function tokenRequest(
  { clientId, clientSecret, ...given }: NonNullable<ConnectionEntry['clientCredentials']>,
  described: ApiConnection['authorization'] | undefined,
): TokenRequest {
  const { tokenUrl = '', scopes = [] } = described?.kind === 'clientCredentials' ? described : {};
  const wanted = given.scopes ?? scopes;
  return {
    method: 'POST',
    url: given.tokenUrl ?? tokenUrl,
    clientId,
    clientSecret,
    headers: {},
    query: {},
    body: {
      grant_type: 'client_credentials',
      ...(wanted.length === 0 ? {} : { scope: wanted.join(' ') }),
      ...given.parameters,
    },
  };
}

/** What basic authorization sends in the header `Authorization`. */
export function basicText({ username, password }: NonNullable<ConnectionEntry['basic']>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Asks for a token as EventBridge does: a form, what the connection says first, then the client's secret and id (recorded). */
async function fetchToken(request: TokenRequest, exchange: Exchange, signal: AbortSignal): Promise<string> {
  const { method, clientId, clientSecret, query } = request;
  const form = new URLSearchParams({ ...request.body, client_secret: clientSecret, client_id: clientId });
  const url = withQuery(request.url, new URLSearchParams(query).toString());
  const type = ['Content-Type', 'application/x-www-form-urlencoded'] as const;
  const headers = [...Object.entries(request.headers), type];
  const { status, body } = await exchange({ method, url, headers, body: form.toString() }, signal);
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
