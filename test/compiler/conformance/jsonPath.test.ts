import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { query } from 'json-p3';
import type { Json } from '../../../local/index.ts';
import { answers, found, look, runDocument, workflow } from '../../support/runDocument.ts';
import { holdEach, holds } from './support.ts';

const directory = answers({
  User: {
    Id: 'u-1',
    RoutingProfileId: 'r-1',
    SecurityProfileIds: ['s-1', 's-2'],
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 30 },
    Tags: { team: 'north', 'a b': 'blank' },
  },
});

/** Whether a criterion of type jsonpath holds for the answer above. */
function finds(condition: string): Promise<boolean> {
  return holds({ condition, type: 'jsonpath', context: '$response.body' }, { answers: { describeUser: directory } });
}

describe('a jsonpath criterion holds where the query finds a node', () => {
  test.each([
    ['$.User', true],
    ['$.User.Id', true],
    ["$['User']['Id']", true],
    ['$.User.SecurityProfileIds[0]', true],
    ['$.User.SecurityProfileIds[-1]', true],
    ['$.User.SecurityProfileIds[2]', false],
    ['$.User.SecurityProfileIds[*]', true],
    ['$.User.SecurityProfileIds[0:1]', true],
    ['$.User.SecurityProfileIds[5:]', false],
    ['$.User.HierarchyGroupId', false],
    ['$.User.Tags.team', true],
    ["$.User.Tags['a b']", true],
    ['$.User.Tags.none', false],
    ['$.User.Tags.*', true],
    ['$..AfterContactWorkTimeLimit', true],
    ["$.User[?@ == 'r-1']", true],
    ["$.User.SecurityProfileIds[?@ == 's-2']", true],
    ["$.User.SecurityProfileIds[?@ == 'S-2']", false],
    ['$.User[?@.AfterContactWorkTimeLimit > 29]', true],
    ['$.User[?@.AfterContactWorkTimeLimit > 30]', false],
    ["$.User[?@.Id == 'u-1']", false],
    ["$[?@.RoutingProfileId == 'r-1']", true],
    ["$[?@.RoutingProfileId == 'r-2']", false],
    ['$[?count(@.SecurityProfileIds[*]) == 2]', true],
    ["$[?length(@.Id) == 3 && @.PhoneConfig.PhoneType == 'SOFT_PHONE']", true],
    ["$[?match(@.Id, 'u-[0-9]')]", true],
    ["$[?match(@.Id, 'u')]", false],
    ["$[?match(@.SecurityProfileIds, '.*')]", false],
    ["$[?search(@.Id, '[0-9]')]", true],
  ])('%s: %p', async (condition, expected) => {
    expect(await finds(condition)).toBe(expected);
  });

  test('a filter at the root of an object looks at the object itself, too, as the example of the specification does', async () => {
    const criterion = { condition: "$[?@.Id == 'u-1']", type: 'jsonpath' as const, context: '$response.body#/User' };
    expect(await holds(criterion, { answers: { describeUser: directory } })).toBe(true);
  });

  test('names of members are those of the service, whatever Step Functions calls them', async () => {
    const text = `arazzo: 1.0.1
info: { title: Databases, version: 1.0.0 }
sourceDescriptions: [{ name: rds, url: ./rds.yml, type: openapi, x-aws-service: rds }]
workflows:
- workflowId: main
  steps:
  - stepId: read
    operationId: describeDBInstances
    successCriteria:
    - { context: $response.body, type: jsonpath, condition: "$.DBInstances[?@.DBInstanceStatus == 'available']" }
    outputs: { id: $response.body#/DBInstances/0/DBInstanceIdentifier }
  outputs: { id: $steps.read.outputs.id }
`;
    const answer = answers({ DbInstances: [{ DbInstanceIdentifier: 'db-1', DbInstanceStatus: 'available' }] });
    expect(await runDocument(text, { answers: { describeDBInstances: answer } })).toMatchObject({
      status: 'SUCCEEDED',
      output: { id: 'db-1' },
    });
  });

  test.each([
    ['$[?count(@.pets) == 1]', [{ pets: ['x', 'y'] }], true],
    ['$[?count(@.pets) > 0]', [{ pets: [] }], true],
    ['$[?count(@.pets) > 0]', [{ none: [] }], false],
    ["$[?@['0'] == 5]", [[5, 6]], false],
    ["$[?@['0'] == 5]", [{ 0: 5 }], true],
    ['$[?@.a == 1]', { a: 1 }, false],
    ["$[?match(@, 'a.b')]", ['a\u{10101}b'], true],
    ["$[?match(@, '.')]", ['\u2028'], true],
    ["$[?match(@, '.')]", ['\r'], false],
    ["$[?match(@, 'a\\\\\\\\.c')]", ['a\\\u2028c'], true],
    ["$[?match(@, 'a\\\\[.c')]", ['a[\u2028c'], true],
    ["$[?match(@, '\\\\p{Lu}')]", ['Ж'], true],
    ["$[?match(@, '\\\\P{Lu}')]", ['Ж'], false],
    ["$[?search(@, '[\u{1F600}-\u{1F64F}]')]", ['so \u{1F603}'], true],
    ['$[?match(@, 1)]', ['1'], false],
  ])('%s over %j: %p, as RFC 9535 says', async (condition, d, expected) => {
    expect(await holds({ condition, type: 'jsonpath', context: '$inputs.d', input: { d } })).toBe(expected);
  });

  test.each([
    ['$.User.RoutingProfilId', 'response-pointer-unknown: RoutingProfilId'],
    ['$.User[', 'jsonpath-syntax: ['],
    ['$.User[?@.Id = 1]', 'jsonpath-syntax: ='],
    ['$.User[?lenght(@.Id) == 1]', 'jsonpath-syntax: lenght'],
    [' $.User', 'jsonpath-syntax:  '],
    ['$.User ', 'jsonpath-syntax:  '],
    ['$[?match(@.Id, $.User.Id)]', 'not-supported: match(@.Id, $.User.Id)'],
  ])('%s is an error at its place', (condition, expected) => {
    const text = workflow(
      `steps:\n${look('look', `successCriteria: [${JSON.stringify({ condition, type: 'jsonpath', context: '$response.body' })}]`)}`,
    );
    expect(found(text)).toEqual([expected]);
  });
});

