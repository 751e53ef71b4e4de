import { describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import { createSecrets, type HistoryEvent, type Json, MASK } from '../../local/index.ts';
import { learnDefinition, learnEvent, learnInput } from '../../page/secrets.ts';
import { provisionUser } from './support.ts';

const [machine] = compile(provisionUser).machines;

describe('what is learnt', () => {
  test('the secret inputs of a workflow', () => {
    const secrets = createSecrets();
    learnInput(secrets, machine, { username: 'robin', password: 'Change-Me-1st' });
    expect(secrets.mask(['robin', 'Change-Me-1st'])).toEqual(['robin', MASK]);
  });

  test('of a machine without a document, what is named like a secret, however deep', () => {
    const secrets = createSecrets();
    const input = { user: { apiKey: 'k-123', keyId: 'id-123' }, list: [{ dbPassword: 'p-123' }], nextToken: 't-123' };
    learnInput(secrets, undefined, input);
    expect(secrets.mask(input)).toEqual({
      user: { apiKey: MASK, keyId: 'id-123' },
      list: [{ dbPassword: MASK }],
      nextToken: 't-123',
    });
  });

  test('of a machine with a document as well, what nobody declared', () => {
    const secrets = createSecrets();
    const input = {
      username: 'robin',
      apiToken: 't-123',
      extra: [{ dbPassword: 'p-123' }],
      body: '{"secret":"s-123"}',
    };
    learnInput(secrets, machine, input);
    expect(secrets.mask(input)).toEqual({
      username: 'robin',
      apiToken: MASK,
      extra: [{ dbPassword: MASK }],
      body: `{"secret":"${MASK}"}`,
    });
  });

  test('secrets that are names of members', () => {
    const secrets = createSecrets();
    const input = {
      password: 's-123',
      byKey: { 's-123': 1, 'x s-123': 2, 'y s-123': 3, other: 4 },
      same: { 's-123': 1 },
    };
    learnInput(secrets, machine, input);
    expect(secrets.mask(input)).toEqual({
      password: MASK,
      byKey: { [MASK]: 1, [`x ${MASK}`]: 2, [`y ${MASK}`]: 3, other: 4 },
      same: { [MASK]: 1 },
    });
    secrets.learn('t-123');
    expect(secrets.mask({ 's-123': 1, 't-123': 2 })).toEqual({ [MASK]: 1, [`${MASK} 2`]: 2 });
  });

  test('what a call whose service has no model sent and got, by names', () => {
    const secrets = createSecrets();
    learnEvent(secrets, scheduled('lambda', 'somethingNew', JSON.stringify({ accessKey: 'k-123', user: 'robin' })));
    expect(secrets.mask(['k-123', 'robin'])).toEqual([MASK, 'robin']);
  });

  test('credentials that a call sent, by the model of its service', () => {
    const secrets = createSecrets();
    const parameters = JSON.stringify({ Username: 'robin', Password: 'Change-Me-1st' });
    learnEvent(secrets, scheduled('aws-sdk:connect', 'createUser', parameters));
    expect(secrets.mask(['robin', 'Change-Me-1st'])).toEqual(['robin', MASK]);
  });

  test('a credential that looks like an expression', () => {
    const secrets = createSecrets();
    const parameters = JSON.stringify({ Password: '{% hunter2 %}' });
    learnEvent(secrets, scheduled('aws-sdk:connect', 'createUser', parameters));
    expect(secrets.mask('{% hunter2 %}')).toBe(MASK);
  });

  test('a secret that was read', () => {
    const secrets = createSecrets();
    const task = { resourceType: 'aws-sdk:secretsmanager', resource: 'getSecretValue' };
    learnEvent(secrets, {
      ...event('TaskSucceeded'),
      taskSucceededEventDetails: {
        ...task,
        output: JSON.stringify({ Name: 'hr/first', SecretString: 's-123' }),
        outputDetails: { truncated: false },
      },
    });
    expect(secrets.mask(['hr/first', 's-123'])).toEqual(['hr/first', MASK]);
  });

  test('credentials that stand in a definition, and no expressions', () => {
    const secrets = createSecrets();
    const task = (password: string): Json => ({
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:connect:createUser',
      Arguments: { Username: 'robin', Password: password },
      End: true,
    });
    const branch: Json = { StartAt: 'B', States: { B: task('In-Plain-1') } };
    const States: Json = {
      A: task('{% $states.input.password %}'),
      C: { Type: 'Parallel', Branches: [branch], End: true },
    };
    learnDefinition(secrets, { StartAt: 'A', States }, undefined);
    expect(secrets.mask(['In-Plain-1', '{% $states.input.password %}'])).toEqual([
      MASK,
      '{% $states.input.password %}',
    ]);
  });

  test('the default of a secret input', () => {
    const text = provisionUser.text.replace(
      'type: string\n        description: First',
      'type: string\n        default: Welcome-1\n        description: First',
    );
    const [withDefault] = compile({ ...provisionUser, text }).machines;
    const secrets = createSecrets();
    learnDefinition(secrets, {}, withDefault);
    expect(secrets.mask('Welcome-1')).toBe(MASK);
  });
});

function event(type: string): HistoryEvent {
  return { id: 1, previousEventId: 0, timestamp: new Date(0), type };
}

function scheduled(resourceType: string, resource: string, parameters: string): HistoryEvent {
  return {
    ...event('TaskScheduled'),
    taskScheduledEventDetails: { resourceType, resource, region: 'us-east-1', parameters },
  };
}
