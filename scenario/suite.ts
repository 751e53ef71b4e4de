import type { Diagnostic, SourceFile } from '../compiler/diagnostics/index.ts';
import type { ReadReferenced } from '../compiler/index.ts';
import type { Enforcement } from '../local/index.ts';
import { readScenarios } from './readScenarios.ts';
import { runBound, type ScenarioResult } from './run.ts';

/** What came of a scenario file. Plain data: it can be handed from one thread to another. */
export interface SuiteResult {
  readonly file: string;
  /** What is wrong with the file or its document; then no scenario was run. */
  readonly diagnostics: readonly Diagnostic[];
  readonly results: readonly ScenarioResult[];
}

/** Runs the scenarios of a file, those whose name holds the text `only`, one after the other. */
export async function runSuite(
  source: SourceFile,
  readFile: ReadReferenced,
  only = '',
  enforced?: Enforcement,
): Promise<SuiteResult> {
  const { file, diagnostics, scenarios } = readScenarios(source, readFile);
  const results: ScenarioResult[] = [];
  for (const bound of scenarios) {
    if (bound.scenario.name.includes(only)) results.push(await runBound(bound, enforced));
  }
  return { file, diagnostics, results };
}

/** How many scenarios passed and failed, and how many files could not be run. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly broken: number;
}

export function tally(suites: readonly SuiteResult[]): Tally {
  const results = suites.flatMap((suite) => suite.results);
  const passed = results.filter(({ failures }) => failures.length === 0).length;
  return {
    passed,
    failed: results.length - passed,
    broken: suites.filter(({ diagnostics }) => diagnostics.length > 0).length,
  };
}
