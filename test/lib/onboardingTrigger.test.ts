import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { ArazzoStateMachine, OnboardingTrigger, type OnboardingTriggerProps } from '../../lib/index.ts';
import { type Json, runMachine } from '../../local/index.ts';
import { machineOf } from '../support/machine.ts';
import { type StarterWorld, starterWorld } from '../support/startedExecutions.ts';
import { runnableDefinition } from '../support/template.ts';

const workflow = machineOf([], {
  workflowId: 'hire',
  inputsSchema: {
    type: 'object',
    required: ['username'],
    properties: {
      username: { type: 'string' },
      password: { type: 'string' },
      passwordSecretId: { type: 'string' },
      site: { type: 'string' },
    },
  },
  secretInputs: ['password'],
  secretAlternatives: [{ secret: 'password', reference: 'passwordSecretId', required: true }],
});

type Props = Partial<OnboardingTriggerProps>;

function synthesised(props: Props = {}, compiled = workflow): Template {
  const stack = new Stack(new App(), 'Test');
  const machine = new ArazzoStateMachine(stack, 'Machine', { document: compiled });
  new OnboardingTrigger(stack, 'Trigger', { machine, ...props });
  return Template.fromStack(stack);
}

const event = (detail: Json, id = 'e-1') => ({
  id,
  source: 'onboarding',
  'detail-type': 'Onboarding Requested',
  detail,
});
const hire = { username: 'ann', passwordSecretId: 'onboarding/ann', employeeId: 4711 };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Delivers events to the starter, one after the other. */
async function deliver(
  world: StarterWorld,
  events: readonly Json[],
  props: Props = {},
  compiled = workflow,
): Promise<void> {
  const definition = runnableDefinition(synthesised(props, compiled), 'hire-starter');
  for (const each of events) {
    const { status } = await runMachine(definition, each, { services: world.services });
    expect(status).toBe('SUCCEEDED');
  }
}

