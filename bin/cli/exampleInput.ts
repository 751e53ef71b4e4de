import { type FileBounds, FileError, readDocument } from '../../compiler/index.ts';
import { isObject, type Json } from '../../local/index.ts';
import type { Io } from './io.ts';

/**
 * The input that is kept beside a document as an example: `onboarding.input.json` beside `onboarding.yml`. Undefined where
 * there is none; what is no JSON object is told.
 */
export function exampleInput(document: string, bounds: FileBounds, io: Io): Json | undefined {
  const path = document.replace(/(\.arazzo)?\.(ya?ml|json)$/, '.input.json');
  if (path === document) return undefined;
  try {
    const input: Json = JSON.parse(readDocument(path, bounds).text);
    if (isObject(input)) return input;
  } catch (error) {
    if (error instanceof FileError) return undefined;
    if (!(error instanceof SyntaxError)) throw error;
  }
  io.stderr.write(`${path} is no JSON object: the page doesn't show it as an example\n`);
  return undefined;
}
