import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../compiler/node/index.ts';
import type { Json } from '../../../local/index.ts';
import { compiled, found, runDocument, workflow } from '../../support/runDocument.ts';

/** A step that creates a user with a request body. */
function create(body: string, version = '1.0.1'): string {
  return workflow(
    `inputs: { type: object, properties: { name: { type: string }, tags: {}, ids: { type: array, items: { type: string } }, whole: { type: object } } }
steps:
- stepId: create
  operationId: createUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }]
  requestBody:
${body.trim().replaceAll(/^(?=.)/gm, '    ')}`,
    { version },
  );
}

async function sent(body: string, input: Json = {}, version?: string): Promise<Json | undefined> {
  const { made, cause } = await runDocument(create(body, version), { input });
  if (made[0] === undefined) throw new Error(cause);
  return made[0].arguments;
}

const base = { InstanceId: 'i-1', Username: 'robin', SecurityProfileIds: ['s-1'], RoutingProfileId: 'r-1' };
const payload = 'Username: robin\n  SecurityProfileIds: [s-1]\n  RoutingProfileId: r-1';

describe('payloads', () => {
  test('an object, its members and items literals and expressions', async () => {
    const body = `payload:
  Username: $inputs.name
  SecurityProfileIds: [s-1, 's-{$inputs.name}', $inputs.name]
  RoutingProfileId: r-1
  Tags: { plain: x, of: $inputs.name, 'a.b': '{$inputs.name}!' }`;
    expect(await sent(body, { name: 'kim' })).toEqual({
      InstanceId: 'i-1',
      Username: 'kim',
      SecurityProfileIds: ['s-1', 's-kim', 'kim'],
      RoutingProfileId: 'r-1',
      Tags: { plain: 'x', of: 'kim', 'a.b': 'kim!' },
    });
  });

  test('a list or map that is one expression', async () => {
    const body = `payload:\n  Username: robin\n  SecurityProfileIds: $inputs.ids\n  RoutingProfileId: r-1\n  Tags: $inputs.tags`;
    expect(await sent(body, { ids: ['x'], tags: { a: 'b' } })).toEqual({
      ...base,
      SecurityProfileIds: ['x'],
      Tags: { a: 'b' },
    });
    expect(await sent(body, { ids: [] })).toEqual({ ...base, SecurityProfileIds: [] });
  });

  test('one that is an expression as a whole, beside the parameters', async () => {
    const whole = { Username: 'robin', SecurityProfileIds: ['s-1'], RoutingProfileId: 'r-1' };
    const result = await runDocument(create('payload: $inputs.whole'), { input: { whole } });
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1', ...whole });
  });

  test('JSON text with expressions in it', async () => {
    const body = `payload: |
  {
    "Username": "{$inputs.name}",
    "SecurityProfileIds": ["s-1"],
    "RoutingProfileId": "r-1",
    "Tags": {$inputs.tags}
  }`;
    expect(await sent(body, { name: 'robin', tags: { a: 'b' } })).toEqual({ ...base, Tags: { a: 'b' } });
  });

  test('missing values are left out of objects and lists, and an object of missing values stays', async () => {
    const body = `payload:
  ${payload.replace('[s-1]', '[s-1, $inputs.name]')}
  IdentityInfo: { FirstName: $inputs.name }
  Tags: { a: $inputs.name, b: c }`;
    expect(await sent(body)).toEqual({ ...base, IdentityInfo: {}, Tags: { b: 'c' } });
  });

  test('a required member that turns out missing fails the step by name', async () => {
    const result = await runDocument(create(`payload:\n  ${payload.replace('robin', '$inputs.name')}`));
    expect(result).toMatchObject({ status: 'FAILED', failedState: 'create', made: [] });
    expect(result.cause).toContain('Username');
  });

  test('so does one in an object of which another member may be missing', async () => {
    const members = `${payload.replace('robin', '$inputs.name')}\n  Tags: $inputs.tags`;
    const result = await runDocument(create(`payload:\n  ${members}`));
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      failedState: 'create',
      made: [],
    });
    expect(result.cause).toContain('Username is required and has no value');
    expect(await sent(`payload:\n  ${members}`, { name: 'robin' })).toEqual(base);
  });

  test('null is sent as null, and texts that look like code as they are', async () => {
    const body = `payload:\n  ${payload}\n  Tags: { a: '{% $states.input %}', b: ' {% x %} ', "c'd": "it's", '__proto__': 'p', e: '{%', f: 'x %}', g: '%}' }`;
    const result = await sent(body);
    expect(Object.entries(Object(Object(result).Tags)).sort()).toEqual([
      ['__proto__', 'p'],
      ['a', '{% $states.input %}'],
      ['b', ' {% x %} '],
      ["c'd", "it's"],
      ['e', '{%'],
      ['f', 'x %}'],
      ['g', '%}'],
    ]);
  });

  test.each([
    ['Usrname: x', 'member-unknown: Usrname'],
    ['Username: 5', 'member-literal-invalid: 5'],
    ['PhoneConfig: { PhoneType: MOBILE }', 'member-literal-invalid: MOBILE'],
    ['PhoneConfig: { AfterContactWorkTimeLimit: -1 }', 'member-literal-invalid: -1'],
    ['PhoneConfig: { AfterContactWorkTimeLimit: 0.5 }', 'member-literal-invalid: 0.5'],
    ['SecurityProfileIds: s-1', 'member-literal-invalid: s-1'],
  ])('%s is an error at its place', (member, expected) => {
    const members = member.startsWith('Username') || member.startsWith('Sec') ? '' : `${payload}\n  `;
    const others = member.startsWith('Username')
      ? 'SecurityProfileIds: [s-1]\n  RoutingProfileId: r-1\n  '
      : member.startsWith('Sec')
        ? 'Username: x\n  RoutingProfileId: r-1\n  '
        : '';
    expect(found(create(`payload:\n  ${members}${others}${member}`))).toContainEqual(expected);
  });

  test('required members that are not given are named', () => {
    const result = found(create('payload: { Username: robin }'));
    expect(result).toHaveLength(1);
    expect(result[0]).toMatch(/^member-required-missing/);
  });
});

