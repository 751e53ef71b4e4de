import { describe, expect, test } from '@jest/globals';
import type { CompileOptions } from '../../../compiler/index.ts';
import type { Json } from '../../../local/index.ts';
import {
  answers,
  compiled,
  fails,
  found,
  look,
  type MachineRun,
  type RunOptions,
  runDocument,
  workflow,
} from '../../support/runDocument.ts';

const invalid = fails('Connect.InvalidParameterException', 400);
const throttled = fails('Connect.ThrottlingException', 429);

/** A step that creates a user whose password is the input `word`, further fields of the step from the left margin. */
function hire(fields = ''): string {
  return `- stepId: hire
  operationId: createUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }]
  requestBody:
    payload: { Username: $inputs.name, Password: $inputs.word, SecurityProfileIds: [s-1], RoutingProfileId: r-1 }
${fields.trim().replaceAll(/^(?=.)/gm, '  ')}`;
}

/** A workflow that hires, further steps and fields of the workflow from the left margin. */
function hiring(fields = '', more = ''): string {
  return workflow(`
inputs: { type: object, required: [name, word], properties: { name: { type: string }, word: { type: string } } }
steps:
${hire(fields)}
${more}`);
}

describe('a secret is refused wherever else it is read', () => {
  const equal = "{ condition: $inputs.word == 'x' }";

  test.each([
    ['a success criterion', hiring(`successCriteria: [${equal}]`)],
    [
      'the context of a criterion',
      hiring("successCriteria: [{ context: $inputs.word, type: regex, condition: '^x' }]"),
    ],
    [
      'a filter of a criterion',
      hiring(`successCriteria: [{ context: $response.body, type: jsonpath, condition: "$[?@ == '{$inputs.word}']" }]`),
    ],
    ['a criterion of a success action', hiring(`onSuccess: [{ name: enough, type: end, criteria: [${equal}] }]`)],
    ['a criterion of a failure action', hiring(`onFailure: [{ name: enough, type: end, criteria: [${equal}] }]`)],
    ['a criterion of another step', hiring('', look('other', `successCriteria: [${equal}]`))],
    ['an output of the workflow', hiring('', 'outputs: { word: $inputs.word }')],
    ['a text in an output of the workflow', hiring('', "outputs: { word: 'it is {$inputs.word}' }")],
    [
      'an output of a step that is read',
      hiring('outputs: { word: $inputs.word }', 'outputs: { word: $steps.hire.outputs.word }'),
    ],
  ])('%s', (_, text) => {
    expect(found(text)).toContainEqual(expect.stringMatching(/^secret-misused: .*\$inputs\.word/));
  });

  test('in a criterion of a workflow that it is handed to', () => {
    const rest = `
- workflowId: hirer
  inputs: { type: object, required: [name, word], properties: { name: { type: string }, word: { type: string } } }
  steps:
${hire("successCriteria: [{ condition: $inputs.word != 'x' }]").replaceAll(/^(?=.)/gm, '  ')}`;
    const text = workflow(
      `inputs: { type: object, required: [first], properties: { first: { type: string } } }
steps:
- { stepId: call, workflowId: hirer, parameters: [{ name: name, value: robin }, { name: word, value: $inputs.first }] }`,
      { rest },
    );
    expect(found(text, { workflow: 'main' })).toEqual(["secret-misused: $inputs.word != 'x'"]);
  });

  test('where it is a secret by its format, or by an option', () => {
    const text = (schema: string) =>
      workflow(
        `inputs: { type: object, properties: { word: ${schema} } }\nsteps:\n${look('a')}\noutputs: { word: $inputs.word }`,
      );
    expect(found(text('{ type: string }'))).toEqual([]);
    expect(found(text('{ type: string, format: password }'))).toEqual(['secret-misused: $inputs.word']);
    expect(found(text('{ type: string }'), { secrets: ['word'] })).toEqual(['secret-misused: $inputs.word']);
  });
});

