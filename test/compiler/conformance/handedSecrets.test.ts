import { describe, expect, test } from '@jest/globals';
import type { CompileOptions } from '../../../compiler/index.ts';
import type { Json } from '../../../local/index.ts';
import { answers, fails, found, look, type MachineRun, runDocument, workflow } from '../../support/runDocument.ts';

/** By the id of a secret: what Secrets Manager answers is told apart from what the execution was given. */
const options: CompileOptions = { workflow: 'main', secretInputs: { word: 'secrets-manager' } };
const stored = answers({ SecretString: '~stored~' });

/** What a workflow that creates a user asks for. */
const ASKED = '{ type: object, required: [secret], properties: { secret: { type: string } } }';

/** A workflow `maker` that creates a user whose password is what it is given as `secret`. */
function maker(asked = ASKED, sent = '$inputs.secret', fields = ''): string {
  return `
- workflowId: maker
  inputs: ${asked}
  steps:
  - stepId: make
    operationId: createUser
    parameters: [{ name: InstanceId, in: path, value: i-1 }]
    requestBody:
      payload: { Username: robin, Password: ${sent}, SecurityProfileIds: [s], RoutingProfileId: r }
${fields}`;
}

/** What hands the secret on: a step that calls a workflow, or an action that goes to it. */
const call = (value: string, to = 'maker', fields = '') =>
  `- { stepId: call, workflowId: ${to}, parameters: [{ name: secret, value: ${value} }]${fields} }`;
const goTo = (value: string) =>
  look(
    'first',
    `onSuccess: [{ name: on, type: goto, workflowId: maker, parameters: [{ name: secret, value: ${value} }] }]`,
  );

function handing(steps: string, rest: string, required = '[word]'): string {
  const inputs = `{ type: object, required: ${required}, properties: { word: { type: string }, other: { type: string } } }`;
  return workflow(`inputs: ${inputs}\nsteps:\n${steps}`, { rest, version: '1.1.0' });
}

async function run(text: string, input: Json, more: CompileOptions = {}) {
  const result = await runDocument(text, {
    workflow: 'main',
    options: { ...options, ...more },
    input,
    answers: { getSecretValue: stored, createUser: answers({ UserId: 'u-1' }) },
  });
  const sent = result.made.find(({ action }) => action === 'createUser');
  return { ...result, sent: sent && Object(sent.arguments).Password, kept: keeping(result) };
}

/** The variables that hold the stored secret at the end. */
function keeping({ history }: MachineRun): readonly string[] {
  const kept = new Set<string>();
  for (const { stateExitedEventDetails: exited } of history)
    for (const [name, text] of Object.entries(exited?.assignedVariables ?? {}))
      if (text.includes('~stored~')) kept.add(name);
      else kept.delete(name);
  return [...kept];
}

const throughTwo = `
- workflowId: middle
  inputs: ${ASKED}
  steps:
  - { stepId: pass, workflowId: maker, parameters: [{ name: secret, value: $inputs.secret }] }`;

