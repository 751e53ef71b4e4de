// `npm run conformance`: runs the cases with runners, and tells how they came out.
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

/** The runners that are compared, where none is named. */
const COMPARED = ['arazzo-sfn', 'respect'];

const usage = `Usage: npm run conformance -- [options]

  --runner NAME      ${runners.map(({ name }) => name).join(', ')}; may be given again (default: ${COMPARED.join(' and ')})
  --command COMMAND  a runner of your own: a program that is given a case as JSON (conformance/README.md)
  --stays            the program of --command stays, and is given one case after the other
  --only NAME        an area or a case; may be given again
  --parallel NUMBER  how many cases at a time (default: as many as processors)
  --report FOLDER    write the results there as JSON, Markdown and JUnit
  --keep             keep the results for docs/conformance.md
  --verbose          show what the runner said of cases that came out otherwise

Exits with 1 where a MUST came out otherwise and no note says why.`;

/** What says which runners are held against the cases. */
interface Chosen {
  readonly runner?: readonly string[] | undefined;
  readonly command?: string | undefined;
  readonly stays?: boolean | undefined;
}

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runner: { type: 'string', multiple: true },
      command: { type: 'string' },
      stays: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      parallel: { type: 'string' },
      report: { type: 'string' },
      keep: { type: 'boolean' },
      verbose: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const compared = runnersFor(values);
  const parallel = values.parallel === undefined ? undefined : Number(values.parallel);
  if (values.help === true || compared === undefined || (parallel !== undefined && !(parallel >= 1))) {
    console.log(usage);
    return values.help === true ? 0 : 2;
  }
  const areas = chosen(readAreas(), values.only);
  if (areas.length === 0) {
    console.error(`There is no area and no case ${values.only?.join(', ')}`);
    return 2;
  }
  let wrong = 0;
  for (const runner of compared) {
    const version = await runner.version();
    const began = performance.now();
    const results = await runCases(
      runner,
      areas.flatMap(({ cases }) => cases),
      { ...(parallel === undefined ? {} : { parallel }), onResult: (result) => show(result, values.verbose === true) },
    );
    const seconds = Math.ceil((performance.now() - began) / 1000);
    const summary = resultsOf(runner, version, new Date(), results);
    if (values.report !== undefined) writeReports(values.report, summary, areas);
    if (values.keep === true) keepResults(summary);
    wrong += conclude(summary, areas, seconds);
  }
  return wrong === 0 ? 0 : 1;
}

/** The runners that are asked for; undefined where there is none of a name. */
function runnersFor({ runner: names = COMPARED, command, stays = false }: Chosen): readonly Runner[] | undefined {
  if (command !== undefined) return [commandRunner(command, { stays })];
  const found = names.flatMap((name) => runners.filter((each) => each.name === name));
  return found.length === names.length ? found : undefined;
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

/** Tells how a runner came out. Returns how many demands it doesn't meet without a note that says why. */
function conclude(results: Results, areas: readonly Area[], seconds: number): number {
  const notes = readNotes(results.runner);
  const cases = areas.flatMap((each) => each.cases);
  const { passed, cases: run } = tally(results, cases);
  const counted = `${passed} of ${run} cases as the specification says or allows`;
  console.log(`${results.title} ${results.version}: ${counted}, in ${seconds} s`);
  const settled = cases.filter(({ id }) => notes[id] !== undefined && results.cases[id] === 'pass').map(({ id }) => id);
  if (settled.length > 0) console.log(`Notes that are no longer needed: ${settled.join(', ')}`);
  return differencesIn(results, areas, notes).filter(
    ({ case: each, note }) => each.level === 'MUST' && note === undefined,
  ).length;
}
