import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from '../../compiler/index.ts';
import { decodeSource } from '../../compiler/source/index.ts';
import { UsageError } from './command.ts';
import type { Io } from './io.ts';
import { reasonOf } from './reason.ts';

/**
 * Reads a file that was named on the command line.
 * @throws UsageError where there is none, or it can't be read
 */
export function readFile(path: string): SourceFile {
  try {
    return decodeSource(path, readFileSync(path));
  } catch (error) {
    throw new UsageError(`can't read ${path}: ${reasonOf(error)}`);
  }
}

/** Writes what a command made to the file that `--out` names, or to stdout where there is none or it is `-`. */
export function writeResult(out: string | undefined, content: string | Uint8Array, { stdout }: Io): void {
  if (out === undefined || out === '-') stdout.write(content);
  else writeFile(out, content);
}

/**
 * Writes a whole file or nothing: into a new file beside it, which then takes its name.
 * @throws UsageError where it can't be written
 */
export function writeFile(path: string, content: string | Uint8Array): void {
  const folder = dirname(path);
  const temporary = join(folder, `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(`can't write ${path}: ${reasonOf(error)}`);
  }
}
