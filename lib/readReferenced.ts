import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../compiler/index.ts';
import { decodeSource } from '../compiler/source/index.ts';

/** Reads a file that a document names by a URL. Undefined where there is none; nothing is fetched from the network. */
export function readReferenced(url: string, from: string): SourceFile | undefined {
  if (/^(?!file:)[a-z][a-z0-9+.-]+:/i.test(url)) return undefined;
  try {
    const path = url.startsWith('file:') ? fileURLToPath(url) : resolve(dirname(from), decodeURI(url));
    return decodeSource(path, readFileSync(path));
  } catch {
    return undefined;
  }
}
