import { formatText, printable, type TextOptions } from '../../compiler/diagnostics/index.ts';
import type { ScenarioResult } from '../run.ts';
import { type SuiteResult, tally } from '../suite.ts';

/** A scenario file for people: a line for each scenario, and below it what isn't as expected, with its line in the file. */
export function formatSuite({ file, diagnostics, results }: SuiteResult, options: TextOptions): string {
  const errors = diagnostics.length === 0 ? '' : `${formatText(diagnostics, options)}\n`;
  return `${printable(file)}\n${results.map((result) => formatResult(result, options)).join('')}${errors}`;
}

function formatResult({ name, failures, place, calls, seconds }: ScenarioResult, { colours }: TextOptions): string {
  const paint = (text: string, colour: number) => (colours ? `\x1b[${colour}m${text}\x1b[0m` : text);
  const made = calls.length === 1 ? '1 call' : `${calls.length} calls`;
  const facts = seconds < 1 ? made : `${made}, ${Number(seconds.toFixed(1))} s`;
  if (failures.length === 0) return `  ${paint('✓', 32)} ${printable(name)}  ${paint(`(${facts})`, 90)}\n`;
  const lines = failures.map(
    ({ message, place: at }) => `      ${printable(`${at.file}:${at.line}:${at.column}: ${message}`)}\n`,
  );
  return `  ${paint('✗', 31)} ${printable(name)}  ${paint(printable(`${place.file}:${place.line}`), 90)}\n${lines.join('')}`;
}

/** The last line: `12 scenarios: 11 passed, 1 failed`. */
export function formatTally(suites: readonly SuiteResult[]): string {
  const { passed, failed, broken } = tally(suites);
  const count = passed + failed;
  const files = broken === 0 ? '' : `, ${broken === 1 ? '1 file' : `${broken} files`} with errors`;
  return `${count === 1 ? '1 scenario' : `${count} scenarios`}: ${passed} passed, ${failed} failed${files}\n`;
}