describe('a secret anywhere in a schema makes the input one', () => {
  const reading = (schema: string, rest = '') =>
    found(
      workflow(
        `inputs: { type: object, properties: { user: ${schema} } }\nsteps:\n${look('a')}\noutputs: { user: $inputs.user }`,
        {
          rest,
        },
      ),
    ).filter((code) => code.startsWith('secret'));
  const password = '{ type: string, format: password }';

  test.each([
    ['write-only', '{ type: string, writeOnly: true }'],
    ['in a member', `{ type: object, properties: { login: { properties: { word: ${password} } } } }`],
    ['in items', `{ type: array, items: ${password} }`],
    ['in the first items', `{ type: array, prefixItems: [{ type: string }, ${password}] }`],
    ['in other members', `{ type: object, additionalProperties: ${password} }`],
    ['in members by pattern', `{ type: object, patternProperties: { '^p': ${password} } }`],
    ['in all of', `{ allOf: [{ type: string }, { format: password }] }`],
    ['in one of', `{ oneOf: [{ type: integer }, ${password}] }`],
    ['in a condition', `{ if: { type: string }, then: { format: password } }`],
  ])('%s', (_, schema) => {
    expect(reading(schema)).toEqual(['secret-misused: $inputs.user']);
  });

  test('in a schema that is shared', () => {
    const shared = `components: { inputs: { login: { type: object, properties: { word: ${password} } } } }`;
    expect(reading("{ $ref: '#/components/inputs/login' }", shared)).toEqual(['secret-misused: $inputs.user']);
    expect(reading("{ $ref: '#/components/inputs/log%69n' }", shared)).toEqual(['secret-misused: $inputs.user']);
  });

  test('in what the inputs as a whole are all of', () => {
    const { machine } = compiled(
      workflow(`inputs: { type: object, properties: { word: { type: string } }, allOf: [{ properties: { word: ${password} } }] }
steps:
${look('a')}`),
    );
    expect(machine.secretInputs).toEqual(['word']);
  });

  test('and nothing where it is not referred to, or only a name', () => {
    expect(
      reading(`{ type: object, $defs: { word: ${password} }, properties: { format: { const: password } } }`),
    ).toEqual([]);
  });

  test('it stands in no variable and no output, and reaches the call', async () => {
    const text = workflow(`
inputs: { type: object, required: [user], properties: { user: { type: object, properties: { word: ${password}, name: {} } } } }
steps:
${hire().replace('$inputs.name', '$inputs.user.name').replace('$inputs.word', '$inputs.user.word')}
${look('later')}`);
    const result = await runDocument(text, {
      input: { user: { word: '~secret~', name: 'robin' } },
      answers: { createUser: answers({ UserId: 'u-1' }) },
    });
    expect(result.made[0]?.arguments).toMatchObject({ Username: 'robin', Password: '~secret~' });
    const left = result.history.flatMap(({ stateExitedEventDetails: exited }) =>
      Object.values(exited?.assignedVariables ?? {}),
    );
    expect(left.join()).not.toContain('~secret~');
    expect(JSON.stringify(result.output)).not.toContain('~secret~');
  });
});

describe('a secret that stands in the document is refused', () => {
  const codes = (text: string) => found(text).filter((code) => code.startsWith('secret-hard-coded'));
  const callee = `
- workflowId: hirer
  inputs: { type: object, required: [name, word], properties: { name: { type: string }, word: { type: string } } }
  steps:
${hire().replaceAll(/^(?=.)/gm, '  ')}`;
  const calling = (word: string) =>
    workflow(
      `inputs: { type: object, required: [word], properties: { word: { type: string } } }
steps:
- { stepId: call, workflowId: hirer, parameters: [{ name: name, value: robin }, { name: word, value: ${word} }] }`,
      { rest: callee },
    );

  test('as a member of a call', () => {
    expect(codes(hiring().replace('$inputs.word', 'hunter2'))).toEqual(['secret-hard-coded: hunter2']);
    expect(codes(hiring())).toEqual([]);
  });

  test('as an input of a workflow that is called', () => {
    expect(codes(calling('hunter2'))).toEqual(['secret-hard-coded: hunter2']);
    expect(codes(calling('$inputs.word'))).toEqual([]);
  });
});

test('an input that is sent as a list of what holds a credential is a secret', () => {
  const text = `arazzo: 1.0.1
info: { title: t, version: 1.0.0 }
sourceDescriptions: [{ name: mq, url: ./mq.yml, type: openapi, x-aws-service: mq }]
workflows:
- workflowId: main
  inputs: { type: object, properties: { users: { type: array }, tags: { type: object } } }
  steps:
  - stepId: make
    operationId: createBroker
    requestBody:
      payload:
        { BrokerName: b, DeploymentMode: SINGLE_INSTANCE, EngineType: ACTIVEMQ, HostInstanceType: m, PubliclyAccessible: false, Users: $inputs.users, Tags: $inputs.tags }
`;
  expect(compiled(text).machine.secretInputs).toEqual(['users']);
});

