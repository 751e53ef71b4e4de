import type { Command } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';
import { writeFile } from '../cli/files.ts';

/** `arazzo-sfn compile`: the state machine definition of a workflow. */
export const command: Command = {
  name: 'compile',
  operands: 'DOC',
  least: 1,
  most: 1,
  summary: 'Compile a workflow of an Arazzo document into a Step Functions state machine definition.',
  options: {
    workflow: { value: 'ID', short: 'w', text: 'the workflow to compile, where the document has several' },
    options: compileOptions,
    out: { value: 'FILE', short: 'o', text: 'write the definition to a file instead of stdout' },
  },
  notes: `
The definition (Amazon States Language, JSONata) goes to stdout, what was found in the document to stderr. A document with
errors gives no definition.`,

  async run({ operands: [path = ''], value }, io) {
    const machine = await compileDocument(path, value('workflow'), io, value('options'));
    if (machine === undefined) return 1;
    const out = value('out');
    const text = `${machine.text.trimEnd()}\n`;
    if (out === undefined) io.stdout.write(text);
    else writeFile(out, text);
    return 0;
  },
};
