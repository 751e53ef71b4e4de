import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Workspace } from './workspace.ts';

/** What a run of one test file came to. */
export interface Verdict {
  readonly passed: boolean;
  /** Where it didn't: what failed. */
  readonly why?: string;
  /** The numbers of the changes whose places it reached, where the sources tell. */
  readonly reached: readonly number[];
  readonly seconds: number;
}

/** Runs test files of a workspace, one after the other, in a process that has jest loaded. */
export interface Tester {
  /** @param deadline seconds after which the file counts as failed: a change may have made something endless */
  run(file: string, deadline: number): Promise<Verdict>;
  stop(): void;
}

/** Files that one process runs; what they leave in its memory then goes. */
const MOST_FILES = 100;

export function createTester({ folder, cache }: Workspace): Tester {
  let worker: ChildProcess | undefined;
  let files = 0;
  const stop = () => {
    worker?.kill('SIGKILL');
    worker = undefined;
  };
  const ready = (): ChildProcess => {
    if (files >= MOST_FILES) stop();
    if (worker === undefined || worker.exitCode !== null || worker.signalCode !== null) {
      files = 0;
      worker = fork(join(folder, 'scripts', 'mutation', 'worker.mjs'), { cwd: folder, execArgv: [], stdio: 'ignore' });
    }
    files += 1;
    return worker;
  };
  return {
    stop,
    async run(file, deadline) {
      const process = ready();
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      const over = new AbortController();
      const { signal } = over;
      const alarm = setTimeout(stop, deadline * 1000);
      const answered = once(process, 'message', { signal }).then(([verdict]) => ({ ...verdict, seconds: seconds() }));
      const ended = once(process, 'exit', { signal }).then(() => {
        const why = seconds() < deadline ? 'the process ended' : `it ran for more than ${Math.round(deadline)} s`;
        return { passed: false, why, reached: [], seconds: seconds() };
      });
      process.send({ file, cacheDirectory: cache });
      try {
        return await Promise.race([answered, ended]);
      } finally {
        clearTimeout(alarm);
        over.abort();
        await Promise.allSettled([answered, ended]);
      }
    },
  };
}