describe('a secret by reference', () => {
  const options: CompileOptions = { secretInputs: { word: 'secrets-manager' } };
  const secret = answers({ SecretString: '~secret~' });
  const byReference = { name: 'robin', wordSecretId: 'hr/first' };

  const run = (text: string, given: RunOptions) =>
    runDocument(text, {
      options,
      input: byReference,
      ...given,
      answers: { getSecretValue: secret, ...given.answers },
    });

  /** The states that left the secret in a variable which no later state emptied. */
  function keeping({ history }: MachineRun): readonly string[] {
    const kept = new Map<string, string>();
    for (const { stateExitedEventDetails: exited } of history) {
      for (const [name, text] of Object.entries(exited?.assignedVariables ?? {})) {
        if (text.includes('~secret~')) kept.set(name, exited?.name ?? '');
        else kept.delete(name);
      }
    }
    return [...kept.values()];
  }

  test('is read right before the call that sends it, and forgotten once that was answered', async () => {
    const result = await run(hiring('', look('later')), {});
    expect(result.made.map(({ action }) => action)).toEqual(['getSecretValue', 'createUser', 'describeUser']);
    expect(result.made[0]?.arguments).toEqual({ SecretId: 'hr/first' });
    expect(result.made[1]?.arguments).toMatchObject({ Password: '~secret~' });
    expect(keeping(result)).toEqual([]);
  });

  test('is forgotten once its call failed, whichever way the failure is caught', async () => {
    for (const action of [
      'name: end, type: end',
      'name: on, type: goto, stepId: later',
      "name: on, type: goto, stepId: later, criteria: [{ condition: $statusCode == 400 && $inputs.name == 'robin' }]",
    ]) {
      const text = hiring(`onFailure: [{ ${action} }]`, look('later'));
      const result = await run(text, { answers: { createUser: invalid } });
      expect(result).toMatchObject({ status: 'SUCCEEDED' });
      expect([action, keeping(result)]).toEqual([action, []]);
    }
  });

  test('is read anew for each call of a retry that waits, and kept for the attempts of one call', async () => {
    const text = hiring(
      "onFailure: [{ name: again, type: retry, retryAfter: 1, retryLimit: 3, criteria: [{ condition: $inputs.name == 'robin' }] }]",
    );
    const result = await run(text, { answers: { createUser: [throttled, invalid, answers({ UserId: 'u-1' })] } });
    expect(result.made.map(({ action }) => action)).toEqual([
      'getSecretValue',
      'createUser',
      'createUser',
      'getSecretValue',
      'createUser',
    ]);
    expect(result).toMatchObject({ status: 'SUCCEEDED' });
    expect(keeping(result)).toEqual([]);
  });

  test('may be a member of a secret that is a JSON object', async () => {
    const result = await run(hiring(), {
      options: { secretInputs: { word: { from: 'secrets-manager', key: 'first' } } },
      answers: { getSecretValue: answers({ SecretString: '{"user":"robin","first":"~secret~"}' }) },
    });
    expect(result.made[1]?.arguments).toMatchObject({ Password: '~secret~' });
    expect(keeping(result)).toEqual([]);
  });

  test('is not read where the secret itself is given', async () => {
    const result = await run(hiring(), { input: { name: 'robin', word: '~secret~' } });
    expect(result.made.map(({ action }) => action)).toEqual(['createUser']);
    expect(result.made[0]?.arguments).toMatchObject({ Password: '~secret~' });
    expect(keeping(result)).toEqual([]);
  });

  test('is what those who start the machine may give in its place, by its inputs as they are shown', () => {
    const inputs = (required: string) => {
      const text = workflow(`
inputs:
  type: object
  required: ${required}
  properties: { name: { type: string }, word: { type: string } }
  allOf: [{ minProperties: 1 }]
steps:
${hire()}`);
      return compiled(text, options).machine.inputsSchema;
    };
    const properties = { name: {}, word: {}, wordSecretId: { type: 'string' } };
    expect(inputs('[name, word]')).toMatchObject({
      required: ['name'],
      properties,
      allOf: [{ oneOf: [{ required: ['word'] }, { required: ['wordSecretId'] }] }],
    });
    expect(inputs('[name]')).toMatchObject({
      required: ['name'],
      properties,
      allOf: [{ not: { required: ['word', 'wordSecretId'] } }],
    });
  });

  test.each<[string, Json]>([
    ['both are given', { ...byReference, word: '~secret~' }],
    ['none is given', { name: 'robin' }],
    ['its id is no text', { name: 'robin', wordSecretId: 7 }],
  ])('is rejected before any call where %s', async (_, input) => {
    const result = await run(hiring(), { input });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.InputsRejected', made: [] });
    expect(result.cause).not.toContain('~secret~');
  });

  test('does not become a secret input: its id may be seen', async () => {
    const { machine } = await run(hiring(), {});
    expect(machine.secretInputs).toEqual(['word']);
    expect(machine.inputsSchema).toMatchObject({ properties: { wordSecretId: { type: 'string' } } });
    const accept = machine.facts.find(({ kind }) => kind === 'accept');
    expect(accept).toMatchObject({
      inputs: [
        { name: 'name', required: true },
        { name: 'word', required: false, insteadOf: 'wordSecretId', mark: 'secret' },
        { name: 'wordSecretId', required: false, insteadOf: 'word' },
      ],
    });
  });

  test.each([
    ['exactly one of the two where the secret is required', '[name, word]', true],
    ['at most one where it is not', '[name]', false],
  ])('the machine says that an input takes its place: %s', async (_, names, required) => {
    const { machine } = await run(hiring().replace('required: [name, word]', `required: ${names}`), {});
    expect(machine.secretAlternatives).toEqual([{ secret: 'word', reference: 'wordSecretId', required }]);
  });
});

