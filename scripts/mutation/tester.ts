import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Workspace } from './workspace.ts';

/** A test file, and which of its tests are meant: by their titles, with those of the groups around them. */
export interface TestFile {
  readonly file: string;
  readonly tests: Tests;
}

export type Tests = 'all' | readonly string[];

/** What a run of test files came to. */
export interface Verdict {
  readonly passed: boolean;
  /** Where it didn't: what failed, and in which file, as far as that is known. */
  readonly why?: string;
  readonly failed?: string;
  /** The changes whose places were reached, by their numbers, where the sources tell; and by which tests. */
  readonly reached: readonly (readonly [number, Tests])[];
  /** How long each test took. */
  readonly seconds: readonly (readonly [string, number])[];
}

/** Runs tests of a workspace, in a process that has jest loaded. */
export interface Tester {
  /**
   * Runs test files one after the other, up to the first test that fails.
   * @param deadline seconds after which a test counts as failed: a change may have made something endless
   */
  run(files: readonly TestFile[], deadline: number): Promise<Verdict>;
  stop(): void;
}

/** Runs that one process makes; what they leave in its memory then goes. */
const MOST_RUNS = 50;

export function createTester({ folder, cache }: Workspace): Tester {
  let worker: ChildProcess | undefined;
  let runs = 0;
  const stop = () => {
    worker?.kill('SIGKILL');
    worker = undefined;
  };
  const ready = (): ChildProcess => {
    if (runs >= MOST_RUNS) stop();
    if (worker === undefined || worker.exitCode !== null || worker.signalCode !== null) {
      runs = 0;
      worker = fork(join(folder, 'scripts', 'mutation', 'worker.mjs'), { cwd: folder, execArgv: [], stdio: 'ignore' });
    }
    runs += 1;
    return worker;
  };
  return {
    stop,
    run: (files, deadline) =>
      new Promise((resolve) => {
        const process = ready();
        let why = 'the process ended';
        const overdue = () => {
          why = `a test took more than ${Math.round(deadline)} s`;
          stop();
        };
        let alarm = setTimeout(overdue, deadline * 1000);
        const end = (verdict: Verdict) => {
          clearTimeout(alarm);
          process.removeAllListeners();
          resolve(verdict);
        };
        process.on('message', (message: { readonly started: string } | { readonly verdict: Verdict }) => {
          if ('verdict' in message) return end(message.verdict);
          clearTimeout(alarm);
          alarm = setTimeout(overdue, deadline * 1000);
        });
        process.on('exit', () => end({ passed: false, why, reached: [], seconds: [] }));
        process.send({ files, cacheDirectory: cache });
      }),
  };
}
