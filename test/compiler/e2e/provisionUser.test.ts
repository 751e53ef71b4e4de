import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDefinition } from '../../../compiler/asl/index.ts';
import { compile } from '../../../compiler/index.ts';
import { shippedModels } from '../../../compiler/node/index.ts';
import { type ExecutionResult, type FaultRule, type Json, localServices, runMachine } from '../../../local/index.ts';
import { aslProblems } from '../../support/aslProblems.ts';
import { codePoint } from '../../support/codePoint.ts';
import { expectGolden } from '../../support/golden.ts';
import { answers, fails, runScripted, statesEntered } from '../../support/runDocument.ts';

const root = join(__dirname, '..', '..', '..');
const file = join(root, 'workflows', 'amazon-connect-provision-user.yml');
const text = readFileSync(file, 'utf8');
const example: Record<string, string> = JSON.parse(
  readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.input.json'), 'utf8'),
);
const required = ['instanceId', 'username', 'password', 'securityProfileId', 'routingProfileId'];
const optional = ['firstName', 'lastName', 'email'];
const sample = join(root, '..', 'shared', 'samples', 'aws', 'amazon-connect-provision-user-workflow.yml');

function machineOf(source: string) {
  const { machines, diagnostics } = compile({ name: 'provision-user.yml', text: source });
  const [machine] = machines;
  if (machine === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return machine;
}

const machine = machineOf(text);
const definition = JSON.parse(machine.text);

/** Runs the workflow on the in-memory Amazon Connect. */
function run(input: Json, faults: readonly FaultRule[] = [], local = localServices({ faults })) {
  return runMachine(definition, input, { ...local, seed: 1 });
}

function pick(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, example[name] ?? '']));
}

function callsOf({ calls }: ExecutionResult): readonly string[] {
  return calls.map(({ state }) => state);
}

function sent({ history }: ExecutionResult, operation: string): readonly Json[] {
  return history.flatMap(({ taskScheduledEventDetails: task }) =>
    task?.resource === operation ? [JSON.parse(task.parameters)] : [],
  );
}

const allSteps = ['createAgent', 'assignRoutingProfile', 'confirmUser'];
const wholeRun = ['Check inputs', ...allSteps, 'confirmUser met its criteria?', 'provision-user succeeded'];

describe('the machine of the shipped workflow', () => {
  test('is the reviewed one', () => {
    expectGolden('provision-user.asl.json', machine.text);
  });

  test('takes six transitions to succeed, those of a run', async () => {
    expect(machine.figures.transitions).toBe(6);
    expect(statesEntered(await run(example))).toEqual(wholeRun);
  });

  test('is accepted by asl-validator and by our own checks', () => {
    expect(aslProblems(machine.text)).toBe('');
    expect(checkDefinition(machine.definition, shippedModels)).toEqual([]);
  });

  test('needs leave for its three calls', () => {
    expect(machine.permissions.map(({ action }) => action)).toEqual([
      'connect:CreateUser',
      'connect:DescribeUser',
      'connect:UpdateUserRoutingProfile',
    ]);
  });

  test('knows which input is a secret', () => {
    expect(machine.secretInputs).toEqual(['password']);
  });

  test('has the same bytes each time, wherever the file lies', () => {
    expect(machineOf(text).text).toBe(machine.text);
    expect(compile({ name: '/elsewhere/copy.yml', text }).machines[0]?.text).toBe(machine.text);
  });

  test('says of each state where it comes from', () => {
    const lines = Object.fromEntries(
      [...machine.places].map(([state, { range }]) => [state, text.slice(range.start, range.end).split('\n')[0]]),
    );
    expect(Object.keys(lines).sort()).toEqual(Object.keys(definition.States).sort());
    expect(lines).toMatchObject({ createAgent: 'createAgent', 'confirmUser met its criteria?': 'confirmUser' });
  });

  (existsSync(sample) ? test : test.skip)('is that of the public sample, comments aside (needs the samples)', () => {
    const withoutComments = (value: string) =>
      JSON.parse(value, (key, inner) => (key === 'Comment' ? undefined : inner));
    expect(withoutComments(machineOf(readFileSync(sample, 'utf8')).text)).toEqual(withoutComments(machine.text));
  });
});

