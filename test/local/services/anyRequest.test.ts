import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import type { AwsOperation, Shape } from '../../../compiler/apis/index.ts';
import { shippedModels } from '../../../compiler/node/index.ts';
import { createCloud, type Json, ServiceException } from '../../../local/index.ts';
import { onboardingInput } from '../support/onboarding.ts';

/** Texts that mean something to one operation or another, and texts that mean nothing. */
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '{}',
    '[',
    '__proto__',
    'constructor',
    ...Object.values(onboardingInput),
    'arn:aws:states:us-east-1:123456789012:stateMachine:x',
    'arn:aws:states:us-east-1:123456789012:execution:x:y',
    'arn:aws:iam::123456789012:role/r',
    '{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
    '{"source":["a"]}',
  ),
);

/** A value that the shape allows, most of the time. */
function valueOfShape(shape: Shape, depth = 0): fc.Arbitrary<Json> {
  const anything = fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value)));
  const right = (): fc.Arbitrary<Json> => {
    switch (shape.type) {
      case 'structure': {
        if (depth > 3) return fc.constant({});
        const members = shape.members.map(({ name, shape: inner }) => [name, valueOfShape(inner, depth + 1)] as const);
        const required = shape.members.filter((member) => member.required).map(({ name }) => name);
        return fc.record(Object.fromEntries(members), { requiredKeys: required });
      }
      case 'list':
        return fc.array(depth > 3 ? text : valueOfShape(shape.member.shape, depth + 1), { maxLength: 3 });
      case 'map':
        return fc.dictionary(text, valueOfShape(shape.value.shape, depth + 1), { maxKeys: 2 });
      case 'boolean':
        return fc.boolean();
      case 'string':
        return shape.enum === undefined ? text : fc.constantFrom(...shape.enum);
      case 'blob':
      case 'timestamp':
        return text;
      default:
        return fc.integer({ min: 0, max: 100 });
    }
  };
  return fc.oneof({ weight: 30, arbitrary: right() }, { weight: 1, arbitrary: anything });
}

/** The operations that are carried out here, by service. */
function operationsOf(service: string, pattern: RegExp): readonly AwsOperation[] {
  const model = shippedModels.service(service);
  const names = model?.operationNames.filter((name) => pattern.test(name)) ?? [];
  return names.flatMap((name) => model?.operation(name) ?? []);
}

const all = {
  sfn: operationsOf('sfn', /./),
  eventbridge: operationsOf('eventbridge', /Rule|Target|Events$|EventBus|Pattern/),
  secretsmanager: operationsOf('secretsmanager', /Secret/),
  connect: operationsOf(
    'connect',
    /(User|RoutingProfile|SecurityProfile|Queue|HoursOfOperation|ContactFlow|Instance|Tag)/,
  ),
};

describe('whatever is asked, a service answers or refuses as its model does', () => {
  test.each(Object.entries(all))('%s', async (service, operations) => {
    const cloud = createCloud({ keep: 20 });
    const asked = fc
      .constantFrom(...operations)
      .chain((operation) => valueOfShape(operation.input).map((request) => ({ name: operation.name, request })));
    await fc.assert(
      fc.asyncProperty(asked, async ({ name, request }) => {
        try {
          await cloud.call(service, name, request);
        } catch (error) {
          if (!(error instanceof ServiceException)) throw error;
        }
      }),
      { numRuns: 1500 },
    );
  });
});
