import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../../compiler/index.ts';
import { mutate, randomFrom } from '../../../scripts/mutate.ts';
import { head, read } from './support.ts';

const text = readFileSync(join(__dirname, '..', '..', '..', 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');

test('a document broken in any way is read without an exception, and every place lies in it', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { reported } = read(mutate(text, randomFrom(seed)));
      for (const each of reported) expect(each).toMatch(/^[a-z-]+ \d+:\d+ \S/);
    }),
    { numRuns: 500 },
  );
});

test('and compiled without an exception: to diagnostics, and a workflow to a machine only where nothing in it is an error', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const source = { name: 'test.yml', text: mutate(text, randomFrom(seed)) };
      const { machines, diagnostics, workflows } = compile(source);
      const wrong = diagnostics.some(({ severity }) => severity === 'error');
      // Where a slip has made two workflows of the one, a mistake in one of them holds back no other.
      if (wrong && new Set(workflows).size <= 1) expect(machines).toEqual([]);
      for (const { place } of diagnostics) {
        expect(place.range.start).toBeGreaterThanOrEqual(0);
        expect(place.range.start).toBeLessThanOrEqual(place.range.end);
        expect(place.range.end).toBeLessThanOrEqual(place.file.text.length);
      }
    }),
    { numRuns: 300 },
  );
});

test('10,000 steps are read, each once', () => {
  const steps = Array.from(
    { length: 10_000 },
    (_, at) => `  - { stepId: s${at}, operationId: o, onSuccess: [{ name: n, type: goto, stepId: s${9999 - at} }] }`,
  );
  const { document, reported } = read(`${head}- workflowId: main\n  steps:\n${steps.join('\n')}\n`);
  expect(reported).toEqual([]);
  expect(document?.workflows[0]?.steps).toHaveLength(10_000);
});
