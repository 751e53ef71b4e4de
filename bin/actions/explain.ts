import { type Explanation, explainMachine, explanationMarkdown, explanationText } from '../../view/index.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import type { Io } from '../cli/io.ts';
import type { DocumentOptions } from '../cli/options.ts';

type Format = 'text' | 'markdown' | 'json';

/** Explains a workflow to a reviewer. Returns the exit code. */
export async function explain(
  document: string,
  options: DocumentOptions & { readonly format: Format },
  io: Io,
): Promise<number> {
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  io.stdout.write(shown(explainMachine(machine), options.format));
  return 0;
}

function shown(explanation: Explanation, format: Format): string {
  switch (format) {
    case 'text':
      return explanationText(explanation);
    case 'markdown':
      return explanationMarkdown(explanation);
    case 'json':
      return `${JSON.stringify(explanation, null, 2)}\n`;
    default:
      return format satisfies never;
  }
}
