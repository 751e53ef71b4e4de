import { didYouMean, formatText, inOrder, nearest, summary } from '../../compiler/diagnostics/index.ts';
import {
  type CompileResult,
  compile,
  documentReader,
  type Machine,
  type ReadReferenced,
  type SourceFile,
} from '../../compiler/index.ts';
import { withSeverities } from '../../project/severities.ts';
import { UsageError } from './command.ts';
import { openDocument } from './files.ts';
import type { Io } from './io.ts';
import type { DocumentOptions } from './options.ts';
import { readSettings } from './readSettings.ts';

/**
 * Compiles one workflow of a document, and shows errors and warnings on stderr; infos are what `check` is for. Undefined
 * where there are errors.
 * @param given which files are read, which workflow, where the document has several, and the compiler's options, as the command line has them
 * @throws UsageError where there is no such workflow, or several and none was named
 */
export async function compileDocument(path: string, given: DocumentOptions, io: Io): Promise<Machine | undefined> {
  const { workflow } = given;
  const source = openDocument(path, given);
  const compiled = await compileSource(source, documentReader(path, given), given, io);
  if (compiled === undefined) return undefined;
  const { machines, workflows } = compiled;
  if (workflow === undefined && workflows.length > 1) {
    throw new UsageError(`${path} has several workflows: ${workflows.join(', ')}; choose one by --workflow`);
  }
  return machines.find(({ workflowId }) => workflow === undefined || workflowId === workflow);
}

/**
 * The same with a document that was read already, and all of its workflows unless one is named.
 * @param readFile reads the files that it names
 * @throws UsageError where there is no such workflow
 */
export async function compileSource(
  source: SourceFile,
  readFile: ReadReferenced,
  { workflow, options, connection = [] }: Pick<DocumentOptions, 'workflow' | 'options' | 'connection'>,
  io: Io,
): Promise<Pick<CompileResult, 'machines' | 'workflows'> | undefined> {
  const settings = await readSettings(source.name, options, io);
  if (settings === undefined) return undefined;
  const connections = { ...settings.options.connections, ...Object.fromEntries(connection) };
  const { machines, diagnostics, workflows } = compile(source, {
    ...settings.options,
    connections,
    readFile,
    ...(workflow === undefined ? {} : { workflow }),
  });
  if (workflow !== undefined && workflows.length > 0 && !workflows.includes(workflow)) {
    const help = didYouMean(nearest(workflow, workflows)) ?? `It has ${workflows.join(', ')}.`;
    throw new UsageError(`${source.name} has no workflow ${workflow}`, help);
  }
  const found = withSeverities(inOrder(diagnostics), settings.severities);
  const shown = found.filter(({ severity }) => severity !== 'info');
  if (shown.length > 0) {
    io.stderr.write(`${formatText(shown, { colours: io.stderr.colours })}\n${summary(shown)}\n`);
  }
  return shown.some(({ severity }) => severity === 'error') ? undefined : { machines, workflows };
}
