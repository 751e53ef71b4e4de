import { describe, expect, test } from '@jest/globals';
import { people } from './description.ts';
import { machineOf, workflow } from './support.ts';

/** The People API whose form has properties of each kind, with these encodings. */
function encoded(encodings: string): Readonly<Record<string, string>> {
  const texts = '{ type: array, items: { type: string } }';
  const point = '{ type: object, properties: { x: { type: string }, y: { type: string } } }';
  const schema = `{ type: object, properties: { text: { type: string }, to: ${texts}, cc: ${texts}, at: ${point} } }`;
  return {
    'people.yml': people.replace(
      /schema: \{ type: object, properties: \{ text: .*/,
      `schema: ${schema}\n            encoding: ${encodings}`,
    ),
  };
}

/** The body of a call that sends a form, and how its lists are written. */
function sent(payload: string, encodings = '{}') {
  const steps = `- { stepId: send, operationId: sendForm, requestBody: { payload: ${payload} } }`;
  const state = machineOf(workflow(steps), encoded(encodings)).definition.States['send'];
  if (state?.Type !== 'Task') throw new Error('no Task');
  const { RequestBody: body, Transform: transform } = JSON.parse(JSON.stringify(state.Arguments));
  return { body, lists: transform.RequestEncodingOptions.ArrayFormat };
}

describe('a form', () => {
  test('writes lists as the encoding of each says: repeated, or joined', () => {
    const encodings = '{ to: { style: pipeDelimited, explode: false }, cc: { explode: true } }';
    expect(sent('{ text: a, to: [a, b], cc: [c, d] }', encodings)).toEqual({
      body: { text: 'a', to: 'a|b', cc: ['c', 'd'] },
      lists: 'REPEAT',
    });
    expect(sent('{ to: [a, b], cc: [c, d] }', '{ to: { explode: false } }').body).toEqual({
      to: 'a,b',
      cc: ['c', 'd'],
    });
  });

  test('writes objects as JSON where nothing is said, and as their styles say', () => {
    const at = '{ at: { x: "1", y: "2" } }';
    expect(sent(at).body).toEqual({ at: '{"x":"1","y":"2"}' });
    expect(sent(at, '{ at: { contentType: application/json } }').body).toEqual({ at: '{"x":"1","y":"2"}' });
    expect(sent(at, '{ at: { style: deepObject, explode: true } }').body).toEqual({ at: { x: '1', y: '2' } });
    expect(sent(at, '{ at: { style: form, explode: true } }').body).toEqual({ x: '1', y: '2' });
    expect(sent(at, '{ at: { style: form, explode: false } }').body).toEqual({ at: 'x,1,y,2' });
  });

  test('writes what only the machine knows likewise', () => {
    const payload = '{ text: $inputs.name, to: [$inputs.id, b], at: { x: $inputs.id, y: "2" } }';
    expect(sent(payload, '{ to: { explode: false } }').body).toEqual({
      text: '{% $inputs.name %}',
      to: expect.stringContaining('$join('),
      at: "{% $string({'x': $inputs.id, 'y': '2'}) %}",
    });
  });
});

describe('cookies', () => {
  const described = (rest = '') => ({
    'people.yml': people.replace(
      '- { name: X-Trace',
      `- { name: one, in: cookie, schema: { type: string } }
      - { name: two, in: cookie, schema: {}${rest} }
      - { name: X-Trace`,
    ),
  });
  const headers = (two: string, rest?: string) => {
    const steps = `
- stepId: list
  operationId: listPeople
  parameters: [{ name: one, in: cookie, value: a b }, { name: two, in: cookie, value: ${two} }]
`;
    const state = machineOf(workflow(steps), described(rest)).definition.States['list'];
    return state?.Type === 'Task' ? state.Arguments : undefined;
  };

  test('are one header, as their styles write them', () => {
    expect(headers('c')).toMatchObject({ Headers: { Cookie: 'one=a%20b; two=c' } });
    expect(headers('{ x: "1", y: "2" }')).toMatchObject({ Headers: { Cookie: 'one=a%20b; x=1; y=2' } });
    expect(headers('{ x: "1", y: "2" }', ', explode: false')).toMatchObject({
      Headers: { Cookie: 'one=a%20b; two=x,1,y,2' },
    });
  });
});
