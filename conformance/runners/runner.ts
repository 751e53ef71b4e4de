import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Case, type Ending, HOST, type Json, textOf } from '../cases.ts';
import type { Run } from '../compare.ts';
import { caseServer, listen } from '../server.ts';

/** What runs cases. */
export interface Runner {
  readonly name: string;
  /** As people know it. */
  readonly title: string;
  readonly version: () => Promise<string>;
  readonly run: (each: Case) => Promise<Run & { readonly message?: string }>;
}

/** What a runner that is a process is given for a case. */
export interface Job {
  readonly case: Case;
  /** Where the files of the case stand; it is removed afterwards. */
  readonly folder: string;
  /** The document's path. */
  readonly document: string;
  readonly workflowId: string;
  readonly inputs: Case['inputs'];
  /** Where the server of the case listens: `http://127.0.0.1:...` */
  readonly server: string;
}

/** How a process ended. */
export interface Outcome {
  readonly ends: Ending;
  /** Undefined where the runner tells none. */
  readonly outputs?: Json | undefined;
  /** What the runner said, for people. */
  readonly message?: string;
}

/** What stands between the harness and a runner that is a process. */
export interface Adapter extends Pick<Runner, 'name' | 'title' | 'version'> {
  /** Whether the address of the server is to stand in the descriptions; otherwise the adapter tells it in its own way. */
  readonly addressInFiles: boolean;
  /** Changes the files of a case before they are written, such as to have outputs told. */
  readonly prepare?: (each: Case) => Case;
  readonly run: (job: Job) => Promise<Outcome>;
}

/** A runner of an adapter: each case has a folder and a server of its own. */
export function processRunner({ name, title, version, addressInFiles, prepare, run }: Adapter): Runner {
  return {
    name,
    title,
    version,
    run: async (given) => {
      const each = prepare?.(given) ?? given;
      const server = caseServer(each);
      const { url, close } = await listen(server);
      const folder = mkdtempSync(join(tmpdir(), 'arazzo-conformance-'));
      try {
        writeFiles(folder, each, addressInFiles ? url : HOST);
        const { document, workflowId, inputs } = each;
        const job = { case: each, folder, document: join(folder, document), workflowId, inputs, server: url };
        const outcome = await run(job);
        return { ...outcome, outputs: outcome.outputs ?? server.reported(), requests: server.seen };
      } finally {
        await close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function writeFiles(folder: string, { files }: Case, address: string): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(content).replaceAll(HOST, address));
  }
}
