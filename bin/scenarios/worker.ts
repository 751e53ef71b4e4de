import { parentPort } from 'node:worker_threads';
import { documentReader, type FileBounds, type SourceFile } from '../../compiler/index.ts';
import type { Enforcement } from '../../local/index.ts';
import { runSuite } from '../../scenario/index.ts';

/** A scenario file to run, as it is sent to a worker. */
export interface Job {
  readonly source: SourceFile;
  readonly only: string | undefined;
  readonly bounds: FileBounds;
  readonly enforced: Enforcement | undefined;
}

/*
 * The program of a worker thread: runs the scenario files that it is sent, and answers each with its result.
 */
parentPort?.on('message', async ({ source, only, bounds, enforced }: Job) => {
  parentPort?.postMessage(await runSuite(source, documentReader(source.name, bounds), only, enforced));
});
