import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ProvisionUserStack } from '../../lib/index.ts';
import {
  type ExecutionResult,
  type InMemoryService,
  type Json,
  localServices,
  modelledError,
  runMachine,
} from '../../local/index.ts';
import { starterWorld } from '../support/startedExecutions.ts';
import { runnableDefinition } from '../support/template.ts';

const PASSWORD = 'S3cret!Pa55';
const hire = {
  username: 'ann.example',
  passwordSecretId: 'onboarding/ann',
  securityProfileId: '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105',
  routingProfileId: 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18',
  firstName: 'Ann',
  lastName: 'Example',
};
const event = (detail: Json, id = 'e-1') => ({
  version: '0',
  id,
  'detail-type': 'Onboarding Requested',
  source: 'onboarding',
  detail,
});

const secretsManager: InMemoryService = {
  resource: 'secretsmanager',
  has: (operation) => operation === 'GetSecretValue',
  call(operation, { SecretId: id }) {
    if (id !== 'onboarding/ann') throw modelledError(operation, 'ResourceNotFoundException', 'no such secret');
    return { Name: id, SecretString: PASSWORD };
  },
};

/** The deployed stack on this machine: events go in, executions come out. */
function deployed() {
  const template = Template.fromStack(new ProvisionUserStack(new App(), 'ProvisionUser'));
  const starter = runnableDefinition(template, 'provision-user-starter', {
    ConnectInstanceId: '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61',
  });
  const machine = runnableDefinition(template, 'provision-user');
  const account = localServices({ services: [secretsManager] });
  const executions: ExecutionResult[] = [];
  const world = starterWorld({}, async (started) => {
    const result = await runMachine(machine, JSON.parse(started.input), account);
    started.status = result.status;
    executions.push(result);
  });
  const deliveries: ExecutionResult[] = [];
  return {
    world,
    executions,
    deliveries,
    async deliver(...events: readonly Json[]) {
      for (const each of events) deliveries.push(await runMachine(starter, each, { services: world.services }));
    },
    start: (input: Json) => runMachine(machine, input, account),
  };
}

/** The events of a history in which a text stands. */
const eventsWith = (text: string, { history }: ExecutionResult) =>
  history.filter((each) => JSON.stringify(each).includes(text)).map(({ type }) => type);

describe('an onboarding by an event', () => {
  test('an event that is published twice makes one execution and one user', async () => {
    const { deliver, executions, world } = deployed();
    await deliver(event(hire), event(hire));
    expect(executions).toMatchObject([
      { status: 'SUCCEEDED', output: { assignedRoutingProfile: hire.routingProfileId } },
    ]);
    expect(executions[0]?.calls.filter(({ state }) => state === 'createAgent')).toHaveLength(1);
    expect(world.deadLetters).toEqual([]);
  });

  test('an event without a user name ends in the dead-letter queue with the reason', async () => {
    const { deliver, executions, world } = deployed();
    const { username: _, ...rest } = hire;
    await deliver(event(rest));
    expect(executions).toEqual([]);
    expect(world.deadLetters).toEqual([
      {
        body: event(rest),
        code: 'Arazzo.EventRejected',
        message: 'wrong inputs for provision-user: username: missing',
      },
    ]);
  });

  test('an event with a password in it is rejected, and the password goes no further', async () => {
    const { deliver, executions, world } = deployed();
    const { passwordSecretId: _, ...rest } = hire;
    await deliver(event({ ...rest, password: PASSWORD }));
    expect(executions).toEqual([]);
    expect(world.deadLetters).toMatchObject([
      { message: 'wrong inputs for provision-user: passwordSecretId: missing' },
    ]);
    expect(JSON.stringify(world.deadLetters)).not.toContain(PASSWORD);
  });

  test('a second event of the same person fails on the duplicate user, and sent again it is a dead letter', async () => {
    const { deliver, executions, world } = deployed();
    await deliver(event(hire), event(hire, 'e-2'), event(hire, 'e-2'));
    expect(executions.map(({ status, error }) => error ?? status)).toEqual([
      'SUCCEEDED',
      'Connect.DuplicateResourceException',
    ]);
    expect(world.deadLetters).toMatchObject([{ code: 'Arazzo.FailedBefore', body: { id: 'e-2' } }]);
  });
});

describe('where the password stands', () => {
  test('given by reference: in the read of the secret, the exit of that state and the call, and nowhere else', async () => {
    const { deliver, executions, deliveries, world } = deployed();
    await deliver(event(hire));
    const [execution] = executions;
    expect(execution && eventsWith(PASSWORD, execution)).toEqual(['TaskSucceeded', 'TaskStateExited', 'TaskScheduled']);
    const { history: _, ...end } = execution ?? {};
    expect(JSON.stringify([end, world.started, deliveries])).not.toContain(PASSWORD);
  });

  test('given by reference, in an execution that fails after the read: in the same three events', async () => {
    const { start } = deployed();
    const failed = await start({ ...hire, instanceId: '00000000-0000-0000-0000-000000000000' });
    expect(failed.status).toBe('FAILED');
    expect(eventsWith(PASSWORD, failed)).toEqual(['TaskSucceeded', 'TaskStateExited', 'TaskScheduled']);
    expect(`${failed.error} ${failed.cause}`).not.toContain(PASSWORD);
  });

  test('given as it is: in the start, the entry of the first state and the call', async () => {
    const { passwordSecretId: _, ...rest } = hire;
    const input = { ...rest, instanceId: '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61', password: PASSWORD };
    const result = await deployed().start(input);
    expect(result.status).toBe('SUCCEEDED');
    expect(eventsWith(PASSWORD, result)).toEqual(['ExecutionStarted', 'ChoiceStateEntered', 'TaskScheduled']);
  });

  test('both or neither is refused before the first call', async () => {
    const { start } = deployed();
    const { passwordSecretId: _, ...rest } = hire;
    for (const password of [{}, { password: PASSWORD, passwordSecretId: 'onboarding/ann' }]) {
      const instanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
      const { error, cause, calls } = await start({ ...rest, instanceId, ...password });
      expect({ error, calls }).toEqual({ error: 'Arazzo.InputsRejected', calls: [] });
      expect(cause).toContain('exactly one of password and passwordSecretId');
      expect(cause).not.toContain(PASSWORD);
    }
  });
});
