import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import {
  createBackend,
  createConnect,
  createExecution,
  type ExecutionResult,
  type FaultEffect,
  type FaultRule,
  faultPlan,
  type InMemoryService,
  type JsonObject,
  type MachineDefinition,
  sdkIntegration,
  virtualClock,
} from '../../local/index.ts';

const workflow = (file: string): string =>
  readFileSync(new URL(`../../workflows/amazon-connect-provision-user.${file}`, import.meta.url), 'utf8');
const input = JSON.parse(workflow('input.json'));
const { machines } = compile({ name: 'amazon-connect-provision-user.yml', text: workflow('yml') });
const definition: MachineDefinition = JSON.parse(machines[0]?.text ?? '{}');

/** The calls of the workflow, by the step that makes them. */
const steps = {
  createUser: 'createAgent',
  updateUserRoutingProfile: 'assignRoutingProfile',
  describeUser: 'confirmUser',
};

/** Everything that can happen to a call. A Task waits for 60 seconds. */
const effects: Readonly<Record<string, FaultEffect>> = {
  throttled: { kind: 'error', name: 'ThrottlingException' },
  'server error': { kind: 'error', name: 'InternalServiceException' },
  'server error after the effect': { kind: 'error', name: 'InternalServiceException', happened: true },
  'answer lost': { kind: 'lost', how: 'silence' },
  'connection broken after the effect': { kind: 'lost', how: 'reset' },
  'answer late': { kind: 'delay', seconds: 30 },
  'answer too late': { kind: 'delay', seconds: 90 },
};

interface Fault {
  readonly operation: keyof typeof steps;
  readonly call: number;
  readonly effect: string;
}

const operations: readonly Fault['operation'][] = ['createUser', 'updateUserRoutingProfile', 'describeUser'];
const slots = operations.flatMap((operation) => [1, 2].map((call) => ({ operation, call })));
const singles: readonly Fault[] = slots.flatMap((slot) => Object.keys(effects).map((effect) => ({ ...slot, effect })));
const pairs: readonly (readonly [Fault, Fault])[] = singles.flatMap((first, at) =>
  singles
    .slice(at + 1)
    .filter((second) => second.operation !== first.operation || second.call !== first.call)
    .map((second) => [first, second] as const),
);

function ruleOf({ operation, call, effect }: Fault): FaultRule {
  const found = effects[effect];
  if (found === undefined) throw new Error(effect);
  return { operation: `connect:${operation}`, calls: [call], effect: found };
}

/** A Connect that remembers which users it created. */
function recording(connect: InMemoryService): InMemoryService & { readonly created: JsonObject[]; refusals: number } {
  const recorded = {
    ...connect,
    created: [] as JsonObject[],
    refusals: 0,
    async call(...[operation, request]: Parameters<InMemoryService['call']>) {
      try {
        const answer = await connect.call(operation, request);
        if (operation.name === 'CreateUser') recorded.created.push(answer);
        return answer;
      } catch (error) {
        if (operation.name === 'CreateUser') recorded.refusals++;
        throw error;
      }
    },
  };
  return recorded;
}

/** Runs the machine under these faults, then redrives it until it succeeds or fails the same way again. */
async function runUnder(faults: readonly Fault[]) {
  const clock = virtualClock(0);
  const connect = recording(createConnect({ clock }));
  const backend = createBackend({ services: [connect], clock, faults: faultPlan(faults.map(ruleOf)) });
  const execution = createExecution(definition, input, { services: sdkIntegration(backend), clock, seed: 1 });
  const first = await execution.run();
  const { refusals } = connect;
  let last = first;
  // Two faults can strike two redrives; the third one meets none.
  for (let redrives = 0; last.status !== 'SUCCEEDED' && redrives < 3; redrives++) last = await execution.redrive();
  return { first, last, created: connect.created, refusals };
}

/** A failure is one of a step's own call, and says which. */
function tellsItsStep({ failedState, error, history }: ExecutionResult): void {
  expect(Object.values(steps)).toContain(failedState);
  expect(error).toMatch(/^(Connect\.\w+Exception|States\.Timeout)$/);
  expect(history.at(-1)?.type).toBe('ExecutionFailed');
}

