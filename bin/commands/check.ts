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
import type { Io } from '../cli/io.ts';
import { progressLine } from '../cli/progressLine.ts';
import { packageVersion } from '../cli/version.ts';
import { watchFiles } from '../cli/watchFiles.ts';

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
    watch: { text: 'check again whenever a document, or a file that one names, is changed; until Ctrl-C' },
  },
  notes: `
Every workflow of every document is compiled, and nothing is written but what was found. Infos are shown for documents
without errors. Exits with 1 where one finding is an error; warnings and infos are no reason.`,

  async run({ operands, value, has }, io) {
    const format = formatOf(value('format') ?? 'text');
    if (has('watch') && format !== 'text') throw new UsageError(`--watch shows text for people, not ${format}`);
    const options = await readOptions(value('options'), io);
    if (options === undefined) return 1;
    if (has('watch')) return watchDocuments(operands, options, io);
    const { found } = check(operands, options, io);
    io.stdout.write(shown(found, operands.length, format, io.stdout.colours));
    return found.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};

/** What is found in documents, and every file that was read for it. */
function check(paths: readonly string[], options: CompileOptions, io: Io) {
  const sources = paths.map(readFile);
  const files = new Set(paths);
  const readAlso = (url: string, from: string): SourceFile | undefined => {
    const file = readReferenced(url, from);
    if (file !== undefined) files.add(file.name);
    return file;
  };
  const progress = progressLine(io.stderr);
  const found = sources.flatMap((source, at) => {
    if (sources.length > 1) progress.show(`${at} of ${sources.length} documents`);
    return findingsOf(source, { ...options, readFile: readAlso });
  });
  progress.clear();
  return { found, files };
}

/** What is found in a document. Infos are left for when there is no error any more. */
function findingsOf(source: SourceFile, options: CompileOptions): Diagnostic[] {
  const found = inOrder(compile(source, options).diagnostics);
  const hasErrors = found.some(({ severity }) => severity === 'error');
  return hasErrors ? found.filter(({ severity }) => severity !== 'info') : found;
}

/** Checks documents now and after each change, until the program is told to end. */
async function watchDocuments(paths: readonly string[], options: CompileOptions, io: Io): Promise<number> {
  const { stdout } = io;
  const checkAgain = (): void => {
    // Before they are read: what changes meanwhile is another change.
    watcher.watch(paths);
    if (stdout.terminal) stdout.write('\x1b[2J\x1b[H');
    try {
      const { found, files } = check(paths, options, io);
      stdout.write(shown(found, paths.length, 'text', stdout.colours));
      watcher.watch(files);
    } catch (error) {
      // A document may be away for a moment.
      if (!(error instanceof UsageError)) throw error;
      stdout.write(`${error.message}\n`);
    }
  };
  const watcher = watchFiles(checkAgain);
  checkAgain();
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  watcher.close();
  return 0;
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
