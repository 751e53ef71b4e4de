import { spawn } from 'node:child_process';

/** What came of a process. */
export interface Finished {
  /** Undefined: it was ended, since it took too long. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process is started. */
export interface ProcessOptions {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads. */
  readonly stdin?: string;
  /** Milliseconds after which it is ended; without it 60 s. */
  readonly limit?: number;
}

/** Runs a program to its end. */
export function runProcess(
  program: string,
  args: readonly string[],
  { folder, env = {}, stdin = '', limit = 60_000 }: ProcessOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env } });
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      texts.stderr += text;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), limit);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, ...texts });
    });
    // A program that reads nothing may be gone before this is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
  });
}
