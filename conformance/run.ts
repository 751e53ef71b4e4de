// `npm run conformance -- --runner NAME`: runs the cases with a runner, and tells how they came out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Area } from './cases.ts';
import { readAreas } from './readAreas.ts';
import { junit } from './reports/junit.ts';
import { markdown } from './reports/markdown.ts';
import { keepResults, type Results, readNotes, resultsOf } from './results.ts';
import { type Result, runCases } from './runCases.ts';
import { commandRunner, type Runner, runners } from './runners/index.ts';
import { differencesIn, tally } from './tally.ts';

const usage = `Usage: npm run conformance -- --runner NAME [options]

  --runner NAME      ${runners.map(({ name }) => name).join(', ')}
  --command COMMAND  a runner of your own: a program that is given a case as JSON (conformance/README.md)
  --only NAME        an area or a case; may be given again
  --parallel NUMBER  how many cases at a time (default: 2)
  --report FOLDER    write the results there as JSON, Markdown and JUnit
  --keep             keep the results for docs/conformance.md
  --verbose          show what the runner said of cases that came out otherwise

Exits with 1 where a MUST came out otherwise and no note says why.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runner: { type: 'string' },
      command: { type: 'string' },
      only: { type: 'string', multiple: true },
      parallel: { type: 'string' },
      report: { type: 'string' },
      keep: { type: 'boolean' },
      verbose: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const runner = values.command === undefined ? named(values.runner) : commandRunner(values.command);
  if (values.help === true || runner === undefined) {
    console.log(usage);
    return values.help === true ? 0 : 2;
  }
  const areas = chosen(readAreas(), values.only);
  if (areas.length === 0) {
    console.error(`There is no area and no case ${values.only?.join(', ')}`);
    return 2;
  }
  const version = await runner.version();
  const results = await runCases(
    runner,
    areas.flatMap(({ cases }) => cases),
    {
      ...(values.parallel === undefined ? {} : { parallel: Number(values.parallel) }),
      onResult: (result) => show(result, values.verbose === true),
    },
  );
  const summary = resultsOf(runner, version, new Date(), results);
  if (values.report !== undefined) writeReports(values.report, summary, areas);
  if (values.keep === true) keepResults(summary);
  return conclude(summary, areas);
}

function named(name: string | undefined): Runner | undefined {
  return runners.find((each) => each.name === name);
}

function chosen(areas: readonly Area[], only: readonly string[] | undefined): readonly Area[] {
  if (only === undefined) return areas;
  return areas
    .map((each) => ({ ...each, cases: each.cases.filter(({ id }) => only.includes(id) || only.includes(each.area)) }))
    .filter(({ cases }) => cases.length > 0);
}

function show({ case: { id }, verdict, message }: Result, verbose: boolean): void {
  if (verdict.kind === 'pass') return;
  if (verdict.kind === 'reading') {
    console.log(`${id}: another reading: ${verdict.reading}`);
    return;
  }
  console.log(`${id}: ${verdict.kind}: ${verdict.differences.join('; ')}`);
  if (verbose && message !== undefined) console.log(message.trim().replaceAll(/^/gm, '  '));
}

function writeReports(folder: string, results: Results, areas: readonly Area[]): void {
  mkdirSync(folder, { recursive: true });
  const write = (ending: string, text: string) => writeFileSync(join(folder, `${results.runner}.${ending}`), text);
  write('json', `${JSON.stringify(results, null, 2)}\n`);
  write('md', markdown({ results, notes: readNotes(results.runner) }, areas));
  write('xml', junit(results, areas));
}

function conclude(results: Results, areas: readonly Area[]): number {
  const notes = readNotes(results.runner);
  const cases = areas.flatMap((each) => each.cases);
  const { passed, cases: run } = tally(results, cases);
  console.log(`${results.title} ${results.version}: ${passed} of ${run} cases as the specification says or allows`);
  const settled = cases.filter(({ id }) => notes[id] !== undefined && results.cases[id] === 'pass').map(({ id }) => id);
  if (settled.length > 0) console.log(`Notes that are no longer needed: ${settled.join(', ')}`);
  const wrong = differencesIn(results, areas, notes).filter(
    ({ case: each, note }) => each.level === 'MUST' && note === undefined,
  );
  return wrong.length === 0 ? 0 : 1;
}
