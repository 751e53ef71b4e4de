import { type CompileResult, compile } from '../../compiler/index.ts';
import type { Fuzzed } from './bases.ts';
import { definitionFault } from './definitionFault.ts';

/** How a document came out. */
export interface Finding {
  /** What went wrong; undefined: nothing. */
  readonly fault: string | undefined;
  /** How many machines it became. */
  readonly machines: number;
}

/**
 * Compiles a document and holds what comes out against what must always hold.
 * @param twice whether it is compiled twice, to see whether the same comes out
 * @throws whatever the compiler throws, which is a fault as well
 */
export function documentFault(document: Fuzzed, twice: boolean): Finding {
  const result = compiled(document);
  return { fault: faultOf(result, document, twice), machines: result.machines.length };
}

function faultOf(result: CompileResult, document: Fuzzed, twice: boolean): string | undefined {
  const refused = result.diagnostics.find(({ code }) => code === 'definition-refused');
  if (refused !== undefined) return refused.message;
  const { machines, diagnostics, workflows } = result;
  const wrong = diagnostics.some(({ severity }) => severity === 'error');
  if (!wrong && machines.length !== workflows.length) return 'a workflow without an error has no machine';
  if (twice && printed(compiled(document)) !== printed(result)) return 'compiled twice, it comes out differently';
  const told = diagnostics.some(({ code }) => code === 'output-maybe-unset');
  for (const { text, secretInputs } of machines) {
    const fault = sound.has(text) ? undefined : definitionFault(text, secretInputs, told);
    if (fault !== undefined) return fault;
    if (sound.size > 1000) sound.clear();
    sound.add(text);
  }
  return undefined;
}

/** Definitions that have nothing wrong with them: many slips change none. */
const sound = new Set<string>();

function compiled({ text, files }: Fuzzed): CompileResult {
  const readFile = (url: string) => {
    const name = url.replace(/^\.\//, '');
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    return file === undefined ? undefined : { name, text: file };
  };
  return compile({ name: 'fuzz.yml', text }, { readFile });
}

function printed({ machines, diagnostics }: CompileResult): string {
  const found = diagnostics.map(({ code, message, place }) => [code, message, place.range]);
  return JSON.stringify([machines.map(({ text, permissions }) => [text, permissions]), found]);
}
