import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { type FileBounds, FileError, readDocument, type SourceFile } from '../../compiler/index.ts';
import { readBytes } from '../../compiler/node/index.ts';
import { decodeSource } from '../../compiler/source/index.ts';
import { OutputError, UsageError } from './command.ts';
import type { Io } from './io.ts';

/** The name that stands for what is piped into the program; what it names is looked for in the working folder. */
export const standardInput = '-';

/**
 * Reads a document, or a file that names one.
 * @throws UsageError where there is none, or it may not be read
 */
export function openDocument(path: string, bounds: FileBounds): SourceFile {
  if (path === standardInput) return readFile(path);
  checkRoot(bounds);
  return readable(path, () => readDocument(path, bounds));
}

/**
 * Checks that the root of documents is a folder.
 * @throws UsageError where it is none
 */
export function checkRoot({ root }: FileBounds): void {
  if (root !== undefined && statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`there is no folder ${root}, which --root names`);
}

/**
 * Reads another file that was named on the command line: an input, options, data. It may be a pipe.
 * @throws UsageError where there is none, or it can't be read
 */
export function readFile(path: string): SourceFile {
  if (path !== standardInput) return readable(path, () => decodeSource(path, readBytes(path, { regular: false })));
  if (isatty(0)) throw new UsageError('- stands for what is piped into the program, and nothing is');
  return readable('the standard input', () => decodeSource('stdin', takeStandardInput()));
}

let isTaken = false;

function takeStandardInput(): Uint8Array {
  if (isTaken) throw new FileError('- stands in two places, and it can be read once');
  isTaken = true;
  return readBytes(0, { regular: false });
}

/** Reads a file as `readFile` does, or stdin where its name is `-`. */
export function readFileOrStdin(path: string): SourceFile {
  return path === '-' ? readable('stdin', () => decodeSource('stdin', readFileSync(0))) : readFile(path);
}

function readable(path: string, read: () => SourceFile): SourceFile {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`can't read ${path}: ${FileError.of(error).message}`);
  }
}

/**
 * Writes what a command made to the file that `--out` names, or to stdout where there is none or it is `-`.
 * @throws UsageError, OutputError where it can't be written
 */
export function writeResult(out: string | undefined, content: string | Uint8Array, { stdout }: Io): void {
  if (out === undefined || out === '-') stdout.write(content);
  else writeFile(out, content);
}

/**
 * Refuses a path to which nothing could be written, before anything is done whose result would go there.
 * @throws UsageError where its folder isn't there or may not be written to, or it is a folder itself
 */
export function checkTarget(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new UsageError(`can't write ${path}: it is a folder`);
  // A device or a pipe is written to as it is.
  if (there !== undefined && !there.isFile()) return;
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`can't write ${path}: ${FileError.of(error).message}`);
  }
}

/**
 * Writes a whole file or nothing: into a new file beside it, which then takes its name. Symbolic links are followed, and
 * what is no regular file (a device, a pipe) is written to as it is: into a pipe when somebody reads it.
 * @throws UsageError, OutputError where it can't be written
 */
export function writeFile(path: string, content: string | Uint8Array): void {
  try {
    const target = targetOf(path);
    const there = statSync(target, { throwIfNoEntry: false });
    if (there === undefined || there.isFile()) replace(target, content, there);
    else writeInto(target, content);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Makes a folder, where there is none, with those around it.
 * @throws UsageError, OutputError where that can't be done
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): Error {
  const message = `can't write ${path}: ${FileError.of(error).message}`;
  return isWrongPath(error) ? new UsageError(message) : new OutputError(message);
}

/** Waits for who reads a pipe. */
function writeInto(target: string, content: string | Uint8Array): void {
  const file = openSync(target, constants.O_WRONLY);
  try {
    writeFileSync(file, content);
  } finally {
    closeSync(file);
  }
}

function replace(target: string, content: string | Uint8Array, there: Stats | undefined): void {
  const temporary = join(dirname(target), `.${Math.random().toString(36).slice(2)}.tmp`);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    if (there !== undefined) chmodSync(temporary, there.mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** What a path stands for, links followed, also where there is nothing yet at their end. */
function targetOf(path: string): string {
  const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (!link) return path;
  const next = resolve(dirname(path), readlinkSync(path));
  return statSync(path, { throwIfNoEntry: false }) === undefined ? targetOf(next) : realpathSync(path);
}

function isWrongPath(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return ['EACCES', 'EEXIST', 'EISDIR', 'ELOOP', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS'].includes(String(code));
}
