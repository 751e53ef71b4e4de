import {
  type Diagnostic,
  formatGithub,
  formatJson,
  formatSarif,
  formatText,
  inOrder,
  summary,
} from '../../compiler/diagnostics/index.ts';
import { type CompileOptions, compile, readReferenced, type SourceFile } from '../../compiler/index.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { compileOptions, readOptions } from '../cli/compileOptions.ts';
import { readFile } from '../cli/files.ts';
import { packageVersion } from '../cli/version.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;
type Format = (typeof formats)[number];

/** `arazzo-sfn check`: what is wrong with documents. */
export const command: Command = {
  name: 'check',
  operands: 'DOC...',
  least: 1,
  most: Number.POSITIVE_INFINITY,
  summary: 'Check Arazzo documents: everything that compiling them would find.',
  options: {
    options: compileOptions,
    format: { value: formats.join('|'), short: 'f', text: 'how to show what was found (text)' },
  },
  notes: `
Every workflow of every document is compiled, and nothing is written but what was found. Infos are shown for documents
without errors. Exits with 1 where one finding is an error; warnings and infos are no reason.`,

  async run({ operands, value }, io) {
    const format = formatOf(value('format') ?? 'text');
    const sources = operands.map(readFile);
    const options = await readOptions(value('options'), io);
    if (options === undefined) return 1;
    const found = sources.flatMap((source) => findingsOf(source, options));
    io.stdout.write(shown(found, sources.length, format, io.stdout.colours));
    return found.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};

/** What is found in a document. Infos are left for when there is no error any more. */
function findingsOf(source: SourceFile, options: CompileOptions): Diagnostic[] {
  const found = inOrder(compile(source, { ...options, readFile: readReferenced }).diagnostics);
  const hasErrors = found.some(({ severity }) => severity === 'error');
  return hasErrors ? found.filter(({ severity }) => severity !== 'info') : found;
}

function formatOf(given: string): Format {
  const format = formats.find((each) => each === given);
  if (format === undefined) throw new UsageError(`there is no format ${given}; use one of ${formats.join(', ')}`);
  return format;
}

function shown(found: readonly Diagnostic[], documents: number, format: Format, colours: boolean): string {
  switch (format) {
    case 'text': {
      const checked = documents === 1 ? '1 document' : `${documents} documents`;
      const frames = found.length === 0 ? '' : `${formatText(found, { colours })}\n`;
      return `${frames}${checked} checked: ${found.length === 0 ? 'nothing found' : summary(found)}\n`;
    }
    case 'json':
      return formatJson(found);
    case 'sarif':
      return formatSarif(found, packageVersion());
    case 'github':
      return formatGithub(found);
  }
}
