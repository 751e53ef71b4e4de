import { compileDocument } from '../cli/compileDocument.ts';
import { writeResult } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';
import type { DocumentOptions } from '../cli/options.ts';

/** Writes the definition of a workflow. Returns the exit code. */
export async function compile(
  document: string,
  options: DocumentOptions & { readonly out?: string | undefined },
  io: Io,
): Promise<number> {
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  writeResult(options.out, `${machine.text.trimEnd()}\n`, io);
  return 0;
}
