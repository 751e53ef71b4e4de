import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { uuid } from '../interpreter/index.ts';
import { type Backend, BrokenConnection } from '../services/index.ts';
import { answerRequest } from './answer.ts';
import { isForeignOrigin, isOwnHost } from './hosts.ts';
import { type Browser, type HttpAnswer, header } from './message.ts';

/** Where to listen, and what answers. */
export interface ServeOptions {
  readonly backend: Backend;
  /** Default 8083; 0: any that is free. */
  readonly port?: number;
  /** The address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** Is asked first. Default: there is nothing for browsers. */
  readonly browser?: Browser;
}

/** An endpoint that listens. */
export interface Endpoint {
  /** For example `http://127.0.0.1:8083`. */
  readonly url: string;
  close(): Promise<void>;
}

/** The longest body that is read: what clients put into a bucket at once before they do so in parts. */
const maxBody = 8 * 1024 * 1024;

/** What a request is answered by. */
interface Site {
  readonly backend: Backend;
  readonly host: string;
  readonly browser: Browser;
}

/** Listens for AWS clients. Rejects where the port can't be had. */
export async function serve(options: ServeOptions): Promise<Endpoint> {
  const { backend, port = 8083, host = '127.0.0.1', browser = async () => undefined } = options;
  const server = createServer((request, response) => {
    answerTo({ backend, host, browser }, request, response).catch(() => response.destroy());
  });
  // What is no HTTP is told so in the same form as everything else.
  server.on('clientError', (_, socket) => {
    const { body } = refusal(400, 'BadRequestException', 'The request is not well-formed');
    socket.end(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  await listening(server, port, host);
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answerTo(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const abandoned = new AbortController();
  response.once('close', () => abandoned.abort(new BrokenConnection()));
  const answer = await answerOrRefuse(site, request, body, abandoned.signal);
  if (answer === undefined) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'x-amzn-requestid': uuid(Math.random) });
  if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) response.end(answer.body);
  else await pipeline(answer.body, response);
}

/** The answer, or undefined where the connection is to break instead. */
async function answerOrRefuse(
  { backend, host, browser }: Site,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  bytes: Buffer | undefined,
  signal: AbortSignal,
): Promise<HttpAnswer | undefined> {
  if (!isOwnHost(headers.host ?? '', host) || isForeignOrigin(header({ headers }, 'origin'), host)) {
    return refusal(403, 'AccessDeniedException', 'Requests must be addressed to this machine');
  }
  if (bytes === undefined) {
    return refusal(413, 'RequestEntityTooLargeException', `A body may have ${maxBody} bytes`);
  }
  try {
    const [path = '/', query = ''] = url.split('?');
    const body = bytes.toString('utf8');
    const request = { method, path, query: new URLSearchParams(query), headers, body, bytes };
    return (await browser(request, signal)) ?? (await answerRequest(backend, request, signal));
  } catch (error) {
    if (error instanceof BrokenConnection) return undefined;
    return refusal(500, 'InternalFailure', error instanceof Error ? error.message : 'Unknown fault');
  }
}

function refusal(status: number, code: string, message: string): HttpAnswer & { readonly body: string } {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}

/** The whole body; undefined where it is too long. What is too long is read all the same, so that the client hears why. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= maxBody) chunks.push(chunk);
  }
  return length <= maxBody ? Buffer.concat(chunks) : undefined;
}
