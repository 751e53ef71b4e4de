import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../bin/cli/io.ts';
import { runProgram } from '../../bin/cli/program.ts';

const root = join(__dirname, '..', '..');

/**
 * Bundles the command line as it is now into a folder of its own, so that a test neither meets an old bundle nor gets in
 * the way of another one.
 * @returns the program's file
 */
export function bundleProgram(name: string): string {
  const folder = join(root, 'node_modules', '.cache', 'arazzo-sfn', name);
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'bundle.mjs'), folder], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  return join(folder, 'bin', 'arazzo-sfn.js');
}

/** The same. Returns a function that runs it, in the project's folder unless told otherwise. */
export function bundle(name: string): (args: readonly string[], options?: RunOptions) => Result {
  const program = bundleProgram(name);
  return (args, { cwd = root, env = {} } = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    return { status, stdout, stderr };
  };
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder with these files in it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'arazzo-sfn-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Where a command writes in a test, and what it wrote. */
export function recordingIo(): { readonly io: Io; readonly written: { stdout: string; stderr: string } } {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    colours: false,
    terminal: false,
    write: (text: string | Uint8Array) => {
      written[name] += text;
    },
  });
  return { io: { stdout: output('stdout'), stderr: output('stderr') }, written };
}

/** Runs the program in this process. */
export async function runHere(...given: readonly string[]): Promise<Result> {
  const { io, written } = recordingIo();
  const status = await runProgram(given, io);
  return { status, ...written };
}
