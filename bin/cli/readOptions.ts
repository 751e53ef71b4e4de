import { formatText } from '../../compiler/diagnostics/index.ts';
import type { CompileOptions, SourceFile } from '../../compiler/index.ts';
import { readShaped } from '../../compiler/source/index.ts';
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
  const { value, diagnostics } = readShaped(source, optionsShape);
  if (diagnostics.length > 0) io.stderr.write(`${formatText(diagnostics, { colours: io.stderr.colours })}\n`);
  return value;
}