describe('replacements', () => {
  test('by JSON Pointer: members, items, and new members', async () => {
    const body = `payload:
  ${payload.replace('[s-1]', '[s-1, s-2]')}
  Tags: { a/b: x }
replacements:
- { target: /Username, value: $inputs.name }
- { target: /SecurityProfileIds/1, value: s-9 }
- { target: /Tags/a~1b, value: y }
- { target: /Tags/new, value: 'n-{$inputs.name}' }`;
    expect(await sent(body, { name: 'kim' })).toEqual({
      ...base,
      Username: 'kim',
      SecurityProfileIds: ['s-1', 's-9'],
      Tags: { 'a/b': 'y', new: 'n-kim' },
    });
  });

  test('one after the other', async () => {
    const body = `payload:
  ${payload}
replacements:
- { target: /Tags, value: { a: x } }
- { target: /Tags/b, value: y }`;
    expect(await sent(body)).toEqual({ ...base, Tags: { a: 'x', b: 'y' } });
  });

  test('by JSONPath, which is of 1.1', async () => {
    const body = `payload:
  ${payload.replace('[s-1]', '[s-1, s-2]')}
replacements:
- { target: '$.SecurityProfileIds[*]', targetSelectorType: jsonpath, value: $inputs.name }`;
    expect(await sent(body, { name: 's-x' }, '1.1.0')).toEqual({ ...base, SecurityProfileIds: ['s-x', 's-x'] });
  });

  test('by JSONPath with a filter', async () => {
    const body = `payload:
  ${payload.replace('[s-1]', '[s-1, s-2]')}
  Tags: { owner: robin, team: $inputs.name }
replacements:
- { target: "$.SecurityProfileIds[?@ == 's-2']", targetSelectorType: jsonpath, value: $inputs.name }`;
    expect(await sent(body, { name: 'kim' }, '1.1.0')).toEqual({
      ...base,
      SecurityProfileIds: ['s-1', 'kim'],
      Tags: { owner: 'robin', team: 'kim' },
    });
    const unknown = body.replace("$.SecurityProfileIds[?@ == 's-2']", "$.Tags[?@ == 'kim']");
    expect(found(create(unknown, '1.1.0'))).toEqual([`replacement-target-unknown: "$.Tags[?@ == 'kim']"`]);
  });

  test.each([
    ["search(@, '^s-[2-9]$')", ['s-1', 'x']],
    ["match(@, '.-1')", ['x', 's-2']],
    ["match(@, '\\\\p{Ll}-\\\\p{Nd}')", ['x', 'x']],
  ])('by JSONPath with a pattern: %s', async (test, ids) => {
    const target = JSON.stringify(`$.SecurityProfileIds[?${test}]`);
    const body = `payload:\n  ${payload.replace('[s-1]', '[s-1, s-2]')}
replacements: [{ target: ${target}, targetSelectorType: jsonpath, value: x }]`;
    expect(await sent(body, {}, '1.1.0')).toEqual({ ...base, SecurityProfileIds: ids });
  });

  test.each(['[', '(?=s)', '\\\\d'])('by JSONPath with a pattern that is no I-Regexp, nothing: %s', (pattern) => {
    const target = JSON.stringify(`$.SecurityProfileIds[?search(@, '${pattern}')]`);
    const body = `payload:\n  ${payload}\nreplacements: [{ target: ${target}, targetSelectorType: jsonpath, value: x }]`;
    expect(found(create(body, '1.1.0'))).toEqual([expect.stringMatching(/^replacement-target-unknown/)]);
  });

  describe('into what only the machine knows', () => {
    const whole = { Username: 'robin', SecurityProfileIds: ['s-1', 's-2'], RoutingProfileId: 'r-1', Tags: { a: 'x' } };
    const into = (replacements: string, payload = '$inputs.whole') =>
      `payload: ${payload}\nreplacements:\n${replacements}`;

    test.each([
      ['a member', '- { target: /Username, value: $inputs.name }', { Username: 'kim' }],
      ['a member under the name that the service gives it', '- { target: /username, value: kim }', { Username: 'kim' }],
      ['an item', '- { target: /SecurityProfileIds/1, value: $inputs.name }', { SecurityProfileIds: ['s-1', 'kim'] }],
      ['what is inside', "- { target: /Tags/new, value: '{$inputs.name}!' }", { Tags: { a: 'x', new: 'kim!' } }],
      ['a member that was not there', '- { target: /HierarchyGroupId, value: h }', { HierarchyGroupId: 'h' }],
      ['an object', '- { target: /Tags, value: { b: $inputs.name } }', { Tags: { b: 'kim' } }],
      [
        'one after the other',
        '- { target: /Tags, value: $inputs.tags }\n- { target: /Tags/n, value: $inputs.name }',
        { Tags: { t: 'y', n: 'kim' } },
      ],
    ])('%s', async (_, replacements, expected) => {
      const input = { whole, name: 'kim', tags: { t: 'y' } };
      expect(await sent(into(replacements), input)).toEqual({ InstanceId: 'i-1', ...whole, ...expected });
    });

    test('by JSONPath, and in an expression that is a part of the payload', async () => {
      const byPath = "- { target: '$.Tags.a', targetSelectorType: jsonpath, value: $inputs.name }";
      const input = { whole, name: 'kim', tags: { a: 'x' } };
      expect(await sent(into(byPath), input, '1.1.0')).toMatchObject({ Tags: { a: 'kim' } });
      const parts = `payload:\n  ${payload}\n  Tags: $inputs.tags\nreplacements:\n${byPath}`;
      expect(await sent(parts, input, '1.1.0')).toEqual({ ...base, Tags: { a: 'kim' } });
    });

    test('a replacement that has no value leaves the member out', async () => {
      const { Tags, ...rest } = whole;
      const without = '- { target: /Tags, value: $inputs.tags }';
      expect(Tags).toBeDefined();
      expect(await sent(into(without), { whole })).toEqual({ InstanceId: 'i-1', ...rest });
    });

    test.each(['/Tags/a/b', '/SecurityProfileIds/7', '/SecurityProfileIds/x', '/IdentityInfo/FirstName'])(
      'a target that is not there fails the step, and names it: %s',
      async (target) => {
        const result = await runDocument(create(into(`- { target: ${target}, value: x }`)), { input: { whole } });
        expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError', made: [] });
        expect(result.cause).toContain(`the payload has nothing at ${target}`);
      },
    );

    test('a secret stays one, and one that is written out is told', () => {
      const secret = into('- { target: /Password, value: $inputs.name }');
      expect(compiled(create(secret)).machine?.secretInputs).toContain('name');
      expect(found(create(into('- { target: /Password, value: hunter2 }')))).toContain('secret-hard-coded: hunter2');
    });

    test('$request reads what is put in, and past it', async () => {
      const text = create(into('- { target: /Tags/a, value: $inputs.name }')).trimEnd();
      const { output } = await runDocument(
        `${text}
    outputs: { changed: '$request.body#/Tags/a', status: $statusCode }
  outputs: { changed: $steps.create.outputs.changed }
`,
        { input: { whole, name: 'kim' } },
      );
      expect(output).toEqual({ changed: 'kim' });
    });
  });

  test('into JSON that is text', async () => {
    const body = `payload: '{ "Username": "robin", "SecurityProfileIds": ["s-1"], "RoutingProfileId": "r-1", "Tags": { "a": "x" } }'
replacements:
- { target: /Tags/a, value: $inputs.name }
- { target: /SecurityProfileIds/0, value: s-2 }`;
    expect(await sent(body, { name: 'kim' })).toEqual({ ...base, SecurityProfileIds: ['s-2'], Tags: { a: 'kim' } });
  });

  test('XPath is refused with a reason, and a target that is not there with what is', () => {
    const body = (target: string) => `payload:\n  ${payload}\nreplacements: [{ target: ${target}, value: x }]`;
    expect(found(create(body('//User/Name')))).toEqual(['not-supported: //User/Name']);
    expect(found(create(body('/Tags/a/b')))).toEqual(['replacement-target-unknown: /Tags/a/b']);
  });
});

