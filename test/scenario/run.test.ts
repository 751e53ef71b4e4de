import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { runBound, runScenario, type ScenarioResult } from '../../scenario/index.ts';
import { read } from './support.ts';

/** Runs the only scenario of a file, given its fields. */
async function run(fields: string): Promise<ScenarioResult> {
  const { scenarios, diagnostics } = read(`scenarios:\n- name: one\n${fields.replaceAll(/^(?=.)/gm, '  ')}\n`);
  expect(diagnostics).toEqual([]);
  const [bound] = scenarios;
  if (bound === undefined) throw new Error('there is no scenario');
  return runBound(bound);
}

const callsOf = ({ calls }: ScenarioResult) => calls.map(({ state }) => state);
const toldOf = ({ failures }: ScenarioResult) => failures.map(({ message }) => message);

describe('answers', () => {
  test('without any, the services in memory answer', async () => {
    const { status, outputs, calls } = await run('');
    expect({ status, outputs }).toEqual({
      status: 'SUCCEEDED',
      outputs: { name: 'existing.agent', profile: '7e4b1f90-c2d5-4836-b7a9-3f8e6d1c0a52' },
    });
    expect(calls.map(({ operation }) => operation)).toEqual([
      'connect:describeUser',
      'connect:updateUserRoutingProfile',
    ]);
  });

  test('are given one after the other, then the services in memory answer', async () => {
    const result = await run(`
answers:
  look:
  - throw: ThrottlingException
    times: 2
  - throw: { error: InternalServiceException, message: out of order, status: 503 }
expect:
  calls: [look, look, look, look, move]`);
    expect(result.failures).toEqual([]);
  });

  test('can be for a later call', async () => {
    const result = await run(
      'answers: { look: [{ call: 1, throw: ThrottlingException }, { call: 3, throw: ThrottlingException }] }',
    );
    expect(callsOf(result)).toEqual(['look', 'look', 'move']);
  });

  test('can be for all calls', async () => {
    const result = await run('answers: { move: [{ times: always, throw: ThrottlingException }] }');
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.ThrottlingException', failedState: 'move' });
    expect(callsOf(result)).toHaveLength(22);
  });

  test('are named as Step Functions names them, however they are written', async () => {
    const result = await run('answers: { look: [{ return: { User: { Username: robin, RoutingProfileId: r-1 } } }] }');
    expect(result).toMatchObject({
      calls: [{ state: 'look' }, { arguments: { RoutingProfileId: 'r-1' } }],
    });
  });

  test('errors are worded as AWS words them', async () => {
    const { error, cause } = await run(
      'answers: { look: [{ throw: { error: ResourceNotFoundException, message: gone } }] }',
    );
    expect({ error, cause }).toEqual({
      error: 'Connect.ResourceNotFoundException',
      cause: expect.stringMatching(
        /^gone \(Service: Connect, Status Code: 404, Request ID: [0-9a-f-]+\) \(SDK Attempt Count: 1\)$/,
      ),
    });
  });

  test('an error that the model does not list is the general one of the service', async () => {
    const { error, cause } = await run('answers: { look: [{ throw: { error: TeapotException, status: 418 } }] }');
    expect({ error, cause }).toEqual({
      error: 'Connect.ConnectException',
      cause: expect.stringContaining('Status Code: 418'),
    });
  });

  test('an answer that is lost in silence times out, and its call had its effect', async () => {
    const result = await run(`
input: { routingProfileId: x }
answers: { move: [{ lost: silence, times: always }] }`);
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout', failedState: 'move' });
    expect(result.seconds).toBeGreaterThanOrEqual(60);
  });

  test('a connection that breaks is an error of the client', async () => {
    const result = await run('answers: { move: [{ lost: reset, times: always }] }');
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.SdkClientException' });
  });

  test('a delay below the timeout passes on the clock of the run', async () => {
    const { status, seconds } = await run('answers: { look: [{ delay: 50 }] }');
    expect({ status, seconds }).toEqual({ status: 'SUCCEEDED', seconds: 50 });
  });

  test('an error may come after the effect', async () => {
    const result = await run('answers: { move: [{ throw: { error: ResourceNotFoundException, happened: true } }] }');
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.ResourceNotFoundException' });
  });
});

