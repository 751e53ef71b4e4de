import { describe, expect, test } from '@jest/globals';
import { answers, found, look, runDocument, workflow } from '../../support/runDocument.ts';

const robin = answers({
  User: {
    Id: 'u-1',
    Username: 'robin',
    SecurityProfileIds: ['s-1', 's-2'],
    PhoneConfig: { AutoAccept: false, AfterContactWorkTimeLimit: 30 },
    Tags: { 'a/b': 'slash', 'a~b': 'tilde', team: 'north' },
  },
});

/** What an expression in an output of a step comes to, behind the reading of a user. */
async function output(expression: string): Promise<unknown> {
  const text = workflow(`
inputs: { type: object, properties: { data: {}, a.b: { type: string } } }
steps:
${look('look', `outputs: { it: ${JSON.stringify(expression)} }`)}
outputs: { it: $steps.look.outputs.it }`);
  const input = { data: { list: [1, [2]], 'x/y': true }, 'a.b': 'dotted' };
  const { output: outputs, cause } = await runDocument(text, { input, answers: { describeUser: robin } });
  if (outputs === undefined) throw new Error(cause);
  return Object(outputs).it;
}

describe('each runtime expression', () => {
  test.each([
    ['$method', 'GET'],
    ['$statusCode', 200],
    ['$request.path.InstanceId', 'i-1'],
    ['$response.body#/User/Username', 'robin'],
    ['$response.body#/User/SecurityProfileIds', ['s-1', 's-2']],
    ['$response.body#/User/SecurityProfileIds/1', 's-2'],
    ['$response.body#/User/PhoneConfig/AfterContactWorkTimeLimit', 30],
    ['$response.body#/User/PhoneConfig/AutoAccept', false],
    ['$response.body#/User/Tags/team', 'north'],
    ['$inputs.data', { list: [1, [2]], 'x/y': true }],
    ['$inputs.a.b', 'dotted'],
    ['$sourceDescriptions.connect.url', './amazon-connect-openapi.yml'],
  ])('%s is %j', async (expression, value) => {
    expect(await output(expression)).toEqual(value);
  });

  test('$response.body is the whole answer', async () => {
    expect(await output('$response.body')).toEqual({ User: expect.objectContaining({ Id: 'u-1' }) });
  });

  test('$request.query, $request.header and $request.body are what the step sends', async () => {
    const text = workflow(`
inputs: { type: object, properties: { next: { type: string } } }
steps:
- stepId: list
  operationId: listUsers
  parameters:
  - { name: InstanceId, in: path, value: i-1 }
  - { name: maxResults, in: query, value: 5 }
  - { name: nextToken, in: query, value: $inputs.next }
  outputs: { most: $request.query.maxResults, next: $request.query.nextToken }
- stepId: search
  operationId: searchUsers
  requestBody:
    payload: { InstanceId: i-1, SearchCriteria: { StringCondition: { FieldName: Username, Value: robin } } }
  outputs: { name: $request.body#/SearchCriteria/StringCondition/Value, all: $request.body }
outputs:
  most: $steps.list.outputs.most
  next: $steps.list.outputs.next
  name: $steps.search.outputs.name
  all: $steps.search.outputs.all`);
    const { output, made } = await runDocument(text, { input: { next: 'n-1' } });
    expect(made[0]?.arguments).toEqual({ InstanceId: 'i-1', MaxResults: 5, NextToken: 'n-1' });
    expect(output).toEqual({
      most: 5,
      next: 'n-1',
      name: 'robin',
      all: { InstanceId: 'i-1', SearchCriteria: { StringCondition: { FieldName: 'Username', Value: 'robin' } } },
    });
  });

  test('$request.header and $response.header, their names in any case', async () => {
    const text = `arazzo: 1.0.1
info: { title: Objects, version: 1.0.0 }
sourceDescriptions: [{ name: s3, url: ./s3.yml, type: openapi, x-aws-service: s3 }]
workflows:
- workflowId: main
  steps:
  - stepId: head
    operationId: headObject
    parameters:
    - { name: Bucket, in: path, value: b-1 }
    - { name: Key, in: path, value: k-1 }
    - { name: If-Match, in: header, value: e-0 }
    outputs: { sent: $request.header.if-match, etag: $response.header.ETAG, length: $response.header.content-length }
  outputs: { sent: $steps.head.outputs.sent, etag: $steps.head.outputs.etag, length: $steps.head.outputs.length }
`;
    const result = await runDocument(text, { answers: { headObject: answers({ ETag: 'e-1', ContentLength: 7 }) } });
    expect(result.made[0]?.arguments).toEqual({ Bucket: 'b-1', Key: 'k-1', IfMatch: 'e-0' });
    expect(result.output).toEqual({ sent: 'e-0', etag: 'e-1', length: 7 });
  });

  test('$steps reads outputs of another step, and inside of them with a pointer or dots', async () => {
    const text = workflow(`
steps:
${look('first', 'outputs: { user: $response.body#/User, tags: $response.body#/User/Tags }')}
${look('second')}
outputs:
  name: $steps.first.outputs.user#/Username
  profile: $steps.first.outputs.user.SecurityProfileIds[1]
  team: $steps.first.outputs.tags#/team`);
    const result = await runDocument(text, { answers: { describeUser: [robin, answers({})] } });
    expect(result.output).toEqual({ name: 'robin', profile: 's-2', team: 'north' });
  });

  test('$outputs and $workflows read what a called workflow gave', async () => {
    const text = workflow(
      `
steps:
- stepId: call
  workflowId: inner
  parameters: [{ name: id, value: u-7 }]
  outputs: { mine: $outputs.name, same: $workflows.inner.outputs.name, id: $workflows.inner.inputs.id }
outputs: { mine: $steps.call.outputs.mine, same: $steps.call.outputs.same, id: $steps.call.outputs.id }`,
      {
        rest: `
- workflowId: inner
  inputs: { type: object, required: [id], properties: { id: { type: string } } }
  steps:
  - stepId: read
    operationId: describeUser
    parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: $inputs.id }]
    outputs: { name: $response.body#/User/Username }
  outputs: { name: $steps.read.outputs.name }`,
      },
    );
    const result = await runDocument(text, { workflow: 'main', answers: { describeUser: robin } });
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1', UserId: 'u-7' });
    expect(result.output).toEqual({ mine: 'robin', same: 'robin', id: 'u-7' });
  });

  test('$components.parameters is the value of a reusable parameter', async () => {
    const text = workflow(
      `
steps:
- stepId: read
  operationId: describeUser
  parameters: [{ name: InstanceId, in: path, value: $components.parameters.instance }, { name: UserId, in: path, value: u-1 }]`,
      { rest: 'components: { parameters: { instance: { name: InstanceId, in: path, value: i-9 } } }' },
    );
    expect((await runDocument(text)).made[0]?.arguments).toEqual({ InstanceId: 'i-9', UserId: 'u-1' });
  });
});