describe('parameters', () => {
  const list = (parameters: string) =>
    workflow(`steps:\n- stepId: list\n  operationId: listUsers\n  parameters:\n${parameters}`);

  test('are matched by wire name and place, whatever the case, with a note', async () => {
    const result = await runDocument(
      list('  - { name: instanceid, in: path, value: i-1 }\n  - { name: MaxResults, in: query, value: 3 }'),
    );
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1', MaxResults: 3 });
    expect(result.codes).toContain('member-case');
  });

  test('text becomes what the member is', async () => {
    const result = await runDocument(
      list("  - { name: InstanceId, in: path, value: i-1 }\n  - { name: maxResults, in: query, value: '3' }"),
    );
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1', MaxResults: 3 });
  });

  test('protocol noise is dropped', async () => {
    const result = await runDocument(
      list(
        '  - { name: InstanceId, in: path, value: i-1 }\n  - { name: X-Amz-Target, in: header, value: x }\n  - { name: Content-Type, in: header, value: application/json }',
      ),
    );
    expect(result.made[0]?.arguments).toEqual({ InstanceId: 'i-1' });
  });

  test('the query names of lists and structures', async () => {
    const text = `arazzo: 1.0.1
info: { title: Targets, version: 1.0.0 }
sourceDescriptions: [{ name: elb, url: ./elb.yml, type: openapi, x-aws-service: elasticloadbalancingv2 }]
workflows:
- workflowId: main
  inputs: { type: object, properties: { id: { type: string } } }
  steps:
  - stepId: register
    operationId: registerTargets
    parameters:
    - { name: Action, in: query, value: RegisterTargets }
    - { name: Version, in: query, value: '2015-12-01' }
    - { name: TargetGroupArn, in: query, value: arn:tg }
    - { name: Targets.member.1.Id, in: query, value: $inputs.id }
    - { name: Targets.member.1.Port, in: query, value: '80' }
    - { name: Targets.member.2.Id, in: query, value: second }
`;
    const result = await runDocument(text, { input: { id: 'first' } });
    expect(result.made[0]?.arguments).toEqual({
      TargetGroupArn: 'arn:tg',
      Targets: [{ Id: 'first', Port: 80 }, { Id: 'second' }],
    });
  });
});

