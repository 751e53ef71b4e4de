import { describe, expect, test } from '@jest/globals';
import { localServices, runMachine } from '../../local/index.ts';
import { callsOf, onboarding, onboardingInput, statesOf } from './support/onboarding.ts';

describe('an agent is onboarded on the in-memory Amazon Connect', () => {
  test('three calls, and the outputs name the new user', async () => {
    const result = await runMachine(onboarding, onboardingInput, localServices());
    expect(result.status).toBe('SUCCEEDED');
    expect(statesOf(result)).toEqual(['Open', 'hire', 'route', 'look', 'As asked?', 'Done']);
    expect(result.output).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      profile: onboardingInput.profile,
    });
    expect(callsOf(result)).toEqual(['hire', 'route', 'look']);
  });

  test('a second user of the same name fails at its Task with the error of the service', async () => {
    const local = localServices();
    await runMachine(onboarding, onboardingInput, local);
    const result = await runMachine(onboarding, onboardingInput, local);
    expect(result).toMatchObject({
      status: 'FAILED',
      failedState: 'hire',
      error: 'Connect.DuplicateResourceException',
      cause: expect.stringMatching(
        /^A user with the name new\.agent already exists \(Service: Connect, Status Code: 409, Request ID: [0-9a-f-]{36}\) \(SDK Attempt Count: 1\)$/,
      ),
    });
  });

  test('two throttled calls are repeated, a third time it goes through', async () => {
    const result = await runMachine(
      onboarding,
      onboardingInput,
      localServices({
        faults: [
          { operation: 'connect:createUser', calls: [1, 2], effect: { kind: 'error', name: 'ThrottlingException' } },
        ],
      }),
    );
    expect(result.status).toBe('SUCCEEDED');
    expect(callsOf(result)).toEqual(['hire', 'hire', 'hire', 'route', 'look']);
    expect(result.calls[0]).toMatchObject({ error: 'Connect.ThrottlingException' });
  });

  test('an answer that never arrives times out, and the user is there all the same', async () => {
    const local = localServices({
      faults: [{ operation: 'connect:createUser', calls: [1], effect: { kind: 'lost', how: 'silence' } }],
    });
    const first = await runMachine(onboarding, onboardingInput, local);
    expect(first).toMatchObject({ status: 'FAILED', error: 'States.Timeout', failedState: 'hire' });
    expect(first.calls[0]?.milliseconds).toBeGreaterThanOrEqual(60_000);
    const second = await runMachine(onboarding, onboardingInput, local);
    expect(second.error).toBe('Connect.DuplicateResourceException');
  });
});
