import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../../local/index.ts';
import { answers, compiled, fails, found, look, runDocument, workflow } from '../../support/runDocument.ts';

const robin = answers({ User: { Id: 'u-1', Username: 'robin', SecurityProfileIds: ['s-1'], Tags: { a: 'b' } } });
const kim = answers({ User: { Id: 'u-2', Username: 'kim' } });

describe('outputs of a step', () => {
  test('are those of its last successful run', async () => {
    const text = workflow(`
steps:
${look(
  'a',
  `successCriteria: [{ condition: $response.body#/User/Username != 'nobody' }]
outputs: { name: $response.body#/User/Username }
onSuccess: [{ name: again, type: goto, stepId: a, criteria: [{ condition: $response.body#/User/Username == 'robin' }] }]
onFailure: [{ name: done, type: end }]`,
)}
outputs: { name: $steps.a.outputs.name }`);
    const nobody = answers({ User: { Username: 'nobody' } });
    expect((await runDocument(text, { answers: { describeUser: [robin, kim] } })).output).toEqual({ name: 'kim' });
    expect((await runDocument(text, { answers: { describeUser: [robin, nobody] } })).output).toEqual({ name: 'robin' });
  });

  test('may be read by later steps, by criteria and actions, and by other outputs', async () => {
    const text = workflow(`
steps:
${look('a', 'outputs: { user: $response.body#/User, id: $response.body#/User/Id }')}
- stepId: b
  operationId: describeUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: $steps.a.outputs.id }]
  successCriteria: [{ condition: $response.body#/User/Id == $steps.a.outputs.id }]
  outputs: { both: '{$steps.a.outputs.id}/{$response.body#/User/Username}' }
  onSuccess: [{ name: done, type: end, criteria: [{ condition: $steps.a.outputs.user#/Username == 'robin' }] }]
${look('c')}
outputs: { both: $steps.b.outputs.both, first: $steps.a.outputs.user#/SecurityProfileIds/0 }`);
    const result = await runDocument(text, { answers: { describeUser: robin } });
    expect(result.output).toEqual({ both: 'u-1/robin', first: 's-1' });
    expect(result.made.map((call) => call.arguments)).toEqual([
      { InstanceId: 'i-1', UserId: 'u-1' },
      { InstanceId: 'i-1', UserId: 'u-1' },
    ]);
  });

  test('are told apart from what expressions call their own parts', async () => {
    const text = workflow(`
inputs: { type: object, properties: { a: {}, b: {} } }
steps:
${look('l', 'outputs: { x: $inputs.a }')}
${look('r', 'outputs: { x: $inputs.b }')}
${look('json', `onSuccess: [{ name: done, type: end, criteria: [{ condition: $steps.r.outputs.x > $steps.l.outputs.x }] }]`)}
${look('after')}`);
    expect((await runDocument(text, { input: { a: 1, b: 2 } })).made).toHaveLength(3);
    expect((await runDocument(text, { input: { a: 2, b: 1 } })).made).toHaveLength(4);
  });

  test('that are made of each other over and over are each worked out once', async () => {
    const chain = Array.from({ length: 40 }, (_, at) => {
      const both = at === 0 ? 'x' : `'{$steps.s${at - 1}.outputs.x}{$steps.s${at - 1}.outputs.y}'`;
      return look(`s${at}`, `outputs: { x: ${both}, y: ${both} }`);
    });
    const { machine } = compiled(workflow(`steps:\n${chain.join('\n')}\noutputs: { x: $steps.s39.outputs.x }`));
    expect(machine.definition.States['s39']).toHaveProperty('Assign.s39');
  });

  test('that nothing reads are not kept', async () => {
    const text = workflow(`
steps:
${look('a', 'outputs: { id: $response.body#/User/Id, name: $response.body#/User/Username }')}
outputs: { id: $steps.a.outputs.id }`);
    const { machine } = await runDocument(text, { answers: { describeUser: robin } });
    expect(machine.text).not.toContain('Username');
  });

  test('whose value is missing are left out, and so is what reads them', async () => {
    const text = workflow(`
steps:
${look('a', 'outputs: { id: $response.body#/User/Id, group: $response.body#/User/HierarchyGroupId }')}
outputs: { id: $steps.a.outputs.id, group: $steps.a.outputs.group, text: 'g-{$steps.a.outputs.group}' }`);
    expect((await runDocument(text, { answers: { describeUser: robin } })).output).toEqual({ id: 'u-1' });
  });

  test('read before any path can have set them are an error, and read where some path has not a warning', () => {
    const text = workflow(`
steps:
- stepId: a
  operationId: describeUser
  parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: $steps.b.outputs.id }]
${look('b', 'outputs: { id: $response.body#/User/Id }')}`);
    expect(found(text)).toEqual(['output-never-set: $steps.b.outputs.id']);
  });

  test('may have names that are no identifiers, or those of functions', async () => {
    const text = workflow(`
steps:
${look('count', 'outputs: { user.name: $response.body#/User/Username, a-b: $response.body#/User/Id, "1st": $statusCode }')}
${look('states')}
outputs: { user.name: $steps.count.outputs.user.name, a-b: $steps.count.outputs.a-b, "1st": $steps.count.outputs.1st }`);
    const result = await runDocument(text, { answers: { describeUser: robin } });
    expect(result.output).toEqual({ 'user.name': 'robin', 'a-b': 'u-1', '1st': 200 });
  });
});

describe('outputs of a workflow', () => {
  test('are what the execution gives, whatever their types', async () => {
    const text = workflow(`
inputs: { type: object, properties: { any: {} } }
steps:
${look('a', 'outputs: { user: $response.body#/User, ids: $response.body#/User/SecurityProfileIds }')}
outputs:
  user: $steps.a.outputs.user
  ids: $steps.a.outputs.ids
  input: $inputs.any
  text: at {$inputs.any}
  plain: just text`);
    const result = await runDocument(text, { input: { any: [1] }, answers: { describeUser: robin } });
    expect(result.output).toEqual({
      user: { Id: 'u-1', Username: 'robin', SecurityProfileIds: ['s-1'], Tags: { a: 'b' } },
      ids: ['s-1'],
      input: [1],
      text: 'at [1]',
      plain: 'just text',
    });
  });

  test('are none where it declares none', async () => {
    expect((await runDocument(workflow(`steps:\n${look('a')}`))).output).toEqual({});
  });

  test('do not hold what a failed execution had', async () => {
    const text = workflow(
      `steps:\n${look('a', 'outputs: { id: $response.body#/User/Id }')}\n${look('b')}\noutputs: { id: $steps.a.outputs.id }`,
    );
    const missing = fails('Connect.ResourceNotFoundException', 404);
    const result = await runDocument(text, { answers: { describeUser: [robin, missing] } });
    expect(result.output).toBeUndefined();
  });

  test.each(['1st', 'a.b', '-', '_'])('may be called %s', async (name) => {
    const text = workflow(`steps:\n${look('a')}\noutputs: { ${JSON.stringify(name)}: x }`);
    expect((await runDocument(text)).output).toEqual({ [name]: 'x' });
  });
});

describe('laws', () => {
  test('any value comes through inputs, a variable and outputs as it is', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        const data: Json = JSON.parse(JSON.stringify(value));
        fc.pre(!JSON.stringify(data).includes('__proto__'));
        const text = workflow(`
inputs: { type: object, properties: { data: {} } }
steps:
${look('a', 'outputs: { data: $inputs.data }')}
${look('b')}
outputs: { data: $steps.a.outputs.data, list: $inputs.data, inside: '{$inputs.data}' }`);
        const { output } = await runDocument(text, { input: { data } });
        expect(output).toMatchObject({ data, list: data });
      }),
      { numRuns: 40 },
    ));

  test('any literal of a document comes out as it is', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), async (value) => {
        const data: Json = JSON.parse(JSON.stringify(value));
        fc.pre(!/\$/.test(JSON.stringify(data)));
        const text = `arazzo: 1.0.1
info: { title: Model, version: 1.0.0 }
sourceDescriptions: [{ name: model, url: ./model.yml, type: openapi, x-aws-service: bedrockruntime }]
workflows:
- workflowId: main
  steps:
  - stepId: ask
    operationId: converse
    parameters: [{ name: modelId, in: path, value: m-1 }]
    requestBody: ${JSON.stringify({ payload: { additionalModelRequestFields: data } })}
`;
        const { made } = await runDocument(text);
        expect(made[0]?.arguments).toEqual({ ModelId: 'm-1', AdditionalModelRequestFields: data });
      }),
      { numRuns: 40 },
    ));
});

test('an output that is a constant is left out where its step was gone around', async () => {
  const skip = 'onSuccess: [{ name: skip, type: goto, stepId: last, criteria: [{ condition: $inputs.skip == true }] }]';
  const text = workflow(
    `inputs: { type: object, properties: { skip: { type: boolean } } }\nsteps:\n${look('first', skip)}\n${look('second', 'outputs: { code: $statusCode }')}\n${look('last')}\noutputs: { code: $steps.second.outputs.code }`,
  );
  expect((await runDocument(text, { input: { skip: true } })).output).toEqual({});
  expect((await runDocument(text, { input: { skip: false } })).output).toEqual({ code: 200 });
});
