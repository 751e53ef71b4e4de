import { didYouMean, formatText, inOrder, nearest, summary } from '../../compiler/diagnostics/index.ts';
import { compile, documentReader, type Machine } from '../../compiler/index.ts';
import { UsageError } from './command.ts';
import { openDocument } from './files.ts';
import type { Io } from './io.ts';
import type { DocumentOptions } from './options.ts';
import { readOptions } from './readOptions.ts';

/**
 * Compiles one workflow of a document, and shows errors and warnings on stderr; infos are what `check` is for. Undefined
 * where there are errors.
 * @param given which files are read, which workflow, where the document has several, and the compiler's options, as the command line has them
 * @throws UsageError where there is no such workflow, or several and none was named
 */
export async function compileDocument(path: string, given: DocumentOptions, io: Io): Promise<Machine | undefined> {
  const { workflow } = given;
  const source = openDocument(path, given);
  const options = await readOptions(given.options, io);
  if (options === undefined) return undefined;
  const { machines, diagnostics, workflows } = compile(source, {
    ...options,
    readFile: documentReader(path, given),
    ...(workflow === undefined ? {} : { workflow }),
  });
  if (workflow === undefined && workflows.length > 1) {
    throw new UsageError(`${path} has several workflows: ${workflows.join(', ')}; choose one by --workflow`);
  }
  if (workflow !== undefined && workflows.length > 0 && !workflows.includes(workflow)) {
    const help = didYouMean(nearest(workflow, workflows)) ?? `It has ${workflows.join(', ')}.`;
    throw new UsageError(`${path} has no workflow ${workflow}`, help);
  }
  const shown = inOrder(diagnostics).filter(({ severity }) => severity !== 'info');
  if (shown.length > 0) {
    io.stderr.write(`${formatText(shown, { colours: io.stderr.colours })}\n${summary(shown)}\n`);
  }
  return machines.find(({ workflowId }) => workflow === undefined || workflowId === workflow);
}
