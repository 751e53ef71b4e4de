import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { TaskFailure } from '../interpreter/index.ts';
import type { Exchange, IncomingAnswer, OutgoingRequest } from './model.ts';

/** A server in place of an API's own. */
export interface ServerInstead {
  /** The API's address as it stands in definitions. */
  readonly base: string;
  readonly url: string;
}

/** Makes requests for real: to the addresses themselves, or to servers in their place. Redirects are not followed. */
export function networkExchange(instead: readonly ServerInstead[], fallback?: Exchange): Exchange {
  const nearestFirst = [...instead].sort((a, b) => b.base.length - a.base.length);
  return (outgoing, signal) => {
    const server = nearestFirst.find(({ base }) => isBelow(base, outgoing.url));
    if (server !== undefined)
      return send(
        { ...outgoing, url: `${server.url.replace(/\/+$/, '')}${outgoing.url.slice(server.base.length)}` },
        signal,
      );
    return fallback === undefined ? send(outgoing, signal) : fallback(outgoing, signal);
  };
}

/** Nobody answers. */
export const nobody: Exchange = ({ url }) => {
  const cause = `${new URL(url).host} is not called from here: --server says who answers, --allow-network calls it`;
  return Promise.reject(new TaskFailure('States.Http.Socket', cause));
};

/** Whether an address is this one, or one below it. */
export function isBelow(base: string, url: string): boolean {
  return url.startsWith(base) && (base.endsWith('/') || /^(?:$|[/?])/.test(url.slice(base.length)));
}

function send({ method, url, headers, body }: OutgoingRequest, signal: AbortSignal): Promise<IncomingAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new TaskFailure('States.Http.Socket', error.message));
    const open = url.startsWith('http:') ? requestPlain : requestSecure;
    const lines =
      body === undefined ? headers : [...headers, ['Content-Length', String(Buffer.byteLength(body))] as const];
    const sent = open(url, { method, signal, headers: grouped(lines) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: pairsOf(answer.rawHeaders), body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/** The values of each name, whatever its letter case: as it is written first. */
function grouped(headers: readonly (readonly [string, string])[]): Record<string, string[]> {
  const found = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = found.get(key);
    if (known === undefined) found.set(key, { name, values: [value] });
    else known.values.push(value);
  }
  return Object.fromEntries([...found.values()].map(({ name, values }) => [name, values]));
}

/** Names and values in turn, as they came. */
function pairsOf(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
