import { describe, expect, test } from '@jest/globals';
import { drawMachine } from '../../../view/index.ts';
import { people } from './description.ts';
import { codesOf, machineOf, workflow } from './support.ts';

/** The Task of a workflow's first step. */
function taskOf(steps: string, inputs?: readonly string[]) {
  const state = Object.values(machineOf(workflow(steps, inputs)).definition.States).find(({ Type }) => Type === 'Task');
  if (state?.Type !== 'Task') throw new Error('no Task');
  return state;
}

describe('a call of an HTTP API', () => {
  test('is an HTTP Task: address, method and connection, what is asked for and what is accepted', () => {
    const { Resource, Arguments, TimeoutSeconds } = taskOf(`
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
`);
    expect(Resource).toBe('arn:aws:states:::http:invoke');
    expect(TimeoutSeconds).toBe(60);
    expect(Arguments).toEqual({
      ApiEndpoint: "{% 'https://acme.people.example.com/v2/people/' & $encodeUrlComponent($string($inputs.id)) %}",
      Method: 'GET',
      InvocationConfig: { ConnectionArn: `\${peopleConnectionArn}` },
      Headers: { Accept: 'application/json' },
    });
  });

  test.each([
    '{ name: tag, in: query, value: [a, $inputs.nam] }',
    "{ name: tag, in: query, value: [a, 'x{$inputs.nam}'] }",
  ])('tells that a name in a list, %s, is misspelt', (parameter) => {
    const steps = `- { stepId: list, operationId: listPeople, parameters: [${parameter}] }`;
    expect(codesOf(workflow(steps))).toEqual(['input-unknown']);
  });

  test('sends values that are known as their styles write them', () => {
    const { Arguments } = taskOf(`
- stepId: list
  operationId: listPeople
  parameters:
  - { name: tag, in: query, value: [a b, c] }
  - { name: ids, in: query, value: [1, 2] }
  - { name: filter, in: query, value: { team: blue } }
  - { name: x-trace, in: header, value: t }
`);
    expect(Arguments).toMatchObject({
      QueryParameters: { tag: ['a b', 'c'], ids: '1,2', 'filter[team]': 'blue' },
      Headers: { 'X-Trace': 't', Accept: 'application/json' },
    });
  });

  test('sends a body as JSON, its members checked against the schema', () => {
    const body = (payload: string) => `
- stepId: create
  operationId: createPerson
  requestBody: { payload: ${payload} }
`;
    expect(taskOf(body('{ name: $inputs.name, manager: { name: Ann } }')).Arguments).toMatchObject({
      RequestBody: { name: '{% $inputs.name %}', manager: { name: 'Ann' } },
    });
    expect(codesOf(workflow(body('{ level: senior }')))).toContain('member-required-missing');
    expect(codesOf(workflow(body('{ name: a, level: chief }')))).toContain('member-literal-invalid');
    expect(codesOf(workflow(body('{ name: a, nmae: b }')))).toEqual(['member-undescribed']);
    expect(codesOf(workflow('- { stepId: create, operationId: createPerson }'))).toContain('member-required-missing');
  });

  test('says no to a name that a closed schema does not have', () => {
    const closed = {
      'people.yml': people.replace('required: [name]', 'additionalProperties: false\n      required: [name]'),
    };
    const steps = '- { stepId: create, operationId: createPerson, requestBody: { payload: { name: a, nmae: b } } }';
    expect(codesOf(workflow(steps), closed)).toEqual(['member-unknown']);
  });

  test('sends a form encoded, with its content type', () => {
    const { Arguments } = taskOf(`
- stepId: send
  operationId: sendForm
  requestBody: { payload: { text: $inputs.name, to: [a, b] } }
`);
    expect(Arguments).toMatchObject({
      Headers: { Accept: 'text/plain', 'Content-Type': 'application/x-www-form-urlencoded' },
      Transform: { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat: 'REPEAT' } },
      RequestBody: { text: '{% $inputs.name %}', to: ['a', 'b'] },
    });
  });

  test('replaces members of JSON text, and of what only the machine knows', () => {
    const body = (fields: string) => `
- stepId: create
  operationId: createPerson
  requestBody:
    contentType: application/json
    ${fields}
`;
    const text = `payload: '{ "name": "a", "tags": ["x", "y"] }'
    replacements: [{ target: /name, value: $inputs.name }, { target: /tags/1, value: '{$inputs.id}' }]`;
    expect(taskOf(body(text)).Arguments).toMatchObject({
      RequestBody: { name: '{% $inputs.name %}', tags: ['x', '{% $string($inputs.id) %}'] },
    });
    const expression = 'payload: $inputs.name\n    replacements: [{ target: /level, value: chief }]';
    expect(codesOf(workflow(body(expression)))).toEqual(['member-literal-invalid']);
    expect(taskOf(body(expression.replace('chief', 'senior'))).Arguments).toMatchObject({
      RequestBody: expect.stringContaining("{'level': $put0}"),
    });
  });

  test('reads a list that is written as text, and leaves a text that only looks like one', () => {
    const lists = people.replace("schema: { $ref: '#/components/schemas/Person' } }", 'schema: {} }');
    expect(lists).not.toBe(people);
    const files = { 'people.yml': lists };
    const list = workflow(
      `- { stepId: create, operationId: createPerson, requestBody: { payload: '["{$inputs.name}", 1]' } }`,
    );
    expect(machineOf(list, files).definition.States['create']).toMatchObject({
      Arguments: { RequestBody: ['{% $string($inputs.name) %}', 1] },
    });
    const note = list.replace('["{$inputs.name}", 1]', '[info] {$inputs.name}');
    expect(machineOf(note, files).definition.States['create']).toMatchObject({
      Arguments: { RequestBody: "{% '[info] ' & $inputs.name %}" },
    });
  });

  test('goes where the option says, through the connection that it names', () => {
    const steps = '- { stepId: get, operationId: deletePerson, parameters: [{ name: id, in: path, value: a/b }] }';
    const { definition, connections } = machineOf(workflow(steps), undefined, {
      servers: { people: 'https://other.example.com/' },
      connections: { people: 'arn:aws:events:eu-west-1:111122223333:connection/people/1' },
    });
    expect(definition.States['get']).toMatchObject({
      Arguments: {
        ApiEndpoint: 'https://other.example.com/people/a%2Fb',
        InvocationConfig: { ConnectionArn: 'arn:aws:events:eu-west-1:111122223333:connection/people/1' },
      },
    });
    expect(connections).toMatchObject([
      {
        source: 'people',
        title: 'People',
        authorization: { kind: 'apiKey', in: 'header', name: 'X-Api-Key' },
        requests: [{ method: 'DELETE', address: 'https://other.example.com/people/a%2Fb', states: ['get'] }],
      },
    ]);
  });

  test('is found by its path, whatever the placeholders are called', () => {
    const steps = `
- stepId: get
  operationPath: '{$sourceDescriptions.people.url}#/paths/~1people~1{person}/get'
  parameters: [{ name: id, in: path, value: $inputs.id }]
`;
    expect(codesOf(workflow(steps))).toEqual([]);
    expect(codesOf(workflow(steps.replace('~1{person}', '~1x')))).toContain('operation-unknown');
  });
});

