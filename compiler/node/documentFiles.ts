import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../diagnostics/index.ts';
import { decodeSource } from '../source/index.ts';
import { FileError, readBytes } from './readBytes.ts';

/** Which files are read for a document. */
export interface FileBounds {
  /**
   * The folder that they must be in, by their real paths. Default: the folder of the nearest `arazzo-sfn.yml` upward from
   * the document, else the document's own.
   */
  readonly root?: string | undefined;
  /** How large each may be, in bytes. Default: 10 MiB. */
  readonly maxFileSize?: number | undefined;
}

/**
 * Reads a file that another one names by a URL. Undefined: there is none that may be read. Where a document is meant
 * (`kind` left out), a file that is no Arazzo or OpenAPI document is none, so that nothing of it can be quoted.
 * @param from the name of the file that names it
 */
export type ReadReferenced = (url: string, from: string, kind?: 'data') => SourceFile | undefined;

/** The file whose folder is the root of the documents below it, and that says what holds for them (`project`). */
const projectFileName = 'arazzo-sfn.yml';

/**
 * Reads a document that stands on disk.
 * @throws FileError where there is none, it is no regular file, too large, or leads out of the root
 */
export function readDocument(path: string, bounds: FileBounds = {}): SourceFile {
  return decodeSource(path, readBelow(rootOf(path, bounds), path, bounds));
}

/**
 * Reads a project file: a regular file in its folder or below, as whoever brings a document may bring it as well.
 * @throws FileError where it is none
 */
export function readProjectFile(path: string): SourceFile {
  return decodeSource(path, readBelow(dirname(path), path, {}));
}

/**
 * What reads the files that a document and those behind it name: regular files below the root. Nothing is fetched from the
 * network.
 * @param textOf the text that stands for the file of an absolute path, whether there is such a file or not: an editor's
 */
export function documentReader(
  document: string,
  bounds: FileBounds = {},
  textOf: (path: string) => string | undefined = () => undefined,
): ReadReferenced {
  const root = rootOf(document, bounds);
  return (url, from, kind) => {
    try {
      const path = pathOf(url, from) ?? pathAbove(url, from, root);
      if (path === undefined) return undefined;
      const text = textOf(resolve(path));
      if (text !== undefined) checkBelow(root, existsSync(path) ? realPath(path) : realFolder(path));
      const source = text === undefined ? decodeSource(path, readBelow(root, path, bounds)) : { name: path, text };
      return kind === 'data' || isDescription.test(source.text) ? source : undefined;
    } catch {
      return undefined;
    }
  };
}

/** The field that an Arazzo or OpenAPI document begins with stands in this text, in JSON or YAML. */
const isDescription = /(?:^[ \t]*|[{,]\s*)["']?(?:arazzo|openapi|swagger)["']?\s*:/m;

function readBelow(root: string, path: string, { maxFileSize }: FileBounds): Uint8Array {
  const real = realPath(path);
  checkBelow(root, real);
  return readBytes(real, { maxFileSize, regular: true });
}

function checkBelow(root: string, real: string): void {
  const way = relative(realPath(root), real);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new FileError(`it is not below ${root}, the root folder`);
  }
}

/** The real path that a file would have that isn't there yet. */
function realFolder(path: string): string {
  return join(realPath(dirname(path)), basename(path));
}

function rootOf(document: string, { root }: FileBounds): string {
  const project = root === undefined ? findProjectFile(document) : undefined;
  return root ?? (project === undefined ? dirname(document) : dirname(project));
}

/** The path of the nearest project file, `arazzo-sfn.yml`, upward from a document; undefined where there is none. */
export function findProjectFile(document: string): string | undefined {
  for (let folder = resolve(dirname(document)); ; folder = dirname(folder)) {
    const file = join(folder, projectFileName);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return undefined;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw FileError.of(error);
  }
}

/** The path of a file in a repository, as the addresses of its files have it: `https://raw.../owner/name/main/PATH`. */
const inRepository =
  /^https:\/\/(?:raw\.githubusercontent\.com\/[^/]+\/[^/]+|github\.com\/[^/]+\/[^/]+\/(?:blob|raw))\/(?:refs\/heads\/)?[^/]+(\/[^?#]+)/;

/**
 * A path from the root of a site or a repository, where the document stands in a copy of that: the folder above it that
 * has such a file, the nearest one first.
 */
function pathAbove(url: string, from: string, root: string): string | undefined {
  const path = url.startsWith('/') ? url : inRepository.exec(url)?.[1];
  if (path === undefined) return undefined;
  const top = resolve(root);
  for (let folder = resolve(dirname(from)); ; folder = dirname(folder)) {
    const file = join(folder, decoded(path));
    if (existsSync(file)) return isAbsolute(from) ? file : relative('.', file);
    if (folder === top || folder === dirname(folder)) return undefined;
  }
}

function pathOf(url: string, from: string): string | undefined {
  if (url.startsWith('file:')) return fileURLToPath(url);
  if (url.startsWith('/') && !existsSync(decoded(url))) return undefined;
  if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return undefined;
  const path = resolve(dirname(from), decoded(url));
  return isAbsolute(from) ? path : relative('.', path);
}

/** The path that an address stands for; one that is not well encoded as it stands. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
