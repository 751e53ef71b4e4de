import { describe, expect, test } from '@jest/globals';
import { runBound, type ScenarioResult } from '../../scenario/index.ts';
import { people } from '../compiler/http/description.ts';
import { workflow } from '../compiler/http/support.ts';
import { readFile } from './support.ts';

const files = {
  'get.yml': workflow(
    '- { stepId: get, operationId: getPerson, parameters: [{ name: id, in: path, value: $inputs.id }] }',
    ['id'],
  ),
  './people.yml': people,
};

/** Runs a scenario in which the call of an HTTP API gets this. */
async function run(answer: string, options = ''): Promise<ScenarioResult> {
  const { scenarios, diagnostics } = readFile(
    `document: get.yml
input: { id: a }
options: { ${options} }
scenarios:
- name: one
  answers: { get: [{ ${answer}, times: always }] }
`,
    files,
  );
  expect(diagnostics).toEqual([]);
  const [bound] = scenarios;
  if (bound === undefined) throw new Error('there is no scenario');
  return runBound(bound);
}

describe('an answer of an HTTP API that is lost', () => {
  test('breaks the connection, which a GET is repeated for', async () => {
    const { status, error, calls } = await run('lost: reset');
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Http.Socket' });
    expect(calls.length).toBeGreaterThan(1);
  });

  test('is waited for no longer than AWS waits for any', async () => {
    const { status, error, seconds, calls } = await run('lost: silence', 'callTimeout: 100');
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Http.Socket' });
    expect(seconds).toBeGreaterThanOrEqual(60 * calls.length);
    expect(seconds).toBeLessThan(100 * calls.length);
  });
});
