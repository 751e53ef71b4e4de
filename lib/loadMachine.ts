import { formatText, inOrder } from '../compiler/diagnostics/index.ts';
import {
  type CompileOptions,
  compile,
  documentReader,
  type FileBounds,
  FileError,
  type Machine,
  readDocument,
  type SourceFile,
} from '../compiler/index.ts';
import { DocumentError } from './documentError.ts';

/**
 * Compiles one workflow of a document for deployment.
 * @param path of the Arazzo document, relative to the working folder
 * @param options what can be said beyond the document; `workflow` is needed where it has several
 * @param bounds which files are read for it
 * @throws DocumentError with every error at its file, line and column
 */
export function loadMachine(path: string, options: CompileOptions, bounds: FileBounds): Machine {
  const readFile = documentReader(path, bounds);
  const { machines, diagnostics, workflows } = compile(read(path, bounds), { readFile, ...options });
  const errors = inOrder(diagnostics.filter(({ severity }) => severity === 'error'));
  if (errors.length > 0) throw new DocumentError(formatText(errors, { colours: false }).trimEnd());
  const { workflow } = options;
  const [machine, ...others] = machines.filter(({ workflowId }) => workflow === undefined || workflowId === workflow);
  if (machine === undefined || others.length > 0) {
    const wanted = workflow === undefined ? 'name one of its workflows' : `it has no workflow '${workflow}'`;
    throw new DocumentError(`${path}: ${wanted}: ${workflows.join(', ')}`);
  }
  return machine;
}

function read(path: string, bounds: FileBounds): SourceFile {
  try {
    return readDocument(path, bounds);
  } catch (error) {
    throw error instanceof FileError ? new DocumentError(`${path} can't be read: ${error.message}`) : error;
  }
}
