import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange, IncomingAnswer } from '../../local/http/index.ts';
import { isObject, type Json, type JsonObject } from '../../local/interpreter/index.ts';

/*
 * A server that holds each request against an OpenAPI description, by a validator that knows nothing of this project:
 * express-openapi-validator. It has no types without those of express; what is used of both stands here.
 */

/** A request as express has it, and what the validator read of it. */
interface ExpressRequest extends IncomingMessage {
  readonly query: unknown;
  readonly body: unknown;
  readonly cookies: unknown;
  readonly openapi?: { readonly pathParams: unknown };
}

interface Invalid {
  readonly status?: number;
  readonly message: string;
}

type Next = (error?: unknown) => void;
type Handler = (request: ExpressRequest, response: ServerResponse, next: Next) => unknown;
type FaultHandler = (error: Invalid, request: ExpressRequest, response: ServerResponse, next: Next) => unknown;

interface App {
  (request: IncomingMessage, response: ServerResponse): void;
  use(handler: Handler | FaultHandler | readonly Handler[]): void;
}

interface Express {
  (): App;
  urlencoded(options: { readonly extended: boolean }): Handler;
  json(): Handler;
}

/** A request that came. */
export interface Validated {
  /** Method and address without the host: `GET /people?tag=a`. */
  readonly line: string;
  /** What the validator says is wrong with it. */
  readonly wrong?: string;
  /** What it found in it, by the description's styles and types. */
  readonly found?: {
    readonly path: unknown;
    readonly query: unknown;
    readonly cookies: unknown;
    readonly body: unknown;
  };
}

export interface ValidatingServer {
  readonly url: string;
  readonly requests: readonly Validated[];
  close(): Promise<void>;
}

/**
 * Starts a server over a description (OpenAPI 3.0 or 3.1 in one file), whose paths begin at its root.
 * @param answer is asked for the answers to valid requests, by their method and the path as `url`; others get 400
 */
export async function startValidatingServer(description: object, answer: Exchange): Promise<ValidatingServer> {
  const express: Express = require('express');
  const { middleware }: { middleware(options: object): readonly Handler[] } = require('express-openapi-validator');
  const requests: Validated[] = [];
  const app = express();
  app.use(express.urlencoded({ extended: true }));
  app.use(express.json());
  app.use((request: ExpressRequest, _response: ServerResponse, next: Next) => {
    Object.assign(request, { cookies: cookiesOf(request.headers.cookie ?? '') });
    next();
  });
  app.use(
    middleware({
      apiSpec: { ...description, servers: [{ url: '/' }] },
      validateApiSpec: false,
      validateRequests: true,
      validateSecurity: false,
    }),
  );
  const lineOf = ({ method, url }: IncomingMessage): string => `${method} ${url}`;
  app.use(async (request: ExpressRequest, response: ServerResponse) => {
    const { method = '', url = '', query, cookies, body, openapi } = request;
    requests.push({ line: lineOf(request), found: { path: openapi?.pathParams, query, cookies, body } });
    const given = await answer({ method, url, headers: [] }, new AbortController().signal);
    response.writeHead(given.status, Object.fromEntries(given.headers)).end(given.body);
  });
  app.use((error: Invalid, request: ExpressRequest, response: ServerResponse, _next: Next) => {
    requests.push({ line: lineOf(request), wrong: error.message });
    response.writeHead(error.status ?? 500).end();
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An answer without a body. */
export const empty: IncomingAnswer = { status: 204, headers: [], body: new Uint8Array() };

function cookiesOf(header: string): Readonly<Record<string, string>> {
  const pairs = header.split('; ').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name, decodeURIComponent(value.join('='))];
    }),
  );
}

/**
 * The part of a description that has these paths: a validator reads and compiles all that it is given.
 * @param addresses paths whose placeholders are filled
 */
export function partOf(description: JsonObject, addresses: readonly string[]): JsonObject {
  const paths = Object.entries(objectIn(description, 'paths')).filter(([path]) => {
    const parts = path.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`^${parts.join('[^/]+')}$`);
    return addresses.some((address) => pattern.test(address));
  });
  const components = objectIn(description, 'components');
  const kept = new Set<string>();
  const open: Json[] = paths.map(([, item]) => item);
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    for (const reference of referencesIn(part)) {
      if (kept.has(reference)) continue;
      kept.add(reference);
      const [kind = '', name = ''] = reference.split('/');
      const component = objectIn(components, kind)[name];
      if (component !== undefined) open.push(component);
    }
  }
  const left = Object.entries(components).map(([kind, members]) => [
    kind,
    Object.fromEntries(
      Object.entries(isObject(members) ? members : {}).filter(([name]) => kept.has(`${kind}/${name}`)),
    ),
  ]);
  const { openapi = '3.1.0', info = {} } = description;
  return { openapi, info, paths: Object.fromEntries(paths), components: Object.fromEntries(left) };
}

function objectIn(value: Json, name: string): { readonly [name: string]: Json } {
  const member = isObject(value) ? value[name] : undefined;
  return member !== undefined && isObject(member) ? member : {};
}

/** The components that a part refers to, as `schemas/Pet`. */
function referencesIn(part: Json): readonly string[] {
  return [...JSON.stringify(part).matchAll(/"#\/components\/([^"/]+\/[^"/]+)/g)].map(([, name = '']) => name);
}
