import { type Diagnostic, Diagnostics, duplicate, type Place, type SourceFile } from '../compiler/diagnostics/index.ts';
import { type CompileOptions, compile, type Machine } from '../compiler/index.ts';
import { type Node, nodeAt, parseSource, placeOf, readShaped, shape } from '../compiler/source/index.ts';
import type { JsonObject } from '../local/index.ts';
import { type BoundScenario, bindScenario } from './bind.ts';
import { scenarioFileShape } from './fileShape.ts';
import type { ScenarioFile } from './scenario.ts';
import { nameHint } from './steps.ts';

const { anyObject, report } = shape;

/** Reads a file that another one names. Undefined: there is none. */
export type ReadFile = NonNullable<CompileOptions['readFile']>;

/** A scenario file that was read. */
export interface ScenarioSuite {
  /** The file's name as it was given. */
  readonly file: string;
  /** Empty where there are errors. */
  readonly scenarios: readonly BoundScenario[];
  /** What is wrong with the file, or with the document that it is about; all errors. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a scenario file (YAML or JSON) and compiles the workflow that it is about. */
export function readScenarios(source: SourceFile, readFile: ReadFile): ScenarioSuite {
  const diagnostics = new Diagnostics();
  const scenarios = read(source, readFile, diagnostics) ?? [];
  return {
    file: source.name,
    scenarios: diagnostics.hasErrors ? [] : scenarios,
    diagnostics: diagnostics.all.filter(({ severity }) => severity === 'error'),
  };
}

function read(source: SourceFile, readFile: ReadFile, diagnostics: Diagnostics): BoundScenario[] | undefined {
  const node = parseSource(source, diagnostics);
  const file = node === undefined ? undefined : scenarioFileShape.read(node, diagnostics);
  if (node === undefined || file === undefined || diagnostics.hasErrors) return undefined;
  const machine = machineOf(file, node, readFile, diagnostics);
  const base = baseInput(file, node, readFile, diagnostics);
  if (machine === undefined || base === undefined) return undefined;
  const names = new Map<string, Place>();
  return file.scenarios.flatMap((scenario, at) => {
    const place = nodeAt(node, ['scenarios', at]);
    const named = placeOf(nodeAt(place, ['name']));
    const first = names.get(scenario.name);
    const message = `there are two scenarios \`${scenario.name}\``;
    if (first === undefined) names.set(scenario.name, named);
    else diagnostics.report(duplicate('duplicate-name', named, first, message));
    return bindScenario(scenario, place, machine, base, diagnostics) ?? [];
  });
}

function machineOf(
  { document, workflow, options }: ScenarioFile,
  node: Node,
  readFile: ReadFile,
  diagnostics: Diagnostics,
): Machine | undefined {
  const at = nodeAt(node, ['document']);
  const source = readFile(document, node.file.name);
  if (source === undefined) return report(diagnostics, 'document-unreadable', at, `there is no file ${document}`);
  const compiled = compile(source, { ...options, readFile, ...(workflow === undefined ? {} : { workflow }) });
  for (const each of compiled.diagnostics) diagnostics.report(each);
  if (workflow !== undefined && compiled.workflows.length > 0 && !compiled.workflows.includes(workflow)) {
    const message = `${document} has no workflow \`${workflow}\``;
    const help = nameHint(workflow, compiled.workflows);
    return report(diagnostics, 'reference-unknown', nodeAt(node, ['workflow']), message, help);
  }
  if (workflow === undefined && compiled.workflows.length > 1) {
    const message = `${document} has several workflows, and no \`workflow\` says which is meant`;
    return report(diagnostics, 'field-missing', at, message, `It has ${compiled.workflows.join(', ')}.`);
  }
  return diagnostics.hasErrors ? undefined : compiled.machines[0];
}

function baseInput(
  { input = {} }: ScenarioFile,
  node: Node,
  readFile: ReadFile,
  diagnostics: Diagnostics,
): JsonObject | undefined {
  if (typeof input !== 'string') return input;
  const at = nodeAt(node, ['input']);
  const source = readFile(input, node.file.name);
  if (source === undefined) return report(diagnostics, 'document-unreadable', at, `there is no file ${input}`);
  const read = readShaped(source, anyObject);
  for (const each of read.diagnostics) diagnostics.report(each);
  return read.value;
}
