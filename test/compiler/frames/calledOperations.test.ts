import { expect, test } from '@jest/globals';
import { compile } from '../../../compiler/node/index.ts';

/** The calls of a document with these source descriptions and steps, and what is said of its services. */
function look(title: string, sources: string, steps: string): readonly string[] {
  const text = `arazzo: 1.0.1
info: { title: ${title}, version: 1.0.0 }
sourceDescriptions:
${sources}
workflows:
- workflowId: look
  steps:
${steps}`;
  const { machines, diagnostics } = compile({ name: 'look.yml', text });
  const called = JSON.stringify(machines[0]?.definition ?? {}).matchAll(/aws-sdk:([a-z0-9]+:[A-Za-z]+)/g);
  const said = diagnostics.filter(({ code }) => code.startsWith('service-')).map(({ message }) => message);
  return [...[...called].map(([, name = '']) => name), ...said];
}

test('X-Amz-Target of the calls says which service is meant', () => {
  const steps = `
  - stepId: stop
    operationId: stopTask
    parameters:
    - { name: X-Amz-Target, in: header, value: AmazonEC2ContainerServiceV20141113.StopTask }
    requestBody: { payload: { task: a } }
`;
  const source = '- { name: jobs, url: ./aws-batch-openapi.yml, type: openapi }';
  expect(look('AWS Batch jobs', source, steps)).toEqual(['ecs:stopTask']);
});

test('the Version of queries does, in the calls of the source alone', () => {
  const steps = `
  - stepId: save
    operationId: $sourceDescriptions.disks.createSnapshot
    parameters:
    - { name: Version, in: query, value: 2016-11-15 }
    - { name: VolumeId, in: query, value: vol-1 }
  - stepId: tell
    operationId: $sourceDescriptions.sns.listTopics
`;
  const sources = `- { name: disks, url: ./disks.yml, type: openapi }
- { name: sns, url: ./amazon-sns.yml, type: openapi }`;
  expect(look('Disks', sources, steps)).toEqual(['ec2:createSnapshot', 'sns:listTopics']);
});

test('plain ids of a document with several sources count for each of them', () => {
  const steps = `
  - stepId: make
    operationId: $sourceDescriptions.apis.createApi
    requestBody: { payload: { Name: a, ProtocolType: HTTP } }
  - stepId: route
    operationId: createRoute
    parameters: [{ name: apiId, in: path, value: a }]
    requestBody: { payload: { RouteKey: 'GET /a' } }
  - stepId: publish
    operationId: createStage
    parameters: [{ name: apiId, in: path, value: a }]
    requestBody: { payload: { StageName: a } }
`;
  const sources = ['apis', 'routes', 'stages']
    .map((name) => `- { name: ${name}, url: ./aws-api-gateway-${name}-api-openapi.yml, type: openapi }`)
    .join('\n');
  expect(look('AWS API Gateway', sources, steps)).toEqual([
    'apigatewayv2:createApi',
    'apigatewayv2:createRoute',
    'apigatewayv2:createStage',
  ]);
});

test.each([
  [
    'neptunedata',
    /^`neptunedata` can't be called by Step Functions: it is not on its list of services of \d{4}-\d\d-\d\d$/,
  ],
  [
    'elastictranscoder',
    /^`elastictranscoder` can't be called by Step Functions any more: it left its list of services on 2026-03-12; AWS has retired it, and its SDKs dropped it on 2025-12-22$/,
  ],
  ['lexruntime', /^`lexruntime` can't be called .* any more: it left its list of services on 2026-06-03$/],
  ['iotevents', /^`iotevents` can't be called any more; AWS has retired it, and its SDKs dropped it on 2026-06-30$/],
  ['lambdacore', /^`lambdacore` is on Step Functions' list of services, but the models at hand don't describe it$/],
])('that %s cannot be called comes with the reason', (service, message) => {
  const source = `- { name: api, url: ./api.yml, type: openapi, x-aws-service: ${service} }`;
  const [said] = look('Steps', source, '  - stepId: call\n    operationId: call\n');
  expect(said).toMatch(message);
});
