import {
  type CatalogueEntry,
  catalogueGroups,
  type Diagnostic,
  formatText,
  printable,
} from '../compiler/diagnostics/index.ts';
import { compile } from '../compiler/index.ts';

/** The text of docs/diagnostics.md: every code of the catalogue, with what it means, and an example of each side. */
export function diagnosticsPage(): string {
  return `# Diagnostics

What \`arazzo-sfn check\` and \`compile\` can say about a document. An error keeps the workflow from being compiled; a warning
and an info do not. Each code has its place on this page: \`docs/diagnostics.md#<code>\`. The page is generated from the
compiler's catalogue (\`npm run docs\`), and the tests run its examples.

${catalogueGroups.map(({ title, entries }) => contents(title, sections(entries))).join('\n')}
${catalogueGroups.map(({ title, entries }) => group(title, sections(entries))).join('\n')}`;
}

function sections(entries: Readonly<Record<string, CatalogueEntry>>): readonly (readonly [string, CatalogueEntry])[] {
  return Object.entries(entries);
}

function contents(title: string, all: readonly (readonly [string, CatalogueEntry])[]): string {
  const rows = all.map(([code, entry]) => `| [\`${code}\`](#${code}) | ${entry.severity} | ${entry.title} |`);
  return `**${title}**

| code | severity | |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function group(title: string, all: readonly (readonly [string, CatalogueEntry])[]): string {
  return `## ${title}

${all.map(([code, entry]) => section(code, entry)).join('\n')}`;
}

function section(code: string, { severity, title, explanation, bad, good, files }: CatalogueEntry): string {
  return `### ${code}

*${severity}*: ${title}.

${explanation}
${bad === undefined || good === undefined ? '' : examples(bad, good, files)}`;
}

function examples(bad: string, good: string, files: CatalogueEntry['files'] = {}): string {
  const named = Object.entries(files).filter(([name]) => bad.includes(name));
  const beside = named.map(([name, text]) => `\nbeside \`${name}\`\n\n${block('yaml', text)}`).join('');
  return `
${block('yaml', bad)}${beside}
says

${block('text', formatText(findingsOf(bad, files), { colours: false }))}
and this does not:

${goodBlock(bad, good)}`;
}

/** The good example: as what is changed in the bad one where that is little, else whole. */
function goodBlock(bad: string, good: string): string {
  const before = bad.trimEnd().split('\n');
  const after = good.trimEnd().split('\n');
  let first = 0;
  while (first < before.length && before[first] === after[first]) first += 1;
  let last = 0;
  const shorter = Math.min(before.length, after.length) - first;
  while (last < shorter && before[before.length - 1 - last] === after[after.length - 1 - last]) last += 1;
  const removed = before.slice(first, before.length - last);
  const added = after.slice(first, after.length - last);
  if (removed.length + added.length > 14) return block('yaml', good);
  const context = (lines: readonly string[]) => lines.map((line) => ` ${line}`);
  const lines = [
    ...context(before.slice(Math.max(0, first - 2), first)),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...context(after.slice(after.length - last, after.length - last + 2)),
  ];
  return block('diff', lines.join('\n'));
}

function findingsOf(text: string, files: Readonly<Record<string, string>>): readonly Diagnostic[] {
  const readFile = (url: string) => {
    const name = url.replace(/^\.\//, '');
    return files[name] === undefined ? undefined : { name, text: files[name] };
  };
  return compile({ name: 'workflow.yml', text }, { readFile }).diagnostics;
}

function block(language: string, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return `\`\`\`${language}\n${lines.map(shortened).join('\n')}\n\`\`\`\n`;
}

/** A line as it can be read; the examples of what is too large have lines that are. */
function shortened(line: string): string {
  const shown = line.length > 1000 ? `${line.slice(0, 80)}... (${line.length} characters)` : line;
  return printable(shown);
}
