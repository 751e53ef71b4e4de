import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type Machine } from '../../compiler/index.ts';
import { drawMachine, type Layout, layoutDrawing } from '../../view/index.ts';

const root = join(__dirname, '..', '..');

/** The machine of a workflow of a document; the only one, or the one that is named. */
export function machineOf(text: string, workflow?: string): Machine {
  const { machines, diagnostics } = compile({ name: 'test.yml', text });
  const machine = machines.find(({ workflowId }) => workflow === undefined || workflowId === workflow);
  if (machine === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return machine;
}

/** The machine of a workflow that is shipped. */
export function shipped(file: string): Machine {
  return machineOf(readFileSync(join(root, 'workflows', file), 'utf8'));
}

export function layoutOf(machine: Machine): Promise<Layout> {
  return layoutDrawing(drawMachine(machine));
}

/** Steps over Amazon Connect and DynamoDB, with their inputs, as a document. */
export function documentOf(steps: string): string {
  return `arazzo: 1.0.1
info: { title: test, version: 1.0.0 }
sourceDescriptions:
- { name: connect, url: connect.yml, type: openapi, x-aws-service: connect }
- { name: dynamodb, url: dynamodb.yml, type: openapi, x-aws-service: dynamodb }
workflows:
- workflowId: test
  inputs:
    type: object
    required: [instanceId, userId, table]
    properties:
      instanceId: { type: string }
      userId: { type: string }
      table: { type: string }
      note: { type: string }
  steps:
${steps.trimEnd()}
`;
}

/** Waits until a table is there. */
export const polling = documentOf(`
  - stepId: describe
    operationId: $sourceDescriptions.dynamodb.DescribeTable
    requestBody:
      payload: { TableName: $inputs.table }
    onSuccess:
    - name: notYet
      type: retry
      retryAfter: 10
      retryLimit: 30
      criteria:
      - condition: $response.body#/Table/TableStatus == 'CREATING'
    - name: there
      type: end
      criteria:
      - condition: $response.body#/Table/TableStatus == 'ACTIVE'
    - name: gone
      type: goto
      stepId: report
      criteria:
      - condition: $response.body#/Table/TableStatus == 'DELETING'
  - stepId: report
    operationId: $sourceDescriptions.dynamodb.DescribeTable
    requestBody:
      payload: { TableName: $inputs.table }
`);

/** Looks whether a user is there, and goes different ways. */
export const branching = documentOf(`
  - stepId: look
    operationId: $sourceDescriptions.connect.describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    - { name: UserId, in: path, value: $inputs.userId }
    onFailure:
    - name: absent
      type: end
      criteria:
      - condition: $statusCode == 404
  - stepId: remove
    operationId: $sourceDescriptions.connect.deleteUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.instanceId }
    - { name: UserId, in: path, value: $inputs.userId }
    onFailure:
    - name: again
      type: retry
      retryAfter: 2
      retryLimit: 3
      criteria:
      - condition: $statusCode == 400
`);

/** Names that a document may have and that mean something in every format of a picture. */
export const hostile = `arazzo: 1.0.1
info: { title: hostile, version: 1.0.0 }
sourceDescriptions:
- { name: connect, url: connect.yml, type: openapi, x-aws-service: connect }
workflows:
- workflowId: "\\"><script>alert(1)</script> end \`x\` #{}|\\\\ \\\\N %%{init}"
  inputs:
    type: object
    required: [id]
    properties:
      id: { type: string }
  steps:
  - stepId: "end"
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.id }
    - { name: UserId, in: path, value: "]]> <!-- & \\" ' \`" }
    successCriteria:
    - condition: $response.body#/User/Username == '</title><script>"x"</script> --> ]]> \`#quot;\` |a|'
    outputs:
      "a.b-c": $response.body#/User/Id
  - stepId: "</g></svg><img src=x onerror=alert(1)>\\u202e\\u0007\\ufffe 日本語の手順 🚀"
    description: "--> ]]> </desc>"
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.id }
    - { name: UserId, in: path, value: $steps.end.outputs.a.b-c }
    onFailure:
    - name: "<script>\\"|"
      type: retry
      retryAfter: 5
      retryLimit: 3
      criteria:
      - condition: $statusCode == 404
  outputs:
    "x": $steps.end.outputs.a.b-c
`;

const samples = join(root, '..', 'shared', 'samples', 'aws');
export const haveSamples = existsSync(samples);

/** Every machine that the documents beside the checkout compile to, by the document's name. */
export function sampleMachines(): readonly (readonly [string, Machine])[] {
  return readdirSync(samples).flatMap((name) =>
    compile({ name, text: readFileSync(join(samples, name), 'utf8') }).machines.map(
      (machine) => [name, machine] as const,
    ),
  );
}
