import { describe, expect, test } from '@jest/globals';
import { shortError } from '../../../compiler/explain/index.ts';
import { type CallFacts, compile, type StateFacts } from '../../../compiler/index.ts';

/** The facts of a workflow with these steps, over Amazon Connect. */
function factsOf(steps: string, more = ''): readonly StateFacts[] {
  const text = `arazzo: 1.0.1
info: { title: test, version: 1.0.0 }
sourceDescriptions:
- { name: connect, url: connect.yml, type: openapi, x-aws-service: connect }
workflows:
- workflowId: test
  inputs:
    type: object
    required: [instanceId, username, password]
    properties:
      instanceId: { type: string }
      username: { type: string }
      password: { type: string }
      email: { type: string, default: none }
      note: { type: string }
  steps:
${steps.trimEnd()}
${more}`;
  const { machines, diagnostics } = compile({ name: 'test.yml', text });
  const [machine] = machines;
  if (machine === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return machine.facts;
}

function callOf(facts: readonly StateFacts[], step: string): CallFacts {
  const found = facts.find((each): each is CallFacts => each.kind === 'call' && each.step === step);
  if (found === undefined) throw new Error(`no call ${step}`);
  return found;
}

const createUser = (password: string) => `
  - stepId: create
    operationId: createUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    requestBody:
      payload:
        Username: $inputs.username
        Password: ${password}
        IdentityInfo: { Email: $inputs.email, LastName: $inputs.note, FirstName: Ada }
        PhoneConfig: { PhoneType: SOFT_PHONE }
        SecurityProfileIds: [one, 'two-{$inputs.note}']
        RoutingProfileId: three
    outputs:
      id: $response.body#/UserId
      unread: $response.body#/UserArn
`;

describe('the facts of a call', () => {
  test('name each member that is sent, where its value comes from, and what it is', () => {
    const { sends } = callOf(factsOf(createUser('$inputs.password')), 'create');
    expect(sends.map(({ name, from, mark, mayBeMissing }) => [name, from, mark ?? '', mayBeMissing])).toEqual([
      ['InstanceId', '$inputs.instanceId', '', false],
      ['Username', '$inputs.username', '', false],
      ['Password', '$inputs.password', 'secret', false],
      ['IdentityInfo.Email', '$inputs.email', 'personal', false],
      ['IdentityInfo.LastName', '$inputs.note', 'personal', true],
      ['IdentityInfo.FirstName', '"Ada"', 'personal', false],
      ['PhoneConfig.PhoneType', '"SOFT_PHONE"', '', false],
      ['SecurityProfileIds[0]', '"one"', '', false],
      ['SecurityProfileIds[1]', '"two-{$inputs.note}"', 'personal', true],
      ['RoutingProfileId', '"three"', '', false],
    ]);
  });

  test('do not show what a document holds of a secret', () => {
    const { sends } = callOf(factsOf(createUser("'Tr0ub4dor-{$inputs.username}'")), 'create');
    expect(sends.find(({ name }) => name === 'Password')).toMatchObject({ from: '(not shown)', mark: 'secret' });
    expect(JSON.stringify(sends)).not.toContain('Tr0ub4dor');
  });

  test('have the outputs that something reads', () => {
    const facts = factsOf(createUser('$inputs.password'), '  outputs:\n    id: $steps.create.outputs.id');
    expect(callOf(facts, 'create').outputs).toEqual([{ name: 'id', from: '$response.UserId', mayBeMissing: true }]);
    expect(facts.find(({ kind }) => kind === 'succeed')).toMatchObject({
      outputs: [{ name: 'id', from: '$steps.create.outputs.id' }],
    });
  });

  test('say why it may be repeated, or that it may not', () => {
    const facts = factsOf(`${createUser('$inputs.password')}
  - stepId: read
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    - { name: UserId, in: path, value: $steps.create.outputs.id }
  - stepId: chat
    operationId: startChatContact
    requestBody:
      payload: { InstanceId: $inputs.instanceId, ContactFlowId: f, ClientToken: $inputs.username, ParticipantDetails: { DisplayName: n } }
`);
    expect(callOf(facts, 'create').repeatable).toEqual({ kind: 'no', accessLevel: 'Write' });
    expect(callOf(facts, 'create').retries.map(({ why }) => why)).toEqual(['throttled']);
    expect(callOf(facts, 'read').repeatable).toEqual({ kind: 'reads' });
    expect(callOf(facts, 'read').retries.map(({ why }) => why)).toEqual(['throttled', 'harmless']);
    expect(callOf(facts, 'chat').repeatable).toEqual({ kind: 'token', member: 'ClientToken' });
  });
});

describe('the facts of a check', () => {
  test('have its condition in the words of the document, and short', () => {
    const [, , , decide] = factsOf(`
  - stepId: read
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    - { name: UserId, in: path, value: $inputs.username }
    successCriteria:
    - condition: $response.body#/User/Username != $inputs.username && ($response.body#/User/Id == 'a' || $response.body#/User/Id == 'b')
    - context: $response.body
      type: jsonpath
      condition: $.User.Tags.length > 0
    - context: $response.body#/User/Arn
      type: regex
      condition: ^arn:aws
`);
    expect(decide).toMatchObject({
      kind: 'decide',
      on: 'response',
      rules: [
        {
          when: {
            text: '$response.User.Username != $inputs.username and ($response.User.Id == "a" or $response.User.Id == "b") and length($response.User.Tags) > 0 and $response.User.Arn matches /^arn:aws/',
            short:
              'User.Username ≠ $inputs.username and (User.Id = "a" or User.Id = "b") and length(User.Tags) > 0 and User.Arn matches /^arn:aws/',
          },
        },
      ],
    });
  });
});

test('inputs have their types, defaults and marks', () => {
  const accept = factsOf(createUser('$inputs.password')).find(({ kind }) => kind === 'accept');
  expect(accept).toMatchObject({
    inputs: [
      { name: 'instanceId', types: ['string'], required: true },
      { name: 'username', required: true },
      { name: 'password', required: true, mark: 'secret' },
      { name: 'email', required: false, default: 'none', mark: 'personal' },
      { name: 'note', required: false, mark: 'personal' },
    ],
    given: [],
  });
});

test.each([
  ['Connect.ResourceNotFoundException', 'ResourceNotFound'],
  ['Connect.ConnectException', 'other Connect errors'],
  ['States.ALL', 'any error'],
  ['States.Timeout', 'timeout'],
  ['Sqs.SdkClientException', 'no connection'],
])('the error %s is called %s', (name, short) => {
  expect(shortError(name)).toBe(short);
});

test('the facts of a decision say what follows once an action was taken as often as it may be', () => {
  const facts = factsOf(`
  - stepId: look
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    - { name: UserId, in: path, value: $inputs.username }
    successCriteria: [{ condition: $response.body#/User/Username == 'a' }]
    onFailure:
    - name: again
      type: retry
      retryAfter: 60
      retryLimit: 3
      criteria: [{ condition: $response.body#/User/Username == 'b' }]
    onSuccess:
    - { name: poll, type: goto, stepId: look, criteria: [{ condition: $response.body#/User/Username == 'a' }] }
`);
  const decided = facts.flatMap((each) => (each.kind === 'decide' && each.on === 'response' ? each.rules : []));
  expect(decided.map(({ action, atMost, usedUp }) => ({ action, atMost, usedUp }))).toEqual([
    { action: 'poll', atMost: 62, usedUp: undefined },
    { action: undefined, atMost: undefined, usedUp: 62 },
    { action: undefined, atMost: undefined, usedUp: undefined },
    { action: 'again', atMost: 3, usedUp: undefined },
  ]);
});