describe('the cause of a failure', () => {
  const inputs = 'inputs: { type: object, required: [customerId, flowId], properties: { customerId: {}, flowId: {} } }';

  /** Of what StartChatContact is sent, the model marks `CustomerId` sensitive, and no other id. */
  const chat = (criteria: string) => `- stepId: chat
  operationId: startChatContact
  requestBody:
    payload: { InstanceId: i-1, ContactFlowId: $inputs.flowId, CustomerId: $inputs.customerId, ParticipantDetails: { DisplayName: n } }
  successCriteria: [${criteria}]`;

  const causeOf = async (text: string) => {
    const result = await runDocument(text, {
      input: { customerId: 'customer~', flowId: 'flow~' },
      workflow: 'main',
      answers: { startChatContact: answers({ ContactId: 'contact~' }) },
    });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.CriteriaNotMet' });
    return result.cause;
  };

  test('shows the ids that were compared', async () => {
    const cause = await causeOf(
      workflow(`${inputs}\nsteps:\n${chat('{ condition: $response.body#/ContactId == $inputs.flowId }')}`),
    );
    expect(cause).toMatch(/ does not hold: \{"\$response.body#\/ContactId":"contact~","\$inputs.flowId":"flow~"\}$/);
  });

  test('shows no input that nothing says to be an id of AWS, whatever its name and type', async () => {
    const properties = { nationalId: {}, someArn: {}, status: {}, n: { type: 'integer' }, on: { type: 'boolean' } };
    const text = workflow(`inputs: ${JSON.stringify({ type: 'object', properties })}
steps:
${look('a', "successCriteria: [{ condition: $inputs.nationalId == 'x' && $inputs.someArn == $inputs.status && $inputs.n == $inputs.on }]")}`);
    const input = { nationalId: '~', someArn: '~', status: '~', n: 7, on: true };
    expect((await runDocument(text, { input })).cause).toMatch(/ does not hold$/);
  });

  test.each([
    ['an id', 'User/RoutingProfileId', true],
    ['a status with its values', 'User/PhoneConfig/PhoneType', true],
    ['a truth', 'User/PhoneConfig/AutoAccept', true],
    ['a number', 'User/PhoneConfig/AfterContactWorkTimeLimit', true],
    ['a name', 'User/Username', false],
    ['a list', 'User/SecurityProfileIds', false],
  ])('shows of an answer what the model describes as no text of a person: %s', async (_, path, shown) => {
    const text = workflow(`steps:\n${look('a', `successCriteria: [{ condition: $response.body#/${path} == 'x' }]`)}`);
    const User = {
      RoutingProfileId: 'r~',
      Username: 'n~',
      SecurityProfileIds: ['s~'],
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false, AfterContactWorkTimeLimit: 7 },
    };
    const { cause } = await runDocument(text, { answers: { describeUser: answers({ User }) } });
    expect(cause?.includes('does not hold: {')).toBe(shown);
  });

  test.each([
    ['a pattern', '{ context: $response.body#/User/P, type: regex, condition: ^x }'],
    ['a function', '{ context: $response.body, type: jsonpath, condition: "search($.User.P, \'^x\')" }'],
    ['a truth', '{ condition: "!$response.body#/User/P" }'],
    ['emptiness', '{ context: $response.body, type: jsonpath, condition: "$.User.P empty true" }'],
  ])('shows what %s is asked of, by the same rule', async (_, criterion) => {
    const causeOn = async (member: string) => {
      const text = workflow(`steps:\n${look('a', `successCriteria: [${criterion.replace('P', member)}]`)}`);
      const User = { RoutingProfileId: 'r~', Username: 'n~' };
      return (await runDocument(text, { answers: { describeUser: answers({ User }) } })).cause;
    };
    expect(await causeOn('RoutingProfileId')).toMatch(/ does not hold: \{"[^"]*RoutingProfileId":"r~"\}$/);
    expect(await causeOn('Username')).toMatch(/ does not hold$/);
  });

  test('shows of what a step put out what the model says it is, whatever its name', async () => {
    const text = (pointer: string) =>
      workflow(`steps:
${look('a', `outputs: { theId: $response.body#/User/${pointer} }`)}
${look('b', "successCriteria: [{ condition: $steps.a.outputs.theId == 'x' }]")}`);
    const given = { answers: { describeUser: answers({ User: { Username: 'n~', Id: 'u~' } }) } };
    expect((await runDocument(text('Username'), given)).cause).not.toContain('~');
    expect((await runDocument(text('Id'), given)).cause).toContain('u~');
  });

  test('shows no input that goes into a sensitive member, whatever its name', async () => {
    const alone = await causeOf(workflow(`${inputs}\nsteps:\n${chat('{ condition: $inputs.customerId == null }')}`));
    expect(alone).toMatch(/ does not hold$/);
    const beside = await causeOf(
      workflow(
        `${inputs}\nsteps:\n${chat('{ condition: $response.body#/ContactId == $inputs.customerId && $response.body#/ContactId == $inputs.flowId }')}`,
      ),
    );
    expect(beside).toMatch(/ does not hold: \{"\$response.body#\/ContactId":"contact~","\$inputs.flowId":"flow~"\}$/);
  });

  test('nor one that a called workflow is handed', async () => {
    const rest = `
- workflowId: inner
  ${inputs}
  steps:
${chat('{ condition: $response.body#/ContactId == $inputs.customerId && $response.body#/ContactId == $inputs.flowId }').replaceAll(/^/gm, '  ')}`;
    const calling = `${inputs}
steps:
- stepId: call
  workflowId: inner
  parameters: [{ name: customerId, value: $inputs.customerId }, { name: flowId, value: $inputs.flowId }]`;
    expect(await causeOf(workflow(calling, { rest }))).toMatch(
      / does not hold: \{"\$response.body#\/ContactId":"contact~","\$inputs.flowId":"flow~"\}$/,
    );
    const own = calling.replace(
      'call\n',
      'call\n  successCriteria: [{ condition: $inputs.customerId == $inputs.flowId }]\n',
    );
    const met = rest.replace(/successCriteria.*/, '');
    expect(await causeOf(workflow(own, { rest: met }))).toMatch(/ does not hold$/);
  });

  test('shows no member of a response that the model marks sensitive, nor an output that is one', async () => {
    const text = (condition: string) => `arazzo: 1.0.1
info: { title: Contact, version: 1.0.0 }
sourceDescriptions: [{ name: account, url: ./account.yml, type: openapi, x-aws-service: account }]
workflows:
- workflowId: main
  steps:
  - stepId: read
    operationId: getContactInformation
    outputs: { code: $response.body#/ContactInformation/PostalCode }
  - stepId: again
    operationId: getContactInformation
    successCriteria: [{ condition: ${condition} }]
`;
    const given = answers({ ContactInformation: { PostalCode: '12345', WebsiteUrl: 'http://x' } });
    for (const value of ['$response.body#/ContactInformation/PostalCode', '$steps.read.outputs.code']) {
      const result = await runDocument(text(`${value} == 'x'`), { answers: { getContactInformation: given } });
      expect(result.cause).toBe(`again: ${value} == 'x' does not hold`);
    }
  });
});

test('an input that one call sends as something personal is personal in every other', () => {
  const { machine } = compiled(
    workflow(`
inputs: { type: object, properties: { mail: { type: string }, name: { type: string } } }
steps:
- stepId: hire
  operationId: createUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }]
  requestBody:
    payload: { Username: $inputs.mail, IdentityInfo: { Email: $inputs.mail }, SecurityProfileIds: [$inputs.name], RoutingProfileId: r-1 }`),
  );
  const facts = machine.facts.find(({ kind }) => kind === 'call');
  const marks = facts?.kind === 'call' ? facts.sends.map(({ name, mark }) => [name, mark]) : [];
  expect(Object.fromEntries(marks)).toMatchObject({
    Username: 'personal',
    'IdentityInfo.Email': 'personal',
    'SecurityProfileIds[0]': undefined,
  });
});
