import type { Area } from './cases.ts';
import { type Column, comparison, details } from './reports/markdown.ts';
import { keptResults, readNotes } from './results.ts';

const BEGIN = '<!-- made by `npm run docs` from conformance/results -->';
const END = '<!-- end -->';

/** `docs/conformance.md` with the comparison of runners in it as it was last kept. */
export function withComparison(page: string, areas: readonly Area[]): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`docs/conformance.md has no place for the comparison: ${BEGIN} ... ${END}`);
  const columns = keptResults().map((results) => ({ results, notes: readNotes(results.runner) }));
  return `${page.slice(0, from)}${BEGIN}\n\n${comparisonOf(columns, areas)}\n\n${page.slice(to)}`;
}

function comparisonOf(columns: readonly Column[], areas: readonly Area[]): string {
  const dates = columns.map(({ results: { title, version, date } }) => `${title} ${version} on ${date}`);
  return [
    `Run: ${dates.join(', ')}.`,
    comparison(columns, areas),
    ...columns.map((column) => details(column, areas, '###')),
  ].join('\n\n');
}
