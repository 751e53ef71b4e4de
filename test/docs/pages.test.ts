import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compile } from '../../compiler/index.ts';
import { entries } from '../../scripts/package/entries.mjs';
import { anchorsOf, linksOf } from './support/links.ts';
import { type Block, type Page, readPage, root } from './support/page.ts';
import { isShell } from './support/pages.ts';

/** Pages with tests of their own: generated ones, and those whose examples are parts of documents or wrong on purpose. */
const own = new Set([
  'docs/diagnostics.md',
  'docs/semantics.md',
  'docs/conformance.md',
  'docs/reference/api.md',
  'docs/reference/cli.md',
  'docs/reference/scenarios.md',
  'docs/reference/scenarios.md',
]);

const paths = [
  'README.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];
const pages = paths.map(readPage);
const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]));

/** The blocks of a language on all pages, named by where they stand. */
function blocksIn(
  ...languages: readonly string[]
): readonly (Block & { readonly page: Page; readonly name: string })[] {
  return pages
    .filter(({ path }) => !own.has(path))
    .flatMap((page) => page.blocks.map((block) => ({ ...block, page, name: `${page.path}:${block.line}` })))
    .filter(({ language }) => languages.includes(language));
}

describe('the settings of editors', () => {
  test.each(blocksIn('lua', 'toml').map((block) => [block.name, block.text] as const))(
    '%s starts the language server',
    (_, text) => {
      const words = [...text.matchAll(/['"]([^'"]*)['"]/g)].map(([, word]) => word);
      expect(words.slice(words.indexOf('npx')).slice(0, 5)).toEqual([
        'npx',
        '--no-install',
        'arazzo-sfn',
        'lsp',
        '--stdio',
      ]);
    },
  );
});

describe('the pages', () => {
  test.each(pages.map((page) => [page.path, page] as const))('%s has links that lead somewhere', (path, page) => {
    const broken = linksOf(page.text).filter((link) => {
      const [file = '', anchor] = link.split('#', 2);
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(join(root, target))) return true;
      if (anchor === undefined || !target.endsWith('.md')) return false;
      return !(anchors.get(target) ?? anchorsOf(readPage(target).text)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('are all in the table of contents', () => {
    const listed = new Set(
      linksOf(readPage('docs/README.md').text).map((link) => join('docs', link.replace(/#.*/, ''))),
    );
    expect(paths.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md' && !listed.has(path))).toEqual(
      [],
    );
  });

  test('say of each block that is not run why', () => {
    const notRun = pages.flatMap(({ path, blocks }) =>
      blocks.flatMap((block) => (block.notRun === undefined ? [] : [`${path}: ${block.notRun}`])),
    );
    expect(notRun).toEqual([]);
  });

  test('have no block of a language that nobody checks', () => {
    const checked = ['sh', 'yaml', 'json', 'ts', 'js', 'diff', 'mermaid', 'lua', 'toml'];
    expect(blocksIn('', 'text').map(({ name }) => name)).toEqual([]);
    const others = pages
      .filter(({ path }) => !own.has(path))
      .flatMap(({ blocks }) => blocks.map(({ language }) => language));
    expect(others.filter((language) => !checked.includes(language))).toEqual([]);
  });
});

describe('the blocks', () => {
  test.each(blocksIn('sh'))('$name can be read by the shell', ({ text }) => {
    expect(isShell(text)).toBe(true);
  });

  test.each(blocksIn('json'))('$name is JSON', ({ text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });

  test.each(blocksIn('yaml'))('$name is YAML, and compiles where it is a whole document', ({ text, name, file }) => {
    const value = parse(text);
    // Documents that are files are checked by the commands of their page.
    if (value?.arazzo === undefined || file !== undefined) return;
    const { diagnostics } = compile({ name, text });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  describe('in TypeScript', () => {
    const folder = join(root, 'node_modules', '.cache', 'arazzo-sfn', 'docs-types');
    const programs = blocksIn('ts', 'js').map((block, index) => ({
      ...block,
      source: `block${index}.${block.language}`,
    }));
    let said = '';

    beforeAll(() => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
      for (const { source, text } of programs) writeFileSync(join(folder, source), text);
      said = spawnSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', folder, '--pretty', 'false'], {
        cwd: folder,
        encoding: 'utf8',
      }).stdout;
    });

    test.each(programs)('$name has the right types', ({ source }) => {
      expect(said.split('\n').filter((line) => line.startsWith(`${source}(`))).toEqual([]);
    });

    test('nothing else is said', () => {
      expect(
        said.split('\n').filter((line) => line !== '' && !line.startsWith('block') && !line.startsWith(' ')),
      ).toEqual([]);
    });
  });
});

/** As strict as the project itself; the package is its sources. */
const settings = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    paths: Object.fromEntries(
      Object.entries(entries).map(([name, source]) => [
        name === 'index' ? 'arazzo-step-functions' : `arazzo-step-functions/${name}`,
        [join(root, source)],
      ]),
    ),
    allowJs: true,
    checkJs: true,
    noUnusedLocals: false,
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: ['*.ts', '*.js'],
  exclude: [],
};
