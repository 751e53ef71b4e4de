import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { failuresOf, loadScenarios, runScenario, ScenarioError } from '../../scenario/index.ts';
import { document, userId } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'arazzo-sfn-'));
const path = join(folder, 'look-up.yml');
writeFileSync(path, document);
afterAll(() => rmSync(folder, { recursive: true }));

describe('a scenario that stands in a program', () => {
  test('tells what came of it', async () => {
    const result = await runScenario({
      document: path,
      input: { userId },
      answers: {
        look: [
          { throw: 'ThrottlingException' },
          { return: { User: { Username: 'robin', RoutingProfileId: 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18' } } },
        ],
      },
      expect: { calls: ['look', 'look', { step: 'move', arguments: { UserId: userId } }] },
    });
    expect(failuresOf(result)).toEqual([]);
    expect(result.outputs).toMatchObject({ name: 'robin' });
  });

  test('tells expectations that are not met', async () => {
    const result = await runScenario({ document: path, input: { userId }, expect: { outputs: { name: 'robin' } } });
    expect(failuresOf(result)).toEqual([
      expect.stringMatching(/^scenario:\d+:\d+: outputs\.name: expected "robin", was "existing\.agent"$/),
    ]);
  });

  test('with a slip is refused, with what was meant', async () => {
    const slip = runScenario({ document: path, answers: { lok: [{ throw: 'ThrottlingException' }] } });
    await expect(slip).rejects.toThrow(ScenarioError);
    await expect(slip).rejects.toThrow('Did you mean `look`?');
  });

  test('of a document that is not there is refused', async () => {
    await expect(runScenario({ document: join(folder, 'gone.yml') })).rejects.toThrow(/gone\.yml can't be read/);
  });
});

describe('a scenario file, from a program', () => {
  test('gives scenarios that run', async () => {
    const file = join(folder, 'look-up.scenarios.yml');
    writeFileSync(
      file,
      `document: look-up.yml\nscenarios:\n- name: one\n  input: { userId: ${userId} }\n- name: two\n`,
    );
    const scenarios = loadScenarios(file);
    expect(scenarios.map(({ name }) => name)).toEqual(['one', 'two']);
    const results = await Promise.all(scenarios.map((scenario) => scenario.run()));
    expect(results.map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED']);
  });

  test('with errors is refused, with its lines', () => {
    const file = join(folder, 'broken.scenarios.yml');
    writeFileSync(file, 'document: look-up.yml\nscenarios: [{ nam: one }]\n');
    expect(() => loadScenarios(file)).toThrow(/broken\.scenarios\.yml:2:15: error/);
  });
});
