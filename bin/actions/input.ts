import { printable } from '../../compiler/diagnostics/index.ts';
import { inputSkeleton } from '../../discovery/index.ts';
import { inputCheck } from '../../local/index.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { writeResult } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';
import type { DocumentOptions } from '../cli/options.ts';

/** What `input` is told beside the document. */
export interface InputOptions extends DocumentOptions {
  readonly all?: true | undefined;
  readonly out?: string | undefined;
}

/** Writes an input to fill in. Returns the exit code. */
export async function input(document: string, options: InputOptions, io: Io): Promise<number> {
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  const skeleton = inputSkeleton(machine.inputsSchema, { all: options.all === true, secrets: machine.secretInputs });
  // A workflow without inputs takes any input.
  const value = typeof skeleton === 'object' ? skeleton : {};
  writeResult(options.out, `${JSON.stringify(value, null, 2)}\n`, io);
  const refused = await inputCheck(JSON.parse(machine.text))(value);
  if (refused !== undefined) io.stderr.write(`to be filled in: ${printable(refused)}\n`);
  return 0;
}
