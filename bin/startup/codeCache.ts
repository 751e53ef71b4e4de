import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * What V8 made of the program's modules in an earlier run, so that it needn't be made again. It is code, so it is taken from
 * nobody but the user; and whatever is wrong with it, it is as if it weren't there.
 */
export interface CodeCache {
  /** What is kept for a module, by the name of its file. */
  read(module: string): Buffer | undefined;
  /** Keeps code for the next run, if that is possible. */
  write(module: string, code: Buffer): void;
}

/** A cache in a folder, which is made when something is first kept in it; what is beside it and old goes then. */
export function codeCache(folder: string): CodeCache {
  let usable = isOwn(() => lstatSync(folder));
  return {
    read(module) {
      return usable ? readChecked(join(folder, module)) : undefined;
    },
    write(module, code) {
      try {
        if (!existsSync(folder)) {
          mkdirSync(folder, { recursive: true, mode: 0o700 });
          removeOld(dirname(folder));
        }
        usable = isOwn(() => lstatSync(folder));
        if (usable) writeWhole(join(folder, module), Buffer.concat([code, checksum(code)]));
      } catch {
        // The next run tries again.
      }
    },
  };
}

/** Caches of other builds and versions of Node, in which nothing was kept for a month. */
function removeOld(caches: string): void {
  const month = 30 * 24 * 3600 * 1000;
  for (const name of readdirSync(caches)) {
    const cache = join(caches, name);
    if (Date.now() - lstatSync(cache).mtimeMs > month) rmSync(cache, { recursive: true });
  }
}

/** Only a file that is whole gets the name under which it is looked for. */
function writeWhole(path: string, bytes: Buffer): void {
  const part = `${path}.${process.pid}`;
  try {
    writeFileSync(part, bytes, { mode: 0o600, flag: 'wx' });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/**
 * Where the cache of one build of the program is: in `cache` beside the program, where the build has made that folder, else in
 * the user's own folder for caches. Each version of Node and each choice of its flags has one of its own, since V8 takes no
 * other's. Undefined where there is no such folder.
 * @param beside the folder that the build may have made
 * @param build tells this build of the program from all others
 */
export function cacheFolder(beside: string, build: string): string | undefined {
  // Since Node 20.15; without it nothing could be checked.
  if (typeof crc32 !== 'function') return undefined;
  const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ').trim();
  const suffix = flags === '' ? '' : `-${crc32(flags).toString(16)}`;
  const name = `${build}-${process.version}-${process.arch}${suffix}`;
  if (isOwn(() => lstatSync(beside))) return join(beside, name);
  const users = userFolder();
  return users === undefined ? undefined : join(users, 'arazzo-step-functions', name);
}

/** The user's folder for caches: of the XDG Base Directory Specification, and what macOS and Windows have in its place. */
function userFolder(): string | undefined {
  const { XDG_CACHE_HOME: xdg, HOME: home, LOCALAPPDATA: local } = process.env;
  const inHome = process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  const folder = xdg || (process.platform === 'win32' ? local : home && join(home, ...inHome));
  return folder !== undefined && isAbsolute(folder) ? folder : undefined;
}

/** Whether something is there that belongs to the user, and that nobody else can write. Windows says so in its own way. */
function isOwn(look: () => Stats): boolean {
  try {
    const { uid, mode } = look();
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}

/** V8 checks for which version, flags and source code was made; not whether all of it is as it was written. */
function readChecked(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      if (!isOwn(() => fstatSync(file))) return undefined;
      const bytes = readFileSync(file);
      const code = bytes.subarray(0, -4);
      return checksum(code).equals(bytes.subarray(-4)) ? code : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function checksum(code: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(code));
  return bytes;
}
