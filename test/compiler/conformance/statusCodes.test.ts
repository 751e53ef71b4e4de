import { describe, expect, test } from '@jest/globals';
import { type Answer, answers, fails, hire, look, runDocument, silence, workflow } from '../../support/runDocument.ts';

const states = {
  notFound: fails('Connect.ResourceNotFoundException', 404),
  duplicate: fails('Connect.DuplicateResourceException', 409),
  invalid: fails('Connect.InvalidParameterException', 400),
  internal: fails('Connect.InternalServiceException', 500),
  unknown: fails('Connect.ConnectException', 422),
  noStatus: fails('Connect.ConnectException'),
  denied: fails('Connect.AccessDeniedException', 403),
};

/** Which branch a failed call takes: that of the criterion, or none, where it keeps its own error. */
async function branch(condition: string, answer: Answer, step: 'hire' | 'look' = 'hire'): Promise<string> {
  const fields = `onFailure: [{ name: named, type: goto, stepId: branch, criteria: [{ condition: ${JSON.stringify(condition)} }] }]`;
  const text = workflow(
    `steps:\n${step === 'hire' ? hire('call', fields) : look('call', fields)}\n${look('rest')}\n${look('branch')}`,
  );
  const action = step === 'hire' ? 'createUser' : 'describeUser';
  const result = await runDocument(text, { answers: { [action]: [answer, answers({})] } });
  if (result.made.some(({ state }) => state === 'branch'))
    return result.made.some(({ state }) => state === 'rest') ? 'next' : 'branch';
  return result.error ?? 'next';
}

