import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Change, planted } from './changes.ts';
import type { Workspace } from './workspace.ts';

const CONFIG = 'tsconfig.changes.json';

/**
 * The changes that the type checker lets through; the others would be noticed without any test. Each is checked in a copy of
 * its module beside it, all in one run. Names that a change leaves unused are no matter.
 */
export function typeChecked(changes: readonly Change[], workspace: Workspace): readonly Change[] {
  const copies = new Map(changes.map((change, number) => [change.file.replace(/\.ts$/, `.${number}.ts`), change]));
  for (const [copy, change] of copies) workspace.write(copy, planted(workspace.original(change.file), change));
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
  const config = { extends: './tsconfig.json', include: [], files: [...copies.keys()], compilerOptions };
  workspace.write(CONFIG, JSON.stringify(config));
  const tsc = join('node_modules', '.bin', 'tsc');
  const { stdout, error } = spawnSync(tsc, ['--noEmit', '--pretty', 'false', '-p', CONFIG], {
    cwd: workspace.folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw error;
  for (const file of [...copies.keys(), CONFIG]) workspace.restore(file);
  const wrong = new Set([...stdout.matchAll(/^(.+?)\(\d+,\d+\): error/gm)].map(([, file = '']) => file));
  return [...copies].filter(([copy]) => !wrong.has(copy)).map(([, change]) => change);
}
