import { toRecord } from '../../compiler/diagnostics/index.ts';
import { type SuiteResult, tally } from '../suite.ts';

/** What came of files as JSON: an array of what {@link suiteLines} writes, the summary last. */
export function formatSuitesJson(suites: readonly SuiteResult[]): string {
  return `${JSON.stringify([...suites.flatMap(recordsOf), summaryOf(suites)], null, 2)}\n`;
}

/** What came of a file as lines of JSON: one `scenario` each, or one `error` for everything that is wrong with the file. */
export function suiteLines(suite: SuiteResult): string {
  return recordsOf(suite)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('');
}

/** The last line. */
export function tallyLine(suites: readonly SuiteResult[]): string {
  return `${JSON.stringify(summaryOf(suites))}\n`;
}

function summaryOf(suites: readonly SuiteResult[]): object {
  return { kind: 'summary', ...tally(suites) };
}

function recordsOf({ file, diagnostics, results }: SuiteResult): readonly object[] {
  const errors = diagnostics.map((each) => ({ kind: 'error', ...toRecord(each) }));
  const scenarios = results.map(
    ({ name, place, failures, status, error, failedState, states, calls, seconds, milliseconds }) => ({
      kind: 'scenario',
      file,
      name,
      line: place.line,
      passed: failures.length === 0,
      failures: failures.map(({ message, place: { line, column } }) => ({ message, line, column })),
      status,
      error,
      failedState,
      states,
      calls: calls.map(({ state, operation }) => ({ state, operation })),
      seconds,
      milliseconds: Math.round(milliseconds),
    }),
  );
  return [...errors, ...scenarios];
}
