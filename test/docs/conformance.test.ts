import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'conformance.md'), 'utf8');

const rows = [...page.matchAll(/^\| ([^|]+) \| `([^`]+)` \| ([^|]+) \| [^|]+ \|$/gm)].map(
  ([, construct = '', file = '', name = '']) => ({ construct, file, name }),
);

const told = rows.filter(({ file }) => file.startsWith('cases/'));
const run = rows.filter((row) => !told.includes(row));

test.each(told)('docs/conformance.md: $construct is told by a case that is there', ({ file, name }) => {
  expect(readFileSync(join(root, 'conformance', file), 'utf8')).toMatch(new RegExp(`\\bid: ${name}(,|$)`, 'm'));
});

test.each(run)('docs/conformance.md: $construct is run by a test that is there', ({ file, name }) => {
  const tests = readFileSync(join(root, 'test', 'compiler', 'conformance', file), 'utf8');
  expect(tests).toMatch(new RegExp(`(describe|test)\\(\\s*['"]${name.replaceAll(/[$()[\]{}.*+?^|\\]/g, '\\$&')}['"]`));
});

test('docs/conformance.md names tests of every file', () => {
  const files = readdirSync(join(root, 'test', 'compiler', 'conformance')).filter((file) => file.endsWith('.test.ts'));
  expect([...new Set(run.map(({ file }) => file))].sort()).toEqual(files.sort());
});
