import { fold } from './findMember.ts';
import type { AwsOperation, IamAction, IamResource } from './model.ts';

/**
 * What a role must be allowed for one call: for each action the resource types that are always needed, and of the
 * optional ones those that the call touches (`HierarchyGroupId` is sent: `hierarchy-group`). An action all of whose
 * types are optional acts on one of them, so it keeps them all, unless what is sent says which.
 * @param sent the model's names of all members that are sent, at any depth
 */
export function permissionsFor(operation: AwsOperation, sent: Iterable<string>): readonly IamAction[] {
  const stems = [...sent].map(stem);
  return operation.iam.map((action) => {
    const optional = action.resources.filter((resource) => !resource.required);
    const touched = new Set(stems.flatMap((each) => touchedBy(each, optional)));
    const needed = action.resources.filter((resource) => resource.required || touched.has(resource));
    return { ...action, resources: needed.length === 0 ? action.resources : needed };
  });
}

/** `SecurityGroupIds` -> words of what it names: security, group. */
function stem(member: string): string {
  return member.replace(/(Identifier|Id|Arn|Name)?s?$/, '');
}

/** The types that a member names: by the whole name, else by its last word (`OutboundFlowId`: `contact-flow`). */
function touchedBy(member: string, types: readonly IamResource[]): readonly IamResource[] {
  const folded = OTHER_NAMES.get(member) ?? fold(member);
  if (folded === '') return [];
  const whole = types.filter(({ type }) => fold(type) === folded);
  if (whole.length > 0) return whole;
  const last = /[A-Z]?[a-z0-9]+$/.exec(member)?.[0]?.toLowerCase();
  return types.filter(({ type }) => type.toLowerCase().split('-').at(-1) === last);
}

/** EC2's `KeyName`. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([['Key', 'keypair']]);
