import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type CatalogueEntry,
  catalogue,
  catalogueGroups,
  type DiagnosticCode,
} from '../../../compiler/diagnostics/index.ts';
import { compile } from '../../../compiler/index.ts';
import { diagnosticsPage } from '../../../scripts/diagnosticsPage.ts';

const entries = Object.entries(catalogue) as [DiagnosticCode, CatalogueEntry][];

const examples = entries.flatMap(([code, { bad, good, files }]) =>
  bad === undefined || good === undefined ? [] : [{ code, bad, good, files }],
);

/** Compiles an example, the files that it names beside it. */
function compiled(text: string, files: CatalogueEntry['files']) {
  const readFile = (url: string) => {
    const name = url.replace(/^\.\//, '');
    const file = files?.[name];
    return file === undefined ? undefined : { name, text: file };
  };
  return compile({ name: 'workflow.yml', text }, { readFile });
}

function found(text: string, files: CatalogueEntry['files']): DiagnosticCode[] {
  return compiled(text, files).diagnostics.map(({ code }) => code);
}

/** What the bad example of a code can't but get as well. */
function withBad(code: DiagnosticCode): readonly DiagnosticCode[] {
  switch (code) {
    // No service that is known to take such filters has a name for throttling.
    case 'filter-as-text':
      return ['throttling-unnamed', 'filter-as-text'];
    // It sends a token, so that it is repeated.
    case 'permission-undecided':
      return ['throttling-unnamed', 'permission-undecided'];
    // In the first round there is no token yet.
    case 'paging-bounded':
      return ['output-maybe-unset', 'paging-bounded'];
    // Its retry looks at a status.
    case 'history-long':
      return ['history-long', 'failure-not-redrivable'];
    default:
      return [code];
  }
}

/** What good examples get: nothing, but for what their service or construct always gets. */
const withGood: Partial<Record<DiagnosticCode, readonly DiagnosticCode[]>> = {
  'filter-as-text': ['throttling-unnamed'],
  'history-long': ['failure-not-redrivable'],
  'operation-unsupported': ['throttling-unnamed'],
  'permission-undecided': ['throttling-unnamed'],
  'polling-paced': ['retry-on-success'],
  'service-ambiguous': ['throttling-unnamed'],
};

describe('every entry of the catalogue', () => {
  test('has examples, but for what no document gets: a defect of the compiler, bytes that are no text, options', () => {
    expect(
      entries.filter(([, { bad, good }]) => bad === undefined || good === undefined).map(([code]) => code),
    ).toEqual(['encoding', 'request-ruled-out', 'option-unknown', 'option-value', 'definition-refused']);
  });

  test.each(examples)('$code: the bad example gets this code once', ({ code, bad, files }) => {
    expect(found(bad, files)).toEqual(withBad(code));
  });

  test.each(examples.filter(({ code }) => catalogue[code].severity === 'error'))(
    '$code: an error, so that the workflow of the bad example becomes no machine',
    ({ bad, files }) => {
      const workflows = bad.match(/^\s*- workflowId:/gm)?.length ?? 0;
      const { machines } = compiled(bad, files);
      expect(machines.length).toBeLessThanOrEqual(Math.max(0, workflows - 1));
    },
  );

  test.each(examples)('$code: the good example does not get it, and has no error', ({ code, good, files }) => {
    expect(found(good, files)).toEqual(withGood[code] ?? []);
  });

  test.each(examples)('$code: the message is a clause, the way out a sentence', ({ bad, files }) => {
    for (const { message, help = '.' } of compiled(bad, files).diagnostics) {
      expect(message).toMatch(/[^.]$/);
      expect(message).not.toMatch(/^(?:A|An|The|This|There|It|No|None|Several|Where) /);
      expect(help).toMatch(/[.?]$/);
    }
  });

  test.each(entries)('%s: says what it means', (_code, { title, explanation }) => {
    expect(title).toMatch(/^[A-Z`].*[^.]$/);
    expect(explanation).toMatch(/[.]\s*$/);
  });
});

describe('the catalogue and the compiler', () => {
  const compiler = join(__dirname, '..', '..', '..', 'compiler');
  const sources = readdirSync(compiler, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('catalogue'))
    .map((name) => readFileSync(join(compiler, name), 'utf8'))
    .join('\n');

  test('every code of the catalogue is reported somewhere', () => {
    expect(entries.map(([code]) => code).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
  });

  test('every code that is reported is in the catalogue', () => {
    const reported = [...sources.matchAll(/\b(?:diagnostic|report)\(\s*'([a-z-]+)'/g)].map(([, code]) => code ?? '');
    expect(reported.length).toBeGreaterThan(50);
    expect(reported.filter((code) => !Object.hasOwn(catalogue, code))).toEqual([]);
  });

  test('the groups of the page hold every code once', () => {
    const grouped = catalogueGroups.flatMap((group) => Object.keys(group.entries));
    expect(grouped).toEqual(Object.keys(catalogue));
  });
});

test('docs/diagnostics.md is what the catalogue says (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'diagnostics.md'), 'utf8')).toBe(diagnosticsPage());
});
