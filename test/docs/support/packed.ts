import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './page.ts';

/**
 * The package as it would be installed, built as the sources are now: a folder with package.json, a dist of its own, and
 * links to the other files that are published.
 */
export function buildPackage(name: string): string {
  const folder = join(root, 'node_modules', '.cache', 'arazzo-sfn', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'bundle.mjs'), join(folder, 'dist')], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  const { files }: { files?: readonly string[] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const published = new Set((files ?? readdirSync(root)).map((pattern) => pattern.split('/')[0]));
  for (const entry of readdirSync(root)) {
    const own = entry === 'dist' || entry === 'package.json' || entry === 'node_modules';
    if (published.has(entry) && !own) symlinkSync(join(root, entry), join(folder, entry));
  }
  return folder;
}
