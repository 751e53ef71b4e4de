import { fileURLToPath } from 'node:url';
import { isObject } from '../cases.ts';
import type { Finished } from './process.ts';
import { type Workers, workers } from './workers.ts';

const host = fileURLToPath(new URL('./programHost.mjs', import.meta.url));

/** A Node program that is run again and again by processes that stay. */
export interface NodeProgram {
  /** Runs it to its end in a folder, as a process of its own would. */
  readonly run: (args: readonly string[], folder: string) => Promise<Finished>;
  /** Ends the processes. */
  readonly close: () => Promise<void>;
}

/**
 * The program of a module.
 * @param path looked for when the program is first run
 * @param env set for it beside what is set for this process
 */
export function nodeProgram(path: () => Promise<string>, env: Readonly<Record<string, string>> = {}): NodeProgram {
  let started: Promise<Workers> | undefined;
  const start = async () => workers(process.execPath, [host, await path()], { env });
  return {
    run: async (args, folder) => {
      started ??= start();
      const { ask } = await started;
      return finishedIn(await ask(JSON.stringify({ args, folder })));
    },
    close: async () => {
      await (await started)?.close();
    },
  };
}

function finishedIn(line: string | undefined): Finished {
  if (line === undefined) return { code: undefined, stdout: '', stderr: 'It took too long, and was ended.' };
  const value: unknown = JSON.parse(line);
  const { code, stdout, stderr } = isObject(value) ? value : {};
  return { code: Number(code), stdout: String(stdout), stderr: String(stderr) };
}
