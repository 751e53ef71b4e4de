import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import { type ExecutionResult, type Json, localServices, runMachine, type Services } from '../../local/index.ts';

const file = 'workflows/amazon-connect-ensure-user.yml';
const { machines, diagnostics } = compile(
  { name: file, text: readFileSync(file, 'utf8') },
  { workflow: 'ensure-user' },
);
const definition = JSON.parse(machines[0]?.text ?? '');

const BASIC = '7e4b1f90-c2d5-4836-b7a9-3f8e6d1c0a52';
const BILLING = 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18';
const input = {
  instanceId: '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61',
  username: 'ann.example',
  password: 'Change-Me-1st',
  firstName: 'Ann',
  lastName: 'Example',
  securityProfileId: '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105',
  routingProfileId: BILLING,
};
const calls = ({ calls: made }: ExecutionResult) => made.map(({ resource }) => resource.split(':').at(-1));

/** Services whose first searches find nothing: a user that was created moments ago isn't found yet. */
function lateSearch(services: Services, late: number): Services {
  let searches = 0;
  return {
    ...services,
    async call(request): Promise<Json> {
      const answer = await services.call(request);
      return request.action === 'searchUsers' && ++searches <= late ? { Users: [], ApproximateTotalCount: 0 } : answer;
    },
  };
}

describe('ensure-user', () => {
  test('compiles without errors', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('creates a user that is absent, and confirms its routing profile', async () => {
    const result = await runMachine(definition, input, localServices());
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { assignedRoutingProfile: BILLING } });
    expect(calls(result)).toEqual(['searchUsers', 'createUser', 'updateUserRoutingProfile', 'describeUser']);
  });

  test('finishes a user that is there, and creates no second one', async () => {
    const result = await runMachine(definition, { ...input, username: 'existing.agent' }, localServices());
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      output: { userId: 'a7d39b52-4e08-4c6f-b1d5-0e92f8c6a743', assignedRoutingProfile: BILLING },
    });
    expect(calls(result)).toEqual(['searchUsers', 'updateUserRoutingProfile', 'describeUser']);
  });

  test('started again and again it ends with the same user', async () => {
    const local = localServices();
    const first = await runMachine(definition, { ...input, routingProfileId: BASIC }, local);
    const second = await runMachine(definition, input, local);
    const third = await runMachine(definition, input, local);
    const ids = [first, second, third].map(({ output }) => JSON.parse(JSON.stringify(output)).userId);
    expect(new Set(ids).size).toBe(1);
    expect(third.output).toMatchObject({ assignedRoutingProfile: BILLING });
  });

  test('looks again when creating is refused as a duplicate', async () => {
    const { services, clock } = localServices();
    const slow = lateSearch(services, 2);
    const result = await runMachine(definition, { ...input, username: 'existing.agent' }, { services: slow, clock });
    expect(result.status).toBe('SUCCEEDED');
    expect(calls(result)).toEqual([
      'searchUsers',
      'createUser',
      'searchUsers',
      'createUser',
      'searchUsers',
      'updateUserRoutingProfile',
      'describeUser',
    ]);
  });

  test('fails with the error of the service where creating fails otherwise', async () => {
    const result = await runMachine(definition, { ...input, password: 'short' }, localServices());
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.InvalidParameterException' });
  });
});
