import fc from 'fast-check';

/** A document as data; JSON is YAML, so its JSON is a document's text. */
export interface RandomDocument {
  readonly text: string;
  readonly steps: number;
}

/**
 * Documents that are right: a workflow over Amazon Connect with up to seven steps in any order of gotos, retries and ends,
 * reading inputs, answers and the outputs of the first step.
 */
export const randomDocument: fc.Arbitrary<RandomDocument> = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc
    .record({
      steps: fc.tuple(...Array.from({ length: count }, (_, at) => step(at, count))),
      successActions: fc.array(action('success', count), { maxLength: 1 }),
      failureActions: fc.array(action('failure', count), { maxLength: 1 }),
      outputs: fc.subarray(['$inputs.id', '$inputs.any', 'text', 'n{$inputs.n}', '$steps.s0.outputs.id']),
      required: fc.subarray(['id', 'n']),
    })
    .map(({ steps, successActions, failureActions, outputs, required }) => ({
      steps: count,
      text: JSON.stringify(
        {
          arazzo: '1.0.1',
          info: { title: 'Random', version: '1.0.0' },
          sourceDescriptions: [{ name: 'connect', url: './amazon-connect-openapi.yml', type: 'openapi' }],
          workflows: [
            {
              workflowId: 'main',
              inputs: {
                type: 'object',
                required,
                properties: {
                  id: { type: 'string' },
                  n: { type: 'integer', minimum: 1 },
                  any: {},
                  d: { default: 'x' },
                },
              },
              steps,
              successActions: successActions.map((each) => ({ ...each, name: 'everySuccess' })),
              failureActions: failureActions.map((each) => ({ ...each, name: 'everyFailure' })),
              outputs: Object.fromEntries(outputs.map((value, at) => [`o${at}`, value])),
            },
          ],
        },
        null,
        1,
      ),
    })),
);

const operations = [
  {
    operationId: 'describeUser',
    parameters: (id: string) => [
      { name: 'InstanceId', in: 'path', value: 'i-1' },
      { name: 'UserId', in: 'path', value: id },
    ],
  },
  {
    operationId: 'listUsers',
    parameters: (id: string) => [
      { name: 'InstanceId', in: 'path', value: 'i-1' },
      { name: 'nextToken', in: 'query', value: id },
    ],
  },
  {
    operationId: 'createUser',
    parameters: () => [{ name: 'InstanceId', in: 'path', value: 'i-1' }],
    requestBody: (id: string) => ({
      payload: {
        Username: id,
        SecurityProfileIds: ['s-1', id],
        RoutingProfileId: 'r-{$inputs.d}',
        IdentityInfo: { FirstName: id, LastName: '{% $x %}' },
      },
    }),
  },
] as const;

function step(at: number, count: number) {
  const reads = [
    '$inputs.id',
    'u-1',
    'u-{$inputs.n}',
    ...(at > 0 ? ['$steps.s0.outputs.id', 'x{$steps.s0.outputs.id}'] : []),
  ];
  return fc
    .record({
      operation: at === 0 ? fc.constant(operations[0]) : fc.constantFrom(...operations),
      id: fc.constantFrom(...reads),
      description: fc.option(fc.constantFrom('reads', '{% x %}', '"quoted"'), { nil: undefined }),
      successCriteria: fc.subarray([
        '$statusCode == 200',
        '$inputs.n != 5',
        "$inputs.any == null || $inputs.any != 'x'",
      ]),
      onSuccess: fc.array(action('success', count), { maxLength: 3 }),
      onFailure: fc.array(action('failure', count), { maxLength: 3 }),
    })
    .map(({ operation, id, description, successCriteria, onSuccess, onFailure }) => ({
      stepId: `s${at}`,
      ...(description === undefined ? {} : { description }),
      operationId: operation.operationId,
      parameters: operation.parameters(id),
      ...('requestBody' in operation ? { requestBody: operation.requestBody(id) } : {}),
      ...(successCriteria.length === 0 ? {} : { successCriteria: successCriteria.map((condition) => ({ condition })) }),
      onSuccess: onSuccess.map((each, number) => ({ ...each, name: `success${number}` })),
      onFailure: onFailure.map((each, number) => ({ ...each, name: `failure${number}` })),
      ...(at === 0 ? { outputs: { id: '$response.body#/User/Id', all: '$response.body' } } : {}),
    }));
}

function action(kind: 'success' | 'failure', count: number) {
  const target = fc.nat({ max: count - 1 }).map((at) => `s${at}`);
  const conditions =
    kind === 'success'
      ? ['$inputs.n > 3', "$inputs.id == 'robin'", '!$inputs.any', '$inputs.n < 3 && $statusCode == 200']
      : ['$statusCode == 404', '$statusCode >= 500', '$statusCode != 400', "$inputs.id == 'robin'"];
  const criteria = fc
    .array(fc.constantFrom(...conditions), { maxLength: 2 })
    .map((all) => (all.length === 0 ? {} : { criteria: all.map((condition) => ({ condition })) }));
  const end = fc.constant({ type: 'end' });
  const goto = target.map((stepId) => ({ type: 'goto', stepId }));
  const retry = fc.record({
    type: fc.constant('retry'),
    retryAfter: fc.constantFrom(0, 0.5, 3),
    retryLimit: fc.nat({ max: 2 }),
  });
  const via = fc.tuple(retry, target).map(([each, stepId]) => ({ ...each, stepId }));
  return fc
    .tuple(kind === 'success' ? fc.oneof(end, goto, retry) : fc.oneof(end, goto, retry, via), criteria)
    .map(([each, when]) => ({ ...each, ...when }));
}
