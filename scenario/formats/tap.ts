import { printable, toRecord } from '../../compiler/diagnostics/index.ts';
import type { ScenarioPlace } from '../run.ts';
import type { SuiteResult } from '../suite.ts';

interface Point {
  readonly name: string;
  readonly problems: readonly { readonly message: string; readonly at: ScenarioPlace }[];
}

/** Results in the Test Anything Protocol, version 14 (https://testanything.org/tap-version-14-specification.html). */
export function formatTap(suites: readonly SuiteResult[]): string {
  const points = suites.flatMap(pointsOf);
  const lines = points.map(({ name, problems }, at) => {
    const line = `${problems.length === 0 ? 'ok' : 'not ok'} ${at + 1} - ${escapeText(name)}\n`;
    return problems.length === 0 ? line : `${line}${block(problems)}`;
  });
  return `TAP version 14\n1..${points.length}\n${lines.join('')}`;
}

function pointsOf({ file, diagnostics, results }: SuiteResult): readonly Point[] {
  if (diagnostics.length > 0) {
    const problems = diagnostics.map(toRecord).map((each) => ({
      message: `${each.message} [${each.code}]`,
      at: { file: each.file, line: each.line, column: each.column },
    }));
    return [{ name: file, problems }];
  }
  return results.map(({ name, failures }) => ({
    name: `${file}: ${name}`,
    problems: failures.map(({ message, place }) => ({ message, at: place })),
  }));
}

/** A `#` would begin a directive, a line break another line; what moves the cursor of a terminal is no part of a name. */
function escapeText(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' ')).replaceAll(/[\\#]/g, '\\$&');
}

/** The diagnostic block of a point that failed. JSON is YAML, and needs no rules of quoting. */
function block(problems: Point['problems']): string {
  const items = problems.map((each) => `    - ${printable(JSON.stringify(each))}\n`);
  return `  ---\n  failures:\n${items.join('')}  ...\n`;
}
