import { quoteXml } from '../../scenario/index.ts';
import type { Area } from '../cases.ts';
import type { Results } from '../results.ts';
import { isPassed } from '../tally.ts';

/** The results as JUnit XML, a suite for each area. Cases that weren't run aren't in it. */
export function junit(results: Results, areas: readonly Area[]): string {
  const suites = areas.flatMap(({ area, cases }) => {
    const run = cases.filter(({ id }) => results.cases[id] !== undefined);
    if (run.length === 0) return [];
    const failures = run.filter((each) => !isPassed(results, each)).length;
    const lines = run.map((each) => `    ${testCase(results, area, each.id)}`);
    return [`  <testsuite name="${area}" tests="${run.length}" failures="${failures}">`, ...lines, '  </testsuite>'];
  });
  const name = quoteXml(`${results.title} ${results.version}`);
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name=${name}>`, ...suites, '</testsuites>', ''].join(
    '\n',
  );
}

function testCase(results: Results, area: string, id: string): string {
  const open = `<testcase classname="${area}" name="${id}"`;
  const verdict = results.cases[id];
  if (verdict === undefined || verdict === 'pass' || verdict.kind === 'reading') return `${open}/>`;
  const message = quoteXml(verdict.differences.join('; '));
  return `${open}><failure type="${verdict.kind}" message=${message}/></testcase>`;
}
