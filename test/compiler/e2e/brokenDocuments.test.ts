import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type CatalogueEntry, catalogue } from '../../../compiler/diagnostics/index.ts';
import { compile } from '../../../compiler/index.ts';
import { decodeSource } from '../../../compiler/source/index.ts';
import { brokenCopy, randomFrom } from '../../../scripts/mutate.ts';

const workflows = join(__dirname, '..', '..', '..', 'workflows');
const shipped = readdirSync(workflows)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => readFileSync(join(workflows, name), 'utf8'));
const entries: readonly CatalogueEntry[] = Object.values(catalogue);
const texts = [...shipped, ...entries.map(({ good }) => good)];

// `npx tsx scripts/break-documents.ts` does the same with the program, on any documents and for any number of copies.
test('broken copies of documents are told what is wrong with them, inside of the file, and never crash the compiler', () => {
  const random = randomFrom(1);
  for (let copy = 0; copy < 600; copy += 1) {
    const { name, text } = decodeSource('broken.yml', brokenCopy(texts[copy % texts.length] ?? '', random));
    const { diagnostics, machines, workflows } = compile({ name, text });
    for (const { code, message, place } of diagnostics) {
      expect(code).not.toBe('definition-refused');
      expect(message).not.toBe('');
      expect(place.range.start).toBeLessThanOrEqual(place.range.end);
      expect(place.range.end).toBeLessThanOrEqual(place.file.text.length);
    }
    if (!diagnostics.some(({ severity }) => severity === 'error')) expect(machines).toHaveLength(workflows.length);
  }
});

test('a file with bytes that are no text gets no machine', () => {
  const bytes = Buffer.concat([Buffer.from(shipped[0] ?? ''), Buffer.from('# é\n', 'latin1')]);
  const { diagnostics, machines } = compile(decodeSource('latin.yml', bytes));
  expect(diagnostics.map(({ code }) => code)).toEqual(['encoding']);
  expect(machines).toEqual([]);
});
