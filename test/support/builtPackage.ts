import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const { ARAZZO_SFN_RUN: runFolder = '' } = process.env;
const folder = join(runFolder, 'package');
const failure = join(runFolder, 'failure');

/**
 * The package as it would be installed, built as the sources are now: a folder with package.json, a dist of its own, and
 * links to the other files that are published. The first test of a run that asks builds it, all others share it; so
 * nobody changes what is in it.
 */
export function builtPackage(): string {
  if (!existsSync(folder)) {
    if (isFirst()) build();
    else wait();
  }
  return folder;
}

/** The file of the program `arazzo-sfn` in it. */
export function builtProgram(): string {
  return join(builtPackage(), 'dist', 'bin', 'arazzo-sfn.js');
}

function isFirst(): boolean {
  try {
    mkdirSync(join(runFolder, 'building'));
    return true;
  } catch {
    return false;
  }
}

function build(): void {
  const made = join(runFolder, 'building', 'package');
  mkdirSync(made);
  cpSync(join(root, 'package.json'), join(made, 'package.json'));
  const given = [join(root, 'scripts', 'bundle.mjs'), join(made, 'dist')];
  const { status, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' });
  if (status !== 0) {
    writeFileSync(failure, stderr);
    throw new Error(stderr);
  }
  const { files }: { readonly files: readonly string[] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const published = new Set(files.map((pattern) => pattern.split('/')[0]));
  for (const entry of readdirSync(root)) {
    if (published.has(entry) && entry !== 'dist') symlinkSync(join(root, entry), join(made, entry));
  }
  renameSync(made, folder);
}

function wait(): void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(folder)) {
    if (existsSync(failure)) throw new Error(readFileSync(failure, 'utf8'));
    Atomics.wait(never, 0, 0, 20);
  }
}
