import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../bin/cli/io.ts';
import { runProgram } from '../../bin/cli/program.ts';
import { builtProgram } from '../support/builtPackage.ts';

const root = join(__dirname, '..', '..');

/** Runs the program as it is built, in a process of its own; in the project's folder unless told otherwise. */
export function run(args: readonly string[], { cwd = root, env = {} }: RunOptions = {}): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram(), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  return { status, stdout, stderr };
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

/** The same in this process, which is faster: for what a process of its own makes no difference to. */
export async function runHere(
  args: readonly string[],
  { cwd = root }: { readonly cwd?: string } = {},
): Promise<Result> {
  const { io, written } = recordingIo();
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const status = await runProgram(args, io);
    return { status, ...written };
  } finally {
    process.chdir(before);
  }
}
