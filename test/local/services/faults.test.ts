import { describe, expect, test } from '@jest/globals';
import { FaultsError, faultPlan, readFaults } from '../../../local/index.ts';

const error = { kind: 'error', name: 'ThrottlingException' } as const;

describe('a plan of faults', () => {
  test('strikes the calls that it names, each operation counted by itself', () => {
    const plan = faultPlan([{ operation: 'connect:createUser', calls: [2, 3], effect: error }]);
    expect(plan.next('connect:createUser')).toBeUndefined();
    expect(plan.next('connect:describeUser')).toBeUndefined();
    expect(plan.next('connect:createUser')).toBe(error);
    expect(plan.next('connect:createUser')).toBe(error);
    expect(plan.next('connect:createUser')).toBeUndefined();
  });

  test('strikes a share of the calls of a service, the same ones for the same seed', () => {
    const strikes = (seed: number) => {
      const plan = faultPlan([{ operation: 'connect:*', calls: { share: 0.25, seed }, effect: error }]);
      return Array.from({ length: 400 }, () => plan.next('connect:anything') !== undefined);
    };
    const struck = strikes(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(70);
    expect(struck).toBeLessThan(130);
    expect(strikes(7)).toEqual(strikes(7));
    expect(strikes(8)).not.toEqual(strikes(7));
  });
});

describe('a file of faults', () => {
  test('is YAML or JSON', () => {
    const text = `
- { operation: 'connect:createUser', calls: [1, 3], error: ThrottlingException }
- { operation: 'connect:*', share: 0.1, seed: 4, error: InternalServiceException, message: Oh, happened: true }
- { operation: 'connect:describeUser', calls: 2, lost: silence }
- { operation: 'connect:describeUser', delay: 90 }
`;
    expect(readFaults(text)).toEqual([
      { operation: 'connect:createUser', calls: [1, 3], effect: error },
      {
        operation: 'connect:*',
        calls: { share: 0.1, seed: 4 },
        effect: { kind: 'error', name: 'InternalServiceException', message: 'Oh', happened: true },
      },
      { operation: 'connect:describeUser', calls: [2], effect: { kind: 'lost', how: 'silence' } },
      { operation: 'connect:describeUser', calls: [1], effect: { kind: 'delay', seconds: 90 } },
    ]);
  });

  test.each([
    ['{}', 'must be a list'],
    ['[5]', 'faults[0] must be an object'],
    ['- {operation: createUser, error: A}', 'faults[0].operation must be like connect:createUser'],
    ["- {operation: 'a:b'}", 'faults[0] needs one of error, lost and delay'],
    ["- {operation: 'a:b', error: A, delay: 1}", 'needs one of'],
    ["- {operation: 'a:b', lost: forever}", 'lost is silence or reset'],
    ["- {operation: 'a:b', error: A, calls: [0]}", 'calls must be numbers'],
    ["- {operation: 'a:b', error: A, share: 2}", 'share is a number from 0 to 1'],
    ["- {operation: 'a:b', error: A, often: true}", 'faults[0].often'],
    ['[', 'neither YAML nor JSON'],
  ])('%s is none: %s', (text, message) => {
    expect(() => readFaults(text)).toThrow(FaultsError);
    expect(() => readFaults(text)).toThrow(message);
  });
});