describe('an agent is onboarded', () => {
  test('with every input', async () => {
    const result = await run(example);
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        userArn: expect.stringMatching(/^arn:aws:connect:/),
        assignedRoutingProfile: example['routingProfileId'],
      },
    });
    expect(sent(result, 'createUser')).toEqual([
      {
        InstanceId: example['instanceId'],
        Username: example['username'],
        Password: example['password'],
        IdentityInfo: { FirstName: 'Robin', LastName: 'Example', Email: 'robin@example.com' },
        PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false, AfterContactWorkTimeLimit: 0 },
        SecurityProfileIds: [example['securityProfileId']],
        RoutingProfileId: example['routingProfileId'],
      },
    ]);
  });

  test.each<[readonly string[], Json]>([
    [[], {}],
    [['firstName'], { FirstName: 'Robin' }],
    [['email', 'lastName'], { Email: 'robin@example.com', LastName: 'Example' }],
    [['firstName', 'lastName'], { FirstName: 'Robin', LastName: 'Example' }],
    [optional, { FirstName: 'Robin', LastName: 'Example', Email: 'robin@example.com' }],
  ])(
    'with the optional inputs %p sent and no others; Amazon Connect refuses a user without names',
    async (given, identity) => {
      const result = await run(pick([...required, ...given]));
      const isNamed = given.includes('firstName') && given.includes('lastName');
      expect(result.error ?? result.status).toBe(isNamed ? 'SUCCEEDED' : 'Connect.InvalidParameterException');
      expect(sent(result, 'createUser')).toMatchObject([{ IdentityInfo: identity }]);
      expect(sent(result, 'createUser')).toEqual([expect.objectContaining({ IdentityInfo: identity })]);
    },
  );

  test('not twice under one name: the second execution fails with the error of Amazon Connect, uncaught', async () => {
    const local = localServices();
    await run(example, [], local);
    const second = await run(example, [], local);
    expect(second).toMatchObject({
      status: 'FAILED',
      error: 'Connect.DuplicateResourceException',
      cause: expect.stringContaining('Status Code: 409'),
      failedState: 'createAgent',
    });
    expect(callsOf(second)).toEqual(['createAgent']);
  });

  test('though the first two calls are throttled', async () => {
    const result = await run(example, [fault('connect:createUser', [1, 2], 'ThrottlingException')]);
    expect(result.status).toBe('SUCCEEDED');
    expect(callsOf(result)).toEqual(['createAgent', 'createAgent', ...allSteps]);
  });

  test('though reading back fails twice with 500', async () => {
    const result = await run(example, [fault('connect:describeUser', [1, 2], 'InternalServiceException')]);
    expect(result.status).toBe('SUCCEEDED');
    expect(callsOf(result)).toEqual([...allSteps, 'confirmUser', 'confirmUser']);
  });

  test('but not where creating fails with 500: the call is not repeated, since it may have had its effect', async () => {
    const result = await run(example, [fault('connect:createUser', [1], 'InternalServiceException')]);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.InternalServiceException' });
    expect(callsOf(result)).toEqual(['createAgent']);
  });

  test('but not where another routing profile is read back: the cause names both ids and nothing else', async () => {
    const result = await runScripted(machine, {
      input: example,
      answers: {
        createUser: answers({ UserId: 'u-1', UserArn: 'arn:u-1' }),
        describeUser: answers({ User: { Id: 'u-1', Username: example['username'] ?? '', RoutingProfileId: 'other' } }),
      },
    });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'Arazzo.CriteriaNotMet',
      failedState: 'confirmUser failed',
    });
    expect(result.cause).toBe(
      `confirmUser: $.User.RoutingProfileId == $inputs.routingProfileId does not hold: ${JSON.stringify({
        '$.User.RoutingProfileId': 'other',
        '$inputs.routingProfileId': example['routingProfileId'],
      })}`,
    );
  });

  test('but not where no user is read back', async () => {
    const result = await runScripted(machine, {
      input: example,
      answers: { createUser: answers({ UserId: 'u-1' }), describeUser: answers({}) },
    });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.CriteriaNotMet' });
  });

  test('but not where creating answers no id: the call that needs it is not made and says what is missing', async () => {
    const result = await runScripted(machine, { input: example, answers: { createUser: answers({}) } });
    expect(result).toMatchObject({ status: 'FAILED', failedState: 'assignRoutingProfile' });
    expect(result.cause).toContain('UserId');
    expect(result.made.map(({ action }) => action)).toEqual(['createUser']);
  });
});

