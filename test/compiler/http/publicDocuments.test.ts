import { describe, expect, test } from '@jest/globals';
import { people } from './description.ts';
import { codesOf, compileHttp, machineOf, workflow } from './support.ts';

/*
 * What public documents and descriptions write that isn't quite as the specifications have it, or only seldom seen, and
 * whose meaning is plain.
 */

/** The People API with one more operation. */
function withPath(path: string): Readonly<Record<string, string>> {
  return { 'people.yml': `${people}${path.trimEnd()}\n` };
}

function stateOf(steps: string, files?: Readonly<Record<string, string>>) {
  return Object.values(machineOf(workflow(steps), files).definition.States).find(({ Type }) => Type === 'Task');
}

describe('operations', () => {
  const call = (target: string) => `
- stepId: get
  ${target}
  parameters: [{ name: id, in: path, value: $inputs.id }]
`;

  test.each([
    'operationId: $sourceDescriptions.people.getPerson',
    'operationId: people.getPerson',
    "operationId: '$sourceDescriptions.people#/paths/~1people~1{id}/get'",
    "operationPath: 'people#/paths/~1people~1{id}/get'",
    "operationPath: '{$sourceDescriptions.people.url}#/paths/~1people~1%7Bid%7D/get'",
  ])('are found by %s', (target) => {
    expect(codesOf(workflow(call(target)))).toEqual([]);
  });

  test('whose id begins as the name of a source are found by that id', () => {
    const files = { 'people.yml': people.replace('operationId: getPerson', 'operationId: people.getPerson') };
    expect(codesOf(workflow(call('operationId: people.getPerson')), files)).toEqual([]);
    expect(codesOf(workflow(call('operationId: people.people.getPerson')), files)).toEqual([]);
  });

  test('that several descriptions have in common need no name of a source; others do', () => {
    const both = workflow(call('operationId: getPerson')).replace(
      'workflows:',
      '- { name: more, url: ./more.yml, type: openapi }\nworkflows:',
    );
    expect(codesOf(both, { 'people.yml': people, 'more.yml': people })).toEqual([]);
    const elsewhere = people.replace('people.example.com/v2/', 'others.example.com/');
    expect(codesOf(both, { 'people.yml': people, 'more.yml': elsewhere })).toEqual(['service-ambiguous']);
  });

  test('of an API that is named like a service of AWS are not looked for there', () => {
    const text = workflow(call('operationId: getPerson')).replaceAll('people', 'organizations');
    const files = { 'organizations.yml': people.replace('https://{tenant}.people.example.com/v2/', '/v2') };
    const { diagnostics } = compileHttp(text, files, { servers: { organizations: 'https://api.example.com' } });
    expect(diagnostics).toEqual([]);
  });
});

describe('addresses', () => {
  test('have placeholders that stand for paths, whose slashes stay', () => {
    const files = withPath(`
  /files/{+path}:
    get:
      operationId: getFile
      parameters: [{ name: path, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: It. } }
`);
    const steps = (value: string) => `
- { stepId: get, operationId: getFile, parameters: [{ name: path, in: path, value: '${value}' }] }
`;
    expect(stateOf(steps('a b/c?d#e'), files)).toMatchObject({
      Arguments: { ApiEndpoint: 'https://acme.people.example.com/v2/files/a%20b/c%3Fd%23e' },
    });
    expect(JSON.stringify(stateOf(steps('$inputs.id'), files))).toContain('$encodeUrl(');
  });
});

describe('parameters', () => {
  test('that are lists are written as their style would', () => {
    const steps = (ids: string) => `
- { stepId: list, operationId: listPeople, parameters: [{ name: ids, in: query, value: '${ids}' }] }
`;
    expect(stateOf(steps('1, 2'))).toMatchObject({ Arguments: { QueryParameters: { ids: '1,2' } } });
    expect(codesOf(workflow(steps('1,two')))).toEqual(['member-literal-invalid']);
  });
});

