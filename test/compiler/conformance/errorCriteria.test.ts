import { describe, expect, test } from '@jest/globals';
import {
  type Answer,
  answers,
  compiled,
  type DocumentRun,
  fails,
  found,
  hire,
  look,
  runDocument,
  silence,
  workflow,
} from '../../support/runDocument.ts';

const notFound = fails('Connect.ResourceNotFoundException', 404);
const duplicate = fails('Connect.DuplicateResourceException', 409);
const invalid = fails('Connect.InvalidParameterException', 400);
const internal = fails('Connect.InternalServiceException', 500);
const throttled = fails('Connect.ThrottlingException', 429);
const unnamed = (status: number) => fails('Connect.ConnectException', status);

/** A call under success criteria, and what follows it: `rest` where it has succeeded. */
function criteria(conditions: readonly string[], more = ''): string {
  const listed = conditions.map((condition) => `- condition: ${JSON.stringify(condition)}`).join('\n');
  return workflow(`steps:\n${hire('call', `successCriteria:\n${listed}\n${more}`)}\n${look('rest')}`);
}

function run(text: string, answer: Answer): Promise<DocumentRun> {
  return runDocument(text, { answers: { createUser: answer } });
}

/** How the step under these criteria ends: `goes on`, or its error. */
async function ends(conditions: readonly string[], answer: Answer): Promise<string> {
  const result = await run(criteria(conditions), answer);
  return result.made.some(({ state }) => state === 'rest') ? 'goes on' : (result.error ?? '');
}

const CRITERIA = 'Arazzo.CriteriaNotMet';

