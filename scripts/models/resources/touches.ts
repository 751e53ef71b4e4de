import { fold } from '../../../compiler/apis/aws/findMember.ts';
import type { TouchFacts } from '../../../compiler/apis/aws/format.ts';
import type { InputMember } from '../dependents/members.ts';
import type { TypeWithArns } from '../iamCatalog.ts';
import { TOUCHES } from './exceptions.ts';

/**
 * When calls of an operation touch the types that are optional for its actions: with the members that stand for them. A
 * type that any of them may be (`ResourceArn`) is missing here.
 * @param operation with its service: `ec2:RunInstances`
 * @param types those that are optional for its actions
 */
export function touchesOf(
  operation: string,
  types: readonly TypeWithArns[],
  members: readonly InputMember[],
): Readonly<Record<string, TouchFacts>> {
  const found: Record<string, TouchFacts> = {};
  const leaves = members.filter(({ item }) => item.type === 'string');
  const byType = new Map<string, string[]>();
  for (const member of leaves)
    for (const { key } of stoodForBy(member, types)) byType.set(key, [...(byType.get(key) ?? []), member.path]);
  // A bucket may be named by the ARN of an access point.
  if (operation.startsWith('s3:')) return Object.fromEntries(types.map(({ key }) => [key, { by: ['Bucket'] }]));
  const known = TOUCHES[operation] ?? {};
  const anything = leaves.some(({ path, name }) => !path.includes('.') && isGeneric(name));
  for (const { key } of types) {
    const exception = known[key.slice(key.indexOf('/') + 1)];
    if (exception !== undefined) found[key] = exception;
    else if (byType.has(key) || !anything) found[key] = { by: byType.get(key) ?? [] };
  }
  return found;
}

/**
 * The types that a member names: by the whole name (`HierarchyGroupId`), by what stands last in their ARNs
 * (`AllocationId`: `elastic-ip/${AllocationId}`), else by its last words, where it is the name of one resource
 * (`OutboundFlowId`: `contact-flow`, but `TagList` isn't an `applications-list`).
 */
function stoodForBy({ name }: InputMember, types: readonly TypeWithArns[]): readonly TypeWithArns[] {
  const stem = fold(stemOf(name));
  if (stem === '' || isGeneric(name)) return [];
  const whole = types.filter(({ key }) => fold(kindOf(key)) === stem);
  if (whole.length > 0) return whole;
  const inArn = types.filter(({ arns }) => arns.some((arn) => fold(lastPlaceholder(arn)) === stem));
  if (inArn.length > 0) return inArn;
  if (!/(Identifier|Id|Arn|ARN|Name)s?$/.test(name)) return [];
  const last = /[A-Z]?[a-z0-9]+$/.exec(stemOf(name))?.[0]?.toLowerCase();
  return types.filter(({ key }) => kindOf(key).toLowerCase().split('-').at(-1) === last);
}

/** `elasticloadbalancing/loadbalancer/app/`, one kind of load balancers: `loadbalancer`. */
function kindOf(key: string): string {
  return key.split('/')[1] ?? key;
}

/** `ResourceArn` may be of any type. */
function isGeneric(name: string): boolean {
  return /^(resource|target|source|entity)?(identifier|id|arn|name|key)?s?$/i.test(name);
}

/** `SecurityGroupIds`: `SecurityGroup`; RDS's `DBSubnetGroupName`: `SubnetGroup`. */
function stemOf(name: string): string {
  return name.replace(/^D[Bb](?=[A-Z])/, '').replace(/(Identifier|Id|Arn|ARN|Name)?s?$/, '');
}

/** `arn:...:og:${OptionGroupName}`: `OptionGroup`. */
function lastPlaceholder(arn: string): string {
  return stemOf(/\$\{(\w+)\}$/.exec(arn)?.[1] ?? '');
}
