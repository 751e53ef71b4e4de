import type { Area } from '../cases.ts';
import type { Notes, Results } from '../results.ts';
import { type Difference, differencesIn, readingsIn, type Tally, tally } from '../tally.ts';

/** Results of a runner, and what is known of its differences. */
export interface Column {
  readonly results: Results;
  readonly notes: Notes;
}

/** The results of one runner, as a report by itself. */
export function markdown(column: Column, areas: readonly Area[]): string {
  return [
    `# ${titleOf(column)}, ${column.results.date}`,
    '',
    comparison([column], areas),
    '',
    details(column, areas, '##'),
  ]
    .join('\n')
    .concat('\n');
}

/** A table of the areas with a column for each runner: cases passed of those run. */
export function comparison(columns: readonly Column[], areas: readonly Area[]): string {
  const heads = columns.map(titleOf);
  const rows = areas.map(({ area, about, cases }) => [
    area,
    about,
    ...columns.map(({ results }) => shown(tally(results, cases))),
  ]);
  const all = areas.flatMap(({ cases }) => cases);
  const total = (name: string, levels: Parameters<typeof tally>[2]) => [
    `**${name}**`,
    '',
    ...columns.map(({ results }) => `**${shown(tally(results, all, levels))}**`),
  ];
  return table(
    ['area', 'what it is about', ...heads],
    [
      ...rows,
      total('MUST', ['MUST']),
      total('SHOULD, MAY', ['SHOULD', 'MAY']),
      total('silent', ['silent']),
      total('all', undefined),
    ],
  );
}

/** What one runner does otherwise, each case by its name, and the readings that it takes. */
export function details({ results, notes }: Column, areas: readonly Area[], heading: string): string {
  const differences = differencesIn(results, areas, notes);
  const rows = differences.map((each) => [
    `\`${each.case.id}\``,
    each.case.level,
    cell(each.case.requirement),
    said(each),
  ]);
  const readings = readingsIn(results).map(([id, reading]) => [`\`${id}\``, cell(reading)]);
  return [
    `${heading} Where ${results.title} differs`,
    '',
    differences.length === 0 ? 'Nowhere.' : table(['case', 'level', 'what is required', 'what was seen'], rows),
    '',
    `${heading} What ${results.title} reads otherwise where it is open`,
    '',
    readings.length === 0 ? 'Nothing.' : table(['case', 'reading'], readings),
  ].join('\n');
}

function titleOf({ results: { title, version } }: Column): string {
  return `${title} ${version}`;
}

function shown({ passed, cases }: Tally): string {
  return cases === 0 ? '' : `${passed} of ${cases}`;
}

function said({ kind, differences, note }: Difference): string {
  const seen = kind === 'refused' ? 'refused' : cell(differences.join('; '));
  return note === undefined ? seen : `${seen}. ${cell(note)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text for a cell of a table, cut where it gets too long to read. */
function cell(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const cut = line.length > 400 ? `${line.slice(0, 400)} ...` : line;
  return cut.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