describe('required parameters that are not given', () => {
  const get = workflow(
    '- { stepId: get, operationId: getPerson, parameters: [{ name: id, in: path, value: $inputs.id }] }',
  );
  const having = (parameter: string) => ({
    'people.yml': people.replace(
      'operationId: getPerson',
      `operationId: getPerson\n      parameters: [{ required: true, ${parameter} }]`,
    ),
  });
  const requested = (files: Readonly<Record<string, string>>) => machineOf(get, files).definition.States['get'];

  test.each([
    ['name: X-Method, in: header, schema: { default: GET }', { Headers: { 'X-Method': 'GET' } }],
    ['name: version, in: query, schema: { enum: [3] }', { QueryParameters: { version: '3' } }],
    ['name: kind, in: query, schema: { const: [a, b] }, explode: false', { QueryParameters: { kind: 'a,b' } }],
    ['name: site, in: cookie, schema: { default: en }', { Headers: { Cookie: 'site=en' } }],
  ])('have their default, or the only value that they may have: %s', (parameter, sent) => {
    expect(codesOf(get, having(parameter))).toEqual([]);
    expect(requested(having(parameter))).toMatchObject({ Arguments: sent });
  });

  test('are in the path as well', () => {
    const files = {
      'people.yml': people
        .replace('/people/{id}:\n    parameters:', '/{version}/people/{id}:\n    parameters:')
        .replace(
          'operationId: getPerson',
          'operationId: getPerson\n      parameters: [{ name: version, in: path, required: true, schema: { default: v1 } }]',
        ),
    };
    const address = JSON.stringify(requested(files));
    expect(address).toContain('https://acme.people.example.com/v2/v1/people/');
  });

  test.each(['name: X-Method, in: header, schema: { enum: [GET, PUT] }', 'name: q, in: query, schema: {}'])(
    'are missing where they could be anything: %s',
    (parameter) => {
      expect(codesOf(get, having(parameter))).toEqual(['member-required-missing']);
    },
  );

  test.each(['User-Agent', 'host', 'Range'])('are not asked for where an HTTP Task sends %s by itself', (name) => {
    expect(codesOf(get, having(`name: ${name}, in: header, schema: { type: string }`))).toEqual([]);
  });

  test('can not be added where an HTTP Task refuses them', () => {
    const files = having('name: Content-Encoding, in: header, schema: { default: gzip }');
    expect(compileHttp(get, files).diagnostics).toMatchObject([
      {
        code: 'member-required-missing',
        help:
          "An HTTP Task can't send `Content-Encoding`; a Lambda function that makes the call can. " +
          'With the option `descriptions: loose` it is sent as it stands.',
      },
    ]);
  });
});

describe('required bodies', () => {
  const body = 'requestBody: { required: true, content: { application/json: { schema: {} } } }';
  const calls = (operation: string, parameters = '') =>
    workflow(`- { stepId: call, operationId: ${operation}${parameters} }`);
  const id = ', parameters: [{ name: id, in: path, value: a }]';

  test.each(['getPerson', 'deletePerson'])('mean nothing to a method without one: %s', (operation) => {
    const files = {
      'people.yml': people.replace(`operationId: ${operation}`, `operationId: ${operation}\n      ${body}`),
    };
    expect(codesOf(calls(operation, id), files)).toEqual([]);
  });

  test('are asked for by any other', () => {
    expect(codesOf(calls('createPerson'))).toEqual(['member-required-missing']);
  });
});

