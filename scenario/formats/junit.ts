import { toRecord } from '../../compiler/diagnostics/index.ts';
import type { ScenarioResult } from '../run.ts';
import { type SuiteResult, tally } from '../suite.ts';
import { escapeXml, quoteXml as quote } from './xml.ts';

/** Results in the XML that JUnit's Ant task introduced and that CI systems read. Times are seconds on this machine. */
export function formatJunit(suites: readonly SuiteResult[]): string {
  const body = suites.map(formatSuite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="arazzo-sfn"${counts(suites)}>\n${body}</testsuites>\n`;
}

function formatSuite(suite: SuiteResult): string {
  const { file, diagnostics, results } = suite;
  const cases = results.map((result) => formatCase(file, result)).join('');
  const errors = diagnostics.map(toRecord).map(({ line, column, file: name, message, code }) => {
    const text = `${name}:${line}:${column}: ${message}`;
    return `      <error message=${quote(message)} type=${quote(code)}>${escapeXml(text)}</error>\n`;
  });
  const broken =
    errors.length === 0
      ? ''
      : `    <testcase name=${quote(file)} classname=${quote(file)} time="0">\n${errors.join('')}    </testcase>\n`;
  return `  <testsuite name=${quote(file)}${counts([suite])}>\n${cases}${broken}  </testsuite>\n`;
}

function formatCase(file: string, { name, place, milliseconds, failures }: ScenarioResult): string {
  const attributes = `name=${quote(name)} classname=${quote(file)} file=${quote(place.file)} line="${place.line}" time="${seconds(milliseconds)}"`;
  if (failures.length === 0) return `    <testcase ${attributes}/>\n`;
  const lines = failures.map(({ message, place: at }) => `${at.file}:${at.line}:${at.column}: ${message}`);
  const first = failures[0]?.message ?? '';
  return `    <testcase ${attributes}>\n      <failure message=${quote(first)} type="expectation">${escapeXml(lines.join('\n'))}</failure>\n    </testcase>\n`;
}

function counts(suites: readonly SuiteResult[]): string {
  const { passed, failed, broken } = tally(suites);
  const time = suites.flatMap(({ results }) => results).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return ` tests="${passed + failed + broken}" failures="${failed}" errors="${broken}" time="${seconds(time)}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
