import { Diagnostics, formatText, inOrder } from '../../compiler/diagnostics/index.ts';
import type { CompileOptions, SourceFile } from '../../compiler/index.ts';
import { parseSource } from '../../compiler/source/index.ts';
import { readFile } from './files.ts';
import type { Io } from './io.ts';

/**
 * The compiler's options: JSON written on the command line, or the name of a file with JSON or YAML. Undefined where
 * something in them is wrong; that is shown on stderr.
 * @throws UsageError where there is no such file
 */
export async function readOptions(given: string | undefined, io: Io): Promise<CompileOptions | undefined> {
  if (given === undefined) return {};
  // Only who gives options waits for what reads them.
  const { optionsShape } = await import('../../scenario/index.ts');
  const source: SourceFile = given.trimStart().startsWith('{') ? { name: '--options', text: given } : readFile(given);
  const diagnostics = new Diagnostics();
  const node = parseSource(source, diagnostics);
  const options = node === undefined ? undefined : optionsShape.read(node, diagnostics);
  const shown = inOrder(diagnostics.all);
  if (shown.length > 0) io.stderr.write(`${formatText(shown, { colours: io.stderr.colours })}\n`);
  return diagnostics.hasErrors ? undefined : options;
}
