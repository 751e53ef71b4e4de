import { dirname, resolve } from 'node:path';
import { diagnostic, type SourceFile } from '../compiler/diagnostics/index.ts';
import { findProjectFile, readProjectFile } from '../compiler/node/index.ts';
import { FileError, shapedOrThrow } from '../compiler/source/index.ts';
import type { FileOptions } from './optionsShape.ts';
import { type ProjectFile, projectFileShape, type ResourceScope } from './projectFile.ts';

/** A project file that was read. */
export interface Project extends ProjectFile {
  /** Its path. */
  readonly path: string;
}

/** What a project says of one document. */
export interface DocumentSettings {
  readonly options: FileOptions;
  readonly severities: NonNullable<ProjectFile['severities']>;
  readonly resourceScope?: ResourceScope;
}

/**
 * Reads the nearest project file upward from a document; undefined where there is none. An empty one says nothing.
 * @throws FileError where it is no project file, or can't be read
 */
export function loadProject(document: string): Project | undefined {
  const path = findProjectFile(document);
  if (path === undefined) return undefined;
  const source = readable(path);
  const isEmpty = source.text.replaceAll(/^\s*#.*$/gm, '').trim() === '';
  return { path, ...(isEmpty ? {} : shapedOrThrow(source, projectFileShape)) };
}

function readable(path: string): SourceFile {
  try {
    return readProjectFile(path);
  } catch (error) {
    const message = `the project file can't be read: ${error instanceof Error ? error.message : String(error)}`;
    const place = { file: { name: path, text: '' }, range: { start: 0, end: 0 } };
    throw new FileError([diagnostic('document-unreadable', place, message)]);
  }
}

/** What holds for a document: what the project says of all, and over it what it says of this one. */
export function settingsOf(document: string, project: Project | undefined): DocumentSettings {
  if (project === undefined) return { options: {}, severities: {} };
  const { documents = [], options = {}, severities = {}, resourceScope } = project;
  const path = resolve(document);
  const own = documents
    .filter((each) => typeof each !== 'string')
    .find((each) => resolve(dirname(project.path), each.document) === path);
  const scope = own?.resourceScope ?? resourceScope;
  return {
    options: { ...options, ...own?.options },
    severities,
    ...(scope === undefined ? {} : { resourceScope: scope }),
  };
}
