import { describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import type { Json } from '../../local/index.ts';
import { exampleInput, maskedInput, unmasked } from '../../page/inputs.ts';
import { agent, provisionUser } from './support.ts';

function machineWith(inputs: object) {
  const document = {
    arazzo: '1.0.1',
    info: { title: 'Examples', version: '1.0.0' },
    sourceDescriptions: [{ name: 'sqs', url: './sqs.yml', type: 'openapi', 'x-aws-service': 'sqs' }],
    workflows: [
      {
        workflowId: 'examples',
        inputs: { type: 'object', ...inputs },
        steps: [{ stepId: 'list', operationId: 'ListQueues', successCriteria: [{ condition: '$statusCode == 200' }] }],
      },
    ],
  };
  const [machine] = compile({ name: 'examples.json', text: JSON.stringify(document) }).machines;
  if (machine === undefined) throw new Error('The document has no workflow');
  return machine;
}

describe('the example of a workflow', () => {
  const properties = {
    queue: { type: 'string', examples: ['orders', 'bills'] },
    level: { type: 'integer', example: 3 },
  };

  test.each<[string, object, Json | undefined, Json | undefined]>([
    ['is what is kept beside the document', { properties }, { queue: 'mine' }, { queue: 'mine' }],
    ['is not what is kept for another workflow', { properties }, { username: 'mine' }, { queue: 'orders', level: 3 }],
    ['is that of the whole schema', { properties, examples: [{ queue: 'all' }] }, undefined, { queue: 'all' }],
    ['is put together from those of its members', { properties }, undefined, { queue: 'orders', level: 3 }],
    ['is not there where nothing says one', { properties: { queue: { type: 'string' } } }, undefined, undefined],
  ])('%s', (_, inputs, beside, expected) => {
    expect(exampleInput(machineWith(inputs), beside)).toEqual(expected);
  });
});

describe('what the page was shown masked', () => {
  const input = { password: 'Se-cret-1', note: 'was Se-cret-1', list: [{ token: 'tok-1' }], plain: 1 };
  const machine = machineWith({ properties: { password: { type: 'string', format: 'password' } } });
  const shown = maskedInput(machine, input);

  test('holds no secret', () => {
    expect(JSON.stringify(shown.masked)).not.toMatch(/Se-cret-1|tok-1/);
  });

  test('is what it was where it comes back as it was shown', () => {
    expect(unmasked(shown.masked, shown)).toEqual(input);
  });

  test.each<[string, Json, Json]>([
    ['a member is changed', { ...input, password: '(secret)', plain: 2 }, { ...input, plain: 2 }],
    ['a secret is changed', { password: 'other' }, { password: 'other' }],
    ['an item is added', { list: [{ token: '(secret)' }, 5] }, { list: [{ token: 'tok-1' }, 5] }],
    ['it stands elsewhere', { plain: '(secret)', other: '(secret)' }, { plain: '(secret)', other: '(secret)' }],
  ])('is as given but for the secrets where %s', (_, given, expected) => {
    expect(unmasked(given, shown)).toEqual(expected);
  });

  test('is all that is shown of the example that is shipped', () => {
    const [shipped] = compile(provisionUser).machines;
    expect(maskedInput(shipped, agent).masked).toEqual({ ...agent, password: '(secret)' });
  });
});
