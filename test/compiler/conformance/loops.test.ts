import { describe, expect, test } from '@jest/globals';
import { answers, compiled, fails, found, look, runDocument, workflow } from '../../support/runDocument.ts';
import { noteworthy } from './support.ts';

const kim = answers({ User: { Id: 'u-2', Username: 'kim' } });
const robin = answers({ User: { Id: 'u-1', Username: 'robin' } });
const isKim = "criteria: [{ condition: $response.body#/User/Username == 'kim' }]";

function steps({ made }: { readonly made: readonly { readonly state: string }[] }): readonly string[] {
  return made.map(({ state }) => state);
}

describe('a goto back that repeats the same request', () => {
  const polling = workflow(`
steps:
${look('a', `onSuccess: [{ name: notYet, type: goto, stepId: a, ${isKim} }]`)}
${look('b')}`);

  test('is paced: 5 seconds, twice as long each time, up to a minute', async () => {
    const result = await runDocument(polling, { answers: { describeUser: [kim, kim, kim, kim, kim, kim, robin] } });
    expect(result.waits).toEqual([5, 10, 20, 40, 60, 60]);
    expect(steps(result)).toEqual([...Array(7).fill('a'), 'b']);
    expect(noteworthy(compiled(polling).diagnostics)).toEqual(['polling-paced']);
  });

  test('is bounded: about an hour, then the execution fails and says so', async () => {
    const result = await runDocument(polling, { answers: { describeUser: kim } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.PollLimitReached', failedState: 'a gave up' });
    const waited = result.waits.reduce((sum, seconds) => sum + seconds, 0);
    expect(waited).toBeGreaterThan(3540);
    expect(waited).toBeLessThanOrEqual(3600);
  });

  test('at the pace of the options', async () => {
    const result = await runDocument(polling, {
      answers: { describeUser: kim },
      options: { polling: { first: 2, longest: 3, total: 10 } },
    });
    expect(result.waits).toEqual([2, 3, 3]);
    expect(result.error).toBe('Arazzo.PollLimitReached');
  });

  test('at the pace that the document gives, which goes before the options', async () => {
    const paced = polling.replace('type: goto,', 'type: goto, x-polling: { first: 1, longest: 4 },');
    const result = await runDocument(paced, {
      answers: { describeUser: kim },
      options: { polling: { first: 2, longest: 3, total: 10 } },
    });
    expect(result.waits).toEqual([1, 2, 4]);
  });

  test('is a warning that says how to give the pace, and none where document or options give it', () => {
    const [warning] = compiled(polling).diagnostics.filter(({ code }) => code === 'polling-paced');
    expect(warning?.help).toContain('x-polling');
    const paced = polling.replace('type: goto,', 'type: goto, x-polling: { total: 600 },');
    expect(noteworthy(compiled(paced).diagnostics)).toEqual([]);
    expect(noteworthy(compiled(polling, { polling: { first: 2 } }).diagnostics)).toEqual([]);
  });

  test.each(['5', '{ first: 0 }', '{ first: x }', '{ often: 5 }'])('a pace that is none is an error: %s', (pace) => {
    expect(found(polling.replace('type: goto,', `type: goto, x-polling: ${pace},`)).join()).toMatch(/^field-/);
  });

  test('is no polling where it takes away what it got', async () => {
    const text = (last: string) => `arazzo: 1.1.0
info: { title: Test, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: sqs }]
workflows:
- workflowId: test
  steps:
  - stepId: receive
    operationId: receiveMessage
    requestBody: { payload: { QueueUrl: q } }
    outputs: { handle: $response.body#/Messages/0/ReceiptHandle }
    onSuccess:
    - { name: empty, type: end, criteria: [{ condition: $response.body#/Messages == null }] }
    - { name: got, type: goto, stepId: last }
  - stepId: last
    ${last}
    onSuccess: [{ name: more, type: goto, stepId: receive }]`;
    const remove = text(
      'operationId: deleteMessage\n    requestBody: { payload: { QueueUrl: q, ReceiptHandle: $steps.receive.outputs.handle } }',
    );
    const message = answers({ Messages: [{ ReceiptHandle: 'h' }] });
    const given = { receiveMessage: [message, message, answers({})] };
    expect(await runDocument(remove, { answers: given })).toMatchObject({ status: 'SUCCEEDED', waits: [] });
    expect(noteworthy(compiled(remove).diagnostics)).toEqual(['paging-bounded']);
    const look = text('operationId: getQueueAttributes\n    requestBody: { payload: { QueueUrl: q } }');
    expect((await runDocument(look, { answers: given })).waits).toEqual([5, 10]);
  });

  test('is paced by way of other steps, too', async () => {
    const text = workflow(`
steps:
${look('a')}
${look('b', `onSuccess: [{ name: notYet, type: goto, stepId: a, ${isKim} }]`)}`);
    const result = await runDocument(text, { answers: { describeUser: [kim, kim, kim, robin] } });
    expect(steps(result)).toEqual(['a', 'b', 'a', 'b']);
    expect(result.waits).toEqual([5]);
  });

  test('is paced where the goto stands among failure actions', async () => {
    const text = workflow(`steps:\n${look('a', 'onFailure: [{ name: again, type: goto, stepId: a }]')}`);
    const missing = fails('Connect.ResourceNotFoundException', 404);
    const result = await runDocument(text, { answers: { describeUser: [missing, missing, robin] } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', waits: [5, 10] });
    const never = await runDocument(text, { answers: { describeUser: missing } });
    expect(never).toMatchObject({ status: 'FAILED', error: 'Arazzo.PollLimitReached' });
  });

  test('without criteria goes on until the bound', async () => {
    const text = workflow(`steps:\n${look('a', 'onSuccess: [{ name: again, type: goto, stepId: a }]')}`);
    const result = await runDocument(text, { options: { polling: { total: 20 } } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.PollLimitReached', waits: [5, 10] });
  });

  test('counts from zero each time the loop is entered anew', async () => {
    const text = workflow(`
steps:
${look('start')}
${look('a', `onSuccess: [{ name: notYet, type: goto, stepId: a, ${isKim} }]`)}
${look('b', `onSuccess: [{ name: restart, type: goto, stepId: start, ${isKim} }]`)}`);
    const result = await runDocument(text, {
      answers: { describeUser: [robin, kim, kim, robin, kim, robin, kim, robin, robin] },
    });
    expect(steps(result)).toEqual(['start', 'a', 'a', 'a', 'b', 'start', 'a', 'a', 'b']);
    expect(result.waits).toEqual([5, 10, 5, 5]);
  });

  test('a loop that waits by a retry of its own is left as it is', async () => {
    const text = workflow(
      `steps:\n${look('a', `onSuccess: [{ name: notYet, type: retry, retryAfter: 9, retryLimit: 5, ${isKim} }]`)}`,
    );
    const result = await runDocument(text, { answers: { describeUser: [kim, kim, robin] } });
    expect(result.waits).toEqual([9, 9]);
    expect(result.codes).not.toContain('polling-paced');
  });
});

describe('what counts as sending what it got', () => {
  const user = (id: string) => `
  operationId: describeUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: ${id} }]`;
  const kind = (text: string) =>
    compiled(text).diagnostics.flatMap(({ code, place }) =>
      code === 'polling-paced' || code === 'paging-bounded'
        ? [`${code} ${place.file.text.slice(place.range.start, place.range.end).match(/name: (\w+)/)?.[1]}`]
        : [],
    );

  test('not a step that reads what an earlier one of the same round got: the requests are the same each time', () => {
    const text = workflow(`
steps:
- stepId: list
  operationId: listUsers
  parameters: [{ name: InstanceId, in: path, value: i-1 }]
  outputs: { first: $response.body#/UserSummaryList/0/Id }
- stepId: read${user('$steps.list.outputs.first')}
  onSuccess: [{ name: notYet, type: goto, stepId: list, ${isKim} }]`);
    expect(kind(text)).toEqual(['polling-paced notYet']);
  });

  test('not a loop of one step, where another loop around it pages', () => {
    const text = workflow(`
steps:
- stepId: page
  operationId: listUsers
  parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: nextToken, in: query, value: $steps.page.outputs.next }]
  outputs: { next: $response.body#/NextToken, first: $response.body#/UserSummaryList/0/Id }
- stepId: ready${user('$steps.page.outputs.first')}
  onSuccess: [{ name: notYet, type: goto, stepId: ready, ${isKim} }]
- stepId: last${user('u-1')}
  onSuccess: [{ name: more, type: goto, stepId: page, criteria: [{ condition: $steps.page.outputs.next != null }] }]`);
    expect(kind(text)).toEqual(['polling-paced notYet', 'paging-bounded more']);
  });

  test('not a failed step, which has got nothing', () => {
    const text = workflow(`
steps:
- stepId: page
  operationId: listUsers
  parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: nextToken, in: query, value: $steps.page.outputs.next }]
  outputs: { next: $response.body#/NextToken }
  onSuccess: [{ name: more, type: goto, stepId: page, criteria: [{ condition: $response.body#/NextToken != null }] }]
  onFailure: [{ name: again, type: goto, stepId: page }]`);
    expect(kind(text)).toEqual(['paging-bounded more', 'polling-paced again']);
  });

  test('what a called workflow is handed counts as sent, and what it gave as got', () => {
    const text = (given: string) =>
      workflow(
        `
steps:
- stepId: page
  workflowId: page
  parameters: [{ name: token, value: ${given} }]
  outputs: { next: $outputs.next }
  onSuccess: [{ name: more, type: goto, stepId: page, criteria: [{ condition: $outputs.next != null }] }]`,
        {
          rest: `
- workflowId: page
  inputs: { type: object, properties: { token: { type: string } } }
  steps:
  - stepId: list
    operationId: listUsers
    parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: nextToken, in: query, value: $inputs.token }]
    outputs: { next: $response.body#/NextToken }
  outputs: { next: $steps.list.outputs.next }`,
        },
      );
    expect(kind(text('$steps.page.outputs.next'))).toEqual(['paging-bounded more']);
    expect(kind(text('fixed'))).toEqual(['polling-paced more']);
  });
});

describe('a goto back that has gone round as often as it may', () => {
  const options = { polling: { first: 5, longest: 5, total: 10 } };

  test('ends the execution, whatever action comes behind it', async () => {
    const text = workflow(`
steps:
${look('a', `onSuccess: [{ name: notYet, type: goto, stepId: a, ${isKim} }, { name: ready, type: end }]`)}`);
    const result = await runDocument(text, { answers: { describeUser: kim }, options });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.PollLimitReached', waits: [5, 5] });
    expect((await runDocument(text, { answers: { describeUser: robin }, options })).status).toBe('SUCCEEDED');
  });

  test('does so among failure actions, too, for failed calls and unmet criteria', async () => {
    const text = workflow(`
steps:
${look(
  'a',
  `successCriteria: [{ condition: $response.body#/User/Username == 'robin' }]
onFailure: [{ name: again, type: goto, stepId: a }, { name: other, type: end }]`,
)}`);
    const missing = fails('Connect.ResourceNotFoundException', 404);
    for (const answer of [kim, missing]) {
      const result = await runDocument(text, { answers: { describeUser: answer }, options });
      expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.PollLimitReached', waits: [5, 5] });
      expect(result.codes).toContain('action-unreachable');
    }
  });
});

describe('a goto back that sends what it got', () => {
  const paging = workflow(`
inputs: { type: object, properties: { size: { type: integer } } }
steps:
- stepId: page
  operationId: listUsers
  parameters:
  - { name: InstanceId, in: path, value: i-1 }
  - { name: nextToken, in: query, value: $steps.page.outputs.next }
  outputs: { next: $response.body#/NextToken, first: $response.body#/UserSummaryList/0/Id }
  onSuccess:
  - { name: more, type: goto, stepId: page, criteria: [{ condition: $response.body#/NextToken != null }] }
outputs: { first: $steps.page.outputs.first, next: $steps.page.outputs.next }`);

  test('is not paced, and its first request has no token', async () => {
    const page = (id: string, next?: string) =>
      answers({ UserSummaryList: [{ Id: id }], ...(next === undefined ? {} : { NextToken: next }) });
    const result = await runDocument(paging, {
      answers: { listUsers: [page('u-1', 't-1'), page('u-2', 't-2'), page('u-3')] },
    });
    expect(result.made.map((call) => call.arguments)).toEqual([
      { InstanceId: 'i-1' },
      { InstanceId: 'i-1', NextToken: 't-1' },
      { InstanceId: 'i-1', NextToken: 't-2' },
    ]);
    expect(result).toMatchObject({ status: 'SUCCEEDED', waits: [], output: { first: 'u-3' } });
    expect(result.output).not.toHaveProperty('next');
  });

  test('goes round 1,000 times and no more', async () => {
    const result = await runDocument(paging, { answers: { listUsers: answers({ NextToken: 't' }) } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.PollLimitReached' });
    expect(result.made).toHaveLength(1001);
    expect(result.codes).toContain('paging-bounded');
  });
});

describe('gotos that cross', () => {
  test('two loops, one inside the other', async () => {
    const text = workflow(`
steps:
${look('a')}
${look('b', `onSuccess: [{ name: inner, type: goto, stepId: b, ${isKim} }]`)}
${look('c', `onSuccess: [{ name: outer, type: goto, stepId: a, ${isKim} }]`)}`);
    const result = await runDocument(text, {
      answers: { describeUser: [robin, kim, robin, kim, robin, kim, kim, robin, robin] },
    });
    expect(steps(result)).toEqual(['a', 'b', 'b', 'c', 'a', 'b', 'b', 'b', 'c']);
    expect(result.waits).toEqual([5, 5, 5, 10]);
  });

  test('a jump forward into a loop counts from zero, too', async () => {
    const text = workflow(`
steps:
${look('a', `onSuccess: [{ name: skip, type: goto, stepId: c, ${isKim} }]`)}
${look('b')}
${look('c', `onSuccess: [{ name: back, type: goto, stepId: b, ${isKim} }]`)}`);
    const result = await runDocument(text, { answers: { describeUser: [kim, kim, robin, kim, robin, robin] } });
    expect(steps(result)).toEqual(['a', 'c', 'b', 'c', 'b', 'c']);
    expect(result).toMatchObject({ status: 'SUCCEEDED', waits: [5, 10] });
  });

  test('every circle is bounded, even one that no success leads out of', async () => {
    const text = workflow(`
steps:
${look('a', 'onSuccess: [{ name: on, type: goto, stepId: b }]')}
${look('b', 'onSuccess: [{ name: back, type: goto, stepId: a }]')}`);
    const result = await runDocument(text, { options: { polling: { first: 60, longest: 60, total: 120 } } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.PollLimitReached', waits: [60, 60] });
  });
});
