import type { Location, Range as LspRange } from 'vscode-languageserver';
import { type Place, positionsOf, type Range, type SourceFile } from '../compiler/diagnostics/index.ts';
import type { Analysis } from './workspace.ts';

/** A range of a text as the protocol has it: lines and UTF-16 units, both counted from 0. */
export function lspRange(file: SourceFile, range: Range): LspRange {
  const { start, end } = positionsOf({ file, range });
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

/** Where something stands, in whichever file. */
export function locationOf({ file, range }: Place, { uriOf }: Pick<Analysis, 'uriOf'>): Location {
  return { uri: uriOf(file.name), range: lspRange(file, range) };
}
