import { dependentsOf, type NeededAction, type UndecidedAction } from './dependents.ts';
import { fold } from './findMember.ts';
import type { AwsOperation, GivenMember, IamResource } from './model.ts';

/** What a role must be allowed for one call, and what it may need besides. */
export interface CallPermissions {
  readonly needed: readonly NeededAction[];
  readonly undecided: readonly UndecidedAction[];
}

/**
 * What a role must be allowed for one call: for each action of the operation the resource types that are always needed,
 * and of the optional ones those that the call touches (`HierarchyGroupId` is sent: `hierarchy-group`). An action all of
 * whose types are optional acts on one of them, so it keeps them all, unless what is sent says which. Besides, the actions
 * that what is sent asks for.
 */
export function permissionsFor(operation: AwsOperation, given: readonly GivenMember[]): CallPermissions {
  const own = operation.iam.map((action) => {
    const touched = new Set(given.flatMap(({ name }) => touchedBy(name, action.resources)));
    const needed = action.resources.filter((resource) => resource.required || touched.has(resource));
    return { ...action, resources: needed.length === 0 ? action.resources : needed, by: [], conditions: {} };
  });
  const { needed, undecided } = dependentsOf(operation, given);
  return { needed: [...own, ...needed], undecided };
}

/**
 * The types that a member names: by the whole name (`HierarchyGroupId`), by what stands last in their ARNs
 * (`AllocationId`: `elastic-ip/${AllocationId}`), else by its last word, where it is the name of one resource
 * (`OutboundFlowId`: `contact-flow`, but `TagList` isn't an `applications-list`).
 */
function touchedBy(member: string, types: readonly IamResource[]): readonly IamResource[] {
  const stem = stemOf(member);
  const folded = OTHER_NAMES.get(member) ?? fold(stem);
  if (folded === '') return [];
  const whole = types.filter(({ type }) => fold(type) === folded);
  if (whole.length > 0) return whole;
  const inArn = types.filter(({ arns }) => arns.some((arn) => fold(lastPlaceholder(arn)) === folded));
  if (inArn.length > 0) return inArn;
  if (!/(Identifier|Id|Arn|ARN|Name)s?$/.test(member)) return [];
  const last = /[A-Z]?[a-z0-9]+$/.exec(stem)?.[0]?.toLowerCase();
  return types.filter(({ type }) => type.toLowerCase().split('-').at(-1) === last);
}

/** `SecurityGroupIds`: `SecurityGroup`; RDS's `DBSubnetGroupName`: `SubnetGroup`. */
function stemOf(name: string): string {
  return name.replace(/^D[Bb](?=[A-Z])/, '').replace(/(Identifier|Id|Arn|ARN|Name)?s?$/, '');
}

/** `arn:...:og:${OptionGroupName}`: `OptionGroup`. */
function lastPlaceholder(arn: string): string {
  return stemOf(/\$\{(\w+)\}$/.exec(arn)?.[1] ?? '');
}

/** EC2's name of a key pair. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([['KeyName', 'keypair']]);
