import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A file that can't be read. The message says why, in words that go on a sentence. */
export class FileError extends Error {
  /** Says what the system says. */
  static of(error: unknown): FileError {
    if (error instanceof FileError) return error;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    return new FileError(words[code] ?? (error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'nothing can be written there',
  EEXIST: 'there is a file of that name',
  ELOOP: 'its symbolic links lead in a circle',
  ENOSPC: 'no space left on the device',
};

const mebibyte = 1024 * 1024;

/**
 * Reads a file, and no more of it than is allowed.
 * @param path its path, or 0 for what is piped into the process
 * @param regular whether it must be a regular file: a pipe or a device is refused, and not waited for
 * @param maxFileSize in bytes; without it 10 MiB
 * @throws FileError
 */
export function readBytes(
  path: string | 0,
  { maxFileSize = 10 * mebibyte, regular }: { readonly maxFileSize?: number | undefined; readonly regular: boolean },
): Uint8Array {
  let file: number | undefined;
  try {
    // Without waiting for who writes into a pipe; Windows knows no such flag.
    file = path === 0 ? 0 : openSync(path, constants.O_RDONLY | (regular ? (constants.O_NONBLOCK ?? 0) : 0));
    const stats = fstatSync(file);
    if (stats.isDirectory()) throw new FileError('it is a folder');
    if (regular && !stats.isFile()) throw new FileError('it is no regular file');
    return readUpTo(file, maxFileSize);
  } catch (error) {
    throw FileError.of(error);
  } finally {
    if (file !== undefined && path !== 0) closeSync(file);
  }
}

function readUpTo(file: number, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const count = readSome(file, chunk);
    if (count === 0) return Buffer.concat(chunks);
    size += count;
    if (size > most) throw new FileError(`it is larger than ${sizeText(most)}`);
    chunks.push(chunk.subarray(0, count));
  }
}

/** Windows tells the end of a pipe by an error. */
function readSome(file: number, chunk: Uint8Array): number {
  try {
    return readSync(file, chunk);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EOF') return 0;
    throw error;
  }
}

function sizeText(bytes: number): string {
  return bytes % mebibyte === 0 ? `${bytes / mebibyte} MiB` : `${bytes} bytes`;
}
