import { type Explanation, explainMachine, explanationMarkdown, explanationText } from '../../view/index.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';

const formats = ['text', 'markdown', 'json'] as const;
type Format = (typeof formats)[number];

/** `arazzo-sfn explain`: what a reviewer asks about a workflow. */
export const command: Command = {
  name: 'explain',
  operands: 'DOC',
  least: 1,
  most: 1,
  summary: 'Explain a workflow to a reviewer: what it sends, needs, retries, waits for and costs.',
  options: {
    workflow: { value: 'ID', short: 'w', text: 'the workflow to explain, where the document has several' },
    options: compileOptions,
    format: { value: formats.join('|'), short: 'f', text: 'how to write it (text)' },
  },
  notes: `
For each call: the members that it sends and where each value comes from, what may be missing, what is secret, what is retried
and why, the IAM actions that it needs. No value of a secret is shown, also not one that stands in the document. Costs are those
of Step Functions in us-east-1.`,

  async run({ operands: [path = ''], value }, io) {
    const format = formatOf(value('format') ?? 'text');
    const machine = await compileDocument(path, value('workflow'), io, value('options'));
    if (machine === undefined) return 1;
    io.stdout.write(shown(explainMachine(machine), format));
    return 0;
  },
};

function formatOf(given: string): Format {
  const format = formats.find((each) => each === given);
  if (format === undefined) throw new UsageError(`there is no format ${given}; use one of ${formats.join(', ')}`);
  return format;
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
