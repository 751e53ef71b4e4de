import { describe, expect, test } from '@jest/globals';
import {
  answers,
  compiled,
  fails,
  hire,
  late,
  look,
  runDocument,
  silence,
  workflow,
} from '../../support/runDocument.ts';

const robin = answers({ User: { Id: 'u-1', Username: 'robin' } });
const notFound = fails('Connect.ResourceNotFoundException', 404);
const throttled = fails('Connect.ThrottlingException', 429);

/** A workflow `inner` of these steps. */
const inner = (steps: string, fields = '') => `
- workflowId: inner
  steps:
${steps.replaceAll(/^/gm, '  ')}
${fields}`;

const two = inner(
  `${look('one', 'outputs: { name: $response.body#/User/Username }')}\n${look('two')}`,
  '  outputs: { name: $steps.one.outputs.name }',
);

/** A step \`check\` that calls \`inner\` and has half a minute, and what comes with it. */
function calling(rest: string, fields = '', { timeout = 30_000, behind = '' } = {}): string {
  return workflow(
    `steps:
- stepId: check
  workflowId: inner
  timeout: ${timeout}
  ${fields}
${behind}`,
    { version: '1.1.0', rest },
  );
}

describe('the timeout of a step that calls a workflow', () => {
  test('takes nothing away from one that ends in time', async () => {
    const text = calling(two, 'outputs: { name: $outputs.name }').replace(
      '\n- workflowId: inner',
      '\n  outputs: { name: $steps.check.outputs.name }\n- workflowId: inner',
    );
    const result = await runDocument(text, { answers: { describeUser: late(14, robin) } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { name: 'robin' }, codes: [] });
    expect(result.states).toEqual([
      'Start',
      'check / one in time?',
      'check / one',
      'check / two in time?',
      'check / two',
      'check in time?',
      'main succeeded',
    ]);
  });

  test('cuts off a call for which there is no more time', async () => {
    const result = await runDocument(calling(two), { answers: { describeUser: [late(20, robin), silence] } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout', failedState: 'check / two' });
    expect(result.calls.map(({ milliseconds }) => milliseconds)).toEqual([20_000, 10_000]);
  });

  test('is rounded up to seconds, as that of a call, and a call has its own timeout, too', async () => {
    const steps = inner(look('one', 'timeout: 1500'));
    for (const [timeout, seconds] of [
      [30_000, 2],
      [900, 1],
    ] as const) {
      const result = await runDocument(calling(steps, '', { timeout }), { answers: { describeUser: silence } });
      expect(result.calls.map(({ milliseconds }) => milliseconds)).toEqual([seconds * 1000]);
    }
  });

  test('lets no call begin behind it, and no wait go on', async () => {
    const again = 'onFailure: [{ name: again, type: retry, retryAfter: 20, retryLimit: 5 }]';
    const result = await runDocument(calling(inner(look('one', again))), { answers: { describeUser: notFound } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.TimedOut', waits: [20, 10] });
    expect(result.cause).toBe('check: the workflow did not end within 30 s');
    expect(result.made).toHaveLength(2);
  });

  test('counts for waits of loops, too', async () => {
    const poll = 'onSuccess: [{ name: again, type: goto, stepId: one }]';
    const result = await runDocument(calling(inner(look('one', poll))), { answers: { describeUser: robin } });
    expect(result).toMatchObject({ error: 'Arazzo.TimedOut', waits: [5, 10, 15] });
  });

  test('is a failure of the calling step: its actions are looked at, those of the inner steps are not', async () => {
    const steps = inner(look('one', 'onFailure: [{ name: enough, type: end }]'));
    const behind = `${look('next')}\n${look('other')}`;
    const fields = 'onFailure: [{ name: other, type: goto, stepId: other, criteria: [{ condition: "true" }] }]';
    const made = async (first: typeof robin) =>
      (await runDocument(calling(steps, fields, { behind }), { answers: { describeUser: [first, robin] } })).made.map(
        ({ state }) => state,
      );
    expect(await made(silence)).toEqual(['check / one', 'other']);
    expect(await made(notFound)).toEqual(['check / one', 'next', 'other']);
  });

  test('is that of one attempt: a retry has as much time again', async () => {
    const fields = 'onFailure: [{ name: again, type: retry, retryAfter: 60 }]';
    const text = calling(two, fields);
    const result = await runDocument(text, { answers: { describeUser: [late(29, robin), silence, late(25, robin)] } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout', waits: [60] });
    expect(result.calls.map(({ milliseconds }) => milliseconds)).toEqual([29_000, 1000, 25_000, 5000]);
  });

  test('the outer one of two counts where it is shorter', async () => {
    const middle = (timeout: number) => `
- workflowId: middle
  steps:
  - stepId: check
    workflowId: inner
    timeout: ${timeout}
    onFailure: [{ name: next, type: goto, stepId: next }]
${look('next').replaceAll(/^/gm, '  ')}
${two}`;
    const run = (timeout: number) =>
      runDocument(calling(middle(timeout)).replace('workflowId: inner', 'workflowId: middle'), {
        answers: { describeUser: [late(20, robin), silence, robin] },
      });
    // The failure action of the middle step is taken, and its target finds that no time is left.
    expect(await run(60_000)).toMatchObject({
      error: 'Arazzo.TimedOut',
      cause: 'check: the workflow did not end within 30 s',
    });
    const shorter = await run(25_000);
    expect(shorter.status).toBe('SUCCEEDED');
    expect(shorter.made.map(({ state }) => state)).toEqual([
      'check / check / one',
      'check / check / two',
      'check / next',
    ]);
  });

  test('leaves room for as many repetitions as there is time for their waits, and for none of what took too long', async () => {
    const { States } = compiled(calling(inner(look('one')))).machine.definition;
    expect(States['check / one']).toMatchObject({
      Retry: [
        { ErrorEquals: ['Connect.ThrottlingException', 'Connect.TooManyRequestsException'], MaxAttempts: 4 },
        { ErrorEquals: ['Connect.InternalServiceException', 'Connect.SdkClientException'], MaxAttempts: 4 },
      ],
    });
    const short = compiled(calling(inner(look('one')), '', { timeout: 500 })).machine.definition.States;
    expect(short['check / one']).not.toHaveProperty('Retry');
    const result = await runDocument(calling(inner(look('one'))), { answers: { describeUser: throttled } });
    expect(result.made).toHaveLength(5);
  });

  test('begins anew with a redrive', async () => {
    const text = calling(inner(`${hire('one')}\n${look('two')}`));
    const result = await runDocument(text, {
      answers: {
        createUser: [fails('Connect.ResourceNotFoundException', 404), late(12, robin)],
        describeUser: silence,
      },
      redriveAfter: 86_400,
    });
    expect(result.calls.map(({ state, milliseconds }) => [state, milliseconds])).toEqual([
      ['check / one', 12_000],
      ['check / two', 18_000],
    ]);
  });

  test('counts for workflows that are run inside: by a retry, and by dependsOn', async () => {
    const rest = `
- workflowId: inner
  dependsOn: [first]
  steps:
${look('one', 'onFailure: [{ name: mend, type: retry, retryLimit: 5, workflowId: mending }]').replaceAll(/^/gm, '  ')}
- workflowId: first
  steps:
${look('zero').replaceAll(/^/gm, '  ')}
- workflowId: mending
  steps:
${hire('mend').replaceAll(/^/gm, '  ')}`;
    const result = await runDocument(calling(rest), {
      workflow: 'main',
      answers: { describeUser: [late(8, robin), notFound], createUser: late(8, robin) },
    });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
      failedState: 'check / one / mend / mend',
    });
    expect(result.calls.map(({ milliseconds }) => milliseconds)).toEqual([8000, 0, 8000, 0, 8000, 0, 6000]);
  });

  test('makes a workflow stand where it is called, however often that is', () => {
    const many = inner(Array.from({ length: 110 }, (_, at) => look(`s${at}`)).join('\n'));
    const steps = `steps:
- { stepId: timed, workflowId: inner, timeout: 30000 }
- { stepId: b, workflowId: inner }
- { stepId: c, workflowId: inner }`;
    const { definition } = compiled(workflow(steps, { version: '1.1.0', rest: many }), { workflow: 'main' }).machine;
    expect(Object.keys(definition.States)).toEqual(
      expect.arrayContaining(['timed / s0 in time?', 'timed / s0', 'inner / s0', 'inner / back']),
    );
    expect(definition.States).not.toHaveProperty(['inner / s0 in time?']);
  });

  test('is told where the machine is explained', () => {
    const { machine } = compiled(calling(inner(look('one'))));
    const factsOf = (name: string) => machine.facts.find(({ state }) => state === name);
    expect(factsOf('check / one')).toMatchObject({ timeoutSeconds: 60, deadlines: [{ step: 'check', seconds: 30 }] });
    expect(factsOf('check / one in time?')).toMatchObject({
      kind: 'decide',
      rules: [{ when: { text: '`check` has taken 30 s' }, to: 'check timed out' }],
    });
  });
});
