import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type CatalogueEntry, catalogue, type DiagnosticCode } from '../../../compiler/diagnostics/index.ts';
import { compile } from '../../../compiler/index.ts';
import { diagnosticsPage } from '../../../scripts/diagnosticsPage.ts';

const entries = Object.entries(catalogue) as [DiagnosticCode, CatalogueEntry][];

const examples = entries.flatMap(([code, { bad, good }]) =>
  bad === undefined || good === undefined ? [] : [{ code, bad, good }],
);

function found(text: string): DiagnosticCode[] {
  return compile({ name: 'workflow.yml', text }).diagnostics.map(({ code }) => code);
}

describe('every entry of the catalogue', () => {
  test('has examples, but for a defect of the compiler', () => {
    expect(
      entries.filter(([, { bad, good }]) => bad === undefined || good === undefined).map(([code]) => code),
    ).toEqual(['definition-refused']);
  });

  test.each(examples)('$code: the bad example gets this code once, and no other error', ({ code, bad }) => {
    expect(found(bad).filter((each) => each === code || catalogue[each].severity === 'error')).toEqual([code]);
  });

  test.each(examples)('$code: the good example has no error and not this finding', ({ code, good }) => {
    expect(found(good)).not.toContain(code);
    expect(found(good).filter((each) => catalogue[each].severity === 'error')).toEqual([]);
  });

  test.each(entries)('%s: says what it means', (_code, { title, explanation }) => {
    expect(title).toMatch(/^[A-Z`].*[^.]$/);
    expect(explanation).toMatch(/[.]\s*$/);
  });
});

test('docs/diagnostics.md is what the catalogue says (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'diagnostics.md'), 'utf8')).toBe(diagnosticsPage());
});
