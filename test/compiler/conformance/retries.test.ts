import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../local/index.ts';
import {
  type Answer,
  answers,
  compiled,
  fails,
  hire,
  look,
  runDocument,
  silence,
  workflow,
} from '../../support/runDocument.ts';
import { noteworthy } from './support.ts';

const notFound = fails('Connect.ResourceNotFoundException', 404);
const invalid = fails('Connect.InvalidParameterException', 400);
const internal = fails('Connect.InternalServiceException', 500);
const throttled = fails('Connect.ThrottlingException', 429);
const robin = answers({ User: { Id: 'u-1', Username: 'robin' } });
const kim = answers({ User: { Id: 'u-2', Username: 'kim' } });

function steps({ made }: { readonly made: readonly { readonly state: string }[] }): readonly string[] {
  return made.map(({ state }) => state);
}

/** One step that retries, with further fields of the action; then steps that are gone to. */
function retrying(fields: string, more = ''): string {
  return workflow(`
steps:
${look('a', `onFailure:\n- { name: again, type: retry, ${fields} }\n${more}`)}
${look('b', 'onSuccess: [{ name: done, type: end }]')}
${look('c')}`);
}

describe('retry', () => {
  test('waits, and runs the step again as often as it says', async () => {
    const text = retrying('retryAfter: 7, retryLimit: 3');
    const twice = await runDocument(text, { answers: { describeUser: [notFound, notFound, robin] } });
    expect(steps(twice)).toEqual(['a', 'a', 'a', 'b']);
    expect(twice.waits).toEqual([7, 7]);
    const always = await runDocument(text, { answers: { describeUser: notFound } });
    expect(steps(always)).toEqual(['a', 'a', 'a', 'a']);
    expect(always).toMatchObject({ status: 'FAILED', error: 'Connect.ResourceNotFoundException', failedState: 'a' });
  });

  test('parts of a second are rounded up', async () => {
    const result = await runDocument(retrying('retryAfter: 1.2, retryLimit: 1'), {
      answers: { describeUser: [notFound, robin] },
    });
    expect(result.waits).toEqual([2]);
  });

  test('only for the errors that its criteria name', async () => {
    const text = retrying('retryAfter: 1, retryLimit: 5, criteria: [{ condition: $statusCode == 404 }]');
    expect(steps(await runDocument(text, { answers: { describeUser: [notFound, robin] } }))).toEqual(['a', 'a', 'b']);
    expect(await runDocument(text, { answers: { describeUser: invalid } })).toMatchObject({
      status: 'FAILED',
      error: 'Connect.InvalidParameterException',
      made: [expect.anything()],
    });
  });

  test('used up, later actions are looked at', async () => {
    const text = retrying('retryAfter: 1, retryLimit: 2', '- { name: other, type: goto, stepId: c }');
    const result = await runDocument(text, { answers: { describeUser: [notFound, notFound, notFound, robin] } });
    expect(steps(result)).toEqual(['a', 'a', 'a', 'c']);
    expect(result.status).toBe('SUCCEEDED');
  });

  test('each action has a budget of its own', async () => {
    const text = workflow(`
steps:
${look(
  'a',
  `onFailure:
- { name: missing, type: retry, retryAfter: 1, retryLimit: 2, criteria: [{ condition: $statusCode == 404 }] }
- { name: wrong, type: retry, retryAfter: 10, retryLimit: 2, criteria: [{ condition: $statusCode == 400 }] }`,
)}`);
    const errors = [notFound, invalid, notFound, invalid];
    const through = await runDocument(text, { answers: { describeUser: [...errors, robin] } });
    expect(through).toMatchObject({ status: 'SUCCEEDED', waits: [1, 10, 1, 10] });
    const over = await runDocument(text, { answers: { describeUser: [...errors, notFound, robin] } });
    expect(over).toMatchObject({ status: 'FAILED', error: 'Connect.ResourceNotFoundException' });
  });

  test('the budget is fresh each time the step is entered by anything but its retry', async () => {
    const text = workflow(`
steps:
${look('a', 'onFailure: [{ name: again, type: retry, retryAfter: 1, retryLimit: 1 }]')}
${look(
  'b',
  `successCriteria: [{ condition: $response.body#/User/Username == 'robin' }]
onFailure: [{ name: back, type: goto, stepId: a }]`,
)}`);
    const result = await runDocument(text, {
      answers: { describeUser: [notFound, robin, kim, notFound, robin, robin] },
    });
    expect(steps(result)).toEqual(['a', 'a', 'b', 'a', 'a', 'b']);
    expect(result.status).toBe('SUCCEEDED');
  });

  test('the document does not repeat, by a retry without criteria, what may have had its effect', async () => {
    const text = workflow(
      `steps:\n${hire('a', 'onFailure: [{ name: again, type: retry, retryAfter: 1, retryLimit: 3 }]')}`,
    );
    expect(steps(await runDocument(text, { answers: { createUser: [invalid, answers({})] } }))).toEqual(['a', 'a']);
    for (const unsure of [internal, silence, fails('Connect.SdkClientException')]) {
      expect(await runDocument(text, { answers: { createUser: unsure } })).toMatchObject({
        status: 'FAILED',
        made: [expect.anything()],
      });
    }
  });

  test('it does so where its criteria name it, with a warning', async () => {
    const text = workflow(
      `steps:\n${hire('a', 'onFailure: [{ name: again, type: retry, retryAfter: 1, retryLimit: 3, criteria: [{ condition: $statusCode >= 500 }] }]')}`,
    );
    expect(steps(await runDocument(text, { answers: { createUser: [internal, answers({})] } }))).toEqual(['a', 'a']);
    expect(noteworthy(compiled(text).diagnostics)).toContain('retry-repeats-effect');
  });

  test('throttling has a patience of its own, which uses nothing up', async () => {
    const text = retrying('retryAfter: 7, retryLimit: 1');
    const result = await runDocument(text, {
      answers: { describeUser: [throttled, throttled, throttled, notFound, robin] },
    });
    expect(steps(result)).toEqual(['a', 'a', 'a', 'a', 'a', 'b']);
  });

  test('what is decided by names alone is a Retrier: the execution stays redrivable', () => {
    const { States } = compiled(retrying('retryAfter: 7, retryLimit: 3')).machine.definition;
    expect(States['a']).toMatchObject({ Retry: [{}, { IntervalSeconds: 7, MaxAttempts: 3, BackoffRate: 1 }] });
    expect(States['a']).not.toHaveProperty('Catch');
  });
});

describe('what is repeated without being asked', () => {
  /** A step that starts a chat, a call that has its effect each time unless its token is sent again. */
  const chat = (token: string, required = '') =>
    workflow(`
inputs: { type: object, ${required} properties: { token: { type: string }, fixed: { type: string, default: t-0 } } }
steps:
- stepId: chat
  operationId: startChatContact
  requestBody: { payload: { InstanceId: i-1, ContactFlowId: f-1, ParticipantDetails: { DisplayName: n }${token} } }`);

  const attempts = async (text: string, first: Answer, input: Json = {}) => {
    const { made } = await runDocument(text, { input, answers: { startChatContact: [first, answers({})] } });
    return made.map(({ arguments: sent }) => Object(sent).ClientToken);
  };

  test.each([internal, silence, fails('Connect.SdkClientException')])(
    'a call whose idempotency token is surely sent, after %j',
    async (unsure) => {
      expect(await attempts(chat(', ClientToken: t-1'), unsure)).toEqual(['t-1', 't-1']);
      expect(await attempts(chat(', ClientToken: $inputs.fixed'), unsure)).toEqual(['t-0', 't-0']);
      const required = chat(', ClientToken: $inputs.token', 'required: [token],');
      expect(await attempts(required, unsure, { token: 't-2' })).toEqual(['t-2', 't-2']);
    },
  );

  test.each([internal, silence, fails('Connect.SdkClientException')])(
    'a call whose token the document leaves out, with one that stays the same, after %j',
    async (unsure) => {
      const [first, second, ...others] = await attempts(chat(''), unsure);
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect([second, others]).toEqual([first, []]);
    },
  );

  test('such a token is another one where the step is run anew', async () => {
    const text = chat('').replace(
      'requestBody:',
      'onSuccess: [{ name: more, type: goto, stepId: chat, criteria: [{ condition: $response.body#/ContactId == null }] }]\n    requestBody:',
    );
    const { made } = await runDocument(text, {
      answers: { startChatContact: [answers({}), answers({ ContactId: 'c-1' })] },
    });
    expect(new Set(made.map(({ arguments: sent }) => Object(sent).ClientToken)).size).toBe(2);
  });

  test('a retry of the document that enters the step anew leaves out what may have had its effect', async () => {
    const again = (criteria: string) =>
      chat('').replace(
        'requestBody:',
        `onFailure: [{ name: again, type: retry, retryAfter: 1, retryLimit: 1${criteria} }, { name: so, type: end }]\n    requestBody:`,
      );
    const exhausted = Array(6).fill(internal);
    const { made } = await runDocument(again(''), { answers: { startChatContact: [...exhausted, answers({})] } });
    expect(new Set(made.map(({ arguments: sent }) => Object(sent).ClientToken)).size).toBe(1);
  });

  test.each([internal, silence, fails('Connect.SdkClientException')])(
    'no call whose token may be missing, after %j',
    async (unsure) => {
      expect(await attempts(chat(', ClientToken: $inputs.token'), unsure)).toEqual([undefined]);
      expect(await attempts(chat(', ClientToken: $inputs.token'), unsure, { token: 't-2' })).toEqual(['t-2']);
    },
  );

  test('a call that only reads, after an error without a name: five times within half a minute', async () => {
    const text = `arazzo: 1.1.0
info: { title: Test, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: rds }]
workflows:
- workflowId: test
  steps: [{ stepId: list, operationId: describeDBInstances }]`;
    const denied = fails('Rds.RdsException', 403);
    const { made, error, waits } = await runDocument(text, { answers: { describeDBInstances: denied } });
    expect([made.length, error]).toEqual([6, 'Rds.RdsException']);
    expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBeLessThanOrEqual(31);
  });

  test('any call that was throttled', async () => {
    const text = workflow(`steps:\n${hire('a')}`);
    const result = await runDocument(text, { answers: { createUser: [throttled, throttled, answers({})] } });
    expect(steps(result)).toEqual(['a', 'a', 'a']);
  });

  test('a call that only reads, five times and no more', async () => {
    const text = workflow(`steps:\n${look('a')}`);
    const last = [internal, silence, fails('Connect.SdkClientException'), internal, silence];
    expect(steps(await runDocument(text, { answers: { describeUser: [...last, robin] } }))).toHaveLength(6);
    expect(await runDocument(text, { answers: { describeUser: internal } })).toMatchObject({
      status: 'FAILED',
      error: 'Connect.InternalServiceException',
      made: Array(6).fill(expect.anything()),
    });
    expect(steps(await runDocument(text, { answers: { describeUser: [invalid, robin] } }))).toEqual(['a']);
  });
});

describe('a service that has no name for throttling', () => {
  test('is told of once in a document, with how many more steps call it', () => {
    const text = `arazzo: 1.0.1
info: { title: Networks, version: 1.0.0 }
sourceDescriptions:
- { name: ec2, url: ./ec2.yml, type: openapi }
- { name: rds, url: ./rds.yml, type: openapi }
workflows:
- workflowId: main
  steps:
  - { stepId: a, operationId: $sourceDescriptions.ec2.describeVpcs }
  - { stepId: b, operationId: $sourceDescriptions.rds.describeDBInstances }
  - { stepId: c, operationId: $sourceDescriptions.ec2.describeSubnets }
  - { stepId: d, operationId: $sourceDescriptions.ec2.describeSubnets }
`;
    const told = compiled(text).diagnostics.map(({ code, message }) => `${code}: ${message}`);
    expect(told).toEqual([
      'throttling-unnamed: EC2 has no name of its own for throttling: this and 2 more steps here',
      'throttling-unnamed: RDS has no name of its own for throttling',
    ]);
  });
});

describe('retry where the success criteria are not met', () => {
  const text = (more = '') =>
    workflow(`
steps:
${look(
  'a',
  `successCriteria: [{ condition: $response.body#/User/Username == 'robin' }]
onFailure:
- { name: again, type: retry, retryAfter: 5, retryLimit: 2 }
${more}`,
)}
${look('b', 'onSuccess: [{ name: done, type: end }]')}
${look('c')}`);

  test('waits and asks again', async () => {
    const result = await runDocument(text(), { answers: { describeUser: [kim, kim, robin] } });
    expect(steps(result)).toEqual(['a', 'a', 'a', 'b']);
    expect(result.waits).toEqual([5, 5]);
  });

  test('used up, the step fails with its criterion', async () => {
    const result = await runDocument(text(), { answers: { describeUser: kim } });
    expect(steps(result)).toEqual(['a', 'a', 'a']);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.CriteriaNotMet' });
  });

  test('failed calls and unmet criteria use the same budget up', async () => {
    const result = await runDocument(text(), { answers: { describeUser: [kim, notFound, kim, robin] } });
    expect(steps(result)).toEqual(['a', 'a', 'a']);
    expect(result.status).toBe('FAILED');
  });

  test('used up, later actions are looked at', async () => {
    const given = text('- { name: other, type: goto, stepId: c }');
    expect(steps(await runDocument(given, { answers: { describeUser: kim } }))).toEqual(['a', 'a', 'a', 'c']);
    expect(
      steps(await runDocument(given, { answers: { describeUser: [notFound, notFound, notFound, robin] } })),
    ).toEqual(['a', 'a', 'a', 'c']);
  });
});

describe('retry by way of something else', () => {
  test('another step is run first, its own actions aside', async () => {
    const text = workflow(`
steps:
${look('a', 'onSuccess: [{ name: skip, type: goto, stepId: main }]')}
${hire('repair', 'outputs: { id: $response.body#/UserId }\nonSuccess: [{ name: end, type: end }]')}
${look('main', 'onFailure: [{ name: again, type: retry, stepId: repair, retryAfter: 3, retryLimit: 2 }]')}
outputs: { id: $steps.repair.outputs.id }`);
    const result = await runDocument(text, {
      answers: { describeUser: [robin, notFound, robin], createUser: answers({ UserId: 'u-5' }) },
    });
    expect(steps(result)).toEqual(['a', 'main', 'main / repair', 'main']);
    expect(result).toMatchObject({ status: 'SUCCEEDED', waits: [3], output: { id: 'u-5' } });
  });

  test('that fails where the other step fails', async () => {
    const text = workflow(`
steps:
${look('main', 'onFailure: [{ name: again, type: retry, stepId: repair, retryLimit: 2 }]\nonSuccess: [{ name: end, type: end }]')}
${hire('repair')}`);
    const result = await runDocument(text, { answers: { describeUser: notFound, createUser: invalid } });
    expect(steps(result)).toEqual(['main', 'main / repair']);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.InvalidParameterException' });
  });

  test('which is not repeated by itself, where it may have had its effect', async () => {
    const text = workflow(`
steps:
${look('main', 'onFailure: [{ name: again, type: retry, stepId: repair, retryLimit: 2 }]\nonSuccess: [{ name: end, type: end }]')}
${hire('repair')}`);
    for (const unsure of [internal, silence, fails('Connect.SdkClientException')]) {
      const failed = await runDocument(text, {
        answers: { describeUser: notFound, createUser: [unsure, answers({})] },
      });
      expect(steps(failed)).toEqual(['main', 'main / repair']);
      expect(failed.status).toBe('FAILED');
    }
    const result = await runDocument(text, {
      answers: { describeUser: [notFound, robin], createUser: [throttled, answers({})] },
    });
    expect(steps(result)).toEqual(['main', 'main / repair', 'main / repair', 'main']);
  });

  test('which is repeated by itself, where it only reads', async () => {
    const text = workflow(`
steps:
${hire('main', 'onFailure: [{ name: again, type: retry, stepId: repair, retryLimit: 2 }]\nonSuccess: [{ name: end, type: end }]')}
${look('repair')}`);
    const result = await runDocument(text, {
      answers: { createUser: [invalid, answers({})], describeUser: [internal, robin] },
    });
    expect(steps(result)).toEqual(['main', 'main / repair', 'main / repair', 'main']);
  });

  test('a workflow is run first', async () => {
    const text = workflow(
      `steps:\n${look('main', 'onFailure: [{ name: again, type: retry, workflowId: repair, retryAfter: 3, retryLimit: 2 }]')}`,
      {
        rest: `- workflowId: repair\n  steps:\n  - stepId: make\n    operationId: createUser\n    parameters: [{ name: InstanceId, in: path, value: i-1 }]\n    requestBody: { payload: { Username: robin, SecurityProfileIds: [s-1], RoutingProfileId: r-1 } }`,
      },
    );
    const result = await runDocument(text, {
      workflow: 'main',
      answers: { describeUser: [notFound, notFound, robin] },
    });
    expect(result).toMatchObject({ status: 'SUCCEEDED', waits: [3, 3] });
    expect(result.made.map(({ action }) => action)).toEqual([
      'describeUser',
      'createUser',
      'describeUser',
      'createUser',
      'describeUser',
    ]);
  });
});

describe('retry in onSuccess, as people write it to poll', () => {
  const waiting = "criteria: [{ condition: $response.body#/User/Username == 'kim' }]";
  const text = (more = '') =>
    workflow(`
steps:
${look('a', `onSuccess:\n- { name: notYet, type: retry, retryAfter: 4, retryLimit: 3, ${waiting} }\n${more}`)}
${look('b')}
${look('c')}`);

  test('waits as long as its criteria hold', async () => {
    const result = await runDocument(text(), { answers: { describeUser: [kim, kim, robin] } });
    expect(steps(result)).toEqual(['a', 'a', 'a', 'b', 'c']);
    expect(result.waits).toEqual([4, 4]);
    expect(result.codes).toContain('retry-on-success');
  });

  test('used up, the execution fails and says so', async () => {
    const result = await runDocument(text(), { answers: { describeUser: kim } });
    expect(steps(result)).toEqual(['a', 'a', 'a', 'a']);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.RetryLimitReached' });
    expect(result.cause).toMatch(/^a: notYet .*3/);
  });

  test('used up, a later action that matches is taken', async () => {
    const given = text('- { name: anyway, type: goto, stepId: c }');
    const result = await runDocument(given, { answers: { describeUser: kim } });
    expect(steps(result)).toEqual(['a', 'a', 'a', 'a', 'c']);
    expect(result.status).toBe('SUCCEEDED');
  });

  test('two without criteria are used up one after the other', async () => {
    const text = workflow(`
steps:
${look('a', 'onSuccess: [{ name: one, type: retry, retryLimit: 1 }, { name: two, type: retry, retryAfter: 2, retryLimit: 1 }]')}`);
    const result = await runDocument(text, { answers: { describeUser: robin } });
    expect(steps(result)).toEqual(['a', 'a', 'a']);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.RetryLimitReached', waits: [2] });
  });
});