const names = ['a', 'b', 'c'];
const scalar = fc.constantFrom<Json>(null, true, false, 0, 1, 2, -1.5, '', 'a', 'ab', 'B', '1');
const { data } = fc.letrec<{ data: Json }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('data'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const bound = fc.option(fc.integer({ min: -3, max: 3 }), { nil: '' });
const slice = fc
  .tuple(bound, bound, fc.constantFrom('', ':2', ':-1', ':-2', ':1', ':0'))
  .map(([a, b, c]) => `${a}:${b}${c}`);
const name = fc.constantFrom(...names);
const index = fc.integer({ min: -2, max: 2 });
const singular = fc
  .array(
    fc.oneof(
      name.map((each) => `.${each}`),
      index.map((each) => `[${each}]`),
    ),
    { maxLength: 2 },
  )
  .map((segments) => segments.join(''));
const literal = scalar.map((value) => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value)));
const plural = fc.constantFrom('[*]', '.*', '..a', '[0:2]', "['a','b']", '[?@.a]');
const value = fc.oneof(
  singular.map((path) => `@${path}`),
  singular.map((path) => `$${path}`),
  literal,
  singular.map((path) => `length(@${path})`),
  fc.tuple(singular, plural).map((parts) => `count(@${parts.join('')})`),
  fc.tuple(singular, plural).map((parts) => `value(@${parts.join('')})`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(value, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), value).map((parts) => parts.join(' ')),
    fc.tuple(fc.constantFrom('@', '$'), singular, fc.option(plural, { nil: '' })).map((parts) => parts.join('')),
    // Its `match` takes lists for texts, so only `search` is compared.
    fc.tuple(singular, fc.constantFrom('b', 'a.', '[aB]')).map(([path, pattern]) => `search(@${path}, '${pattern}')`),
    tie('condition').map((inner) => `!(${inner})`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) && (${b})`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) || (${b})`),
  ),
}));
const selector = fc.oneof(
  name.map((each) => `'${each}'`),
  index.map(String),
  fc.constant('*'),
  slice,
  condition.map((each) => `?${each}`),
);
const segment = fc.oneof(
  { weight: 3, arbitrary: name.map((each) => `.${each}`) },
  { weight: 4, arbitrary: selector.map((each) => `[${each}]`) },
  { weight: 1, arbitrary: fc.tuple(selector, selector).map((pair) => `[${pair.join(', ')}]`) },
  { weight: 1, arbitrary: name.map((each) => `..${each}`) },
  { weight: 1, arbitrary: selector.map((each) => `..[${each}]`) },
  { weight: 1, arbitrary: fc.constant('.*') },
);
const jsonPath = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `$${segments.join('')}`);

/** The nodes that an independent implementation of RFC 9535 finds. */
function nodesOf(path: string, value: Json): readonly unknown[] {
  return query(path, JSON.parse(JSON.stringify(value))).values();
}

