import type { Permission } from '../compiler/index.ts';
import { FileError } from '../compiler/source/index.ts';
import { type DocumentSettings, loadProject, type ProjectScope, settingsOf } from '../project/index.ts';
import { DocumentError } from './documentError.ts';

/**
 * What the project file upward from a document says of it.
 * @throws DocumentError where something in the project file is wrong
 */
export function projectSettings(document: string): DocumentSettings {
  try {
    return settingsOf(document, loadProject(document));
  } catch (error) {
    throw error instanceof FileError ? new DocumentError(error.message.trimEnd()) : error;
  }
}

/** The part of a project's scope that is about the calls of one machine; the rest is about others. */
export function scopeFor(permissions: readonly Permission[], { arns = {}, ...scope }: ProjectScope): ProjectScope {
  const touched = new Set(
    permissions.flatMap(({ action, resources }) => resources.map(({ type }) => `${action.split(':')[0]}:${type}`)),
  );
  return { ...scope, arns: Object.fromEntries(Object.entries(arns).filter(([key]) => touched.has(key))) };
}