describe('a step has succeeded where its criteria hold, whatever the status', () => {
  test.each<[string, Answer, string]>([
    ['$statusCode == 200 || $statusCode == 409', answers({}), 'goes on'],
    ['$statusCode == 200 || $statusCode == 409', duplicate, 'goes on'],
    ['$statusCode == 200 || $statusCode == 409', notFound, 'Connect.ResourceNotFoundException'],
    ['$statusCode == 409', duplicate, 'goes on'],
    ['$statusCode == 409', answers({}), CRITERIA],
    ['$statusCode < 500', answers({}), 'goes on'],
    ['$statusCode < 500', invalid, 'goes on'],
    ['$statusCode < 500', internal, 'Connect.InternalServiceException'],
    ['$statusCode < 500', unnamed(422), 'goes on'],
    ['$statusCode < 500', unnamed(503), 'Connect.ConnectException'],
    ['$statusCode != 500', internal, 'Connect.InternalServiceException'],
    ['$statusCode != 500', notFound, 'goes on'],
    ['$statusCode != 500', unnamed(422), 'goes on'],
    ['!($statusCode == 500)', notFound, 'goes on'],
    ['$statusCode >= 400 && $statusCode < 410', notFound, 'goes on'],
    ['$statusCode >= 400 && $statusCode < 410', answers({}), CRITERIA],
    // A throttled call is repeated first: its status says that it had no effect yet.
    ['$statusCode == 200', throttled, 'Connect.ThrottlingException'],
    // What was never answered has no status.
    ['$statusCode != 500', silence, 'States.Timeout'],
    ['$statusCode < 500', silence, 'States.Timeout'],
    ['$statusCode < 600', fails('Connect.SdkClientException'), 'Connect.SdkClientException'],
  ])('%s', async (condition, answer, expected) => {
    expect(await ends([condition], answer)).toBe(expected);
  });

  test.each([
    ['$ empty false', 'goes on'],
    ['$ empty true', 'Connect.ResourceNotFoundException'],
  ])('the body of an error is an object with members: %s', async (condition, expected) => {
    const body = `{ context: $response.body, type: jsonpath, condition: ${condition} }`;
    const listed = `successCriteria: [{ condition: $statusCode < 500 }, ${body}]`;
    const { made, error } = await run(workflow(`steps:\n${hire('call', listed)}\n${look('rest')}`), notFound);
    expect(made.some(({ state }) => state === 'rest') ? 'goes on' : error).toBe(expected);
  });

  test('a filter over something else that looks at the status', async () => {
    const filter = "{ context: $inputs.accepted, type: jsonpath, condition: '$[?@.code == {$statusCode}]' }";
    const inputs = 'inputs: { type: object, properties: { accepted: { type: array } } }';
    const text = workflow(`${inputs}\nsteps:\n${hire('call', `successCriteria: [${filter}]`)}\n${look('rest')}`);
    const goesOn = async (answer: Answer) => {
      const given = { input: { accepted: [{ code: 200 }, { code: 404 }] }, answers: { createUser: answer } };
      return (await runDocument(text, given)).made.some(({ state }) => state === 'rest');
    };
    expect(await goesOn(answers({}))).toBe(true);
    expect(await goesOn(notFound)).toBe(true);
    expect(await goesOn(duplicate)).toBe(false);
  });

  test('all criteria have to hold, for an answer and for an error', async () => {
    const both = ['$statusCode < 500', '$statusCode != 404'];
    expect(await ends(both, invalid)).toBe('goes on');
    expect(await ends(both, notFound)).toBe('Connect.ResourceNotFoundException');
    const body = ['$statusCode == 200 || $statusCode == 409', "$response.body#/UserId == 'u-1' || $statusCode == 409"];
    expect(await ends(body, answers({ UserId: 'u-1' }))).toBe('goes on');
    expect(await ends(body, answers({ UserId: 'u-2' }))).toBe(CRITERIA);
    expect(await ends(body, duplicate)).toBe('goes on');
  });

  test('a pattern over the status', async () => {
    const pattern = `successCriteria: [{ context: $statusCode, condition: '^(2..|40[49])$', type: regex }]`;
    const text = workflow(`steps:\n${hire('call', pattern)}\n${look('rest')}`);
    const goesOn = async (answer: Answer) => (await run(text, answer)).made.some(({ state }) => state === 'rest');
    expect(await goesOn(answers({}))).toBe(true);
    expect(await goesOn(notFound)).toBe(true);
    expect(await goesOn(duplicate)).toBe(true);
    expect(await goesOn(invalid)).toBe(false);
  });

  test.each(['1 == 1', '$response.body != null', '$response.body', '$response.body#/UserId != "u-9"'])(
    '%s does not look at the error, so it says nothing of it',
    async (condition) => {
      expect(await ends([condition], notFound)).toBe('Connect.ResourceNotFoundException');
    },
  );

  test('other errors are not caught, and where the model names the status the general error is not either', () => {
    const call = compiled(criteria(['$statusCode == 200 || $statusCode == 409'])).machine.definition.States['call'];
    expect(call).toMatchObject({ Catch: [{ ErrorEquals: ['Connect.DuplicateResourceException'], Next: 'rest' }] });
  });

  test('what it has done is looked at by its success actions, with the status', async () => {
    const actions = `onSuccess:
- { name: there, type: goto, stepId: other, criteria: [{ condition: $statusCode == 409 }] }
- { name: made, type: end, criteria: [{ condition: $statusCode == 200 }] }`;
    const text = `${criteria(['$statusCode == 200 || $statusCode == 409 || $statusCode == 404'], actions)}${look('other').replace(/^/gm, '  ')}`;
    const states = async (answer: Answer) => (await run(text, answer)).made.map(({ state }) => state);
    expect(await states(answers({}))).toEqual(['call']);
    expect(await states(duplicate)).toEqual(['call', 'other']);
    expect(await states(notFound)).toEqual(['call', 'rest', 'other']);
  });

  test('failure actions are taken only for the errors that are left', async () => {
    const actions = 'onFailure:\n- { name: stop, type: end, criteria: [{ condition: $statusCode >= 400 }] }';
    const states = async (answer: Answer) =>
      (await run(criteria(['$statusCode == 200 || $statusCode == 409'], actions), answer)).made.map(
        ({ state }) => state,
      );
    expect(await states(duplicate)).toEqual(['call', 'rest']);
    expect(await states(invalid)).toEqual(['call']);
    expect(await states(answers({}))).toEqual(['call', 'rest']);
  });

  test('outputs have what the error has: its status, its name and its message, and nothing of an answer', async () => {
    const outputs = `outputs:
  id: $response.body#/UserId
  status: $statusCode
  error: $response.body#/__type
  said: $response.body#/message
  header: $response.header.X-Amzn-ErrorType
  sent: $request.body#/Username`;
    const text = `${criteria(['$statusCode < 500'], outputs)}
  outputs: { id: $steps.call.outputs.id, status: $steps.call.outputs.status, error: $steps.call.outputs.error, said: $steps.call.outputs.said, header: $steps.call.outputs.header, sent: $steps.call.outputs.sent }`;
    expect((await run(text, answers({ UserId: 'u-1' }))).output).toEqual({ id: 'u-1', status: 200, sent: 'robin' });
    const error = 'DuplicateResourceException';
    const caught = { status: 409, error, said: 'it was refused', header: error, sent: 'robin' };
    expect((await run(text, duplicate)).output).toEqual(caught);
    const other = {
      status: 422,
      error: 'ConnectException',
      said: 'it was refused',
      header: 'ConnectException',
      sent: 'robin',
    };
    expect((await run(text, unnamed(422))).output).toEqual(other);
  });

  test('outputs of an earlier round are gone where a later one puts nothing out', async () => {
    const text = workflow(`steps:
${hire(
  'call',
  `successCriteria: [{ condition: $statusCode == 200 || $statusCode == 409 }]
outputs: { id: $response.body#/UserId }
onSuccess:
- { name: again, type: goto, stepId: call, criteria: [{ condition: $statusCode == 200 }] }`,
)}
outputs: { id: $steps.call.outputs.id }`);
    const result = await runDocument(text, { answers: { createUser: [answers({ UserId: 'u-1' }), duplicate] } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: {} });
  });

  test('a step that a retry runs first is judged by its criteria, too', async () => {
    const text = workflow(`steps:
${look(
  'call',
  `onFailure: [{ name: first, type: retry, stepId: make, retryLimit: 1, criteria: [{ condition: $statusCode == 404 }] }]
onSuccess: [{ name: done, type: end }]`,
)}
${hire('make', 'successCriteria: [{ condition: $statusCode == 200 || $statusCode == 409 }]')}`);
    const given = { describeUser: [notFound, answers({ User: {} })], createUser: duplicate };
    expect((await runDocument(text, { answers: given })).made.map(({ state }) => state)).toEqual([
      'call',
      'call / make',
      'call',
    ]);
    const other = { describeUser: notFound, createUser: invalid };
    expect(await runDocument(text, { answers: other })).toMatchObject({ error: 'Connect.InvalidParameterException' });
  });

  test('errors that are a success are not repeated by our own decision', async () => {
    const text = workflow(`steps:\n${look('call', 'successCriteria: [{ condition: $statusCode < 600 }]')}`);
    const result = await runDocument(text, { answers: { describeUser: internal } });
    expect(result).toMatchObject({ status: 'SUCCEEDED' });
    expect(result.made).toHaveLength(1);
  });
});

describe('AWS errors by their name', () => {
  test.each<[string, Answer, string]>([
    ["$response.body#/__type == 'DuplicateResourceException'", duplicate, 'goes on'],
    ["$response.body#/__type == 'duplicateresourceexception'", duplicate, 'goes on'],
    ["$response.body#/__type == 'DuplicateResourceException'", notFound, 'Connect.ResourceNotFoundException'],
    ["$response.body#/__type != 'DuplicateResourceException'", duplicate, 'Connect.DuplicateResourceException'],
    ["$response.body#/__type != 'DuplicateResourceException'", notFound, 'goes on'],
    ["$response.body#/__type != 'DuplicateResourceException'", silence, 'States.Timeout'],
    ["$response.header.x-amzn-ErrorType == 'DuplicateResourceException'", duplicate, 'goes on'],
    ["$response.header.X-AMZN-ERRORTYPE == 'DuplicateResourceException'", invalid, 'Connect.InvalidParameterException'],
    ["$response.body#/message == 'it was refused'", duplicate, 'goes on'],
    ["$response.body#/message == 'something else'", duplicate, 'Connect.DuplicateResourceException'],
    ["$statusCode == 409 && $response.body#/__type == 'DuplicateResourceException'", duplicate, 'goes on'],
  ])('%s', async (condition, answer, expected) => {
    expect(await ends([`$statusCode == 200 || ${condition}`], answer)).toBe(expected);
    expect(await ends([`$statusCode == 200 || ${condition}`], answers({}))).toBe('goes on');
  });

  test.each([
    ['jsonpath', "$[?@.__type == 'DuplicateResourceException']"],
    ['jsonpath', "$[?(@.__type == 'DuplicateResourceException')]"],
    ['jsonpath', "$[?search(@.__type, 'Duplicate')]"],
    ['regex', 'Duplicate'],
  ])('by %s %s', async (type, condition) => {
    const context = type === 'regex' ? '$response.body#/__type' : '$response.body';
    const text = workflow(`steps:
${hire('call', `onFailure:\n- { name: there, type: goto, stepId: other, criteria: [{ context: ${context}, type: ${type}, condition: ${JSON.stringify(condition)} }] }`)}
${look('rest', 'onSuccess: [{ name: done, type: end }]')}
${look('other')}`);
    const states = async (answer: Answer) => (await run(text, answer)).made.map(({ state }) => state);
    expect(await states(duplicate)).toEqual(['call', 'other']);
    expect(await states(notFound)).toEqual(['call']);
    expect(await states(answers({}))).toEqual(['call', 'rest']);
    const call = compiled(text).machine.definition.States['call'];
    expect(call).toMatchObject({ Catch: [{ ErrorEquals: ['Connect.DuplicateResourceException'], Next: 'other' }] });
  });

  test('a name that the operation does not have is told, with the nearest', () => {
    const text = criteria(["$statusCode == 200 || $response.body#/__type == 'DuplicateResourcException'"]);
    const [warning] = compiled(text).diagnostics.filter(({ code }) => code === 'value-unknown');
    expect(warning).toMatchObject({
      message: '`DuplicateResourcException` is not among the errors that CreateUser has in the service model',
      help: 'Did you mean `DuplicateResourceException`?',
    });
  });

  test('an output that reads an error of a step that fails with it is an error', () => {
    const text = workflow(`steps:\n${hire('call', 'outputs: { error: $response.body#/__type }')}`);
    expect(found(text)).toEqual(['expression-not-here: $response.body#/__type']);
  });
});

describe('another 2xx than that of the service model', () => {
  test.each([
    '$statusCode == 201',
    '$statusCode == 201 || $statusCode == 204',
    '$statusCode >= 201 && $statusCode < 300',
    '201 == $statusCode',
  ])('%s holds for a success, with a warning', async (condition) => {
    const text = criteria([condition]);
    expect((await run(text, answers({}))).made).toHaveLength(2);
    expect(found(text).map((each) => each.split(':')[0])).toEqual(['success-status-unsure']);
  });

  test.each(['$statusCode != 200 && $statusCode < 300', '$statusCode == 302', '$statusCode == 700'])(
    '%s can never hold',
    (condition) => {
      expect(found(criteria([condition])).map((each) => each.split(':')[0])).toEqual(['criterion-never-holds']);
    },
  );

  test.each(['$statusCode != 200', '!($statusCode == 200)'])(
    '%s denies the status of every success',
    async (condition) => {
      expect(await ends([condition], answers({}))).toBe(CRITERIA);
      expect(await ends([condition], notFound)).toBe('goes on');
    },
  );
});
