import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Machine } from '../../../compiler/index.ts';
import {
  type ConnectionsFile,
  contentsOf,
  localServices,
  networkExchange,
  realClock,
  runMachine,
} from '../../../local/index.ts';

/** A request as the server got it. */
export interface Got {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** A server on this machine that machines are run against. */
export interface RecordingServer {
  answer: (request: Got) => Answer;
  /** Runs a machine over the People API; gives how it ended and what the server got. */
  run(
    machine: Machine,
    input: object,
    connections?: ConnectionsFile,
  ): Promise<Awaited<ReturnType<typeof runMachine>> & { readonly got: readonly Got[] }>;
  close(): void;
}

/** Starts a server that answers 204 until it is told otherwise. */
export async function startServer(): Promise<RecordingServer> {
  let got: Got[] = [];
  const server = createServer((message, response) => {
    void read(message).then((request) => {
      got.push(request);
      const { status, headers = {}, body } = recording.answer(request);
      response.writeHead(status, headers).end(body);
    });
  });
  const recording: RecordingServer = {
    answer: () => ({ status: 204 }),
    run: async (machine, input, connections = {}) => {
      got = [];
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const exchange = networkExchange([
        { base: 'https://acme.people.example.com/v2', url },
        { base: 'https://people.example.com', url },
      ]);
      const { services, clock } = localServices({
        clock: realClock(),
        http: { exchange, find: (arn) => found(arn, connections, machine) },
      });
      const result = await runMachine(JSON.parse(machine.text), JSON.parse(JSON.stringify(input)), { services, clock });
      return { ...result, got };
    },
    close: () => server.close(),
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return recording;
}

/** What the file says that the connection of one of the machine's APIs holds. */
function found(arn: string, file: ConnectionsFile, { connections }: Machine) {
  const api = connections.find((each) => each.arn === arn);
  const entry = api === undefined ? undefined : file[api.source];
  return entry === undefined ? undefined : contentsOf(entry, api?.authorization);
}

async function read(message: IncomingMessage): Promise<Got> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const { method = '', url = '', rawHeaders } = message;
  return { method, url, headers: rawHeaders, body: Buffer.concat(chunks).toString() };
}