describe('descriptions', () => {
  const call = '- { stepId: get, operationId: getIt, parameters: [{ name: id, in: query, value: [a, b] }] }';
  const addresses = (files: Readonly<Record<string, string>>) =>
    machineOf(workflow(call), files).definition.States['get'];

  test('may be Swagger 2.0', () => {
    const swagger = `swagger: "2.0"
info: { title: Old, version: 1.0.0 }
host: old.example.com
basePath: /v1
schemes: [https]
paths:
  /it:
    get:
      operationId: getIt
      parameters: [{ name: id, in: query, type: array, items: { type: string }, collectionFormat: csv }]
      responses: { 200: { description: It. } }
`;
    expect(addresses({ 'people.yml': swagger })).toMatchObject({
      Arguments: { ApiEndpoint: 'https://old.example.com/v1/it', QueryParameters: { id: 'a,b' } },
    });
  });

  test('may refer to other files, also in circles', () => {
    const split = `openapi: 3.0.3
info: { title: Split, version: 1.0.0 }
servers: [{ url: https://split.example.com }]
paths:
  /it: { $ref: 'paths.yml#/it' }
  /circle: { $ref: '#/paths/~1circle' }
`;
    const paths = `it:
  get:
    operationId: getIt
    parameters: [{ $ref: '#/id' }]
    responses: { "200": { description: It. } }
id: { name: id, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
`;
    expect(addresses({ 'people.yml': split, 'paths.yml': paths })).toMatchObject({
      Arguments: { ApiEndpoint: 'https://split.example.com/it', QueryParameters: { id: 'a|b' } },
    });
  });

  test('may be given by an option; AWS stays AWS', () => {
    const steps = '- { stepId: get, operationId: deletePerson, parameters: [{ name: id, in: path, value: a }] }';
    const elsewhere = { 'elsewhere.yml': people };
    expect(codesOf(workflow(steps), {})).toEqual(['service-unknown']);
    expect(codesOf(workflow(steps), elsewhere, { sources: { people: 'elsewhere.yml' } })).toEqual([]);
    const amazon = people.replace('https://{tenant}.people.example.com/v2/', 'https://connect.us-east-1.amazonaws.com');
    expect(codesOf(workflow(steps), { 'people.yml': amazon })).toEqual(['operation-unknown']);
  });
});

