import {
  type Diagnostic,
  formatGithub,
  formatJson,
  formatSarif,
  formatText,
  inOrder,
  summary,
  toRecord,
} from '../../compiler/diagnostics/index.ts';
import {
  type CompileOptions,
  compile,
  documentReader,
  type FileBounds,
  type SourceFile,
} from '../../compiler/index.ts';
import { UsageError } from '../cli/command.ts';
import { openDocument } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';
import { progressLine } from '../cli/progressLine.ts';
import { readOptions } from '../cli/readOptions.ts';
import { packageVersion } from '../cli/version.ts';
import { watchFiles } from '../cli/watchFiles.ts';

type Format = 'text' | 'json' | 'jsonl' | 'sarif' | 'github';

/** What `check` is told beside the documents. */
export interface CheckOptions extends FileBounds {
  readonly options?: string | undefined;
  readonly format: Format;
  readonly watch?: true | undefined;
}

/** Shows what is wrong with documents. Returns the exit code. */
export async function check(documents: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const { format, watch } = options;
  if (watch && format !== 'text') throw new UsageError(`--watch shows text for people, not ${format}`);
  const given = await readOptions(options.options, io);
  if (given === undefined) return 1;
  if (watch) return watchDocuments(documents, given, options, io);
  const { found } = findingsIn(documents, given, options, io);
  io.stdout.write(shown(found, documents.length, format, io.stdout.colours));
  return found.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** What is found in documents, and every file that was read for it. */
function findingsIn(paths: readonly string[], options: CompileOptions, bounds: FileBounds, io: Io) {
  const sources = paths.map((path) => openDocument(path, bounds));
  const files = new Set(paths);
  const readerFor = (document: string) => {
    const read = documentReader(document, bounds);
    return (url: string, from: string): SourceFile | undefined => {
      const file = read(url, from);
      if (file !== undefined) files.add(file.name);
      return file;
    };
  };
  const progress = progressLine(io.stderr);
  const perDocument = sources.map((source, at) => {
    if (sources.length > 1) progress.show(`${at} of ${sources.length} documents`);
    return findingsOf(source, { ...options, readFile: readerFor(source.name) });
  });
  progress.clear();
  return { found: namedByNone(perDocument), files };
}

/** All findings. The options hold for all documents: a name in them is wrong where it is unknown to each, and is told once. */
function namedByNone(perDocument: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const [first = [], ...others] = perDocument;
  const isUnknown = ({ code }: Diagnostic) => code === 'option-unknown';
  const toAll = ({ message }: Diagnostic) =>
    others.every((found) => found.some((each) => isUnknown(each) && each.message === message));
  return [
    ...first.filter((each) => !isUnknown(each) || toAll(each)),
    ...others.flatMap((found) => found.filter((each) => !isUnknown(each))),
  ];
}

/** What is found in a document. Infos are left for when there is no error any more. */
function findingsOf(source: SourceFile, options: CompileOptions): Diagnostic[] {
  const found = inOrder(compile(source, options).diagnostics);
  const hasErrors = found.some(({ severity }) => severity === 'error');
  return hasErrors ? found.filter(({ severity }) => severity !== 'info') : found;
}

/** Checks documents now and after each change, until the program is told to end. */
async function watchDocuments(
  paths: readonly string[],
  options: CompileOptions,
  bounds: FileBounds,
  io: Io,
): Promise<number> {
  const { stdout } = io;
  const checkAgain = (): void => {
    // Before they are read: what changes meanwhile is another change.
    watcher.watch(paths);
    if (stdout.terminal) stdout.write('\x1b[2J\x1b[H');
    try {
      const { found, files } = findingsIn(paths, options, bounds, io);
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

function shown(found: readonly Diagnostic[], documents: number, format: Format, colours: boolean): string {
  switch (format) {
    case 'text': {
      const checked = documents === 1 ? '1 document' : `${documents} documents`;
      const frames = found.length === 0 ? '' : `${formatText(found, { colours })}\n`;
      return `${frames}${checked} checked: ${found.length === 0 ? 'nothing found' : summary(found)}\n`;
    }
    case 'json':
      return formatJson(found);
    case 'jsonl':
      return found.map((each) => `${JSON.stringify(toRecord(each))}\n`).join('');
    case 'sarif':
      return formatSarif(found, packageVersion());
    case 'github':
      return formatGithub(found);
    default:
      return format satisfies never;
  }
}
