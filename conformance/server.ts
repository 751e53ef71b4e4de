import { createServer, type IncomingMessage } from 'node:http';
import { type Answer, type Case, isObject, type Json } from './cases.ts';

/** A request as the server of a case got it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When it came, in milliseconds. */
  readonly at: number;
}

/** An answer as it is sent. */
export interface SentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds until it is sent. */
  readonly delay: number;
}

/** The server of a case, apart from any network. */
export interface CaseServer {
  readonly answer: (request: SeenRequest) => SentAnswer;
  /** What was asked, in order. */
  readonly seen: readonly SeenRequest[];
  /** The outputs that a runner told by a request, where it prints none. */
  readonly reported: () => Json | undefined;
}

/** Where runners that print no outputs send them: a request that is no part of the case. */
export const REPORT_PATH = '/conformance/outputs';

/** A server that answers as a case says. What the case has no answer for is answered with 200 and `{}`. */
export function caseServer({ answers }: Pick<Case, 'answers'>): CaseServer {
  const seen: SeenRequest[] = [];
  const given = new Map<string, number>();
  let reported: Json | undefined;
  return {
    seen,
    reported: () => reported,
    answer: (request) => {
      const path = decoded(request.target.replace(/[?#].*$/s, ''));
      if (path === REPORT_PATH) {
        reported = JSON.parse(request.body);
        return sent({});
      }
      seen.push(request);
      const name = `${request.method} ${path}`;
      const count = given.get(name) ?? 0;
      given.set(name, count + 1);
      const list = answers[name] ?? [];
      return sent(list[Math.min(count, list.length - 1)] ?? { body: {} });
    },
  };
}

function sent({ status = 200, headers = {}, body, text, delay = 0 }: Answer): SentAnswer {
  const type = text !== undefined ? 'text/plain' : body !== undefined ? 'application/json' : undefined;
  return {
    status,
    headers: { ...(type === undefined ? {} : { 'content-type': type }), ...headers },
    body: text ?? (body === undefined ? '' : JSON.stringify(body)),
    delay,
  };
}

/** A path without its percent-encoding; as it stands where that is broken. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A case's server on a port of this machine. */
export interface ListeningServer {
  /** `http://127.0.0.1:...` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Puts the server of a case on a free loopback port. */
export function listen(server: CaseServer): Promise<ListeningServer> {
  const http = createServer(async (incoming, outgoing) => {
    const { status, headers, body, delay } = server.answer(await requestOf(incoming));
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    outgoing.writeHead(status, headers);
    outgoing.end(body);
  });
  return new Promise((resolve, reject) => {
    http.on('error', reject);
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      const port = isObject(address) ? address['port'] : undefined;
      const close = () =>
        new Promise<void>((done) => {
          http.close(() => done());
          http.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${port}`, close });
    });
  });
}

async function requestOf(incoming: IncomingMessage): Promise<SeenRequest> {
  const at = performance.now();
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]);
  return {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
    at,
  };
}
