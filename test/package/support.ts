import { cpSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
const left = /^(node_modules|\.git|dist.*|cdk\.out|coverage|test)$/;

/** A copy of the sources in a folder of its own, to be built and packed there: other tests run what stands in `dist/`. */
export function copySources(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'arazzo-sfn-package-')));
  cpSync(root, folder, { recursive: true, filter: (path) => dirname(path) !== root || !left.test(basename(path)) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