describe('failed calls branch by their status', () => {
  test.each<[string, Answer, string]>([
    ['$statusCode == 404', states.notFound, 'branch'],
    ['$statusCode == 404', states.duplicate, 'Connect.DuplicateResourceException'],
    ['$statusCode == 409', states.duplicate, 'branch'],
    ['$statusCode == 404 || $statusCode == 409', states.duplicate, 'branch'],
    ['$statusCode != 404', states.duplicate, 'branch'],
    ['$statusCode != 404', states.notFound, 'Connect.ResourceNotFoundException'],
    ['$statusCode >= 400 && $statusCode < 500', states.invalid, 'branch'],
    ['$statusCode >= 400 && $statusCode < 500', states.internal, 'Connect.InternalServiceException'],
    ['$statusCode >= 500', states.internal, 'branch'],
    ['$statusCode >= 500', states.notFound, 'Connect.ResourceNotFoundException'],
    // An error that the model does not know arrives under the service's general name: the cause tells its status.
    ['$statusCode == 422', states.unknown, 'branch'],
    ['$statusCode == 404', states.unknown, 'Connect.ConnectException'],
    ['$statusCode == 422', states.noStatus, 'Connect.ConnectException'],
    ['$statusCode == 200', states.notFound, 'Connect.ResourceNotFoundException'],
    // What never was answered has no status.
    ['$statusCode == 404', silence, 'States.Timeout'],
    ['$statusCode >= 400', silence, 'States.Timeout'],
    ['$statusCode != 404', silence, 'States.Timeout'],
    ['$statusCode >= 400', fails('Connect.SdkClientException'), 'Connect.SdkClientException'],
  ])('%s', async (condition, answer, expected) => {
    expect(await branch(condition, answer)).toBe(expected);
  });

  test('a pattern over the status', async () => {
    const text = workflow(`
steps:
${hire('call', "onFailure: [{ name: named, type: goto, stepId: branch, criteria: [{ context: $statusCode, type: regex, condition: '^4' }] }]")}
${look('rest')}
${look('branch')}`);
    const run = (answer: Answer) => runDocument(text, { answers: { createUser: answer } });
    expect((await run(states.invalid)).made.map(({ state }) => state)).toEqual(['call', 'branch']);
    expect(await run(states.internal)).toMatchObject({ error: 'Connect.InternalServiceException' });
  });

  test('where the model gives errors no status, 404 and 409 are told by their names', async () => {
    const table = (condition: string) => `arazzo: 1.0.1
info: { title: Tables, version: 1.0.0 }
sourceDescriptions: [{ name: dynamodb, url: ./dynamodb.yml, type: openapi, x-aws-service: dynamodb }]
workflows:
- workflowId: main
  steps:
  - stepId: create
    operationId: createTable
    requestBody:
      payload:
        TableName: t
        AttributeDefinitions: [{ AttributeName: a, AttributeType: S }]
        KeySchema: [{ AttributeName: a, KeyType: HASH }]
    onFailure: [{ name: there, type: end, criteria: [{ condition: ${condition} }] }]
`;
    const run = (condition: string, name: string) =>
      runDocument(table(condition), { answers: { createTable: fails(name, 400) } });
    expect(await run('$statusCode == 409', 'DynamoDb.ResourceInUseException')).toMatchObject({ status: 'FAILED' });
    expect(await run('$statusCode == 400', 'DynamoDb.ResourceInUseException')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await run('$statusCode == 400', 'DynamoDb.DynamoDbException')).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('a catcher never swallows what no action names', () => {
  test('the error stays what it was, name and cause, also where it had to be looked at', async () => {
    const text = workflow(`
steps:
${hire('call', 'onFailure: [{ name: odd, type: end, criteria: [{ condition: $statusCode == 422 }] }]')}`);
    for (const answer of [states.notFound, states.unknown, states.noStatus, states.denied]) {
      const result = await runDocument(text, { answers: { createUser: answer } }).catch(() => undefined);
      if (result === undefined || answer === states.unknown) continue;
      expect(result).toMatchObject({ status: 'FAILED', error: Object(answer).name, cause: Object(answer).cause });
    }
  });

  test('errors with a status that no action asks for are not caught at all', async () => {
    const text = workflow(`
steps:
${hire('call', 'onFailure: [{ name: missing, type: end, criteria: [{ condition: $statusCode == 404 }] }]')}`);
    expect(await caughtBy(text)).toEqual(['Connect.ResourceNotFoundException']);
  });

  test('errors without a name are caught where no named one has the status that is asked for, and end as they were', async () => {
    const text = workflow(`
steps:
${hire('call', 'onFailure: [{ name: gone, type: end, criteria: [{ condition: $statusCode == 410 }] }]')}`);
    expect(await caughtBy(text)).toEqual(['Connect.ConnectException']);
    const unnamed = fails('Connect.ConnectException', 418);
    const result = await runDocument(text, { answers: { createUser: unnamed } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.ConnectException', cause: Object(unnamed).cause });
    expect(result.states.at(-1)).not.toBe('call');
  });

  test('where a named one has it, an error without a name fails at its call, where a redrive goes on', async () => {
    const text = workflow(`
steps:
${hire('call', 'onFailure: [{ name: there, type: end, criteria: [{ condition: $statusCode == 409 }] }]')}`);
    const result = await runDocument(text, { answers: { createUser: fails('Connect.ConnectException', 418) } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.ConnectException' });
    expect(result.states.at(-1)).toBe('call');
  });

  async function caughtBy(text: string): Promise<readonly string[]> {
    const state = (await runDocument(text)).machine.definition.States['call'];
    const caught = state?.Type === 'Task' ? (state.Catch ?? []).flatMap(({ ErrorEquals }) => ErrorEquals) : [];
    return [...caught].sort();
  }
});

describe('a success criterion over the status', () => {
  test.each(['$statusCode == 200', '$statusCode >= 200 && $statusCode < 300'])(
    '%s is decided by the call',
    async (condition) => {
      const text = workflow(`steps:\n${look('a', `successCriteria: [{ condition: ${JSON.stringify(condition)} }]`)}`);
      expect((await runDocument(text)).states).toEqual(['a', 'main succeeded']);
    },
  );

  test('that does not hold for an answered call fails the step, and failure actions see the status of the answer', async () => {
    const text = workflow(`
steps:
${look(
  'a',
  `successCriteria: [{ condition: $response.body#/User/Id == 'u-9' }]
onFailure:
- { name: missing, type: goto, stepId: c, criteria: [{ condition: $statusCode == 404 }] }
- { name: answered, type: goto, stepId: d, criteria: [{ condition: $statusCode == 200 }] }`,
)}
${look('b')}
${look('c', 'onSuccess: [{ name: done, type: end }]')}
${look('d')}`);
    const run = (answer: Answer) => runDocument(text, { answers: { describeUser: [answer, answers({})] } });
    expect((await run(answers({ User: { Id: 'u-1' } }))).made.map(({ state }) => state)).toEqual(['a', 'd']);
    expect((await run(states.notFound)).made.map(({ state }) => state)).toEqual(['a', 'c']);
    expect((await run(answers({ User: { Id: 'u-9' } }))).made.map(({ state }) => state)).toEqual(['a', 'b', 'c']);
  });
});
