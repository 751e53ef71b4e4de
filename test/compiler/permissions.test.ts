import { describe, expect, test } from '@jest/globals';
import type { CompileOptions } from '../../compiler/index.ts';
import { compiled, hire, look, workflow } from '../support/runDocument.ts';

/** What the role of a workflow of one call is allowed, `action: types`. */
function needs(service: string, operation: string, payload: string, options: CompileOptions = {}): readonly string[] {
  const { machine } = compiled(
    `arazzo: 1.0.1
info: { title: One call, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: ${service} }]
workflows:
- workflowId: main
  inputs: { type: object, properties: { id: { type: string } } }
  steps:
  - { stepId: call, operationId: ${operation}, requestBody: { payload: ${payload} } }
`,
    options,
  );
  return machine.permissions.map(
    ({ action, resources }) => `${action}: ${resources.map(({ type }) => type).join(' ')}`,
  );
}

describe('a machine may touch', () => {
  const always = 'ec2:RunInstances: image instance network-interface security-group subnet';
  const run = (more: string) => needs('ec2', 'runInstances', `{ MaxCount: 1, MinCount: 1${more} }`);

  test('the resources that its call touches in any case', () => {
    expect(run('')).toEqual([always]);
  });

  test.each([
    ['a member', ', KeyName: $inputs.id', 'key-pair'],
    ['a member of a member', ', LaunchTemplate: { LaunchTemplateId: $inputs.id }', 'launch-template'],
    ['a member of an item of a list', ', BlockDeviceMappings: [{ Ebs: { SnapshotId: $inputs.id } }]', 'snapshot'],
    ['a member that is written out', ', LaunchTemplate: { LaunchTemplateId: lt-1 }', 'launch-template'],
    ['a list that is written out', ', BlockDeviceMappings: [{ Ebs: { SnapshotId: snap-1 } }]', 'snapshot'],
  ])('those that are named by %s', (_, more, type) => {
    expect(run(more)).toEqual([`${always} ${type}`]);
  });

  test('what an option says of an operation, and nothing else', () => {
    const actions = { 'ec2:runInstances': ['ec2:RunInstances', 'iam:PassRole'] };
    expect(needs('ec2', 'runInstances', '{ MaxCount: 1, MinCount: 1 }', { actions })).toEqual([
      'ec2:RunInstances: ',
      'iam:PassRole: ',
    ]);
  });
});

test('each action is allowed once, on what any of its states touches, and names those states', () => {
  const more = hire('b').replace('Username: robin', 'Username: kim, HierarchyGroupId: h-1');
  const { machine } = compiled(workflow(`steps:\n${hire('a')}\n${more}\n${look('c')}`));
  expect(
    machine.permissions.map(({ action, service, states, resources }) => [
      action,
      service,
      states,
      resources.map(({ type }) => type),
    ]),
  ).toEqual([
    ['connect:CreateUser', 'connect', ['a', 'b'], ['routing-profile', 'security-profile', 'user', 'hierarchy-group']],
    ['connect:DescribeUser', 'connect', ['c'], ['user']],
  ]);
});
