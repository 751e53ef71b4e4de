import type { IncomingHttpHeaders } from 'node:http';

/** A request, read whole. */
export interface HttpRequest {
  readonly method: string;
  /** As it was sent, percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The same as it was sent. */
  readonly bytes: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A text, bytes, or pieces of a text that are sent as they come. */
  readonly body: string | Uint8Array | AsyncIterable<string>;
}

/**
 * Answers what on this port is meant for a person's browser; undefined: it is an AWS client's request.
 * @param signal is aborted when the browser has gone
 */
export type Browser = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer | undefined>;

/** A header's text; empty where it is missing. */
export function header({ headers }: Pick<HttpRequest, 'headers'>, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
