import {
  type CatalogueEntry,
  catalogue,
  type Diagnostic,
  type DiagnosticCode,
  formatText,
  printable,
} from '../compiler/diagnostics/index.ts';
import { compile } from '../compiler/index.ts';

/** The text of docs/diagnostics.md: every code of the catalogue, with what it means, and an example of each side. */
export function diagnosticsPage(): string {
  const codes = Object.keys(catalogue).sort() as DiagnosticCode[];
  return `# Diagnostics

What \`arazzo-sfn check\` and \`compile\` can say about a document. An error keeps the workflow from being compiled; a warning
and an info do not. This page is generated from the compiler's catalogue (\`npm run docs\`), and the tests run its examples.

| code | severity | |
| --- | --- | --- |
${codes.map((code) => `| [\`${code}\`](#${code}) | ${catalogue[code].severity} | ${catalogue[code].title} |`).join('\n')}

${codes.map((code) => section(code, catalogue[code])).join('\n')}`;
}

function section(code: DiagnosticCode, { severity, title, explanation, bad, good }: CatalogueEntry): string {
  return `## ${code}

*${severity}*: ${title}.

${explanation}
${bad === undefined || good === undefined ? '' : examples(bad, good)}`;
}

function examples(bad: string, good: string): string {
  return `
${block('yaml', bad)}
says

${block('text', formatText(findingsOf(bad), { colours: false }))}
and this does not:

${block('yaml', good)}`;
}

function findingsOf(text: string): readonly Diagnostic[] {
  return compile({ name: 'workflow.yml', text }).diagnostics;
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
