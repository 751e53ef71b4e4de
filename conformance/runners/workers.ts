import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Processes that stay, and are asked one thing after the other: a line on stdin, for which they print one on stdout. */
export interface Workers {
  /**
   * What a process prints for a line. It is one that has nothing to do, or else a new one, so that there are as many as are
   * asked at a time.
   * @returns undefined where it took too long, and was ended
   * @throws Error where it ended without an answer
   */
  readonly ask: (line: string) => Promise<string | undefined>;
  /** Lets those end that have nothing to do, and waits until they have. */
  readonly close: () => Promise<void>;
}

/** How workers are started. */
export interface WorkerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which an answer is no longer waited for, and the process is ended; without it 60 s. */
  readonly limit?: number;
  /** Milliseconds that a process has to end by itself when its stdin does; without it 5 s. */
  readonly grace?: number;
}

interface Worker {
  readonly ask: (line: string) => Promise<string | undefined>;
  /** Whether it can't be asked again. */
  readonly isGone: () => boolean;
  readonly close: () => Promise<void>;
}

/** Workers that all are the same program; none is started before it is needed. */
export function workers(program: string, args: readonly string[], options: WorkerOptions = {}): Workers {
  const idle: Worker[] = [];
  return {
    ask: async (line) => {
      const others = idle.splice(0).filter((worker) => !worker.isGone());
      const worker = others.pop() ?? startWorker(program, args, options);
      idle.push(...others);
      const answer = await worker.ask(line);
      if (!worker.isGone()) idle.push(worker);
      return answer;
    },
    close: async () => {
      await Promise.all(idle.splice(0).map((worker) => worker.close()));
    },
  };
}

function startWorker(
  program: string,
  args: readonly string[],
  { env = {}, limit = 60_000, grace = 5000 }: WorkerOptions,
): Worker {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  let stderr = '';
  let isGone = false;
  let waiting: { readonly resolve: (answer?: string) => void; readonly reject: (error: Error) => void } | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // Behind the last text, which may be an answer without a line break, comes the end.
  createInterface(child.stdout)
    .on('line', (line) => waiting?.resolve(line))
    .on('close', () => {
      isGone = true;
    });
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      isGone = true;
      waiting?.reject(error);
      resolve();
    });
    child.on('close', (code) => {
      waiting?.reject(new Error(`the program ended with ${code} and printed no answer: ${stderr.trim()}`));
      resolve();
    });
  });
  // A program that reads no more may be gone before this is written.
  child.stdin.on('error', () => undefined);
  return {
    ask: async (line) => {
      const timer = setTimeout(() => {
        isGone = true;
        waiting?.resolve();
        child.kill('SIGKILL');
      }, limit);
      try {
        return await new Promise<string | undefined>((resolve, reject) => {
          waiting = { resolve, reject };
          child.stdin.write(`${line}\n`);
        });
      } finally {
        waiting = undefined;
        clearTimeout(timer);
      }
    },
    isGone: () => isGone,
    close: async () => {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), grace);
      await ended;
      clearTimeout(timer);
    },
  };
}
