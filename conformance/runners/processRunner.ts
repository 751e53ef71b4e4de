import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Case, HOST, textOf } from '../cases.ts';
import { type CaseServer, caseServer, listen } from '../server.ts';
import type { Adapter, Job, Runner, Told } from './runner.ts';

/** A case that is ready to be run: its files are written, its server listens. */
interface Place {
  readonly job: Job;
  readonly server: CaseServer;
  /** Ends the server and removes the files. */
  readonly leave: () => Promise<void>;
}

/** A runner of an adapter: each case has a folder and a server of its own. */
export function processRunner(adapter: Adapter): Runner {
  const { name, title, version, close } = adapter;
  const run = async (each: Case): Promise<Told> => {
    const { job, server, leave } = await placeFor(each, adapter);
    try {
      const outcome = await adapter.run(job);
      return { ...outcome, outputs: outcome.outputs ?? server.reported(), requests: server.seen };
    } finally {
      await leave();
    }
  };
  return { name, title, version, run, ...(close === undefined ? {} : { close }) };
}

async function placeFor(given: Case, { prepare, addressInFiles }: Adapter): Promise<Place> {
  const each = prepare?.(given) ?? given;
  const server = caseServer(each);
  const { url, close } = await listen(server);
  const folder = mkdtempSync(join(tmpdir(), 'arazzo-conformance-'));
  writeFiles(folder, each, addressInFiles ? url : HOST);
  const { document, workflowId, inputs } = each;
  return {
    job: { case: each, folder, document: join(folder, document), workflowId, inputs, server: url },
    server,
    leave: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
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
