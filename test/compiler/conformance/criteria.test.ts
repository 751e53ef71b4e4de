import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answers, compiled, found, look, runDocument, workflow } from '../../support/runDocument.ts';
import { holdEach, holds } from './support.ts';

describe('a criterion of type regex', () => {
  test.each([
    ['^rob', 'robin', true],
    ['bin$', 'robin', true],
    ['ob', 'robin', true],
    ['^ob', 'robin', false],
    ['^R', 'robin', false],
    ['(?i)^R', 'robin', true],
    ['^[a-z]{5}$', 'robin', true],
    ['^(a|r)(?:o|b)+', 'robin', true],
    ['a/b', 'a/b', true],
    ['^[(]x[)]$', '(x)', true],
    ['\\(x\\)', '(x)', true],
    ['[\\]]', ']', true],
    ['^\\d+\\.\\d$', '12.5', true],
    ['', 'anything', true],
    ['^4[0-9]{2}$', 404, true],
    ['^true$', true, true],
    ['"b":1', { b: 1 }, true],
  ])('%s on %j: %p', async (condition, value, expected) => {
    expect(await holds({ condition, type: 'regex', context: '$inputs.a', input: { a: value } })).toBe(expected);
  });

  test('looks at the answer', async () => {
    const criterion = { condition: '^r-', type: 'regex' as const, context: '$response.body#/User/RoutingProfileId' };
    const around = (id: string) => ({ answers: { describeUser: answers({ User: { RoutingProfileId: id } }) } });
    expect(await holds(criterion, around('r-1'))).toBe(true);
    expect(await holds(criterion, around('x-1'))).toBe(false);
  });

  test('matches what RegExp matches, brackets and slashes in any place', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '[ab]',
      '[^a]',
      '[(/]',
      '(a|b)',
      '(?:a)',
      '\\(',
      '\\/',
      '/',
      'a?',
      'b*',
      '\\\\',
      '[[]',
    );
    const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '(', ')', '/', '\\', '[', '1'), maxLength: 5 });
    return fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(pattern, text), { minLength: 15, maxLength: 15 }), async (all) => {
        const asked = all.map(([condition, value]) => ({
          condition,
          type: 'regex' as const,
          context: '$inputs.a',
          input: { a: value },
        }));
        expect(await holdEach(asked)).toEqual(all.map(([condition, value]) => new RegExp(condition).test(value)));
      }),
      { numRuns: 10 },
    );
  });
});

/** The document with one success criterion. */
function checked(criterion: object): string {
  return workflow(`
inputs: { type: object, properties: { a: {} } }
steps:
${look('look', `successCriteria: [${JSON.stringify(criterion)}]`)}`);
}

