import { describe, expect, test } from '@jest/globals';
import type { State, TaskState } from '../../../compiler/asl/definition.ts';
import { compiled, hire, look, workflow } from '../../support/runDocument.ts';

function statesOf(text: string, options = {}): Readonly<Record<string, State>> {
  return compiled(text, options).machine.definition.States;
}

function task(states: Readonly<Record<string, State>>, name: string): TaskState {
  const state = states[name];
  if (state?.Type !== 'Task') throw new Error(`${name} is no Task`);
  return state;
}

const isRobin = "successCriteria: [{ condition: $response.body#/User/Username == 'robin' }]";

describe('a machine is written down', () => {
  test('with its states in the order of the document, ends last', () => {
    const states = statesOf(
      workflow(`inputs: { type: object, required: [a] }\nsteps:\n${look('b', isRobin)}\n${look('a')}`),
    );
    expect(Object.keys(states)).toEqual([
      'Check inputs',
      'Inputs rejected',
      'b',
      'b met its criteria?',
      'b failed',
      'a',
      'main succeeded',
    ]);
  });

  test('as JSON of two spaces that is the definition', () => {
    const { machine } = compiled(workflow(`steps:\n${look('a')}`));
    expect(machine.text).toBe(`${JSON.stringify(machine.definition, null, 2)}\n`);
    expect(machine.figures.bytes).toBe(Buffer.byteLength(machine.text));
  });

  test('for the partition that is asked for', () => {
    const text = workflow(`steps:\n${look('a')}`);
    expect(task(statesOf(text), 'a').Resource).toBe('arn:aws:states:::aws-sdk:connect:describeUser');
    expect(task(statesOf(text, { partition: 'aws-cn' }), 'a').Resource).toBe(
      'arn:aws-cn:states:::aws-sdk:connect:describeUser',
    );
  });

  test('with a time for each call and for the machine', () => {
    const { definition } = compiled(workflow(`steps:\n${look('a')}`)).machine;
    expect([definition.TimeoutSeconds, task(definition.States, 'a').TimeoutSeconds]).toEqual([86_400, 60]);
    const waiting = workflow(
      `steps:\n${look('a', 'onFailure: [{ name: r, type: retry, retryAfter: 86400, retryLimit: 2 }]')}`,
    );
    expect(compiled(waiting).machine.definition.TimeoutSeconds).toBeGreaterThanOrEqual(2 * 86_400);
  });
});

describe('a call', () => {
  test('hands on nothing, unless the next state looks at the response', () => {
    const states = statesOf(workflow(`steps:\n${look('a')}\n${look('b', isRobin)}`));
    expect(task(states, 'a').Output).toEqual({});
    expect(task(states, 'b').Output).toBeUndefined();
    expect(states['b met its criteria?']).toMatchObject({ Choices: [{ Output: {} }] });
  });

  test('assigns only what something reads', () => {
    const outputs = 'outputs: { id: $response.body#/User/Id, name: $response.body#/User/Username }';
    const states = statesOf(
      workflow(`steps:\n${look('a', outputs)}\n${look('b', outputs)}\noutputs: { id: $steps.a.outputs.id }`),
    );
    expect(task(states, 'a').Assign).toEqual({ a: "{% {'id': $states.result.User.Id} %}" });
    expect(task(states, 'b').Assign).toBeUndefined();
  });

  test('has fields of their own where nothing can be missing, else one constructor', () => {
    const states = statesOf(
      workflow(`
inputs: { type: object, required: [a], properties: { a: { type: string }, b: { type: string } } }
steps:
- stepId: certain
  operationId: listUsers
  parameters: [{ name: InstanceId, in: path, value: $inputs.a }, { name: maxResults, in: query, value: 5 }]
- stepId: perhaps
  operationId: listUsers
  parameters: [{ name: InstanceId, in: path, value: $inputs.a }, { name: nextToken, in: query, value: $inputs.b }]`),
    );
    expect(task(states, 'certain').Arguments).toEqual({ InstanceId: '{% $inputs.a %}', MaxResults: 5 });
    expect(task(states, 'perhaps').Arguments).toBe("{% {'InstanceId': $inputs.a, 'NextToken': $inputs.b} %}");
  });

  test('is repeated for throttling first, then as the document says, then for what is safe', () => {
    const errors = (text: string) => (task(statesOf(text), 'a').Retry ?? []).map(({ ErrorEquals }) => ErrorEquals);
    const throttling = ['Connect.ThrottlingException', 'Connect.TooManyRequestsException'];
    const safe = ['Connect.InternalServiceException', 'Connect.SdkClientException', 'States.Timeout'];
    expect(errors(workflow(`steps:\n${look('a')}`))).toEqual([throttling, safe]);
    expect(errors(workflow(`steps:\n${hire('a')}`))).toEqual([throttling]);
    const retry = 'onFailure: [{ name: r, type: retry, retryAfter: 1 }]';
    expect(errors(workflow(`steps:\n${look('a', retry)}`))).toEqual([throttling, ['States.ALL']]);
    const [first, own, ...rest] = errors(workflow(`steps:\n${hire('a', retry)}`));
    expect([first, rest]).toEqual([throttling, []]);
    expect(own).toContain('Connect.InvalidParameterException');
    expect(own).not.toContain('Connect.InternalServiceException');
  });
});

describe('no state is made that neither calls, decides, waits nor ends', () => {
  test.each([
    ['a step', look('a'), ['Task', 'Succeed']],
    ['two steps', `${look('a')}\n${look('b')}`, ['Task', 'Task', 'Succeed']],
    [
      'a criterion that the call decides',
      look('a', 'successCriteria: [{ condition: $statusCode == 200 }]'),
      ['Task', 'Succeed'],
    ],
    [
      'a goto',
      `${look('a', 'onSuccess: [{ name: on, type: goto, stepId: c }]')}\n${look('c')}`,
      ['Task', 'Task', 'Succeed'],
    ],
    ['a criterion', look('a', isRobin), ['Task', 'Choice', 'Fail', 'Succeed']],
    ['a retry by names', look('a', 'onFailure: [{ name: r, type: retry, retryAfter: 1 }]'), ['Task', 'Succeed']],
    [
      'a catcher by names',
      `${look('a', 'onFailure: [{ name: on, type: end, criteria: [{ condition: $statusCode == 404 }] }]')}`,
      ['Task', 'Succeed'],
    ],
  ])('%s', (_, steps, types) => {
    expect(Object.values(statesOf(workflow(`steps:\n${steps}`))).map(({ Type }) => Type)).toEqual(types);
  });
});