describe('a secret by reference that is handed on', () => {
  test.each<[string, string]>([
    ['by a call', handing(call('$inputs.word'), maker())],
    ['by two calls', handing(call('$inputs.word', 'middle'), throughTwo + maker())],
    ['by a goto', handing(goTo('$inputs.word'), maker())],
    ['to an input that may be left out', handing(call('$inputs.word'), maker(ASKED.replace('[secret]', '[]')))],
    ['where it may be left out itself', handing(call('$inputs.word'), maker(ASKED.replace('[secret]', '[]')), '[]')],
    [
      'to inputs that allow no others',
      handing(call('$inputs.word'), maker(ASKED.replace('required', 'additionalProperties: false, required'))),
    ],
    [
      'to inputs that are asked for together',
      handing(
        call('$inputs.word'),
        maker(ASKED.replace('required: [secret]', 'anyOf: [{ required: [secret] }, { required: [sso] }]')),
      ),
    ],
    [
      'to an input that says how long it is',
      handing(call('$inputs.word'), maker(ASKED.replace('{ type: string }', '{ type: string, minLength: 8 }'))),
    ],
  ])('%s is read right before it is sent, and otherwise goes as it was given', async (_, text) => {
    const byReference = await run(text, { wordSecretId: 'hr/first' });
    expect([byReference.status, byReference.cause]).toEqual(['SUCCEEDED', undefined]);
    expect(byReference).toMatchObject({ sent: '~stored~', kept: [] });
    expect(byReference.made.map(({ action }) => action).slice(-2)).toEqual(['getSecretValue', 'createUser']);
    const itself = await run(text, { word: '~as given~' });
    expect(itself).toMatchObject({ status: 'SUCCEEDED', sent: '~as given~' });
    expect(itself.made.map(({ action }) => action)).not.toContain('getSecretValue');
    expect(itself.machine.secretInputs).toEqual(['word']);
  });

  test.each<[string, string, string, string]>([
    ['a text with more in it', "'pre-{$inputs.word}'", '$inputs.secret', 'pre-'],
    ['a member of an object', '{ inner: $inputs.word, user: robin }', '$inputs.secret#/inner', ''],
    ['an item of a list', '[$inputs.word]', '$inputs.secret#/0', ''],
  ])('goes as %s', async (_, value, sent, before) => {
    const asked = '{ type: object, required: [secret], properties: { secret: {} } }';
    const text = handing(call(value), maker(asked, sent));
    expect(await run(text, { wordSecretId: 'hr/first' })).toMatchObject({
      status: 'SUCCEEDED',
      sent: `${before}~stored~`,
      kept: [],
    });
    expect(await run(text, { word: '~as given~' })).toMatchObject({ status: 'SUCCEEDED', sent: `${before}~as given~` });
  });

  test('is one of two that go into one input, each by reference or itself', async () => {
    const text = handing(call("'{$inputs.other}/{$inputs.word}'"), maker(), '[word, other]');
    const both = { secretInputs: { word: 'secrets-manager', other: 'secrets-manager' } } as const;
    const sent = async (input: Json) => (await run(text, input, both)).sent;
    expect(await sent({ word: 'a', other: 'b' })).toBe('b/a');
    expect(await sent({ wordSecretId: 'hr/first', other: 'b' })).toBe('b/~stored~');
    expect(await sent({ word: 'a', otherSecretId: 'hr/first' })).toBe('~stored~/a');
    expect(await sent({ wordSecretId: 'hr/first', otherSecretId: 'hr/second' })).toBe('~stored~/~stored~');
  });

  test('may be a member of a secret that is a JSON object', async () => {
    const result = await runDocument(handing(call('$inputs.word'), maker()), {
      options: { ...options, secretInputs: { word: { from: 'secrets-manager', key: 'first' } } },
      input: { wordSecretId: 'hr/first' },
      answers: { getSecretValue: answers({ SecretString: '{"first":"~stored~"}' }) },
    });
    expect(result.made.at(-1)?.arguments).toMatchObject({ Password: '~stored~' });
    expect(keeping(result)).toEqual([]);
  });

  test('does not take the name of an input of the workflow that it is handed to', async () => {
    const asked =
      '{ type: object, required: [secret], properties: { secret: { type: string }, secretSecretId: { type: integer } } }';
    const result = await run(handing(call('$inputs.word'), maker(asked)), { wordSecretId: 'hr/first' });
    expect(result).toMatchObject({ status: 'SUCCEEDED', sent: '~stored~' });
  });

  test('is forgotten where the call that sends it fails, and the one who handed it on goes on', async () => {
    const caught = call('$inputs.word', 'maker', ', onFailure: [{ name: on, type: goto, stepId: later }]');
    const result = await runDocument(handing(`${caught}\n${look('later')}`, maker()), {
      options,
      input: { wordSecretId: 'hr/first' },
      answers: { getSecretValue: stored, createUser: fails('Connect.InvalidParameterException', 400) },
    });
    expect(result).toMatchObject({ status: 'SUCCEEDED' });
    expect(result.made.map(({ action }) => action)).toEqual(['getSecretValue', 'createUser', 'describeUser']);
    expect(keeping(result)).toEqual([]);
  });

  test.each<[string, Json, string]>([
    ['neither is given', {}, 'maker: wrong inputs: exactly one of secret and secretSecretId'],
    [
      'both are given',
      { word: '~', wordSecretId: 'hr/first' },
      'main: wrong inputs: at most one of word and wordSecretId',
    ],
    ['it is wrong itself', { word: '~' }, 'maker: wrong inputs: secret: shorter than 8 characters'],
  ])('is rejected before any call where %s', async (_, input, cause) => {
    const asked = ASKED.replace('{ type: string }', '{ type: string, minLength: 8 }');
    const result = await run(handing(call('$inputs.word'), maker(asked), '[]'), input);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.InputsRejected', cause, made: [] });
  });

  test.each([
    ['a criterion', "successCriteria: [{ condition: $inputs.secret != 'x' }]"],
    [
      'a criterion of an action',
      'onSuccess: [{ name: on, type: end, criteria: [{ condition: $inputs.secret != null }] }]',
    ],
  ])('is refused in %s of the workflow that it is handed to', (_, fields) => {
    const text = handing(call('$inputs.word'), maker(ASKED, '$inputs.secret', `    ${fields}`));
    expect(found(text, options)).toContainEqual(expect.stringMatching(/^secret-misused: \$inputs\.secret/));
  });
});

describe('a secret by reference that is asked for with other inputs', () => {
  const asking = (rule: string) =>
    workflow(
      `inputs: { type: object, properties: { word: { type: string }, sso: { type: string } }, ${rule} }
steps:
- stepId: make
  operationId: createUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }]
  requestBody:
    payload: { Username: robin, Password: $inputs.word, SecurityProfileIds: [s], RoutingProfileId: r }`,
    );
  const one = { word: 'a' };
  const other = { wordSecretId: 'hr/first' };

  test.each<[string, readonly Json[], readonly Json[]]>([
    ['anyOf: [{ required: [word] }, { required: [sso] }]', [one, other, { sso: 's' }], [{}]],
    [
      'oneOf: [{ required: [word] }, { required: [sso] }]',
      [one, other, { sso: 's' }],
      [{}, { sso: 's', ...one }, { sso: 's', ...other }],
    ],
    ['not: { required: [word] }', [{}, { sso: 's' }], [one, other]],
    ['dependentRequired: { word: [sso] }', [{}, { sso: 's', ...one }, { sso: 's', ...other }], [one, other]],
    ['dependentRequired: { sso: [word] }', [{}, { sso: 's', ...one }, { sso: 's', ...other }], [{ sso: 's' }]],
    [
      'if: { required: [sso] }, then: { required: [word] }',
      [{}, { sso: 's', ...one }, { sso: 's', ...other }],
      [{ sso: 's' }],
    ],
    [
      'if: { required: [word] }, then: { required: [sso] }',
      [{}, { sso: 's', ...one }, { sso: 's', ...other }],
      [one, other],
    ],
  ])('%s', async (rule, accepted, rejected) => {
    const text = asking(rule);
    const errorOf = async (input: Json) => (await run(text, input)).error ?? 'none';
    for (const input of accepted) expect([input, await errorOf(input)]).toEqual([input, 'none']);
    for (const input of rejected) expect([input, await errorOf(input)]).toEqual([input, 'Arazzo.InputsRejected']);
  });
});
