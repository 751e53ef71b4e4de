import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The folder of this package's package.json, where `models/` and other data files stand. Found by walking up, because
 * the same code runs from the source tree and from the bundle in dist/.
 */
export function packageRoot(): string {
  if (found !== undefined) return found;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'arazzo-step-functions') {
      found = folder;
      return folder;
    }
    if (folder === dirname(folder)) throw new Error('arazzo-step-functions: package.json not found above the program');
  }
}
