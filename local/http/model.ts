/** A request as it goes out. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  /** In order; a name may come twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** What a server answers. */
export interface IncomingAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Makes a request. Rejects with a `TaskFailure` where no answer comes. */
export type Exchange = (request: OutgoingRequest, signal: AbortSignal) => Promise<IncomingAnswer>;

/** A request of an HTTP Task and what came of it. */
export interface Exchanged {
  /** As it went out. */
  readonly sent: OutgoingRequest;
  /** Without what the connection added. */
  readonly own: OutgoingRequest;
  /** Absent where none came, or not yet. */
  readonly answer?: IncomingAnswer;
}

/** What a connection adds to requests. Values are secrets: they are shown nowhere. */
export interface ConnectionValues {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
  /** Whether a token is among them that was fetched, and is fetched anew where it is no longer good. */
  readonly renewable?: true;
}

/** The values of a connection by its ARN, or what stands for it in a definition; a fresh token where one is asked for anew. */
export type Connections = (
  arn: string,
  exchange: Exchange,
  renew: boolean,
  signal: AbortSignal,
) => Promise<ConnectionValues>;
