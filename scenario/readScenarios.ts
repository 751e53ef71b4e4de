import {
  type Diagnostic,
  Diagnostics,
  duplicate,
  inOrder,
  type Place,
  positionsOf,
  type SourceFile,
} from '../compiler/diagnostics/index.ts';
import { compile, type Machine, type ReadReferenced } from '../compiler/index.ts';
import { FileError, type Node, nodeAt, parseSource, placeOf, readShaped, shape } from '../compiler/source/index.ts';
import type { JsonObject } from '../local/index.ts';
import { type DocumentSettings, loadProject, settingsOf } from '../project/index.ts';
import { type BoundScenario, bindScenario } from './bind.ts';
import { scenarioFileShape } from './fileShape.ts';
import type { ScenarioFile } from './scenario.ts';
import { nameHint } from './steps.ts';

const { anyObject, report } = shape;

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
export function readScenarios(source: SourceFile, readFile: ReadReferenced): ScenarioSuite {
  const diagnostics = new Diagnostics();
  const scenarios = read(source, readFile, diagnostics) ?? [];
  return {
    file: source.name,
    scenarios: diagnostics.hasErrors ? [] : scenarios,
    diagnostics: diagnostics.all.filter(({ severity }) => severity === 'error'),
  };
}

function read(source: SourceFile, readFile: ReadReferenced, diagnostics: Diagnostics): BoundScenario[] | undefined {
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

/** What to do about a file that can't be read. */
const onlyBelow =
  'Only regular files below the root are read: the folder of the nearest arazzo-sfn.yml upward, else the own one. A document begins with `arazzo`.';

function machineOf(
  { document, workflow, options }: ScenarioFile,
  node: Node,
  readFile: ReadReferenced,
  diagnostics: Diagnostics,
): Machine | undefined {
  const at = nodeAt(node, ['document']);
  const source = readFile(document, node.file.name);
  if (source === undefined)
    return report(diagnostics, 'document-unreadable', at, `${document} can't be read`, onlyBelow);
  const settings = projectSettings(source.name, diagnostics);
  if (settings === undefined) return undefined;
  const compiled = compile(source, {
    ...settings.options,
    ...options,
    readFile,
    ...(workflow === undefined ? {} : { workflow }),
  });
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

/** What the project file says of a document; undefined where something in it is wrong, which has been reported. */
function projectSettings(document: string, diagnostics: Diagnostics): DocumentSettings | undefined {
  try {
    return settingsOf(document, loadProject(document));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    for (const each of error.diagnostics) diagnostics.report(each);
    return undefined;
  }
}

function baseInput(
  { input = {} }: ScenarioFile,
  node: Node,
  readFile: ReadReferenced,
  diagnostics: Diagnostics,
): JsonObject | undefined {
  if (typeof input !== 'string') return input;
  const at = nodeAt(node, ['input']);
  const source = readFile(input, node.file.name, 'data');
  if (source === undefined) return report(diagnostics, 'document-unreadable', at, `${input} can't be read`, onlyBelow);
  const { value, diagnostics: inside } = readShaped(source, anyObject);
  // What is wrong in it is told without a line of it: it may be any file.
  const [wrong] = inOrder(inside.filter(({ severity }) => severity === 'error'));
  if (wrong === undefined) return value;
  const { line, column } = positionsOf(wrong.place).start;
  return report(
    diagnostics,
    wrong.code,
    at,
    `${input} holds no object in JSON or YAML: see its line ${line}, column ${column}`,
  );
}
