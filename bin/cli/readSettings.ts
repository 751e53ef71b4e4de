import { formatText } from '../../compiler/diagnostics/index.ts';
import type { SourceFile } from '../../compiler/index.ts';
import { findProjectFile } from '../../compiler/node/index.ts';
import { FileError, readShaped } from '../../compiler/source/index.ts';
import type { DocumentSettings, Project } from '../../project/index.ts';
import { readFile, standardInput } from './files.ts';
import type { Io } from './io.ts';

/**
 * What holds for a document: what the project file says, and over it, field by field, the options of the command line: JSON
 * written there, or the name of a file with JSON or YAML. Undefined where something in either is wrong; that is shown on
 * stderr.
 * @throws UsageError where there is no such file
 */
export async function readSettings(
  document: string,
  given: string | undefined,
  io: Io,
): Promise<DocumentSettings | undefined> {
  const path = document === standardInput ? 'document' : document;
  if (given === undefined && findProjectFile(path) === undefined) return { options: {}, severities: {} };
  // Only who says something beyond the document waits for what reads it.
  const { optionsShape, settingsOf } = await import('../../project/index.ts');
  const project = await readProject(path, io);
  if (project === 'wrong') return undefined;
  const settings = settingsOf(path, project);
  if (given === undefined) return settings;
  const source: SourceFile = given.trimStart().startsWith('{') ? { name: '--options', text: given } : readFile(given);
  const { value, diagnostics } = readShaped(source, optionsShape);
  if (diagnostics.length > 0) io.stderr.write(`${formatText(diagnostics, { colours: io.stderr.colours })}\n`);
  return value === undefined ? undefined : { ...settings, options: { ...settings.options, ...value } };
}

/** The nearest project file upward from a document; undefined where there is none. What is wrong in it is shown. */
export async function readProject(document: string, io: Io): Promise<Project | undefined | 'wrong'> {
  const { loadProject } = await import('../../project/index.ts');
  try {
    return loadProject(document);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    io.stderr.write(`${formatText(error.diagnostics, { colours: io.stderr.colours })}\n`);
    return 'wrong';
  }
}
