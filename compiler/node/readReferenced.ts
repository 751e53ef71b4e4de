import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../diagnostics/index.ts';
import { decodeSource } from '../source/index.ts';

/**
 * Reads a file that a document names by a URL, for the compiler. Undefined where there is none; nothing is fetched from
 * the network.
 * @param from the name of the document
 */
export function readReferenced(url: string, from: string): SourceFile | undefined {
  try {
    const path = pathOf(url, from);
    return path === undefined ? undefined : decodeSource(path, readFileSync(path));
  } catch {
    return undefined;
  }
}

function pathOf(url: string, from: string): string | undefined {
  if (url.startsWith('file:')) return fileURLToPath(url);
  if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return undefined;
  const path = resolve(dirname(from), decodeURI(url));
  return isAbsolute(from) ? path : relative('.', path);
}