describe('the starter', () => {
  test('is put into S3 where the template has no room for it beside the machine', () => {
    const definition = { ...workflow.definition, Comment: 'x'.repeat(950_000) };
    const template = synthesised({}, { ...workflow, definition, text: JSON.stringify(definition) });
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineName: 'hire-starter',
      DefinitionString: Match.absent(),
      DefinitionS3Location: Match.anyValue(),
      DefinitionSubstitutions: Match.anyValue(),
    });
  });

  test('starts the alias live with the mapped inputs, under the hash of the event id', async () => {
    const world = starterWorld();
    await deliver(world, [event(hire)]);
    expect(world.started).toEqual([
      {
        machine: expect.stringContaining('MachineLive'),
        name: sha256('e-1'),
        input: JSON.stringify({ username: 'ann', passwordSecretId: 'onboarding/ann' }),
        status: 'RUNNING',
      },
    ]);
    expect(world.deadLetters).toEqual([]);
  });

  test('starts nothing when the same event comes again while the execution runs, or after it succeeded', async () => {
    const world = starterWorld();
    await deliver(world, [event(hire), event(hire)]);
    world.end('SUCCEEDED');
    await deliver(world, [event(hire)]);
    expect(world.started).toHaveLength(1);
    expect(world.deadLetters).toEqual([]);
  });

  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    'puts an event that comes again after the execution %s into the dead-letter queue',
    async (status) => {
      const world = starterWorld();
      await deliver(world, [event(hire)]);
      world.end(status);
      await deliver(world, [event(hire)]);
      expect(world.started).toHaveLength(1);
      expect(world.deadLetters).toEqual([
        {
          body: event(hire),
          code: 'Arazzo.FailedBefore',
          message: `arn:aws:states:eu-central-1:111122223333:execution:hire:${sha256('e-1')} failed before (${status}): redrive it, or send the event under a new key`,
        },
      ]);
    },
  );

  describe('with a key that tells hires apart', () => {
    const props = { deduplicationKey: 'employeeId' };

    test('two events of one hire are one execution', async () => {
      const world = starterWorld();
      await deliver(world, [event(hire, 'e-1'), event(hire, 'e-2')], props);
      world.end('SUCCEEDED');
      await deliver(world, [event(hire, 'e-3')], props);
      expect(world.started.map(({ name }) => name)).toEqual([sha256('[4711]')]);
      expect(world.deadLetters).toEqual([]);
    });

    test.each(['RUNNING', 'SUCCEEDED', 'FAILED'] as const)(
      'another hire with the same key is a dead letter, the first one being %s',
      async (status) => {
        const world = starterWorld();
        await deliver(world, [event(hire, 'e-1')], props);
        if (status !== 'RUNNING') world.end(status);
        const other = event({ ...hire, username: 'bob' }, 'e-2');
        await deliver(world, [other], props);
        expect(world.started).toHaveLength(1);
        expect(world.deadLetters).toEqual([
          {
            body: other,
            code: 'Arazzo.KeyReused',
            message: `arn:aws:states:eu-central-1:111122223333:execution:hire:${sha256('[4711]')} was started for other inputs: employeeId has to tell one hire from another`,
          },
        ]);
      },
    );

    test('a number and the text of it are two keys', async () => {
      const world = starterWorld();
      await deliver(world, [event({ ...hire, employeeId: 5 }), event({ ...hire, employeeId: '5' })], props);
      expect(world.started.map(({ name }) => name)).toEqual([sha256('[5]'), sha256('5')]);
    });
  });

  test('an event that is too long for a message reaches the dead-letter queue without its detail', async () => {
    const world = starterWorld();
    const long = event({ ...hire, site: '"ü'.repeat(40_000) });
    const unread = event({ site: 'x'.repeat(100_000) }, 'e-2');
    await deliver(world, [long, unread]);
    expect(world.started).toEqual([]);
    const detail = 'left out, since it is too long: the archive has the event by its id';
    expect(world.deadLetters).toEqual(
      [long, unread].map((each) => ({
        body: { ...each, detail },
        code: 'Arazzo.EventRejected',
        message: 'the inputs have more than 60000 characters',
      })),
    );
  });

  test.each([{}, { employeeId: null }, { employeeId: '' }, { employeeId: ' \t' }])(
    'an event without the key (%j) is a dead letter',
    async (key) => {
      const world = starterWorld();
      const { employeeId: _, ...rest } = hire;
      await deliver(world, [event({ ...rest, ...key })], { deduplicationKey: 'employeeId' });
      expect(world.started).toEqual([]);
      expect(world.deadLetters).toMatchObject([
        { code: 'Arazzo.EventRejected', message: 'the detail has no employeeId' },
      ]);
    },
  );

  test('an event without a required input is a dead letter that names it', async () => {
    const world = starterWorld();
    const { username: _, ...rest } = hire;
    await deliver(world, [event(rest)]);
    expect(world.started).toEqual([]);
    expect(world.deadLetters).toMatchObject([
      { body: event(rest), code: 'Arazzo.EventRejected', message: expect.stringContaining('username') },
    ]);
  });

  test('an event whose input has not its format is a dead letter where the machine asserts formats', async () => {
    const world = starterWorld();
    const dated = machineOf([], {
      workflowId: 'hire',
      inputsSchema: { type: 'object', properties: { begins: { type: 'string', format: 'date' } } },
    });
    const events = [event({ begins: 'next week' }), event({ begins: '2026-12-01' }, 'e-2')];
    await deliver(world, events, {}, { ...dated, assertsFormats: true });
    expect(world.started).toMatchObject([{ input: JSON.stringify({ begins: '2026-12-01' }) }]);
    expect(world.deadLetters).toMatchObject([{ message: 'wrong inputs for hire: begins: not of the format date' }]);
    const loose = starterWorld();
    await deliver(loose, events, {}, dated);
    expect(loose.started).toHaveLength(2);
  });

  test('a secret that travels in an event by mistake reaches neither the machine nor the dead-letter queue', async () => {
    const world = starterWorld();
    await deliver(world, [event({ ...hire, password: 'S3cret!' }), event({ password: 'S3cret!' }, 'e-2')]);
    expect(world.started).toHaveLength(1);
    expect(world.deadLetters).toHaveLength(1);
    expect(JSON.stringify([world.started, world.deadLetters])).not.toContain('S3cret!');
  });

  test.each<[string, Json]>([
    ['beside an input that is read', { employee: { login: 'ann', password: { value: 'S3cret!' } } }],
    ['under a usual name', { employee: { login: 'ann' }, apiKey: ['S3cret!'], client_secret: 'S3cret!' }],
    ['where the object that is read is none', { employee: 'ann', Password: 'S3cret!' }],
  ])('a credential %s does not reach them either', async (_, detail) => {
    const world = starterWorld();
    const inputs = { username: { detail: 'employee.login' }, site: { detail: 'office.site' } };
    await deliver(world, [event(detail)], { inputs });
    expect(world.deadLetters).toHaveLength(1);
    expect(JSON.stringify(world.deadLetters)).toContain('ann');
    expect(JSON.stringify([world.started, world.deadLetters])).not.toContain('S3cret!');
  });

  test('reads inputs from where it is told, and takes fixed ones from the stack', async () => {
    const world = starterWorld();
    const inputs = { username: { detail: 'employee.login' }, site: { value: 'north' } };
    await deliver(world, [event({ employee: { login: 'ann' }, passwordSecretId: 'x', username: 'bob' })], { inputs });
    expect(world.started.map(({ input }) => JSON.parse(input))).toEqual([
      { username: 'ann', passwordSecretId: 'x', site: 'north' },
    ]);
  });

  test('an execution that can not be started, or not be looked at, is a dead letter', async () => {
    const world = starterWorld({ StartExecution: 'StateMachineDoesNotExist' });
    await deliver(world, [event(hire)]);
    const blind = starterWorld({
      StartExecution: 'ExecutionAlreadyExists',
      DescribeExecution: 'ExecutionDoesNotExist',
    });
    await deliver(blind, [event(hire)]);
    expect([...world.deadLetters, ...blind.deadLetters].map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'Arazzo.NotStarted: the execution could not be started: Sfn.StateMachineDoesNotExistException',
      'Arazzo.NotStarted: the earlier execution could not be looked at: Sfn.ExecutionDoesNotExistException',
    ]);
  });
});

