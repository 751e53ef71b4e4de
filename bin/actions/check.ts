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
import { withSeverities } from '../../project/severities.ts';
import { UsageError } from '../cli/command.ts';
import { standardInput } from '../cli/files.ts';
import { findDocuments } from '../cli/findDocuments.ts';
import type { Io } from '../cli/io.ts';
import { progressLine } from '../cli/progressLine.ts';
import { readProject, readSettings } from '../cli/readSettings.ts';
import { packageVersion } from '../cli/version.ts';
import { watchFiles } from '../cli/watchFiles.ts';

type Format = 'text' | 'json' | 'jsonl' | 'sarif' | 'github';

/** What `check` is told beside the documents. */
export interface CheckOptions extends FileBounds {
  readonly options?: string | undefined;
  readonly format: Format;
  readonly strict?: true | undefined;
  readonly maxWarnings?: number | undefined;
  readonly watch?: true | undefined;
}

/** What was found in documents. */
interface Findings {
  readonly found: readonly Diagnostic[];
  /** How many documents were checked, and how many scenario files were among what was named. */
  readonly documents: number;
  readonly skipped: number;
  /** Every file that was read. */
  readonly files: ReadonlySet<string>;
}

/** Shows what is wrong with documents. Returns the exit code. */
export async function check(documents: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const { format, watch } = options;
  if (watch && format !== 'text') throw new UsageError(`--watch shows text for people, not ${format}`);
  if (watch && documents.includes(standardInput)) throw new UsageError('--watch watches files; - is none');
  if (watch) return watchDocuments(documents, options, io);
  const findings = await findingsIn(documents, options, io);
  if (findings === undefined) return 1;
  io.stdout.write(shown(findings, format, io.stdout.colours));
  return isRefused(findings.found, options) ? 1 : 0;
}

/** Whether what was found is a reason to exit with 1. */
function isRefused(found: readonly Diagnostic[], { strict, maxWarnings }: CheckOptions): boolean {
  if (found.some(({ severity }) => severity === 'error')) return true;
  const most = strict ? 0 : maxWarnings;
  return most !== undefined && found.filter(({ severity }) => severity === 'warning').length > most;
}

/** Undefined where the options or the project file are wrong, which is shown. */
async function findingsIn(given: readonly string[], options: CheckOptions, io: Io): Promise<Findings | undefined> {
  const project = given.length === 0 ? await readProject('document', io) : undefined;
  if (project === 'wrong') return undefined;
  const { documents, skipped } = await findDocuments(given, project, options);
  const files = new Set(documents.map(({ name }) => name));
  const readerFor = (document: string) => {
    const read = documentReader(document, options);
    return (url: string, from: string): SourceFile | undefined => {
      const file = read(url, from);
      if (file !== undefined) files.add(file.name);
      return file;
    };
  };
  const progress = progressLine(io.stderr);
  const perDocument: (readonly Diagnostic[])[] = [];
  for (const [at, source] of documents.entries()) {
    if (documents.length > 1) progress.show(`${at} of ${documents.length} documents`);
    const settings = await readSettings(source.name, options.options, io);
    if (settings === undefined) return undefined;
    const found = findingsOf(source, { ...settings.options, readFile: readerFor(source.name) });
    perDocument.push(withSeverities(found, settings.severities));
  }
  progress.clear();
  return { found: namedByNone(perDocument), documents: documents.length, skipped, files };
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
async function watchDocuments(given: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const { stdout } = io;
  const checkNow = async (): Promise<void> => {
    const since = Date.now();
    // Documents that can't be read are watched, too.
    watcher.watch(given, since);
    if (stdout.terminal) stdout.write('\x1b[2J\x1b[H');
    try {
      const findings = await findingsIn(given, options, io);
      if (findings === undefined) return;
      stdout.write(shown(findings, 'text', stdout.colours));
      watcher.watch(findings.files, since);
    } catch (error) {
      // A document may be away for a moment.
      if (!(error instanceof UsageError)) throw error;
      stdout.write(`${error.message}\n`);
    }
  };
  const checkAgain = (): void => void checkNow();
  const watcher = watchFiles(checkAgain);
  await checkNow();
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  watcher.close();
  return 0;
}

function shown({ found, documents, skipped }: Findings, format: Format, colours: boolean): string {
  switch (format) {
    case 'text': {
      const checked = documents === 1 ? '1 document' : `${documents} documents`;
      const left = skipped === 0 ? '' : `, ${skipped === 1 ? '1 scenario file' : `${skipped} scenario files`} left out`;
      const frames = found.length === 0 ? '' : `${formatText(found, { colours })}\n`;
      return `${frames}${checked} checked${left}: ${found.length === 0 ? 'nothing found' : summary(found)}\n`;
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