describe('JSON Pointers', () => {
  test.each([
    ['$response.body#/User/Tags/a~1b', 'slash'],
    ['$response.body#/User/Tags/a~0b', 'tilde'],
    ['$inputs.data#/list/1/0', 2],
    ['$inputs.data#/x~1y', true],
  ])('%s is %j', async (expression, value) => {
    expect(await output(expression)).toEqual(value);
  });

  test('one that finds nothing leaves the output out', async () => {
    expect(await output('$response.body#/User/SecurityProfileIds/7')).toBeUndefined();
    expect(await output('$inputs.data#/none/at/all')).toBeUndefined();
  });
});

describe('an expression that can have no value is refused at its place', () => {
  const at = (expression: string) =>
    found(
      workflow(`steps:\n${look('look', `outputs: { it: ${expression} }`)}\noutputs: { it: $steps.look.outputs.it }`),
    );

  test.each([
    ['$url', 'expression-not-here: $url'],
    ['$outputs.x', 'expression-not-here: $outputs.x'],
    ['$request.query.none', 'expression-not-here: $request.query.none'],
    ['$inputs.none', 'input-unknown: none'],
    ['$steps.lok.outputs.it', 'step-unknown: lok'],
    ['$workflows.other.outputs.it', 'expression-not-here: $workflows.other.outputs.it'],
    ['$sourceDescriptions.connect.title', 'expression-not-here: $sourceDescriptions.connect.title'],
    ['$components.parameters.none', 'expression-not-here: $components.parameters.none'],
    ['$response.body#/User/Nmae', 'response-pointer-unknown: Nmae'],
    ['$response.header.X-None', 'response-header-unknown: X-None'],
    ['$respnse.body', 'expression-unknown: $respnse'],
  ])('%s', (expression, place) => {
    expect(at(expression)).toEqual([place]);
  });

  test('$response in a request', () => {
    const text = workflow(`
steps:
- stepId: read
  operationId: describeUser
  parameters: [{ name: InstanceId, in: path, value: $response.body#/Id }, { name: UserId, in: path, value: $statusCode }]`);
    expect(found(text)).toEqual(['expression-not-here: $response.body#/Id', 'expression-not-here: $statusCode']);
  });
});

describe('text that is no expression stays text', () => {
  test.each(['$5.00', '$', '$$', '{plain}', 'a { b } c', '$(date)', '{% $states.input %}', '{%%}', '`$x`'])(
    '%s',
    async (text) => {
      expect(await output(text)).toBe(text);
    },
  );
});