async function check(faults: readonly Fault[]): Promise<void> {
  const { first, last, created, refusals } = await runUnder(faults);
  // At most one user; and the machine itself never asks again for one that may be there.
  expect(created.length).toBeLessThanOrEqual(1);
  expect(refusals).toBe(0);
  const output = { userId: created[0]?.['UserId'], assignedRoutingProfile: input.routingProfileId };
  if (first.status === 'SUCCEEDED') {
    expect(first.output).toMatchObject(output);
    return;
  }
  tellsItsStep(first);
  if (last.status === 'SUCCEEDED') {
    expect(last.output).toMatchObject(output);
  } else {
    // The user is there and its id was lost with the answer: a redrive can't know it, and says what stands in its way.
    expect(last).toMatchObject({ failedState: 'createAgent', error: 'Connect.DuplicateResourceException' });
    expect(created).toHaveLength(1);
  }
}

describe('provision-user under every fault at every call', () => {
  test.each(singles)('$operation, call $call: $effect', (fault) => check([fault]));

  test(`and under each of ${pairs.length} pairs of faults`, async () => {
    for (const pair of pairs) {
      await check(pair).catch((error: Error) => {
        error.message = `${JSON.stringify(pair)}: ${error.message}`;
        throw error;
      });
    }
  });

  test('what may be repeated is repeated: reading, and whatever was throttled', async () => {
    const outcome = async (operation: Fault['operation'], effect: string) => {
      const { first, last } = await runUnder([{ operation, call: 1, effect }]);
      return [first.status, last.status, last.error ?? ''];
    };
    for (const operation of operations) {
      expect(await outcome(operation, 'throttled')).toEqual(['SUCCEEDED', 'SUCCEEDED', '']);
      expect(await outcome(operation, 'answer late')).toEqual(['SUCCEEDED', 'SUCCEEDED', '']);
    }
    expect(await outcome('describeUser', 'answer lost')).toEqual(['SUCCEEDED', 'SUCCEEDED', '']);
    expect(await outcome('describeUser', 'server error')).toEqual(['SUCCEEDED', 'SUCCEEDED', '']);
    expect(await outcome('updateUserRoutingProfile', 'answer lost')).toEqual(['FAILED', 'SUCCEEDED', '']);
    expect(await outcome('createUser', 'server error')).toEqual(['FAILED', 'SUCCEEDED', '']);
    expect(await outcome('createUser', 'answer lost')).toEqual([
      'FAILED',
      'FAILED',
      'Connect.DuplicateResourceException',
    ]);
  });

  test('where what is read is not what was asked for, the cause names the step, what was expected and what was found', async () => {
    const clock = virtualClock(0);
    const connect = createConnect({ clock });
    const forgetful: InMemoryService = {
      ...connect,
      async call(operation, request) {
        const answer = await connect.call(operation, request);
        return operation.name === 'DescribeUser' ? { User: { RoutingProfileId: 'another' } } : answer;
      },
    };
    const services = sdkIntegration(createBackend({ services: [forgetful], clock }));
    const result = await createExecution(definition, input, { services, clock }).run();
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.CriteriaNotMet' });
    for (const text of ['confirmUser', 'another', input.routingProfileId]) expect(result.cause).toContain(text);
  });

  test('500 hires at once all get through the quota of AWS', async () => {
    const clock = virtualClock(0);
    const connect = createConnect({ clock, quota: { perSecond: 2, burst: 5 } });
    const services = sdkIntegration(createBackend({ services: [connect], clock }));
    const results = await Promise.all(
      Array.from({ length: 500 }, (_, at) =>
        createExecution(definition, { ...input, username: `agent.${at}` }, { services, clock, seed: at }).run(),
      ),
    );
    expect(results.filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
    // Nothing waited for that long in earnest: it is the clock of the run.
    expect(clock.now()).toBeGreaterThan(240_000);
  });
});
