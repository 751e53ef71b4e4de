import { describe, expect, test } from '@jest/globals';
import { answers, fails, found, look, runDocument, workflow } from '../../support/runDocument.ts';

const robin = answers({ User: { Id: 'u-1', Username: 'robin' } });
const notFound = fails('Connect.ResourceNotFoundException', 404);

function steps({ made }: { readonly made: readonly { readonly state: string }[] }): readonly string[] {
  return made.map(({ state }) => state);
}

const components = `
components:
  inputs:
    user:
      type: object
      required: [userId]
      properties: { userId: { type: string, minLength: 2 }, note: { $ref: '#/components/inputs/note' } }
    note: { type: string, maxLength: 5 }
  parameters:
    instance: { name: InstanceId, in: path, value: i-1 }
    user: { name: UserId, in: path, value: $inputs.userId }
  successActions:
    done: { name: done, type: end }
    toLast: { name: toLast, type: goto, stepId: last, criteria: [{ condition: $response.body#/User/Username == 'robin' }] }
  failureActions:
    again: { name: again, type: retry, retryAfter: 2, retryLimit: 2 }`;

describe('components', () => {
  test('inputs are referred to by $ref, and checked', async () => {
    const text = workflow(
      `inputs: { $ref: '#/components/inputs/user' }
steps:
- stepId: read
  operationId: describeUser
  parameters: [{ reference: $components.parameters.instance }, { reference: $components.parameters.user }]`,
      { rest: components },
    );
    const result = await runDocument(text, { input: { userId: 'u-7' } });
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1', UserId: 'u-7' });
    const wrong = await runDocument(text, { input: { userId: 'u', note: 'too long' } });
    expect(wrong).toMatchObject({
      error: 'Arazzo.InputsRejected',
      cause: 'main: wrong inputs: userId: shorter than 2 characters; note: longer than 5 characters',
    });
  });

  test('other fields of a reference are ignored, with a warning', () => {
    const steps = `steps:\n- stepId: a\n  operationId: listUsers\n  parameters: [{ reference: $components.parameters.instance, valeu: i-2 }]`;
    const rest = 'components: { parameters: { instance: { name: InstanceId, in: path, value: i-1 } } }';
    expect(found(workflow(steps, { rest }))).toEqual(['field-ignored: valeu']);
  });

  test.each([
    ['parameters: [{ reference: $components.parameters.nstance }]', 'nstance'],
    ['onSuccess: [{ reference: $components.failureActions.again }]', 'again'],
    ['onFailure: [{ reference: $components.failureActions.agian }]', 'agian'],
  ])('a reference that leads nowhere is one error: %s', (field, name) => {
    const codes = found(
      workflow(`steps:\n${look('a').replace(/parameters:.*/, '')}\n  ${field}`, { rest: components }),
    );
    expect(codes.filter((each) => each.includes(name))).toHaveLength(1);
  });
});

describe('what a workflow says for all of its steps', () => {
  test('parameters of the same name in another place are others', async () => {
    const text = `arazzo: 1.0.1
info: { title: Objects, version: 1.0.0 }
sourceDescriptions: [{ name: s3, url: ./s3.yml, type: openapi, x-aws-service: s3 }]
workflows:
- workflowId: main
  parameters: [{ name: Bucket, in: path, value: b-1 }, { name: versionId, in: header, value: dropped }]
  steps:
  - stepId: head
    operationId: headObject
    parameters: [{ name: Key, in: path, value: k }, { name: versionId, in: query, value: v-1 }]
`;
    expect(found(text)).toHaveLength(1);
    const fitting = text.replace(', { name: versionId, in: header, value: dropped }', '');
    expect((await runDocument(fitting)).made[0]?.arguments).toEqual({ Bucket: 'b-1', Key: 'k', VersionId: 'v-1' });
  });

  test("its success actions come after the step's own, and one of the same name gives way", async () => {
    const robinOnly = "criteria: [{ condition: $response.body#/User/Username == 'robin' }]";
    const text = workflow(`
successActions:
- { name: last, type: goto, stepId: c, ${robinOnly} }
- { name: done, type: end, criteria: [{ condition: $response.body#/User/Username == 'kim' }] }
steps:
${look('a')}
${look('b', `onSuccess: [{ name: last, type: goto, stepId: d, ${robinOnly} }]`)}
${look('c', 'onSuccess: [{ name: own, type: goto, stepId: e }]')}
${look('d')}
${look('e', 'onSuccess: [{ name: last, type: end }]')}`);
    const nobody = answers({ User: {} });
    const kim = answers({ User: { Username: 'kim' } });
    expect(steps(await runDocument(text, { answers: { describeUser: [robin, robin, robin] } }))).toEqual([
      'a',
      'c',
      'e',
    ]);
    expect(steps(await runDocument(text, { answers: { describeUser: [nobody, robin, kim] } }))).toEqual([
      'a',
      'b',
      'd',
    ]);
  });

  test('actions by reference are merged by the name of what they refer to', async () => {
    const text = workflow(
      `failureActions: [{ reference: $components.failureActions.again }]
steps:
${look('a')}
${look('b', 'onFailure: [{ name: again, type: end }]')}`,
      { rest: components },
    );
    const result = await runDocument(text, { answers: { describeUser: [notFound, robin, notFound] } });
    expect(steps(result)).toEqual(['a', 'a', 'b']);
    expect(result.status).toBe('SUCCEEDED');
  });

  test('those of a workflow that read a call are passed over where a step runs a workflow', async () => {
    const text = workflow(
      `failureActions:
- { name: missing, type: goto, stepId: last, criteria: [{ condition: $statusCode == 404 }] }
- { name: gone, type: end, criteria: [{ context: $response.body, type: regex, condition: gone }] }
- { name: other, type: goto, stepId: last }
steps:
- { stepId: call, workflowId: inner }
${look('between')}
${look('last')}`,
      { rest: `- workflowId: inner\n  steps:\n${look('read').replaceAll(/^(?=.)/gm, '  ')}` },
    );
    const answered = { describeUser: [fails('Connect.ResourceNotFoundException', 404), answers({})] };
    const result = await runDocument(text, { workflow: 'main', answers: answered });
    expect([result.status, result.made.map(({ state }) => state)]).toEqual(['SUCCEEDED', ['call / read', 'last']]);
  });
});

describe('a reference to a parameter that is not there', () => {
  const step = (InstanceId: string) => `- stepId: a
  operationId: describeUser
  parameters: [${InstanceId}{ name: UserId, in: path, value: u-1 }]`;

  test('is one mistake: what it stands for is not missing as well', () => {
    const reference = '{ reference: $components.parameters.nope }';
    expect(found(workflow(`steps:\n${step(`${reference}, `)}`, { rest: components }))).toEqual([
      'reference-unknown: nope',
    ]);
    expect(found(workflow(`parameters: [${reference}]\nsteps:\n${step('')}`, { rest: components }))).toEqual([
      'reference-unknown: nope',
    ]);
    expect(found(workflow(`steps:\n${step('')}`, { rest: components }))).toEqual([
      'member-required-missing: describeUser',
    ]);
  });
});
