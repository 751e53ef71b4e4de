import { formatText } from '../../compiler/diagnostics/index.ts';
import type { SourceFile } from '../../compiler/index.ts';
import { type Json, readShaped, shape } from '../../compiler/source/index.ts';
import { readFile } from './files.ts';
import type { Io } from './io.ts';

/**
 * The input of an execution: JSON written on the command line (it starts with `{`), the name of a file with JSON or YAML,
 * or `-` for what is piped into the program. Undefined where that is neither; what is wrong is shown on stderr.
 * @throws UsageError where there is no such file
 */
export function readInput(given: string, io: Io): Json | undefined {
  const source: SourceFile = given.trimStart().startsWith('{') ? { name: '--input', text: given } : readFile(given);
  const { value, diagnostics } = readShaped(source, shape.anything);
  if (diagnostics.length > 0) io.stderr.write(`${formatText(diagnostics, { colours: io.stderr.colours })}\n`);
  return value;
}
