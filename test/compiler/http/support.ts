import { type CompileOptions, type CompileResult, compile, type Machine } from '../../../compiler/index.ts';
import { people } from './description.ts';

/** A document over the People API: its inputs, all of them strings, and its steps. */
export function workflow(steps: string, inputs: readonly string[] = ['id', 'name']): string {
  const properties = inputs.map((name) => `      ${name}: { type: string }`).join('\n');
  return `arazzo: 1.0.1
info: { title: Steps, version: 1.0.0 }
sourceDescriptions:
- { name: people, url: ./people.yml, type: openapi }
workflows:
- workflowId: main
  inputs:
    type: object
    required: [${inputs.join(', ')}]
    properties:
${properties}
  steps:
${steps.trim().replaceAll(/^(?=.)/gm, '  ')}
`;
}

/** Compiles a document beside which the People API, or other files, stand. */
export function compileHttp(
  text: string,
  files: Readonly<Record<string, string>> = { 'people.yml': people },
  options: CompileOptions = {},
): CompileResult {
  const found = new Map(Object.entries(files));
  const readFile = (url: string) => {
    const name = url.replace(/^\.\//, '');
    const file = found.get(name);
    return file === undefined ? undefined : { name, text: file };
  };
  return compile({ name: 'workflow.yml', text }, { readFile, ...options });
}

/** The machine of a document that has no error. */
export function machineOf(text: string, files?: Readonly<Record<string, string>>, options?: CompileOptions): Machine {
  const { machines, diagnostics } = compileHttp(text, files, options);
  const [machine] = machines;
  if (machine === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return machine;
}

/** The codes that a document gets. */
export function codesOf(text: string, files?: Readonly<Record<string, string>>, options?: CompileOptions) {
  return compileHttp(text, files, options).diagnostics.map(({ code }) => code);
}
