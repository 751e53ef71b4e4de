import { toRecord } from '../../compiler/diagnostics/index.ts';
import { type SuiteResult, tally } from '../suite.ts';

/** What came of a file as lines of JSON: one `scenario` each, or one `error` for everything that is wrong with the file. */
export function suiteLines({ file, diagnostics, results }: SuiteResult): string {
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
  return [...errors, ...scenarios].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The last line. */
export function tallyLine(suites: readonly SuiteResult[]): string {
  return `${JSON.stringify({ kind: 'summary', ...tally(suites) })}\n`;
}
