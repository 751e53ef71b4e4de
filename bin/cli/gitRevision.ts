import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import type { SourceFile } from '../../compiler/index.ts';
import { decodeSource } from '../../compiler/source/index.ts';
import { UsageError } from './command.ts';

/**
 * A file as it stands in a revision of git.
 * @param path relative to the working folder
 * @returns the file, under the name `revision:path`
 * @throws UsageError where there is no such revision, or no such file in it
 */
export function fileOfRevision(revision: string, path: string): SourceFile {
  // What begins so would be an option.
  if (revision.startsWith('-')) throw new UsageError(`${revision} is no revision of git`);
  const { status, stdout, stderr, error } = spawnSync('git', ['show', `${revision}:./${basename(path)}`], {
    cwd: dirname(path),
    maxBuffer: 16 * 1024 * 1024,
  });
  if (error !== undefined || status !== 0) {
    const reason = error === undefined ? stderr.toString().trim().split('\n')[0] : error.message;
    const why = reason?.replace(/^fatal: /, '');
    throw new UsageError(`there is no file ${revision}, and git shows no ${path} of such a revision: ${why}`);
  }
  return { ...decodeSource(`${revision}:${path}`, stdout) };
}
