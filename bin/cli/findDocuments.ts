import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { type FileBounds, readDocument, type SourceFile } from '../../compiler/index.ts';
import { FileError } from '../../compiler/node/index.ts';
import type { Project } from '../../project/index.ts';
import { UsageError } from './command.ts';
import { openDocument, standardInput } from './files.ts';

/** Documents to be checked, and how many scenario files were among what was named. */
export interface FoundDocuments {
  readonly documents: readonly SourceFile[];
  readonly skipped: number;
}

/**
 * The documents that are meant by what stands on the command line: files, folders (all Arazzo documents in them and below)
 * and globs; without any, those that the project file lists. Scenario files are left out.
 * @throws UsageError where something names nothing
 */
export async function findDocuments(
  given: readonly string[],
  project: Project | undefined,
  bounds: FileBounds,
): Promise<FoundDocuments> {
  const named = given.length > 0 ? given : listedBy(project);
  const perName = await Promise.all(named.map((name) => documentsOf(name, bounds)));
  const all = new Map(perName.flatMap(({ documents }) => documents).map((source) => [source.name, source]));
  const skipped = perName.reduce((sum, found) => sum + found.skipped, 0);
  if (all.size === 0 && skipped > 0) {
    throw new UsageError('these are scenario files', 'They are run by `arazzo-sfn test`.');
  }
  return { documents: [...all.values()], skipped };
}

function listedBy(project: Project | undefined): readonly string[] {
  const listed = (project?.documents ?? []).map((each) => (typeof each === 'string' ? each : each.document));
  if (project === undefined || listed.length === 0) {
    throw new UsageError(
      'no document is named',
      'Name documents, folders or globs, or list them in arazzo-sfn.yml under `documents`.',
    );
  }
  return listed.map((path) => relative('.', resolve(dirname(project.path), path)) || '.');
}

async function documentsOf(name: string, bounds: FileBounds): Promise<FoundDocuments> {
  const stats = name === standardInput ? undefined : statSync(name, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true)
    return below(name, '**/*.{yml,yaml,json}', `no Arazzo document is in ${name}`, bounds);
  if (stats === undefined && name !== standardInput && /[*?{[]/.test(name) && !existsSync(name)) {
    return below('.', name, `no Arazzo document is meant by ${name}`, bounds);
  }
  const source = openDocument(name, bounds);
  return isScenarioFile(source) ? { documents: [], skipped: 1 } : { documents: [source], skipped: 0 };
}

/** The documents in a folder that a glob means; other files of that ending are left out in silence. */
async function below(folder: string, pattern: string, nothing: string, bounds: FileBounds): Promise<FoundDocuments> {
  // Only who names folders or globs waits for what looks for them.
  const { glob } = await import('tinyglobby');
  const paths = await glob(pattern.replaceAll('\\', '/'), {
    cwd: folder,
    ignore: ['**/node_modules/**', '**/cdk.out/**'],
    expandDirectories: false,
  });
  const sources = paths.sort().flatMap((path) => {
    const source = readable(relative('.', resolve(folder, path)), bounds);
    return source === undefined ? [] : [source];
  });
  const documents = sources.filter(({ text }) => isArazzo.test(text));
  const skipped = sources.filter(isScenarioFile).length;
  if (documents.length + skipped === 0) throw new UsageError(nothing);
  return { documents, skipped };
}

function readable(path: string, bounds: FileBounds): SourceFile | undefined {
  try {
    return readDocument(path, bounds);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** The field that an Arazzo document begins with stands in this text, in YAML or JSON. */
const isArazzo = /(?:^|[{,]\s*)["']?arazzo["']?\s*:/m;

function isScenarioFile({ text }: SourceFile): boolean {
  const has = (field: string) => new RegExp(`(?:^|[{,])\\s*["']?${field}["']?\\s*:`, 'm').test(text);
  return !isArazzo.test(text) && has('scenarios') && has('document');
}
