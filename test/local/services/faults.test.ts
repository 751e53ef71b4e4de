import { describe, expect, test } from '@jest/globals';
import { lineColumn } from '../../../compiler/diagnostics/index.ts';
import { FileError } from '../../../compiler/source/index.ts';
import { createCloud, type FaultEffect, faultPlan, readFaults, virtualClock } from '../../../local/index.ts';

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

describe('a call that the service refuses', () => {
  const refused = async (effect: FaultEffect) => {
    const clock = virtualClock(0);
    const cloud = createCloud({ clock, faults: [{ operation: 'connect:describeUser', calls: [1], effect }] });
    const call = cloud.call('connect', 'DescribeUser', { InstanceId: 'none', UserId: 'none' });
    const error = await call.then(
      () => 'none',
      (error) => error.code ?? error.constructor.name,
    );
    return [error, clock.now()];
  };

  test('is struck by a fault as any other is: what is lost or late is its refusal', async () => {
    expect(await refused({ kind: 'lost', how: 'reset' })).toEqual(['BrokenConnection', 0]);
    expect(await refused({ kind: 'lost', how: 'silence' })).toEqual(['BrokenConnection', 86_400_000]);
    expect(await refused({ kind: 'error', name: 'InternalServiceException', happened: true })).toEqual([
      'InternalServiceException',
      0,
    ]);
    expect(await refused({ kind: 'delay', seconds: 5 })).toEqual(['ResourceNotFoundException', 5000]);
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
    ['{}', '1:1: error: this must be an array, not an object'],
    ['[5]', '1:2: error: this must be an object, not a number'],
    ['- {operation: createUser, error: A}', '`createUser` is nothing like connect:createUser or connect:*'],
    ["- {operation: 'a:b'}", '1:3: error: a fault needs exactly one of `error`, `lost`, `delay`, not 0'],
    ["- {operation: 'a:b', error: A, delay: 1}", 'not 2'],
    ["- {operation: 'a:b', lost: silense}", 'Did you mean `silence`?'],
    ["- {operation: 'a:b', error: A, calls: [0]}", '1:40: error: 0 is less than 1'],
    ["- {operation: 'a:b', error: A, share: 2}", '2 is more than 1'],
    ["- {operation: 'a:b', error: A, share: 0.5, calls: 1}", 'a fault strikes `calls`, or a `share` of them'],
    ["- {operation: 'a:b', lost: reset, happened: true}", '`happened` goes with `error`'],
    ["- {operation: 'a:b', eror: A}", 'Did you mean `error`?'],
    ['[', 'faults:1:'],
  ])('%s is none: %s', (text, message) => {
    expect(() => readFaults(text)).toThrow(FileError);
    expect(() => readFaults(text)).toThrow(message);
  });

  test('tells every mistake at its place', () => {
    const text = "- { operation: createUser, error: A }\n- { operation: 'connect:*', lost: silence, delai: 1 }\n";
    expect.assertions(1);
    try {
      readFaults({ name: 'my-faults.yml', text });
    } catch (error) {
      const found = error instanceof FileError ? error.diagnostics : [];
      expect(
        found.map(({ code, place }) => [place.file.name, lineColumn(place.file, place.range.start), code]),
      ).toEqual([
        ['my-faults.yml', { line: 1, column: 16 }, 'field-value'],
        ['my-faults.yml', { line: 2, column: 44 }, 'field-unknown'],
      ]);
    }
  });
});
