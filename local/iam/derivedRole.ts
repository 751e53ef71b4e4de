import type { ApiConnection, Machine } from '../../compiler/index.ts';
import type { Role } from './enforceRole.ts';
import type { Statement } from './policy.ts';
import { conditionsInPlace, inPlace, type Place } from './requests.ts';

/** What calls are held against: the role that a machine needs, or the statements of a policy. */
export type Enforcement = 'derived' | readonly Statement[];

/** What a machine's role is made of. */
type Needs = Pick<Machine, 'workflowId' | 'permissions' | 'connections'>;

/** The role under which a machine's Tasks call services; undefined: calls are held against none. */
export function roleOf(machine: Needs, enforced: Enforcement | undefined, place: Place = HERE): Role | undefined {
  if (enforced === undefined) return undefined;
  return enforced === 'derived'
    ? derivedRole(machine, place)
    : { ...place, name: machine.workflowId, statements: enforced };
}

/** Where runs in this process are. */
const HERE: Place = { region: 'us-east-1', account: '123456789012' };

/** The role that a machine needs: its permissions on all resources of this account and region that they can be about. */
function derivedRole({ workflowId, permissions, connections }: Needs, place: Place): Role {
  const calls = permissions.map(({ action, resources, conditions }): Statement => {
    const arns = resources.flatMap(({ arns: patterns, named }) => named ?? patterns).map((arn) => inPlace(arn, place));
    return {
      effect: 'Allow',
      actions: [action],
      resources: arns.length === 0 ? ['*'] : arns,
      allBut: { actions: false, resources: false },
      conditions: Object.keys(conditions).length === 0 ? {} : { StringEquals: conditionsInPlace(conditions, place) },
    };
  });
  return { ...place, name: workflowId, statements: [...calls, ...connections.flatMap(requestStatements)] };
}

const CREDENTIALS = [
  'events:RetrieveConnectionCredentials',
  'secretsmanager:GetSecretValue',
  'secretsmanager:DescribeSecret',
];

/** What the requests of an HTTP API need: each method on its addresses, and the credentials of the connection. */
function requestStatements({ requests }: ApiConnection): readonly Statement[] {
  const allowed = { effect: 'Allow', resources: ['*'], allBut: { actions: false, resources: false } } as const;
  return [
    ...requests.map(
      ({ method, address }): Statement => ({
        ...allowed,
        actions: ['states:InvokeHTTPEndpoint'],
        conditions: {
          StringEquals: { 'states:HTTPMethod': [method] },
          StringLike: { 'states:HTTPEndpoint': [address] },
        },
      }),
    ),
    { ...allowed, actions: CREDENTIALS, conditions: {} },
  ];
}