/** The codes of what is found in a document. */
function codes(text: string): (string | undefined)[] {
  return found(text).map((each) => each.split(':')[0]);
}

describe('a member that is given twice', () => {
  const twice = (parameter: string, inPayload: string, more = '') =>
    workflow(`
inputs: { type: object, required: [a, b], properties: { a: { type: string }, b: { type: string }, whole: { type: object } } }
steps:
- stepId: create
  operationId: createUser
  parameters: [{ name: InstanceId, in: path, value: ${parameter} }]
  requestBody:
    payload:
      InstanceId: ${inPayload}
      Username: robin
      SecurityProfileIds: [s-1]
      RoutingProfileId: r-1${more}`);

  test.each([
    ['i-1', 'i-1', 'i-1'],
    ['$inputs.a', '$inputs.a', 'x'],
    ["'i-{$inputs.a}'", "'i-{$inputs.a}'", 'i-x'],
  ])('with the same value is sent once: %s, %s', async (one, other, expected) => {
    const { made } = await runDocument(twice(one, other), { input: { a: 'x', b: 'y' } });
    expect(made[0]?.arguments).toEqual({ ...base, InstanceId: expected });
    expect(compiled(twice(one, other)).diagnostics).toEqual([]);
  });

  test('with two literals is an error that shows both places', () => {
    const text = twice('i-1', 'i-2');
    const [error, ...others] = compile({ name: 'test.yml', text }).diagnostics;
    expect([error?.code, error?.severity, others]).toEqual(['member-set-twice', 'error', []]);
    const shown = [error?.place, error?.related?.[0]?.place].map((place) =>
      text.slice(place?.range.start, place?.range.end),
    );
    expect(shown).toEqual(['InstanceId', '{ name: InstanceId, in: path, value: i-1 }']);
  });

  test.each([
    ['$inputs.a', '$inputs.b', 'x'],
    ['i-1', '$inputs.b', 'i-1'],
    ['$inputs.a', 'i-2', 'x'],
  ])('with what may differ is a warning, and the parameter wins: %s, %s', async (one, other, expected) => {
    const { made } = await runDocument(twice(one, other), { input: { a: 'x', b: 'y' } });
    expect(made[0]?.arguments).toEqual({ ...base, InstanceId: expected });
    const [warning, ...others] = compiled(twice(one, other)).diagnostics;
    expect([warning?.code, warning?.severity, others]).toEqual(['member-overridden', 'warning', []]);
    expect(warning?.related).toHaveLength(1);
  });

  test('by two keys, too', async () => {
    const same = twice('i-1', 'i-1', '\n      username: robin');
    const { made } = await runDocument(same, { input: { a: 'x', b: 'y' } });
    expect(made[0]?.arguments).toEqual(base);
    expect(codes(twice('i-1', 'i-1', '\n      username: kim'))).toContain('member-set-twice');
    expect(codes(twice('i-1', 'i-1', '\n      IdentityInfo: { FirstName: A, firstName: $inputs.a }'))).toContain(
      'member-overridden',
    );
  });

  test('by a payload that is one expression is what the parameter says', async () => {
    const whole = { InstanceId: 'i-2', Username: 'robin', SecurityProfileIds: ['s-1'], RoutingProfileId: 'r-1' };
    const result = await runDocument(create('payload: $inputs.whole'), { input: { whole } });
    expect(result.made[0]?.arguments).toEqual({ ...whole, InstanceId: 'i-1' });
  });
});

