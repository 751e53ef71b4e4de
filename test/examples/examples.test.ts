import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { localServices, runMachine } from '../../local/index.ts';
import { failuresOf, loadScenarios } from '../../scenario/index.ts';
import { compileShipped } from '../../scripts/compileShipped.ts';
import { exampleFolders } from '../../scripts/pictures.ts';
import { aslProblems } from '../support/aslProblems.ts';

const examples = relative('.', join(__dirname, '..', '..', 'examples'));
const read = (folder: string, name: string) => readFileSync(join(examples, folder, name), 'utf8');

test('there are seven examples', () => {
  expect(exampleFolders()).toHaveLength(7);
});

describe.each(exampleFolders())('examples/%s', (folder) => {
  const { machines, diagnostics } = compileShipped(join('examples', folder, 'workflow.yml'));

  test('compiles without an error or a warning', () => {
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(machines).not.toEqual([]);
  });

  test('gives a definition that another validator takes', () => {
    expect(aslProblems(machines[0]?.text ?? '')).toBe('');
  });

  test('runs with its input, on answers made from the models, to an end', async () => {
    const { services, clock } = localServices({ apis: machines[0]?.connections ?? [] });
    const input = JSON.parse(read(folder, 'input.json'));
    const { status, error } = await runMachine(machines[0]?.definition ?? { StartAt: '', States: {} }, input, {
      services,
      clock,
    });
    // What a made-up answer says may not be what the workflow wants to read, but its inputs and calls are right.
    expect([status, error ?? 'none']).toEqual([
      expect.stringMatching(/^SUCCEEDED$|^FAILED$/),
      expect.stringMatching(/^none$|^Arazzo\.CriteriaNotMet$/),
    ]);
  });

  test.each(loadScenarios(join(examples, folder, 'workflow.scenarios.yml')))('$name', async (scenario) => {
    expect(failuresOf(await scenario.run())).toEqual([]);
  });

  test('is in the README, with its picture', () => {
    const readme = readFileSync(join(examples, 'README.md'), 'utf8');
    expect(readme).toContain(`](${folder}/workflow.yml)`);
    expect(readme).toContain(`](${folder}/workflow.svg)`);
  });
});
