import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentReader } from '../../compiler/index.ts';
import { readScenarios, runBound } from '../../scenario/index.ts';
import { mutate, randomFrom } from '../../scripts/mutate.ts';

const name = join(__dirname, '..', '..', 'workflows', 'amazon-connect-provision-user.scenarios.yml');
const text = readFileSync(name, 'utf8');

test('a scenario file broken in any way is told what is wrong with it, or its scenarios run to an end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const { scenarios, diagnostics } = readScenarios(
        { name, text: mutate(text, randomFrom(seed)) },
        documentReader(name),
      );
      expect(scenarios.length > 0).toBe(diagnostics.length === 0);
      for (const { place } of diagnostics) {
        expect(place.range.start).toBeLessThanOrEqual(place.range.end);
        expect(place.range.end).toBeLessThanOrEqual(place.file.text.length);
      }
      for (const scenario of scenarios.slice(0, 2)) await runBound(scenario);
    }),
    { numRuns: 150 },
  );
});
