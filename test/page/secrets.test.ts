import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../compiler/index.ts';
import type { HistoryEvent, Json } from '../../local/index.ts';
import { createSecrets, learnDefinition, learnEvent, learnInput, MASK } from '../../page/secrets.ts';
import { provisionUser } from './support.ts';

const [machine] = compile(provisionUser).machines;

function learnt(...values: readonly Json[]) {
  const secrets = createSecrets();
  for (const value of values) secrets.learn(value);
  return secrets;
}

describe('what is masked', () => {
  test('a secret as a value, inside of a text, and in JSON inside of JSON', () => {
    const secrets = learnt('say "friend"');
    const nested = JSON.stringify({ input: JSON.stringify({ password: 'say "friend"' }) });
    expect(secrets.mask({ a: 'say "friend"', b: ['I say "friend"!'], c: nested })).toEqual({
      a: MASK,
      b: [`I ${MASK}!`],
      c: JSON.stringify({ input: JSON.stringify({ password: MASK }) }),
    });
  });

  test('a number, as number and as text', () => {
    expect(learnt(24081).mask({ pin: 24081, text: 'pin 24081', other: 2408 })).toEqual({
      pin: MASK,
      text: `pin ${MASK}`,
      other: 2408,
    });
  });

  test('everything in an object that is secret', () => {
    const secrets = learnt({ user: 'robin', keys: ['k-one', 'k-two'] });
    expect(secrets.mask(['robin', 'k-two', 'something else'])).toEqual([MASK, MASK, 'something else']);
  });

  test('the longer one of two secrets, where one begins with the other', () => {
    expect(learnt('abcd', 'abcdefgh').maskText('it is abcdefgh')).toBe(`it is ${MASK}`);
  });

  test('one of two letters as a value, and not inside of words', () => {
    expect(learnt('ab').mask(['ab', 'about'])).toEqual([MASK, 'about']);
  });

  test('no secret of three or more characters is left in any value', () => {
    // A mask must not be taken for a rest of the secret.
    const secret = fc.string({ minLength: 3 }).filter((text) => !MASK.includes(text));
    fc.assert(
      fc.property(secret, fc.jsonValue(), fc.string(), (text, value, around) => {
        const shown: Json = { value: value as Json, inside: `${around}${text}${around}`, list: [text] };
        const leaves = (each: unknown): unknown[] =>
          typeof each === 'object' && each !== null ? Object.values(each).flatMap(leaves) : [each];
        const masked = leaves(learnt(text).mask(shown)).filter((leaf) => typeof leaf === 'string');
        for (const leaf of masked) expect(String(leaf).replaceAll(MASK, '')).not.toContain(text);
      }),
    );
  });
});

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

  test('credentials that a call sent, by the model of its service', () => {
    const secrets = createSecrets();
    const parameters = JSON.stringify({ Username: 'robin', Password: 'Change-Me-1st' });
    learnEvent(secrets, scheduled('aws-sdk:connect', 'createUser', parameters));
    expect(secrets.mask(['robin', 'Change-Me-1st'])).toEqual(['robin', MASK]);
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

  test('what stands in a secret that is a JSON object', () => {
    const secrets = learnt('{"user":"robin","password":"p-123"}');
    expect(secrets.mask({ password: 'p-123' })).toEqual({ password: MASK });
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