function fault(operation: string, calls: readonly number[], name: string): FaultRule {
  return { operation, calls, effect: { kind: 'error', name } };
}

describe('inputs that are not what the workflow says are rejected before any call', () => {
  test.each(required)('%s is missing', async (name) => {
    const { [name]: _missing, ...rest } = example;
    const result = await run(rest);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.InputsRejected', calls: [] });
    expect(namesIn(result)).toEqual([name]);
  });

  test.each([...required, ...optional])('%s is no text', async (name) => {
    const result = await run({ ...example, [name]: 42 });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.InputsRejected', calls: [] });
    expect(namesIn(result)).toEqual([name]);
  });

  test('all of those that are wrong are named', async () => {
    const result = await run({ username: 'robin', firstName: null });
    expect(namesIn(result)).toEqual(['instanceId', 'password', 'securityProfileId', 'routingProfileId', 'firstName']);
  });

  test.each([[null], [[]], ['text'], [[example]]])('the whole input is %j', async (input) => {
    expect(await run(input)).toMatchObject({
      error: 'Arazzo.InputsRejected',
      cause: 'provision-user: the input is not an object',
      calls: [],
    });
  });
});

/** The names that the cause of rejected inputs tells. */
function namesIn({ cause = '' }: ExecutionResult): readonly string[] {
  const [, reasons = ''] = cause.split('wrong inputs: ');
  return reasons.split('; ').map((reason) => reason.slice(0, reason.indexOf(': ')));
}

describe('the password', () => {
  const password = 'S3cret!Pa55';

  test('stands in three events: the start, the first entry, the scheduled call', async () => {
    const result = await run({ ...example, password });
    const holding = result.history.filter((event) => JSON.stringify(event).includes(password));
    expect(holding.map(({ type }) => type)).toEqual(['ExecutionStarted', 'ChoiceStateEntered', 'TaskScheduled']);
  });

  test('stands in no event but the start and the first entry where inputs are rejected', async () => {
    const result = await run({ ...example, password, username: 7 });
    const holding = result.history.filter((event) => JSON.stringify(event).includes(password));
    expect(holding.map(({ type }) => type)).toEqual(['ExecutionStarted', 'ChoiceStateEntered']);
  });
});

