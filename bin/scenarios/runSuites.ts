import { existsSync, realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { documentReader, type FileBounds, type SourceFile } from '../../compiler/index.ts';
import type { Enforcement } from '../../local/index.ts';
import { runSuite, type SuiteResult } from '../../scenario/index.ts';
import type { Job } from './worker.ts';

/** Below this many files a thread takes longer to start than it saves. */
const fewest = 3;

/**
 * Runs scenario files, several at a time where the machine has several cores.
 * @param bounds which files are read for them
 * @param enforced what their calls are held against; undefined: nothing
 * @param onResult is told of each in the order of the files, as soon as those before it are done
 */
export async function runSuites(
  sources: readonly SourceFile[],
  only: string | undefined,
  bounds: FileBounds,
  enforced: Enforcement | undefined,
  onResult: (suite: SuiteResult) => void,
): Promise<readonly SuiteResult[]> {
  const threads = sources.length < fewest ? 0 : Math.min(availableParallelism(), sources.length);
  const program = workerProgram();
  const inOrder = ordered(onResult);
  if (threads < 2 || program === undefined) {
    const suites: SuiteResult[] = [];
    for (const [at, source] of sources.entries()) {
      const suite = await runSuite(source, documentReader(source.name, bounds), only, enforced);
      suites.push(suite);
      inOrder(at, suite);
    }
    return suites;
  }
  const queue = [...sources.entries()];
  const suites: SuiteResult[] = [];
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(program);
      try {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const [at, source] = next;
          const suite = await ask(worker, { source, only, bounds, enforced });
          suites[at] = suite;
          inOrder(at, suite);
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return suites;
}

/** The bundled worker stands beside the program. Undefined where the program runs from its sources. */
function workerProgram(): string | undefined {
  const program = process.argv[1];
  const path = program === undefined ? undefined : join(dirname(realpathSync(program)), 'scenarioWorker.js');
  return path !== undefined && existsSync(path) ? path : undefined;
}

function ask(worker: Worker, job: Job): Promise<SuiteResult> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', answered);
      worker.off('error', failed);
    };
    const answered = (suite: SuiteResult): void => {
      settle();
      resolve(suite);
    };
    const failed = (error: Error): void => {
      settle();
      reject(error);
    };
    worker.on('message', answered);
    worker.on('error', failed);
    worker.postMessage(job);
  });
}

/** Hands on results in the order of their numbers, whatever the order in which they come. */
function ordered(onResult: (suite: SuiteResult) => void): (at: number, suite: SuiteResult) => void {
  const waiting = new Map<number, SuiteResult>();
  let next = 0;
  return (at, suite) => {
    waiting.set(at, suite);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      onResult(ready);
    }
  };
}
