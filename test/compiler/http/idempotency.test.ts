import { describe, expect, test } from '@jest/globals';
import { people } from './description.ts';
import { codesOf, machineOf, workflow } from './support.ts';

const DESCRIBED = 'operationId: createPerson';

/** The People API whose `createPerson` takes an idempotency key. */
function taking(field: string): Readonly<Record<string, string>> {
  return { 'people.yml': people.replace(DESCRIBED, `${DESCRIBED}\n      ${field}`) };
}

const header = (rest = '') =>
  taking(`parameters: [{ name: Idempotency-Key, in: header, schema: { type: string }${rest} }]`);

const inBody = {
  'people.yml': people.replace(
    'id: { type: integer, readOnly: true }',
    'id: { type: integer, readOnly: true }\n        idempotency_key: { type: string }',
  ),
};

const create = (parameters = '', payload = '{ name: $inputs.name }') => `
- stepId: create
  operationId: createPerson${parameters}
  requestBody: { payload: ${payload} }
`;

function stateOf(steps: string, files: Readonly<Record<string, string>>) {
  const state = machineOf(workflow(steps), files).definition.States['create'];
  if (state?.Type !== 'Task') throw new Error('no Task');
  return state;
}

/** Whether a call is repeated after errors of the server. */
function repeats(steps: string, files: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(stateOf(steps, files).Retry ?? []).includes('States.Http.StatusCode.503');
}

describe('an idempotency key', () => {
  test('that the document leaves out stays the same over all attempts of a call, which are made then', () => {
    const [inHeader, inMember] = [stateOf(create(), header()), stateOf(create(), inBody)];
    const key = expect.stringContaining('EnteredTime');
    expect(inHeader.Arguments).toMatchObject({ Headers: { 'Idempotency-Key': key } });
    expect(inMember.Arguments).toMatchObject({ RequestBody: { name: '{% $inputs.name %}', idempotency_key: key } });
    expect([repeats(create(), header()), repeats(create(), inBody)]).toEqual([true, true]);
  });

  test('that is required is not missed', () => {
    expect(codesOf(workflow(create()), header(', required: true'))).toEqual([]);
  });

  test('of the document is sent as it is', () => {
    const given = '\n  parameters: [{ name: idempotency-key, in: header, value: $inputs.id }]';
    expect(stateOf(create(given), header()).Arguments).toMatchObject({
      Headers: { 'Idempotency-Key': '{% $string($inputs.id) %}' },
    });
    expect(repeats(create(given), header())).toBe(true);
    const payload = '{ name: Ann, idempotency_key: k-1 }';
    expect(stateOf(create('', payload), inBody).Arguments).toMatchObject({
      RequestBody: { name: 'Ann', idempotency_key: 'k-1' },
    });
    expect(repeats(create('', payload), inBody)).toBe(true);
  });

  test('is what makes a POST repeatable: without one it is called once', () => {
    expect(repeats(create(), { 'people.yml': people })).toBe(false);
  });

  test.each(['X-Idempotency-Key', 'idempotency_token', 'IdempotencyKey', 'Idempotent-Id'])(
    'may be called %s',
    (name) => {
      expect(repeats(create(), taking(`parameters: [{ name: ${name}, in: header, schema: { type: string } }]`))).toBe(
        true,
      );
    },
  );

  test('that a call that only reads could take is left out', () => {
    const files = {
      'people.yml': people.replace(
        '- { name: X-Trace',
        '- { name: Idempotency-Key, in: header, schema: { type: string } }\n      - { name: X-Trace',
      ),
    };
    expect(machineOf(workflow('- { stepId: create, operationId: listPeople }'), files).text).not.toContain(
      'Idempotency',
    );
  });
});