describe('credentials', () => {
  const authorized = (value: string) => `
- stepId: get
  operationId: getPerson
  parameters:
  - { name: id, in: path, value: $inputs.id }
  - { name: Authorization, in: header, value: '${value}' }
`;

  test('are left to the connection, and their inputs no longer asked for', () => {
    const machine = machineOf(workflow(authorized('Bearer {$inputs.token}'), ['id', 'token']));
    expect(machine.text).not.toContain('token');
    expect(machine.inputsSchema).toEqual({ type: 'object', required: ['id'], properties: { id: { type: 'string' } } });
    expect(machine.connections).toMatchObject([
      { authorization: { kind: 'bearer' }, parameters: [{ in: 'header', name: 'X-Api-Key' }] },
    ]);
    expect(codesOf(workflow(authorized('Basic abc')))).toEqual(['credential-lifted']);
  });

  test('stay inputs where something else reads them', () => {
    const other = `${authorized('$inputs.token')}  outputs: { used: $inputs.token }\n`;
    expect(machineOf(workflow(other, ['id', 'token'])).inputsSchema).toMatchObject({ required: ['id', 'token'] });
  });

  test('can not come out of another step', () => {
    const before = '- { stepId: first, operationId: sendForm, outputs: { token: $response.body } }\n';
    expect(codesOf(workflow(`${before}${authorized('Bearer {$steps.first.outputs.token}').trim()}`))).toContain(
      'credential-from-step',
    );
  });

  test('are of the kind that is easiest to keep', () => {
    const kind = (security: string) => {
      const files = { 'people.yml': people.replace('security: [{ key: [] }]', `security: ${security}`) };
      const steps = '- { stepId: get, operationId: deletePerson, parameters: [{ name: id, in: path, value: a }] }';
      return machineOf(workflow(steps), files).connections[0]?.authorization;
    };
    expect(kind('[{ oauth: [read] }]')).toEqual({
      kind: 'clientCredentials',
      tokenUrl: 'https://people.example.com/token',
      scopes: ['read'],
    });
    expect(kind('[]')).toEqual({ kind: 'none' });
    expect(kind('[{ nothing: [] }]')).toEqual({ kind: 'bearer', expires: false });
  });
});

describe('answers', () => {
  const get = (rest: string) => `
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
${rest}`;

  test('are read by the names of their schema: body, headers whatever their letter case, status', () => {
    const { definition } = machineOf(
      workflow(
        get(`  outputs:
    manager: $response.body#/manager/name
    kind: $response.header.Content-Type
    status: $statusCode
- stepId: again
  operationId: getPerson
  parameters: [{ name: id, in: path, value: '{$steps.get.outputs.manager}{$steps.get.outputs.kind}{$steps.get.outputs.status}' }]
`),
      ),
    );
    expect(definition.States['get']).toMatchObject({
      Assign: {
        get: "{% {'manager': $states.result.ResponseBody.manager.name, 'kind': $each($states.result.Headers, function($value, $header) { $lowercase($header) = 'content-type' ? $join($value, ', ') })[0], 'status': $states.result.StatusCode} %}",
      },
    });
    expect(codesOf(workflow(get('  outputs: { m: $response.body#/boss }\n')))).toEqual(['answer-undescribed']);
  });

  test('a criterion on the status looks at the answer; another status is an error of its name', () => {
    const { definition } = machineOf(
      workflow(
        get(`  successCriteria: [{ condition: $statusCode == 200 }]
  onFailure:
  - { name: gone, type: end, criteria: [{ condition: $statusCode == 404 }] }
`),
      ),
    );
    expect(JSON.stringify(definition.States)).toContain('$states.input.StatusCode = 200');
    expect(definition.States['get']).toMatchObject({ Catch: [{ ErrorEquals: ['States.Http.StatusCode.404'] }] });
  });
});

test('a picture shows the method and address of a call', () => {
  const steps = '- { stepId: get, operationId: getPerson, parameters: [{ name: id, in: path, value: $inputs.id }] }';
  const drawn = drawMachine(machineOf(workflow(steps)));
  expect(drawn.nodes.find(({ title }) => title === 'get')?.subtitle).toBe(
    'GET https://acme.people.example.com/v2/people/*',
  );
});