describe('what other expressions stand for', () => {
  const body = (payload: string) => `steps:
- stepId: list
  operationId: searchUsers
  requestBody:
    payload: ${payload}
  outputs: { name: $request.body#/SearchCriteria/StringCondition/Value, all: $request.body }
outputs: { name: $steps.list.outputs.name, all: $steps.list.outputs.all }`;
  const sent = { InstanceId: 'i-1', SearchCriteria: { StringCondition: { Value: 'robin' } } };

  test.each([
    [
      'a text of JSON',
      body(`'{"InstanceId": "i-1", "SearchCriteria": {"StringCondition": {"Value": "{$inputs.name}"}}}'`),
    ],
    ['one expression', body('$inputs.body')],
    [
      'an object that one expression is a part of',
      body('{ InstanceId: i-1, SearchCriteria: $inputs.body#/SearchCriteria }'),
    ],
  ])('$request.body of %s', async (_, fields) => {
    const text = workflow(`inputs: { type: object, properties: { name: {}, body: { type: object } } }\n${fields}`);
    const result = await runDocument(text, { input: { name: 'robin', body: sent } });
    expect(result.output).toEqual({ name: 'robin', all: sent });
  });

  test('a body that refers to itself is an error', () => {
    const text = workflow(body(`'{"InstanceId": "{$request.body#/InstanceId}"}'`).replace(/ {2}outputs.*\n.*/, ''));
    expect(found(text).map((each) => each.split(':')[0])).toContain('expression-not-here');
  });

  test('$outputs in the outputs of a workflow, also of each other', async () => {
    const outputs = "{ a: $steps.who.outputs.user, b: '{$outputs.a#/Username}!', c.d: $outputs.b, e: $outputs.c.d }";
    const text = workflow(`steps:\n${look('who', 'outputs: { user: $response.body#/User }')}\noutputs: ${outputs}`);
    const result = await runDocument(text, { answers: { describeUser: answers({ User: { Username: 'robin' } }) } });
    expect(result.output).toMatchObject({ b: 'robin!', 'c.d': 'robin!', e: 'robin!' });
  });

  test.each([
    ['{ a: $outputs.a }', 'expression-not-here: a'],
    ['{ a: $outputs.b, b: $outputs.a }', 'expression-not-here: a'],
    ['{ a: $outputs.none }', 'output-unknown: none'],
  ])('outputs: %s', (outputs, expected) => {
    expect(found(workflow(`steps:\n${look('who')}\noutputs: ${outputs}`))).toContain(expected);
  });

  test('a path with dots into a body is taken as the pointer that it means, with a note', async () => {
    const text = workflow(`steps:
${look(
  'who',
  `successCriteria: [{ context: $response.body.User.Username, type: regex, condition: ^r }]
outputs: { name: $response.body.User.Username }`,
)}
outputs: { name: $steps.who.outputs.name }`);
    const given = { answers: { describeUser: answers({ User: { Username: 'robin' } }) } };
    const { output, codes } = await runDocument(text, given);
    expect(output).toEqual({ name: 'robin' });
    expect(codes).toEqual(['body-path-dotted', 'body-path-dotted']);
  });
});

describe('workflows and sources by their names', () => {
  const inner = `- workflowId: inner
  steps:
${indented(look('list', 'outputs: { n: $response.body#/User/Username }'))}
  outputs: { n: $steps.list.outputs.n }`;

  test('the outputs of a workflow that a step called, inputs by the own name, the type of a source', async () => {
    const text = workflow(
      `inputs: { type: object, properties: { a: { type: string } } }
steps:
- { stepId: call, workflowId: inner }
outputs: { n: $workflows.inner.outputs.n, a: $workflows.main.inputs.a, t: $sourceDescriptions.connect.type }`,
      { rest: inner },
    );
    const ran = await runDocument(text, {
      workflow: 'main',
      input: { a: 'x' },
      answers: { describeUser: answers({ User: { Username: 'robin' } }) },
    });
    expect(ran.output).toEqual({ n: 'robin', a: 'x', t: 'openapi' });
  });

  test('a workflow that two steps call is no one value', () => {
    const text = workflow(
      `steps:
- { stepId: one, workflowId: inner }
- { stepId: two, workflowId: inner }
outputs: { n: $workflows.inner.outputs.n }`,
      { rest: inner },
    );
    expect(found(text, { workflow: 'main' })).toEqual(['expression-not-here: $workflows.inner.outputs.n']);
  });

  test.each([
    "'{$sourceDescriptions.connect.url}#/paths/~1users~1{InstanceId}~1{UserId}/get'",
    "'$sourceDescriptions.connect.url#/paths/~1users~1%7BInstanceId%7D~1%7BUserId%7D/get'",
    "'connect#/paths/~1users~1{InstanceId}~1{UserId}/get'",
  ])('an operationPath without any operationId: %s', async (path) => {
    const text = workflow(
      `steps:\n${look('a').replace('operationId: describeUser', `operationPath: ${path}`)}`,
    ).replace('./amazon-connect-openapi.yml', './connect.yml');
    expect((await runDocument(text)).made.map(({ action }) => action)).toEqual(['describeUser']);
  });
});

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
