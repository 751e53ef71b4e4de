import type { SourceFile } from '../compiler/diagnostics/index.ts';
import { formatText } from '../compiler/diagnostics/index.ts';
import { documentReader, type FileBounds, FileError, readDocument } from '../compiler/index.ts';
import { readScenarios, type ScenarioSuite } from './readScenarios.ts';
import { runBound, type ScenarioResult } from './run.ts';
import type { Scenario, ScenarioFile } from './scenario.ts';

/** A scenario file, or a document that one is about, is wrong. The message says what is, with the lines. */
export class ScenarioError extends Error {}

/** A scenario of a scenario file, ready to run. */
export interface LoadedScenario {
  readonly name: string;
  run(): Promise<ScenarioResult>;
}

/**
 * Reads a scenario file, for tests that run each of its scenarios:
 *
 * ```
 * test.each(loadScenarios('onboarding.scenarios.yml'))('$name', async (scenario) => {
 *   expect(failuresOf(await scenario.run())).toEqual([]);
 * });
 * ```
 *
 * @param path relative to the current folder
 * @param bounds which files are read: the scenario file, its document, and what they name
 * @throws ScenarioError where the file can't be read, or it or its document has errors
 */
export function loadScenarios(path: string, bounds: FileBounds = {}): readonly LoadedScenario[] {
  const { scenarios } = sound(readScenarios(read(path, bounds), documentReader(path, bounds)));
  return scenarios.map((bound) => ({ name: bound.scenario.name, run: () => runBound(bound) }));
}

/** A scenario that stands in a program, with the document that it is about. */
export type CodeScenario = Pick<ScenarioFile, 'document' | 'workflow' | 'options'> & Partial<Scenario>;

/**
 * Runs a workflow on this machine, on services in memory that answer as the scenario says, and on a clock on which waiting
 * takes no time. `document` is relative to the current folder.
 * @param bounds which files are read: the document, and what it names
 * @throws ScenarioError where the scenario names a step that isn't there, an answer isn't one of the operation, or the
 * document has errors; an expectation that isn't met is in the result's `failures`
 */
export async function runScenario(
  { document, workflow, options, ...scenario }: CodeScenario,
  bounds: FileBounds = {},
): Promise<ScenarioResult> {
  // As text it goes the way of a file: checked in the same manner, and mistakes are shown where they stand.
  const file = { document, workflow, options, scenarios: [{ name: 'scenario', ...scenario }] };
  const source = { name: 'scenario', text: JSON.stringify(file, null, 2) };
  const [bound] = sound(readScenarios(source, documentReader(document, bounds))).scenarios;
  if (bound === undefined) throw new ScenarioError('there is no scenario');
  return runBound(bound);
}

/** What isn't as expected, a line each; empty where the scenario passed. */
export function failuresOf({ failures }: ScenarioResult): readonly string[] {
  return failures.map(({ message, place }) => `${place.file}:${place.line}:${place.column}: ${message}`);
}

function read(path: string, bounds: FileBounds): SourceFile {
  try {
    return readDocument(path, bounds);
  } catch (error) {
    throw error instanceof FileError ? new ScenarioError(`${path} can't be read: ${error.message}`) : error;
  }
}

function sound(suite: ScenarioSuite): ScenarioSuite {
  if (suite.diagnostics.length === 0) return suite;
  throw new ScenarioError(`${suite.file} can't be run\n${formatText(suite.diagnostics, { colours: false })}`);
}