describe('what a criterion can be', () => {
  test('several are all to hold', async () => {
    const text = workflow(`
steps:
${look(
  'look',
  `successCriteria:
- condition: $statusCode == 200
- { condition: $.User.Id, type: jsonpath, context: $response.body }
- { condition: ^u, type: regex, context: $response.body#/User/Id }
- condition: $response.body#/User/Username != 'nobody'`,
)}`);
    const run = (id: string, name: string) =>
      runDocument(text, { answers: { describeUser: answers({ User: { Id: id, Username: name } }) } });
    expect((await run('u-1', 'robin')).status).toBe('SUCCEEDED');
    const one = await run('x-1', 'robin');
    expect(one).toMatchObject({ status: 'FAILED', error: 'Arazzo.CriteriaNotMet', failedState: 'look failed' });
    expect(one.cause).toMatch(/^look: \^u does not hold/);
    const two = await run('x-1', 'Nobody');
    expect(two.cause).toMatch(/\^u does not hold.*; .*'nobody' does not hold/);
  });

  test('xpath is refused with a reason', () => {
    expect(found(checked({ condition: '//User', type: 'xpath', context: '$response.body' }))).toEqual([
      'not-supported: "xpath"',
    ]);
    const version = { type: 'xpath', version: 'xpath-30' };
    expect(found(checked({ condition: '//User', type: version, context: '$response.body' }))).toHaveLength(1);
  });

  test.each([[{ condition: '^x', type: 'regex' }], [{ condition: '$.x', type: 'jsonpath' }]])(
    'one without a context is an error: %j',
    (criterion) => {
      expect(found(checked(criterion))).toHaveLength(1);
    },
  );

  test('a pattern that is none is an error at its place', () => {
    expect(found(checked({ condition: '(', type: 'regex', context: '$inputs.a' }))).toEqual([
      'pattern-not-supported: "("',
    ]);
  });

  test('one that can never hold is an error, since the step could never succeed', () => {
    expect(found(checked({ condition: "'a' == 'b'" }))).toEqual(["criterion-never-holds: \"'a' == 'b'\""]);
  });

  test('one that always holds costs no state', async () => {
    for (const condition of ['$statusCode == 200', '$statusCode < 300', "'a' == 'A'", 'true']) {
      const { states } = await runDocument(checked({ condition }));
      expect(states).toEqual(['Check inputs', 'look', 'main succeeded']);
    }
  });
});

describe('comparisons as people write them under type jsonpath', () => {
  const body = answers({
    User: { Id: 'u-1', Username: 'Robin', SecurityProfileIds: ['s-1', 's-2'], Tags: {}, IdentityInfo: { Email: '' } },
  });
  const asked = (condition: string) =>
    holds(
      { condition, type: 'jsonpath', context: '$response.body', input: { id: 'u-1', other: 'u-2', arn: 's-2' } },
      { answers: { describeUser: body } },
    );

  test.each([
    ['$.User.Id == $inputs.id', true],
    ['$.User.Id == "u-1"', true],
    ["$.User.Id == 'U-1'", false],
    ['$.User.Id != $inputs.other', true],
    ['$.User.SecurityProfileIds.length > 0', true],
    ['$.User.SecurityProfileIds.length == 2', true],
    ['$.User.SecurityProfileIds.length() >= 2', true],
    ['length($.User.SecurityProfileIds) == 2', true],
    ["$.User.SecurityProfileIds[0] == 's-1'", true],
    ["$.User.SecurityProfileIds[-1] == 's-2'", true],
    ['$.User.SecurityProfileIds contains "s-1"', true],
    ['$.User.SecurityProfileIds contains "s-3"', false],
    ['$.User.SecurityProfileIds contains $inputs.arn', true],
    ['$.User.Username contains "obi"', true],
    ['$.User.Username contains "OBI"', false],
    ['$.User.Tags empty true', true],
    ['$.User.Tags == {}', true],
    ['$.User.SecurityProfileIds empty false', true],
    ['$.User.SecurityProfileIds != []', true],
    ['$.User.HierarchyGroupId == null', true],
    ['$.User.HierarchyGroupId != null', false],
    ['$.User.Id != null', true],
    ['$.User.HierarchyGroupId == $inputs.id', false],
    ["$.User.Id == 'u-1' && $.User.Username == 'Robin'", true],
    ["$.User.Id == 'u-2' || $.User.Username == 'Robin'", true],
    ["!($.User.Id == 'u-2')", true],
    ['$.User.SecurityProfileIds[?@ == "$inputs.arn"].length > 0', true],
    ['$.User.SecurityProfileIds[?(@ == "{$inputs.id}")].length > 0', false],
    ['$statusCode == 200', true],
  ])('%s: %p', async (condition, expected) => {
    expect(await asked(condition)).toBe(expected);
  });

  test('each with a note that it is not what the specification says', () => {
    const text = checked({ condition: "$.User.Id == 'u-1'", type: 'jsonpath', context: '$response.body' });
    expect(found(text)).toEqual(['condition-not-jsonpath: "$.User.Id == \'u-1\'"']);
  });

  test('which is told once in a document, with how many more there are', () => {
    const text = workflow(`
steps:
${['a', 'b', 'c'].map((id) => look(id, 'successCriteria: [{ condition: $.User != null, type: jsonpath, context: $response.body }]')).join('\n')}`);
    const { diagnostics } = compiled(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['condition-not-jsonpath']);
    expect(diagnostics[0]?.message).toContain('as are 2 more here');
  });

  test('lists of structures: a filter with quoted expressions, then a member', async () => {
    const text = workflow(`
inputs: { type: object, properties: { id: { type: string } } }
steps:
- stepId: list
  operationId: listUsers
  parameters: [{ name: InstanceId, in: path, value: i-1 }]
  successCriteria:
  - context: $response.body
    type: jsonpath
    condition: $.UserSummaryList[?(@.Id == "$inputs.id")].Username contains "robin"`);
    const list = [
      { Id: 'u-1', Username: 'robin' },
      { Id: 'u-2', Username: 'kim' },
    ];
    const run = (id: string) =>
      runDocument(text, { input: { id }, answers: { listUsers: answers({ UserSummaryList: list }) } });
    expect((await run('u-1')).status).toBe('SUCCEEDED');
    expect((await run('u-2')).status).toBe('FAILED');
    expect((await run('u-3')).status).toBe('FAILED');
  });
});