describe('several mistakes in a call', () => {
  const call = (parameters: string, payload: string) =>
    workflow(`
steps:
- stepId: create
  operationId: createUser
  parameters: [${parameters}]
  requestBody: { payload: ${payload} }`);

  test('are each told', () => {
    expect(
      codes(call('{ name: Bogus, in: query, value: 1 }', '{ Username: 5, SecurityProfileIds: [s-1] }')).sort(),
    ).toEqual(['member-literal-invalid', 'member-required-missing', 'member-required-missing', 'member-unknown']);
  });

  test('bring no second one: a name that is nearly right, or has a wrong value, is not missing as well', () => {
    const payload = '{ Usernam: robin, SecurityProfileIds: s-1, RoutingProfileId: r-1 }';
    expect(codes(call('{ name: InstanceIdd, in: path, value: i-1 }', payload)).sort()).toEqual([
      'member-literal-invalid',
      'member-unknown',
      'member-unknown',
    ]);
  });
});

test('a step whose operation is not there brings no second mistake about what follows its call', () => {
  const text = workflow(`
steps:
- stepId: a
  operationId: describeUsr
  successCriteria: [{ condition: $statusCode == 200 }, { condition: $response.body#/User/Id == 'x' }]
  outputs: { status: $statusCode, method: $method, all: $response.body }
  onFailure: [{ name: gone, type: end, criteria: [{ condition: $statusCode == 404 }] }]
outputs: { status: $steps.a.outputs.status }`);
  expect(codes(text)).toEqual(['operation-unknown']);
});
