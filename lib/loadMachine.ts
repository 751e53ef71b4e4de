import { readFileSync } from 'node:fs';
import { formatText, inOrder } from '../compiler/diagnostics/index.ts';
import { type CompileOptions, compile, type Machine, readReferenced, type SourceFile } from '../compiler/index.ts';
import { decodeSource } from '../compiler/source/index.ts';
import { DocumentError } from './documentError.ts';

/**
 * Compiles one workflow of a document for deployment.
 * @param path of the Arazzo document, relative to the working folder
 * @param options what can be said beyond the document; `workflow` is needed where it has several
 * @throws DocumentError with every error at its file, line and column
 */
export function loadMachine(path: string, options: CompileOptions): Machine {
  const { machines, diagnostics, workflows } = compile(read(path), { readFile: readReferenced, ...options });
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

function read(path: string): SourceFile {
  try {
    return decodeSource(path, readFileSync(path));
  } catch (error) {
    throw new DocumentError(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