describe('laws', () => {
  test('a criterion holds where an independent implementation finds a node, for any query on any data', () =>
    fc.assert(
      fc.asyncProperty(
        // A filter at the root of an object has a second reading in criteria: see above.
        fc.array(
          fc.tuple(
            jsonPath,
            data.map((inner): Json => [inner]),
          ),
          { minLength: 10, maxLength: 10 },
        ),
        async (all) => {
          const asked = all.map(([path, value]) => ({
            condition: path,
            type: 'jsonpath' as const,
            context: '$inputs.data',
            input: { data: value },
          }));
          expect(await holdEach(asked)).toEqual(all.map(([path, value]) => nodesOf(path, value).length > 0));
        },
      ),
      { numRuns: 12 },
    ));

  test('a selector of 1.1 gives the nodes that an independent implementation finds, in their order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(jsonPath, data), { minLength: 10, maxLength: 10 }), async (all) => {
        const outputs = all.map(([path], at) => [
          `o${at}`,
          { context: `$inputs.d${at}`, selector: path, type: 'jsonpath' },
        ]);
        const inputs = Object.fromEntries(all.map((_, at) => [`d${at}`, {}]));
        const text = workflow(
          `inputs: ${JSON.stringify({ type: 'object', properties: inputs })}
steps:
${look('look')}
outputs: ${JSON.stringify(Object.fromEntries(outputs))}`,
          { version: '1.1.0' },
        );
        const input = Object.fromEntries(all.map(([, value], at) => [`d${at}`, value]));
        const { output, cause } = await runDocument(text, { input });
        if (output === undefined) throw new Error(cause);
        const expected = all.map(([path, value], at) => [`o${at}`, selected(path, value)]);
        expect(output).toEqual(Object.fromEntries(expected.filter(([, nodes]) => nodes !== undefined)));
      }),
      { numRuns: 12 },
    ));

  test('so does one over an answer whose shape is known, where plain paths of JSONata serve', () => {
    const some: { requiredKeys: []; noNullPrototype: true } = { requiredKeys: [], noNullPrototype: true };
    const tag = fc.record({ Key: fc.constantFrom('a', 'b'), Value: fc.constantFrom('x', '') }, some);
    const state = fc.record({ Name: fc.constantFrom('running', 'stopped'), Code: fc.nat(3) }, some);
    const instance = fc.record(
      { InstanceId: fc.constantFrom('i-1', 'i-2'), State: state, Tags: fc.array(tag, { maxLength: 2 }) },
      some,
    );
    const reservation = fc.record(
      { ReservationId: fc.constantFrom('r-1'), Instances: fc.array(instance, { maxLength: 2 }) },
      some,
    );
    const body = fc.record({ Reservations: fc.array(reservation, { maxLength: 3 }) }, some);
    const part = fc.constantFrom('[*]', '[*]', '[0]', '[-1]', '[1:]', '[::-1]');
    const ofReservations = fc.constantFrom(
      "[?@.ReservationId == 'r-1']",
      '[?@.Instances]',
      "[?@.Instances[0].State.Name == 'running']",
      '[?@.Instances[*].Tags[*]]',
      '[?count(@.Instances[*]) == 2]',
    );
    const ofInstances = fc.constantFrom(
      "[?@.InstanceId == 'i-1']",
      "[?@.State.Name != 'running' && @.InstanceId]",
      '[?@.State.Code <= 1]',
      "[?@.Tags[?@.Key == 'a']]",
      '[?!@.Tags]',
      '[?length(@.Tags) == 1]',
      "[?search(@.InstanceId, '1')]",
      '[?@.Tags[*].Key]',
    );
    const ofTags = fc.constantFrom("[?@.Key == 'a']", "[?@.Value == '']");
    const instances = fc
      .tuple(fc.oneof(part, ofReservations), fc.oneof(part, ofInstances))
      .map(([a, b]) => `$.Reservations${a}.Instances${b}`);
    const paths = fc.oneof(
      fc.tuple(instances, fc.constantFrom('', '.InstanceId', '.State', '.State.Name', '.Tags', '.State.*', '..Name')),
      fc.tuple(
        instances,
        fc.oneof(part, ofTags).map((each) => `.Tags${each}`),
        fc.constantFrom('', '.Key', '.Value'),
      ),
      fc.tuple(fc.constantFrom('$..InstanceId', '$..Tags[*].Key', '$.Reservations', "$.Reservations[*]['Instances']")),
    );
    return fc.assert(
      fc.asyncProperty(
        fc.array(
          paths.map((parts) => parts.join('')),
          { minLength: 10, maxLength: 10 },
        ),
        body,
        async (all, data) => {
          const value: Json = JSON.parse(JSON.stringify(data));
          const outputs = all.map((selector, at) => [
            `o${at}`,
            { context: '$response.body', selector, type: 'jsonpath' },
          ]);
          const text = `arazzo: 1.1.0
info: { title: Instances, version: 1.0.0 }
sourceDescriptions: [{ name: ec2, url: ./ec2.yml, type: openapi, x-aws-service: ec2 }]
workflows:
- workflowId: main
  steps:
  - { stepId: find, operationId: describeInstances, outputs: ${JSON.stringify(Object.fromEntries(outputs))} }
  outputs: ${JSON.stringify(Object.fromEntries(all.map((_, at) => [`o${at}`, `$steps.find.outputs.o${at}`])))}
`;
          const { output, cause } = await runDocument(text, { answers: { describeInstances: answers(value) } });
          if (output === undefined) throw new Error(cause);
          const expected = all.map((path, at) => [`o${at}`, selected(path, value)]);
          expect(output).toEqual(Object.fromEntries(expected.filter(([, nodes]) => nodes !== undefined)));
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** A query that can find one node only gives that node; any other a list. */
function selected(path: string, value: Json): unknown {
  const nodes = nodesOf(path, value);
  return /^\$(?:\.[A-Za-z]+|\['[a-z]'\]|\[-?\d+\])*$/.test(path) ? nodes[0] : nodes;
}