describe('laws', () => {
  const anyText = fc.oneof(
    fc.string({ unit: codePoint, maxLength: 40 }),
    fc.constantFrom(
      '{% $eval("1") %}',
      "{% 'x' %}",
      '$inputs.password',
      '{$inputs.username}',
      '`',
      "'",
      '"',
      '\\',
      '%}',
      '\u2028',
    ),
  );
  const answered = {
    createUser: answers({ UserId: 'u-1', UserArn: 'arn:u-1' }),
    describeUser: answers({ User: { RoutingProfileId: 'r-1' } }),
  };

  test('any text of any input arrives at CreateUser as it is', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries([...required, ...optional].map((name) => [name, anyText]))),
        async (input) => {
          const { made } = await runScripted(machine, { input, answers: answered });
          expect(made[0]?.arguments).toMatchObject({
            InstanceId: input['instanceId'],
            Username: input['username'],
            Password: input['password'],
            IdentityInfo: { FirstName: input['firstName'], LastName: input['lastName'], Email: input['email'] },
            SecurityProfileIds: [input['securityProfileId']],
            RoutingProfileId: input['routingProfileId'],
          });
        },
      ),
    ));

  test('any subset of the optional inputs: what is absent is left out', async () => {
    for (let subset = 0; subset < 2 ** optional.length; subset += 1) {
      const given = optional.filter((_, at) => (subset & (1 << at)) !== 0);
      const { made } = await runScripted(machine, { input: pick([...required, ...given]), answers: answered });
      const identity = { FirstName: 'firstName', LastName: 'lastName', Email: 'email' };
      const expected = Object.entries(identity).filter(([, name]) => given.includes(name));
      expect(made[0]?.arguments).toMatchObject({
        IdentityInfo: Object.fromEntries(expected.map(([member, name]) => [member, example[name]])),
      });
      const [call] = made;
      expect(Object.keys(Object(Object(call?.arguments).IdentityInfo))).toHaveLength(given.length);
    }
  });

  test('a wrong input is named, whatever it is, no call is made and no value is told', () => {
    const marked = Object.fromEntries([...required, ...optional].map((name) => [name, `~${name}~`]));
    const wrong = fc
      .jsonValue()
      .filter((value) => typeof value !== 'string')
      .map((value): Json => ({ '~marked~': JSON.parse(JSON.stringify(value)) }));
    return fc.assert(
      fc.asyncProperty(fc.subarray([...required, ...optional], { minLength: 1 }), wrong, async (names, value) => {
        const input = { ...marked, ...Object.fromEntries(names.map((name) => [name, value])) };
        const result = await runScripted(machine, { input });
        expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.InputsRejected', made: [] });
        expect([...namesIn(result)].sort()).toEqual([...names].sort());
        expect(result.cause).not.toContain('~');
      }),
    );
  });

  test('no failure tells what was given, but for the ids that are compared', async () => {
    const endings = [
      { createUser: fails('Connect.InvalidParameterException', 400) },
      { ...answered, updateUserRoutingProfile: fails('Connect.ResourceNotFoundException', 404) },
      { ...answered, describeUser: answers({ User: { RoutingProfileId: 'other', Username: '~name~' } }) },
    ];
    const marked = Object.fromEntries([...required, ...optional].map((name) => [name, `~${name}~`]));
    for (const ending of endings) {
      const result = await runScripted(machine, { input: { ...marked, routingProfileId: 'r-1' }, answers: ending });
      expect(result.status).toBe('FAILED');
      expect(result.cause).not.toContain('~');
    }
  });

  test('calls are repeated for throttling alone, unless they only read', async () => {
    const steps = [
      { operation: 'createUser', repeated: ['Connect.ThrottlingException'] },
      { operation: 'updateUserRoutingProfile', repeated: ['Connect.ThrottlingException'] },
      { operation: 'describeUser', repeated: ['Connect.ThrottlingException', 'Connect.InternalServiceException'] },
    ];
    const errors = [
      'Connect.ThrottlingException',
      'Connect.InternalServiceException',
      'Connect.InvalidParameterException',
      'Connect.ResourceNotFoundException',
      'Connect.ConnectException',
    ];
    for (const { operation, repeated } of steps) {
      for (const error of errors) {
        const ok = operation === 'createUser' ? answered.createUser : answered.describeUser;
        const { made, status } = await runScripted(machine, {
          input: { ...example, routingProfileId: 'r-1' },
          answers: { ...answered, [operation]: [fails(error, 400), ok] },
        });
        const isRepeated = repeated.includes(error);
        expect(made.filter(({ action }) => action === operation)).toHaveLength(isRepeated ? 2 : 1);
        expect(status).toBe(isRepeated ? 'SUCCEEDED' : 'FAILED');
      }
    }
  });
});