describe('schemas', () => {
  const body = (schema: string) => ({
    'people.yml': people.replace(
      'content: { application/json: { schema: { $ref: \'#/components/schemas/Person\' } } }\n      responses:\n        "201"',
      `content: { application/json: { schema: ${schema} } }\n      responses:\n        "201"`,
    ),
  });
  const send = (payload: string) =>
    workflow(`- { stepId: create, operationId: createPerson, requestBody: { payload: ${payload} } }`);

  test('whose ways have a property in common allow each of its values', () => {
    const ways = `
      oneOf:
      - { type: object, required: [kind, a], properties: { kind: { type: string, enum: [one] }, a: { type: string } } }
      - { type: object, required: [kind, b], properties: { kind: { type: string, enum: [two] }, b: { type: integer } } }`;
    const files = body(
      `{ ${ways
        .trim()
        .replaceAll(/\n\s*- /g, ' ')
        .replace('oneOf:', 'oneOf: [')
        .replace(/\}$/, '} ]')
        .replace(/\} \{ type/, '}, { type')} }`,
    );
    expect(codesOf(send('{ kind: two, b: 1 }'), files)).toEqual([]);
    expect(codesOf(send('{ kind: three, b: 1 }'), files)).toEqual(['member-literal-invalid']);
  });

  test('do not ask for what has a default', () => {
    const files = body(
      '{ type: object, required: [kind, name], properties: { kind: { type: string, default: user }, name: { type: string } } }',
    );
    expect(codesOf(send('{ name: a }'), files)).toEqual([]);
    expect(codesOf(send('{ kind: a }'), files)).toEqual(['member-required-missing']);
  });

  test('whose values are numbers or switches that nobody put into quotes allow texts', () => {
    const files = body(
      '{ type: object, properties: { version: { type: string, enum: [1, 2] }, on: { type: string, enum: [true, off] } } }',
    );
    expect(codesOf(send("{ version: '1', on: 'true' }"), files)).toEqual([]);
  });
});

describe('expressions', () => {
  const outputs = (text: string) =>
    workflow(`
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
  outputs: { read: ${text} }
- { stepId: again, operationId: getPerson, parameters: [{ name: id, in: path, value: $steps.get.outputs.read }] }
`);

  test.each([
    ['$response.headers.Content-Type', '$response.header.Content-Type', 'header-plural'],
    ["'$response.body#name'", "'$response.body#/name'", 'body-path-dotted'],
    ["'$response.body#manager/name'", "'$response.body#/manager/name'", 'body-path-dotted'],
    ['$response.body.manager.name', "'$response.body#/manager/name'", 'body-path-dotted'],
  ])('%s is %s', (loose, strict, code) => {
    expect(codesOf(outputs(loose))).toEqual([code]);
    expect(machineOf(outputs(loose)).text).toBe(machineOf(outputs(strict)).text);
  });
});

describe('redirects', () => {
  const criteria = (written: string) =>
    workflow(`
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
  successCriteria: [${written}]
`);

  test.each(['{ condition: $statusCode == 302 }', '{ condition: $statusCode >= 300 && $statusCode < 400 }'])(
    'are no success of a step: %s',
    (written) => {
      expect(codesOf(criteria(written))).toContain('redirect-unsupported');
    },
  );

  test.each(['{ condition: $statusCode == 200 || $statusCode == 304 }', '{ condition: $statusCode < 400 }'])(
    'beside an answer of 2xx are none that a step needs: %s',
    (written) => {
      expect(codesOf(criteria(written))).not.toContain('redirect-unsupported');
    },
  );

  test('are a failure that an action may look at', () => {
    const onFailure = 'onFailure: [{ name: moved, type: end, criteria: [{ condition: $statusCode == 302 }] }]';
    const written = criteria('{ condition: $statusCode == 200 }').replace(
      'successCriteria:',
      `${onFailure}\n  successCriteria:`,
    );
    expect(codesOf(written)).not.toContain('redirect-unsupported');
  });

  test('are no answer of an operation', () => {
    const files = { 'people.yml': people.replace('"204": { description: Gone. }', '"302": { description: Moved. }') };
    const steps = '- { stepId: remove, operationId: deletePerson, parameters: [{ name: id, in: path, value: a }] }';
    expect(codesOf(workflow(steps), files)).toEqual(['redirect-unsupported']);
  });
});

