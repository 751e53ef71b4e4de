import {
  type CompileResult,
  type CompileSource,
  compile as compileWith,
  type Examined,
  examine as examineWith,
} from '../compile.ts';
import type { CompileOptions } from '../options.ts';
import { shippedModels } from './shippedModels.ts';

/**
 * Compiles the workflows of an Arazzo document (1.0.x, and parts of 1.1) into Step Functions state machines. Never throws
 * for what the document says: that comes back as diagnostics. The same document gives the same bytes.
 */
export function compile(source: CompileSource, options: CompileOptions = {}): CompileResult {
  return compileWith(source, { models: shippedModels, ...options });
}

/**
 * Reads a document, whether there are mistakes in it or not, and compiles it when that is asked for.
 * @param earlier what was read of an earlier text of it, of which most is left
 */
export function examine(source: CompileSource, options: CompileOptions = {}, earlier?: Examined): Examined {
  return examineWith(source, { models: shippedModels, ...options }, earlier);
}
