import { dirname, resolve } from 'node:path';
import { findProjectFile, readBytes } from '../compiler/node/index.ts';
import { decodeSource, shapedOrThrow } from '../compiler/source/index.ts';
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
 * @throws FileError of compiler/source where it is no project file, of compiler/node where it can't be read
 */
export function loadProject(document: string): Project | undefined {
  const path = findProjectFile(document);
  if (path === undefined) return undefined;
  const source = decodeSource(path, readBytes(path, { regular: true }));
  const isEmpty = source.text.replaceAll(/^\s*#.*$/gm, '').trim() === '';
  return { path, ...(isEmpty ? {} : shapedOrThrow(source, projectFileShape)) };
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
