import type { StateMachineDefinition } from '../../compiler/asl/definition.ts';
import type { Machine, Permission } from '../../compiler/index.ts';

/** A compiled machine made by hand, for tests that are about what happens to a machine and not about how it comes about. */
export function machineOf(permissions: readonly Permission[], given: Partial<Machine> = {}): Machine {
  const definition: StateMachineDefinition = {
    Comment: 'made by hand',
    QueryLanguage: 'JSONata',
    StartAt: 'done',
    TimeoutSeconds: 86400,
    States: { done: { Type: 'Succeed' } },
  };
  return {
    workflowId: 'hand-made',
    definition,
    text: `${JSON.stringify(definition, null, 2)}\n`,
    permissions,
    undecided: [],
    connections: [],
    inputsSchema: true,
    secretInputs: [],
    secretAlternatives: [],
    assertsFormats: false,
    places: new Map(),
    criteria: new Map(),
    figures: { states: 1, transitions: 1, bytes: 0 },
    facts: [{ kind: 'succeed', state: 'done', within: [], outputs: [] }],
    ...given,
  };
}

/** A permission for one action, on one ARN pattern for each resource type. */
export function permission(action: string, resources: Readonly<Record<string, string>> = {}): Permission {
  const [service = '', name = ''] = action.split(':');
  return {
    action,
    service,
    accessLevel: 'Write',
    resources: Object.entries(resources).map(([type, arn]) => ({ type, required: true, arns: [arn] })),
    conditionKeys: [],
    conditions: {},
    by: [],
    states: [name],
  };
}

const instance = `arn:\${Partition}:connect:\${Region}:\${Account}:instance/\${InstanceId}`;

/** What the onboarding of an agent calls. */
export const provisionUserPermissions: readonly Permission[] = [
  permission('connect:CreateUser', {
    'routing-profile': `${instance}/routing-profile/\${RoutingProfileId}`,
    'security-profile': `${instance}/security-profile/\${SecurityProfileId}`,
    user: `${instance}/agent/\${UserId}`,
  }),
  permission('connect:DescribeUser', { user: `${instance}/agent/\${UserId}` }),
  permission('connect:UpdateUserRoutingProfile', {
    'routing-profile': `${instance}/routing-profile/\${RoutingProfileId}`,
    user: `${instance}/agent/\${UserId}`,
  }),
];