describe('OnboardingTrigger', () => {
  test('keeps events that EventBridge could not deliver in an encrypted queue that the rule may write to', () => {
    const template = synthesised();
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['onboarding'], 'detail-type': ['Onboarding Requested'] },
      Targets: [
        Match.objectLike({
          DeadLetterConfig: { Arn: Match.anyValue() },
          RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 },
        }),
      ],
    });
    template.hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'events.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Condition: Match.objectLike({ ArnEquals: { 'aws:SourceArn': Match.anyValue() } }),
          }),
        ]),
      },
    });
  });

  test('keeps events with a member named like a credential from the rule and the archive, and the schema refuses them', () => {
    const inputs = { username: { detail: 'employee.login' }, site: { detail: 'token' } };
    const template = synthesised({ inputs });
    const none = [{ exists: false }];
    const detail = { password: none, secret: none, employee: { password: none, token: none } };
    template.hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail } });
    template.hasResourceProperties('AWS::Events::Archive', { EventPattern: { detail } });
    const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
    expect(rule?.['Properties'].EventPattern.detail).not.toHaveProperty('token');
    expect(rule?.['Properties'].EventPattern.detail).not.toHaveProperty('passwordSecretId');
    const [schema] = Object.values(template.findResources('AWS::EventSchemas::Schema'));
    const { Detail } = JSON.parse(schema?.['Properties'].Content).components.schemas;
    expect(Detail.not.anyOf).toContainEqual({ required: ['password'] });
    expect(Detail.not.anyOf).not.toContainEqual({ required: ['token'] });
    expect(Detail.properties.employee.not.anyOf).toContainEqual({ required: ['token'] });
  });

  test('an input that is an object may have no member named like a credential, but for those that it declares', () => {
    const profile = {
      type: 'object',
      properties: { token: { type: 'string' }, home: { type: 'object', properties: { city: { type: 'string' } } } },
    };
    const properties = { username: { type: 'string' }, passwordSecretId: { type: 'string' }, profile };
    const template = synthesised({}, { ...workflow, inputsSchema: { type: 'object', properties } });
    const none = [{ exists: false }];
    const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
    const detail = rule?.['Properties'].EventPattern.detail;
    expect(detail.profile).toMatchObject({ password: none, apiKey: none, home: { token: none } });
    expect(detail.profile).not.toHaveProperty('token');
    const [schema] = Object.values(template.findResources('AWS::EventSchemas::Schema'));
    const { Detail } = JSON.parse(schema?.['Properties'].Content).components.schemas;
    expect(Detail.properties.profile.not.anyOf).toContainEqual({ required: ['password'] });
    expect(Detail.properties.profile.not.anyOf).not.toContainEqual({ required: ['token'] });
    expect(Detail.properties.profile.properties.home.not.anyOf).toContainEqual({ required: ['token'] });
  });

  test('the member that tells one hire from another may have any name', () => {
    const [rule] = Object.values(synthesised({ deduplicationKey: 'hire.token' }).findResources('AWS::Events::Rule'));
    const detail = rule?.['Properties'].EventPattern.detail;
    expect(detail.hire).not.toHaveProperty('token');
    expect(detail).toHaveProperty('token');
  });

  test('what does not fit into a pattern is left out, secret inputs last, and synthesis says so', () => {
    const objects = Array.from({ length: 12 }, (_, at) => `part${at}`);
    const inputs = { username: { detail: [...objects, 'login'].join('.') } };
    const stack = new Stack(new App(), 'Test');
    const machine = new ArazzoStateMachine(stack, 'Machine', { document: workflow });
    new OnboardingTrigger(stack, 'Trigger', { machine, inputs });
    const [rule] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
    const pattern = rule?.['Properties'].EventPattern;
    expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
    let detail = pattern.detail;
    for (const name of objects) detail = detail[name];
    expect(detail).toEqual({ password: [{ exists: false }] });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp("don't fit into the pattern"));
  });

  test('publishes the schema of the events: inputs where they are read from, no secret', () => {
    const [schema] = Object.values(
      synthesised({ inputs: { username: { detail: 'employee.login' }, site: { value: 'north' } } }).findResources(
        'AWS::EventSchemas::Schema',
      ),
    );
    const content = JSON.parse(schema?.['Properties'].Content);
    expect(content.components.schemas.Detail).toMatchObject({
      type: 'object',
      required: ['employee', 'passwordSecretId'],
      properties: {
        employee: { type: 'object', required: ['login'], properties: { login: { type: 'string' } } },
        passwordSecretId: { type: 'string' },
      },
    });
  });

  test('uses a bus that is given', () => {
    const stack = new Stack(new App(), 'Test');
    const machine = new ArazzoStateMachine(stack, 'Machine', { document: workflow });
    const eventBus = EventBus.fromEventBusName(stack, 'Given', 'hr');
    new OnboardingTrigger(stack, 'Trigger', { machine, eventBus });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Events::EventBus', 0);
    template.hasResourceProperties('AWS::Events::Rule', { EventBusName: 'hr' });
  });

  test('refuses a secret that could only travel as it is', () => {
    expect(() => synthesised({}, { ...workflow, secretAlternatives: [] })).toThrow(
      "secretInputs: { 'password': 'secrets-manager' }",
    );
  });

  test('refuses a source for what is no input', () => {
    expect(() => synthesised({ inputs: { user: { detail: 'login' } } })).toThrow(
      "'user' is no input of hire; it has username, passwordSecretId, site.",
    );
  });
});
