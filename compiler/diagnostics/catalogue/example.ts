/**
 * A whole document for an entry of the catalogue: a workflow over Amazon Connect with one step that looks up a user, or
 * with the steps given.
 * @param steps the items of `steps`, indented as if they stood at the start of a line
 */
export function example(title: string, steps = describeUser): string {
  return `arazzo: 1.0.1
info:
  title: ${title}
  version: 1.0.0
sourceDescriptions:
- name: connect
  url: ./amazon-connect-openapi.yml
  type: openapi
workflows:
- workflowId: look-up-user
  inputs:
    type: object
    required: [instanceId, userId]
    properties:
      instanceId: { type: string }
      userId: { type: string }
  steps:
${steps.trim().replaceAll(/^(?=.)/gm, '  ')}
`;
}

/** The step that {@link example} has when none is given. */
export const describeUser = `
- stepId: describeUser
  operationId: describeUser
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: UserId, in: path, value: $inputs.userId }
  outputs:
    name: $response.body#/User/Username
`;
