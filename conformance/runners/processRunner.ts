import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Case, HOST, textOf } from '../cases.ts';
import { type CaseServer, caseServer, listen } from '../server.ts';
import type { Adapter, Job, Outcome, Runner, Told } from './runner.ts';

/** A case that is ready to be run: its files are written, its server listens. */
interface Place {
  readonly job: Job;
  readonly server: CaseServer;
  /** Ends the server and removes the files. */
  readonly leave: () => Promise<void>;
}

/** A runner of an adapter: each case has a folder and a server of its own. */
export function processRunner(adapter: Adapter): Runner {
  const { name, title, version, together } = adapter;
  const run = async (each: Case): Promise<Told> => {
    const place = await placeFor(each, adapter);
    try {
      return told(place, await adapter.run(place.job));
    } finally {
      await place.leave();
    }
  };
  if (together === undefined) return { name, title, version, run };
  const runTogether = async (cases: readonly Case[]): Promise<readonly Told[] | undefined> => {
    const places = await Promise.all(cases.map((each) => placeFor(each, adapter)));
    try {
      const outcomes = await together.run(places.map(({ job }) => job));
      if (outcomes?.length !== places.length) return undefined;
      return places.flatMap((place, at) => (outcomes[at] === undefined ? [] : [told(place, outcomes[at])]));
    } finally {
      await Promise.all(places.map(({ leave }) => leave()));
    }
  };
  return { name, title, version, run, together: { ...together, run: runTogether } };
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

function told({ server }: Place, outcome: Outcome): Told {
  return { ...outcome, outputs: outcome.outputs ?? server.reported(), requests: server.seen };
}

function writeFiles(folder: string, { files }: Case, address: string): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(content).replaceAll(HOST, address));
  }
}