describe('what a description rules out', () => {
  test('is told with the option by which it is sent', () => {
    const steps = '- { stepId: create, operationId: createPerson, requestBody: { payload: { level: senior } } }';
    expect(compileHttp(workflow(steps)).diagnostics).toMatchObject([
      {
        code: 'member-required-missing',
        help: 'Add `name`. With the option `descriptions: loose` it is sent as it stands.',
      },
    ]);
  });
});

describe('descriptions that are taken as a hint', () => {
  const loose = { descriptions: 'loose' } as const;
  const closed = {
    'people.yml': people.replace('required: [name]', 'additionalProperties: false\n      required: [name]'),
  };
  const send = (payload: string, parameters = '') =>
    workflow(`- { stepId: create, operationId: createPerson${parameters}, requestBody: { payload: ${payload} } }`);

  test.each([
    ['a required member that is missing', '{ level: senior }'],
    ['a value that an enumeration does not have', '{ name: a, level: chief }'],
    ['a value of another type', '[a]'],
    ['a name that a closed schema does not have', '{ name: a, nmae: b }'],
  ])('rule out with a warning %s', (_name, payload) => {
    const { machines, diagnostics } = compileHttp(send(payload), closed, loose);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning request-ruled-out']);
    const sent = JSON.stringify(machines[0]?.definition.States['create']);
    for (const word of payload.match(/\w+/g) ?? []) expect(sent).toContain(word);
    expect(compileHttp(send(payload), closed).machines).toEqual([]);
  });

  test('send no body, and leave parameters out that the path has no place for', () => {
    const none = workflow('- { stepId: create, operationId: createPerson }');
    expect(codesOf(none, undefined, loose)).toEqual(['request-ruled-out']);
    const more = send('{ name: a }', ', parameters: [{ name: id, in: path, value: a }]');
    expect(machineOf(more, undefined, loose).definition.States['create']).toMatchObject({
      Arguments: { ApiEndpoint: 'https://acme.people.example.com/v2/people' },
    });
  });

  test('still tell what is wrong in what no schema describes', () => {
    const steps = (payload: string) =>
      workflow(`
- { stepId: list, operationId: listPeople, outputs: { all: $response.body } }
- { stepId: create, operationId: createPerson, requestBody: { payload: ${payload} } }
- { stepId: get, operationId: getPerson, parameters: [{ name: id, in: path, value: $steps.create.outputs.id }] }`).replace(
        'requestBody:',
        "outputs: { id: '$response.body#/id' }, requestBody:",
      );
    expect(codesOf(steps('{ name: a, nmae: $steps.list.outputs.one }'), closed, loose)).toEqual([
      'request-ruled-out',
      'output-unknown',
    ]);
    expect(codesOf(steps('{ name: a, nmae: $steps.list.outputs.all }'), closed, loose)).toEqual(['request-ruled-out']);
  });

  test('have answers that may be more than closed schemas say', () => {
    const reading = (pointer: string) =>
      workflow(`
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
  outputs: { read: '$response.body#${pointer}' }
- { stepId: again, operationId: getPerson, parameters: [{ name: id, in: path, value: $steps.get.outputs.read }] }`);
    for (const pointer of ['/nickname', '/manager/nickname']) {
      expect(compileHttp(reading(pointer), closed).diagnostics).toMatchObject([
        { code: 'response-pointer-unknown', help: 'With the option `descriptions: loose` it is read all the same.' },
      ]);
      expect(codesOf(reading(pointer), closed, loose)).toEqual(['answer-undescribed']);
    }
  });

  test('can not do without a part of the path, nor send what an HTTP Task refuses', () => {
    expect(codesOf(workflow('- { stepId: get, operationId: getPerson }'), undefined, loose)).toEqual([
      'path-incomplete',
    ]);
    const forbidden = send('{ name: a }', ', parameters: [{ name: If-Match, in: header, value: a }]');
    expect(codesOf(forbidden, undefined, loose)).toEqual(['header-forbidden']);
    expect(compileHttp(forbidden, undefined, loose).machines).toEqual([]);
  });
});
