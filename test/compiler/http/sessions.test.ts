import { describe, expect, test } from '@jest/globals';
import { people } from './description.ts';
import { codesOf, compileHttp, workflow } from './support.ts';

/** The People API, where `listPeople` begins a session and people are got by its cookie. */
const sessions = people
  .replace('key: { type: apiKey, in: header, name: X-Api-Key }', 'key: { type: apiKey, in: cookie, name: sid }')
  .replace('X-Total: { schema: { type: integer } }', 'Set-Cookie: { schema: { type: string } }')
  .replace('operationId: listPeople', 'operationId: listPeople\n      security: []');

const files = { 'people.yml': sessions };

/** Two steps: one that gets a list and puts out what is given, and one that gets a person by more parameters. */
function steps(output: string, parameter: string): string {
  return workflow(`
- stepId: list
  operationId: listPeople
  outputs: { it: ${output} }
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }${parameter}]
`);
}

describe('a session that an answer begins by a cookie', () => {
  test.each([
    ['as the header Cookie', ', { name: Cookie, in: header, value: $steps.list.outputs.it }'],
    ['in a longer text', ", { name: cookie, in: header, value: 'a=b; {$steps.list.outputs.it}' }"],
    ['as a cookie', ', { name: session, in: cookie, value: $steps.list.outputs.it }'],
  ])('can not be sent %s', (_, parameter) => {
    expect(codesOf(steps('$response.header.set-cookie', parameter))).toContain('session-cookie');
    expect(codesOf(steps("'{$response.header.Set-Cookie}'", parameter))).toContain('session-cookie');
    expect(codesOf(steps("'$response.body#/0/name'", parameter))).not.toContain('session-cookie');
  });

  test('is found through the steps that hand it on, also behind what they hand on else', () => {
    const handed = (first: string, second: string) =>
      workflow(`
- stepId: list
  operationId: listPeople
  outputs: { name: '$response.body#/0/name', cookie: $response.header.Set-Cookie }
- stepId: hand
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
  outputs: { name: $steps.list.outputs.name, cookie: $steps.list.outputs.cookie }
${[first, second]
  .map(
    (output, index) => `- stepId: get${index}
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }, { name: s, in: cookie, value: $steps.hand.outputs.${output} }]
`,
  )
  .join('')}`);
    const sessionsOf = (text: string) => codesOf(text).filter((code) => code === 'session-cookie');
    expect(sessionsOf(handed('name', 'name'))).toEqual([]);
    expect(sessionsOf(handed('name', 'cookie'))).toHaveLength(1);
    expect(sessionsOf(handed('cookie', 'cookie'))).toHaveLength(2);
  });

  test('is told where an API has no other way to be authorized, and names the step that began it', () => {
    const { diagnostics } = compileHttp(steps('$statusCode', ''), files);
    expect(diagnostics.map(({ code, message }) => ({ code, message }))).toEqual([
      {
        code: 'session-cookie',
        message:
          'getPerson is authorized by the cookie `sid`, which `list` is given by `Set-Cookie`, and an HTTP Task keeps none',
      },
    ]);
  });

  test('is none where another way is open, or no step before begins one: the connection has the cookie then', () => {
    const other = {
      'people.yml': sessions.replace('security: [{ key: [] }]', 'security: [{ key: [] }, { oauth: [] }]'),
    };
    expect(codesOf(steps('$statusCode', ''), other)).toEqual([]);
    const alone = workflow(
      '- { stepId: get, operationId: getPerson, parameters: [{ name: id, in: path, value: $inputs.id }] }',
    );
    expect(codesOf(alone, files)).toEqual([]);
  });
});
