/** A workflow of so many steps, each of which looks up the user that the one before it has put out. */
export function largeDocument(steps: number): string {
  const lines = [
    'arazzo: 1.0.1',
    'info: { title: Large, version: 1.0.0 }',
    'sourceDescriptions:',
    '- { name: connect, url: ./amazon-connect-openapi.yml, type: openapi }',
    'workflows:',
    '- workflowId: large',
    '  inputs:',
    '    type: object',
    '    required: [instanceId, userId]',
    '    properties: { instanceId: { type: string }, userId: { type: string } }',
    '  steps:',
  ];
  for (let step = 0; step < steps; step += 1) {
    const user = step === 0 ? '$inputs.userId' : `$steps.step${step - 1}.outputs.userId`;
    lines.push(
      `  - stepId: step${step}`,
      '    operationId: describeUser',
      '    parameters:',
      '    - { name: InstanceId, in: path, value: $inputs.instanceId }',
      `    - { name: UserId, in: path, value: ${user} }`,
      '    successCriteria:',
      '    - condition: $statusCode == 200',
      '    outputs:',
      '      userId: $response.body#/User/Id',
    );
  }
  return `${lines.join('\n')}\n`;
}
