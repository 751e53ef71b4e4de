import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Result } from './runCases.ts';
import type { Runner } from './runners/index.ts';

/** How a case came out, as it is kept: `pass`, or what was otherwise. */
export type KeptVerdict = 'pass' | Exclude<Result['verdict'], { readonly kind: 'pass' }>;

/** How all cases came out with a runner. */
export interface Results {
  readonly runner: string;
  readonly title: string;
  readonly version: string;
  /** The day of the run: `2026-11-29`. */
  readonly date: string;
  /** By the ids of cases. */
  readonly cases: Readonly<Record<string, KeptVerdict>>;
}

/** What is known of the cases that a runner doesn't pass, by their ids: why, in words for people. */
export type Notes = Readonly<Record<string, string>>;

const here = fileURLToPath(new URL('.', import.meta.url));

/** The results of a run, to be kept or shown. */
export function resultsOf({ name, title }: Runner, version: string, date: Date, results: readonly Result[]): Results {
  const cases = results.map(({ case: { id }, verdict }) => [id, verdict.kind === 'pass' ? 'pass' : verdict] as const);
  return { runner: name, title, version, date: date.toISOString().slice(0, 10), cases: Object.fromEntries(cases) };
}

/** Keeps the results of a run for the documentation. */
export function keepResults(results: Results): void {
  writeFileSync(join(here, 'results', `${results.runner}.json`), `${JSON.stringify(results, null, 2)}\n`);
}

/** The results that are kept, this project's first. */
export function keptResults(): readonly Results[] {
  return readdirSync(join(here, 'results'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(here, 'results', name), 'utf8')));
}

/** What is known of a runner; this project's is the same in process. */
export function readNotes(runner: string): Notes {
  const file = join(here, 'notes', `${runner === 'in-process' ? 'arazzo-sfn' : runner}.yml`);
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {};
}