describe('expectations', () => {
  test('a success that was not expected, and the other way round', async () => {
    expect(toldOf(await run('expect: { error: X }'))).toEqual(['status: expected FAILED, was SUCCEEDED']);
    expect(toldOf(await run('without: [userId]'))).toEqual([
      expect.stringMatching(
        /^status: expected SUCCEEDED, was FAILED in Inputs rejected: Arazzo\.InputsRejected: .*userId/,
      ),
    ]);
  });

  test('another error, cause and place', async () => {
    const fields = "without: [userId]\nexpect: { error: X, cause: '^Y', failedState: look }";
    expect(toldOf(await run(fields))).toEqual([
      'error: expected X, was Arazzo.InputsRejected',
      expect.stringMatching(/^cause: expected text that matches \^Y, was ".*userId/),
      'failedState: expected look, was Inputs rejected',
    ]);
  });

  test('other outputs, states and calls', async () => {
    expect(
      toldOf(
        await run(`
expect:
  outputs: { name: robin }
  states: [Check inputs, move]
  calls: [look, look]
  neverCalled: [move]`),
      ),
    ).toEqual([
      'outputs.name: expected "robin", was "existing.agent"',
      'states: expected move as number 2, was look (all: Check inputs, look, move, look-up succeeded)',
      'calls: expected look as number 2, was move (all: look, move)',
      'neverCalled: move was called',
    ]);
  });

  test('calls too few and too many', async () => {
    expect(toldOf(await run('expect: { calls: [look] }'))).toEqual([
      'calls: expected no more as number 2, was move (all: look, move)',
    ]);
    expect(toldOf(await run('expect: { calls: [look, move, look] }'))).toEqual([
      'calls: expected look as number 3, was no more (all: look, move)',
    ]);
  });

  test('other arguments, at the line of the argument', async () => {
    const { failures } = await run(`
expect:
  calls:
  - look
  - step: move
    arguments:
      RoutingProfileId: r-1`);
    expect(failures).toEqual([
      {
        message: 'move.RoutingProfileId: expected "r-1", was "7e4b1f90-c2d5-4836-b7a9-3f8e6d1c0a52"',
        place: { file: 'scenarios.yml', line: 11, column: 27 },
      },
    ]);
  });

  test('the value of a secret is never shown', async () => {
    const { failures } = await run(`
input: { token: 'hunter"2', routingProfileId: 1 }
expect: { cause: 'hunter"2' }`);
    expect(JSON.stringify(failures)).not.toContain('hunter');
  });

  test('nor what stands in one that is an object', async () => {
    const { failures } = await run(`
input: { token: { word: hunter2 }, routingProfileId: 1 }
expect: { cause: it is hunter2 }`);
    expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining('it is (secret), was')]);
  });
});

test('a secret that was read by reference is not shown either', async () => {
  const document = 'workflows/amazon-connect-provision-user.yml';
  const { failures, status } = await runScenario({
    document,
    options: { secretInputs: { password: 'secrets-manager' } },
    input: {
      ...JSON.parse(readFileSync('workflows/amazon-connect-provision-user.input.json', 'utf8')),
      passwordSecretId: 'onboarding/robin',
    },
    without: ['password'],
    answers: { 'createAgent: read password': [{ return: { SecretString: 'Fr0m-The-Vault' } }] },
    expect: {
      calls: [
        'createAgent: read password',
        { step: 'createAgent', arguments: { Password: 'another' } },
        'assignRoutingProfile',
        'confirmUser',
      ],
    },
  });
  expect(status).toBe('SUCCEEDED');
  expect(failures.map(({ message }) => message)).toEqual(['createAgent.Password: expected "another", was "(secret)"']);
});

test('the same scenario gives the same result', async () => {
  const fields = 'answers: { look: [{ throw: ThrottlingException, times: 3 }] }';
  const [first, second] = [await run(fields), await run(fields)];
  expect({ ...second, milliseconds: 0 }).toEqual({ ...first, milliseconds: 0 });
});
