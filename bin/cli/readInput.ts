import { Diagnostics, formatText, inOrder } from '../../compiler/diagnostics/index.ts';
import type { SourceFile } from '../../compiler/index.ts';
import { type Json, parseSource, toJson } from '../../compiler/source/index.ts';
import { readFile } from './files.ts';
import type { Io } from './io.ts';

/**
 * The input of an execution: JSON written on the command line (it starts with `{`), or the name of a file with JSON or
 * YAML. Undefined where that is neither; what is wrong is shown on stderr.
 * @throws UsageError where there is no such file
 */
export function readInput(given: string, io: Io): Json | undefined {
  const source: SourceFile = given.trimStart().startsWith('{') ? { name: '--input', text: given } : readFile(given);
  const diagnostics = new Diagnostics();
  const node = parseSource(source, diagnostics);
  const shown = inOrder(diagnostics.all);
  if (shown.length > 0) io.stderr.write(`${formatText(shown, { colours: io.stderr.colours })}\n`);
  return node === undefined || diagnostics.hasErrors ? undefined : toJson(node);
}
