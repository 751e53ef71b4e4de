import { FileError } from '../compiler/source/index.ts';
import { type DocumentSettings, loadProject, settingsOf } from '../project/index.ts';
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
