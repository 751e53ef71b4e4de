import { STATUS_CODES } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { codesOf, machineOf, workflow } from './support.ts';

/** The state of a step, and those that it leads to when its call fails. */
function statesOf(fields: string) {
  return machineOf(
    workflow(`
- stepId: remove
  operationId: deletePerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
${fields.trim().replaceAll(/^/gm, '  ')}
- stepId: list
  operationId: listPeople
`),
  ).definition.States;
}

/** The error of a status. */
function named(status: number): string {
  return `States.Http.StatusCode.${status}`;
}

describe('the status of an HTTP call', () => {
  test('that criteria hold for makes a success, also where the description does not have it', () => {
    const { remove } = statesOf('successCriteria: [{ condition: $statusCode == 204 || $statusCode == 404 }]');
    expect(remove).toMatchObject({ Catch: [{ ErrorEquals: ['States.Http.StatusCode.404'], Next: 'list' }] });
  });

  test('decides which failure action is taken', () => {
    const { remove } = statesOf(`
onFailure:
- { name: gone, type: goto, stepId: list, criteria: [{ condition: $statusCode == 404 }] }
- { name: locked, type: end, criteria: [{ condition: $statusCode == 423 }] }`);
    expect(remove).toMatchObject({
      Catch: [
        { ErrorEquals: ['States.Http.StatusCode.404'], Next: 'list' },
        { ErrorEquals: ['States.Http.StatusCode.423'], Next: 'main succeeded' },
      ],
    });
  });

  test('is repeated as often as a retry of the document says, and by nothing else', () => {
    const { list } = machineOf(
      workflow(`
- stepId: list
  operationId: listPeople
  onFailure:
  - { name: busy, type: retry, retryAfter: 1, retryLimit: 2, criteria: [{ condition: $statusCode == 503 || $statusCode == 429 }] }`),
    ).definition.States;
    expect(list).toMatchObject({
      Retry: [
        { ErrorEquals: ['States.Http.StatusCode.429', 'States.Http.StatusCode.503'], MaxAttempts: 2, BackoffRate: 1 },
        { ErrorEquals: expect.not.arrayContaining(['States.Http.StatusCode.503']), MaxAttempts: 5 },
      ],
    });
  });

  test('of a refusal is repeated by a retry that names none, also for a call that may not be repeated in doubt', () => {
    const { create } = machineOf(
      workflow(`
- stepId: create
  operationId: createPerson
  requestBody: { contentType: application/json, payload: { name: $inputs.name } }
  onFailure: [{ name: again, type: retry, retryAfter: 1, retryLimit: 3 }]`),
    ).definition.States;
    const refusals = Object.keys(STATUS_CODES)
      .map(Number)
      .filter((status) => status >= 400 && status < 500);
    expect(create).toMatchObject({
      Retry: [{ ErrorEquals: expect.arrayContaining(refusals.map(named)), MaxAttempts: 3 }],
    });
    expect(JSON.stringify(create)).not.toMatch(/StatusCode\.5/);
  });

  test('is looked at by a Choice where a criterion can hold for more statuses than are named', () => {
    const states = statesOf(`
onFailure:
- { name: limit, type: goto, stepId: list, criteria: [{ condition: $statusCode == 423 }] }
- { name: ours, type: end, criteria: [{ condition: $statusCode < 500 }] }`);
    expect(states['remove']).toMatchObject({
      Catch: [
        { ErrorEquals: ['States.Http.StatusCode.423'], Next: 'list' },
        { ErrorEquals: ['States.Http.StatusCode.429'], Next: 'main succeeded' },
        { ErrorEquals: ['States.TaskFailed'], Next: 'remove failed?' },
      ],
    });
    expect(JSON.stringify(states['remove failed?'])).toContain('States\\\\.Http\\\\.StatusCode');
  });

  test('is all that is known of a failed call: what reads its body or headers is an error', () => {
    const steps = `
- stepId: remove
  operationId: deletePerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
  onFailure: [{ name: gone, type: end, criteria: [{ condition: $response.body#/code == 'gone' }] }]
`;
    expect(codesOf(workflow(steps))).toContain('answer-of-failure');
  });
});
