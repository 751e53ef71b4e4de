import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { failuresOf, loadScenarios } from '../../scenario/index.ts';

const folder = relative('.', join(__dirname, '..', '..', 'workflows'));

describe.each(readdirSync(folder).filter((file) => file.endsWith('.scenarios.yml')))('%s', (file) => {
  test.each(loadScenarios(join(folder, file)))('$name', async (scenario) => {
    expect(failuresOf(await scenario.run())).toEqual([]);
  });
});
