import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../compiler/node/index.ts';
import { type Declaration, exportsOf } from './api/declarations.ts';
import { type Doc, readDoc } from './api/docComment.ts';
import { entries } from './package/entries.mjs';
import { emitTypes } from './package/types.mjs';

/** What each entry point is for, by its name in `exports` of package.json. */
const purposes: Readonly<Record<string, string>> = {
  index: 'Compiles documents. Needs nothing but Node, and asks no network.',
  cdk: 'Constructs for AWS CDK 2; needs `aws-cdk-lib` and `constructs`.',
  local: 'Step Functions, Amazon Connect and what belongs to them, on this machine.',
  testing: 'Scenarios, for tests in any test runner.',
};

/** The text of docs/reference/api.md: everything that the package exports, from the declarations that it is published with. */
export async function apiPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    await emitTypes(packageRoot(), folder, entries);
    const points = Object.keys(entries).map((name) => ({
      name: name === 'index' ? packageName() : `${packageName()}/${name}`,
      purpose: purposes[name] ?? '',
      exported: exportsOf(join(folder, `${name}.d.ts`)).map(documented),
    }));
    return page(points);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Documented extends Declaration {
  readonly doc: Doc;
}

interface EntryPoint {
  readonly name: string;
  readonly purpose: string;
  readonly exported: readonly Documented[];
}

function documented(declaration: Declaration): Documented {
  return { ...declaration, doc: readDoc(declaration.comment) };
}

function packageName(): string {
  return String(JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).name);
}

function page(points: readonly EntryPoint[]): string {
  return `# The programming interface

What the package exports, for TypeScript and JavaScript, to be imported or required. The page is generated from the doc comments (\`npm run docs\`); the declarations are those
that the package is published with.

${points.map(contents).join('\n')}
${points.map(entryPoint).join('\n')}`;
}

function contents({ name, exported }: EntryPoint): string {
  const rows = exported.map(
    ({ name: each, kind, doc }) => `| [\`${each}\`](#${each.toLowerCase()}-${kind}) | ${kind} | ${cell(doc.summary)} |`,
  );
  return `**\`${name}\`**

| name | | |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function entryPoint({ name, purpose, exported }: EntryPoint): string {
  return `## ${name}

${purpose}

${exported.map(section).join('\n')}`;
}

function section({ name, kind, text, doc }: Documented): string {
  const parameters = doc.parameters.map(({ name: each, text: what }) => `- \`${each}\`: ${what}`);
  const more = [
    ...parameters,
    ...(doc.returns === undefined ? [] : [`- Returns ${doc.returns}`]),
    ...doc.throws.map((each) => `- Throws ${each}`),
  ];
  const parts = [
    `### ${name} (${kind})`,
    ...(doc.description === '' ? [] : [doc.description]),
    ...(more.length === 0 ? [] : [more.join('\n')]),
    `\`\`\`ts\n${text}\n\`\`\``,
    ...doc.examples.map((example) => `\`\`\`ts\n${example}\n\`\`\``),
  ];
  return `${parts.join('\n\n')}\n`;
}
