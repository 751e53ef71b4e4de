import { describe, expect, test } from '@jest/globals';
import { largeDocument } from '../../../bench/largeDocument.ts';
import { compile } from '../../../compiler/index.ts';
import { look, workflow } from '../../support/runDocument.ts';

/** The codes of the errors of a document, each once. */
function errors(text: string): readonly string[] {
  const { diagnostics } = compile({ name: 'hostile.yml', text });
  return [...new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

const head = `arazzo: 1.1.0
info: { title: Hostile, version: 1.0.0 }
sourceDescriptions: [{ name: connect, url: ./amazon-connect-openapi.yml, type: openapi }]
workflows:
`;
const last = (id: string, fields = '') =>
  `- workflowId: ${id}\n  steps:\n${look('x', fields).replaceAll(/^/gm, '  ')}\n`;

/** Workflows `w0` to `w<count>`, each made of the one behind it. */
function chain(count: number, make: (next: string) => string, end = ''): string {
  const made = Array.from({ length: count }, (_, at) => `- workflowId: w${at}\n${make(`w${at + 1}`)}\n`);
  return `${head}${made.join('')}${last(`w${count}`, end)}`;
}

describe('a document of many steps', () => {
  test('1,000 compile; of 5,000 it is said that they are too many', () => {
    const small = compile({ name: 'large.yml', text: largeDocument(1000) });
    expect(small.diagnostics).toEqual([]);
    expect(small.machines[0]?.figures.transitions).toBe(1002);
    // The definition is larger than Step Functions takes.
    const large = compile({ name: 'large.yml', text: largeDocument(5000) });
    expect(large.diagnostics.map(({ code }) => code)).toEqual(['history-long', 'definition-too-large']);
    expect(large.machines).toEqual([]);
  });

  test.each([
    [
      'each goes back to the one before it',
      (at: number) => `onFailure: [{ name: back, type: goto, stepId: s${at - 1} }]`,
    ],
    ['each goes back to the first one', () => 'onFailure: [{ name: restart, type: goto, stepId: s0 }]'],
    [
      'each is retried by way of the one before it',
      (at: number) => `onFailure: [{ name: r, type: retry, stepId: s${at - 1} }]`,
    ],
  ])('%s', (_, fields) => {
    const steps = Array.from({ length: 1000 }, (_, at) => look(`s${at}`, at === 0 ? '' : fields(at)));
    expect(errors(workflow(`steps:\n${steps.join('\n')}`))).toEqual(['definition-too-large']);
  });

  test('1,000 criteria, or 1,000 actions, of one step, with as many inputs; both together are too many', () => {
    const many = <Item>(make: (at: number) => Item): readonly Item[] =>
      Array.from({ length: 1000 }, (_, at) => make(at));
    const criteria = many((at) => ({ condition: `$response.body#/User/Id != '${at}'` }));
    const actions = many((at) => ({ name: `a${at}`, type: 'end', criteria: [{ condition: `$inputs.i${at} == 1` }] }));
    const properties = Object.fromEntries(many((at) => [`i${at}`, { type: 'integer', minimum: at }]));
    const text = workflow(`
inputs: ${JSON.stringify({ type: 'object', properties })}
steps:
${look('a', `successCriteria: ${JSON.stringify(criteria)}\nonSuccess: ${JSON.stringify(actions)}`)}`);
    expect(errors(text)).toEqual(['definition-too-large']);
    expect(errors(text.replace(/onSuccess: .*/, ''))).toEqual([]);
    expect(errors(text.replace(/successCriteria: .*/, ''))).toEqual([]);
  });

  test('2,000 workflows that each name another one that is not there', () => {
    const one = (at: number) =>
      `- workflowId: wf${at}\n  dependsOn: [wg${at}]\n  steps:\n${look('x').replaceAll(/^/gm, '  ')}\n`;
    expect(errors(`${head}${Array.from({ length: 2000 }, (_, at) => one(at)).join('')}`)).toEqual([
      'reference-unknown',
    ]);
  });

  test('a condition of 3,000 operands', () => {
    const condition = Array.from({ length: 3000 }, (_, at) => `$response.body#/User/Id != '${at}'`).join(' && ');
    expect(errors(workflow(`steps:\n${look('a', `successCriteria: [{ condition: "${condition}" }]`)}`))).toEqual([]);
  });
});

describe('workflows that would be in the machine more often than there is room for', () => {
  test.each<[string, string]>([
    [
      'workflows that call the next one twice',
      chain(20, (next) => `  steps: [{ stepId: a, workflowId: ${next} }, { stepId: b, workflowId: ${next} }]`),
    ],
    [
      'workflows that depend on the next one twice',
      chain(20, (next) => `  dependsOn: [${next}]\n  steps: [{ stepId: b, workflowId: ${next} }]`),
    ],
    [
      'actions that go to the next workflow twice',
      chain(20, (next) =>
        look(
          'x',
          `onSuccess: [{ name: p, type: goto, workflowId: ${next}, criteria: [{ condition: $response.body#/User/Id == 'x' }] }, { name: q, type: goto, workflowId: ${next} }]`,
        )
          .replace(/^/, 'steps:\n')
          .replaceAll(/^/gm, '  '),
      ),
    ],
  ])('stand in it once: %s', (_, text) => {
    const { machines, diagnostics } = compile({ name: 'hostile.yml', text }, { workflow: 'w0' });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(machines[0]?.figures.states).toBeLessThan(100);
  });
});

describe('a document that would grow without end is an error', () => {
  test.each<[string, string, string]>([
    [
      'workflows that call each other to any depth',
      chain(300, (next) => `  steps: [{ stepId: a, workflowId: ${next} }]`),
      'definition-too-large',
    ],
    [
      'outputs that double what a called workflow gave',
      chain(
        30,
        (next) =>
          `  steps: [{ stepId: a, workflowId: ${next}, outputs: { o: '{$outputs.o}{$outputs.o}' } }]\n  outputs: { o: $steps.a.outputs.o }`,
        'outputs: { o: $response.body#/User/Id }',
      ).replace(/\n$/, '\n  outputs: { o: $steps.x.outputs.o }\n'),
      'definition-too-large',
    ],
    [
      'values of components that double each other',
      `${workflow('steps: [{ stepId: a, operationId: listUsers, parameters: [{ name: InstanceId, in: path, value: $components.parameters.p0 }] }]')}
components: { parameters: { ${Array.from({ length: 30 }, (_, at) => `p${at}: { name: a, in: query, value: '{$components.parameters.p${at + 1}}{$components.parameters.p${at + 1}}' }`).join(', ')}, p30: { name: a, in: query, value: x } } }`,
      'definition-too-large',
    ],
    [
      'schemas that refer to the next one twice',
      `${workflow(`inputs: { $ref: '#/components/inputs/s0' }\nsteps:\n${look('a')}`)}
components: { inputs: { ${Array.from({ length: 30 }, (_, at) => `s${at}: { type: object, properties: { x: { $ref: '#/components/inputs/s${at + 1}' }, y: { $ref: '#/components/inputs/s${at + 1}' } } }`).join(', ')}, s30: {} } }`,
      'schema-recursive',
    ],
    [
      'schemas that stand for one another by aliases',
      workflow(`
x-schemas:
- &s0 { type: object, properties: { x: { type: string } } }
${Array.from({ length: 20 }, (_, at) => `- &s${at + 1} { type: object, properties: { x: *s${at}, y: *s${at} } }`).join('\n')}
inputs: *s20
steps:
${look('a')}`),
      'document-limit',
    ],
    [
      'schemas that are one another',
      `${workflow(`inputs: { $ref: '#/components/inputs/a' }\nsteps:\n${look('a')}`)}
components: { inputs: { a: { $ref: '#/components/inputs/b' }, b: { $ref: '#/components/inputs/a' } } }`,
      'schema-recursive',
    ],
  ])('%s', (_, text, code) => {
    expect(errors(text)).toEqual([code]);
  });
});

describe('an expression that leads back to itself is an error', () => {
  test.each([
    ['parameters: [{ name: InstanceId, in: path, value: $request.path.InstanceId }]'],
    [
      'parameters: [{ name: InstanceId, in: path, value: i }, { name: nextToken, in: query, value: $request.query.nextToken }]',
    ],
    ['parameters: [{ name: InstanceId, in: path, value: $components.parameters.self }]'],
  ])('%s', (parameters) => {
    const text = `${workflow(`steps: [{ stepId: a, operationId: listUsers, ${parameters} }]`)}
components: { parameters: { self: { name: a, in: query, value: $components.parameters.self } } }`;
    expect(errors(text)).toEqual(['expression-not-here']);
  });

  test('a payload that holds itself', () => {
    const text = workflow(`
steps:
- stepId: a
  operationId: searchUsers
  requestBody: { payload: { InstanceId: i-1, SearchCriteria: $request.body } }`);
    expect(errors(text)).toEqual(['expression-not-here']);
  });

  test('outputs that read each other have no value', () => {
    const text = workflow(`
steps:
${look('a', 'outputs: { a: $steps.a.outputs.b, b: $steps.a.outputs.a }')}
outputs: { a: $steps.a.outputs.a }`);
    expect(errors(text)).toEqual([]);
  });
});

describe('an expression that is too deep is an error', () => {
  const criterion = (condition: string, type: string) =>
    workflow(`
inputs: { type: object, properties: { d: {} } }
steps:
${look('a', `successCriteria: [${JSON.stringify({ condition, type, context: '$inputs.d' })}]`)}`);

  test.each([
    ['.a', '', '$', 'jsonpath', 'jsonpath-syntax'],
    ['..a', '', '$', 'jsonpath', 'jsonpath-syntax'],
    ['[*]', '', '$', 'jsonpath', 'jsonpath-syntax'],
    ['[?@.a', ']', '$', 'jsonpath', 'jsonpath-syntax'],
    ['(', ')', '', 'simple', 'condition-syntax'],
    ['!', '', '', 'simple', 'condition-syntax'],
    ['/a', '', '$inputs.d#', 'simple', 'expression-syntax'],
  ])('5,000 times %s', (before, after, start, type, code) => {
    const inside = type === 'simple' && start === '' ? '$inputs.d' : '';
    expect(errors(criterion(`${start}${before.repeat(5000)}${inside}${after.repeat(5000)}`, type))).toEqual([code]);
  });

  test('200 segments are not', () => {
    expect(errors(criterion(`$${'..a'.repeat(200)}`, 'jsonpath'))).toEqual([]);
  });
});

describe('a number that Step Functions does not take is an error at its place', () => {
  test.each([
    [
      'onFailure: [{ name: r, type: retry, retryLimit: 1e9 }]',
      '`retryLimit` is more than Step Functions takes: 99999999',
    ],
    [
      'onFailure: [{ name: r, type: retry, retryAfter: 1e300, retryLimit: 3 }]',
      '`retryAfter` is more than Step Functions takes: 99999999 seconds',
    ],
    ['timeout: 1e300', '`timeout` is more than Step Functions takes: 99999999 seconds'],
    [
      'onSuccess: [{ name: r, type: goto, stepId: a, x-polling: { first: 1, longest: 1, total: 1e300 } }]',
      '`x-polling: total` is more than Step Functions takes: 99999999 seconds',
    ],
  ])('%s', (field, message) => {
    const text = workflow(`steps:\n${look('a', field)}`).replace('arazzo: 1.0.1', 'arazzo: 1.1.0');
    const { machines, diagnostics } = compile({ name: 'hostile.yml', text });
    expect(machines).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map((found) => found.message)).toEqual([message]);
  });

  test('the largest ones are fine, and take no longer', () => {
    const pace = '{ first: 1, longest: 1, total: 99999999 }';
    const field = `onSuccess: [{ name: r, type: goto, stepId: a, x-polling: ${pace} }]`;
    expect(errors(workflow(`steps:\n${look('a', field)}`))).toEqual([]);
  });
});
