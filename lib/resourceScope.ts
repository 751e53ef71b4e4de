import type { Permission } from '../compiler/index.ts';
import type { IamResource } from '../compiler/services/index.ts';
import { DocumentError } from './documentError.ts';

/**
 * Which resources a machine's role may touch. A resource type of the called actions that isn't covered here is an error
 * when the stack is synthesised: nothing is allowed by default.
 */
export interface ResourceScope {
  /** Ids of the Amazon Connect instances whose resources may be touched. Tokens, such as stack parameters, are fine. */
  readonly connectInstanceIds?: readonly string[];
  /**
   * ARNs by resource type, written `<IAM prefix>:<type>`: `{ 'dynamodb:table': [table.tableArn] }`. The word `any` stands
   * for every resource of that type in this account and region.
   */
  readonly arns?: Readonly<Record<string, readonly string[] | 'any'>>;
}

/** Where the stack lives; usually tokens. */
export interface Environment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** One action with the resources that it is allowed on. */
export interface ScopedPermission {
  readonly action: string;
  readonly resources: readonly string[];
}

/**
 * The permissions of a machine on the ARNs of a scope.
 * @returns each permission with its ARNs; `*` only where IAM knows no resources for the action
 * @throws DocumentError naming every resource type that the scope doesn't cover, and how to cover it
 */
export function scopePermissions(
  permissions: readonly Permission[],
  scope: ResourceScope,
  environment: Environment,
): readonly ScopedPermission[] {
  const missing = new Map<string, Permission[]>();
  const scoped = permissions.map((permission) => {
    if (permission.resources.length === 0) return { action: permission.action, resources: ['*'] };
    const resources = permission.resources.flatMap((resource) => {
      const key = `${iamPrefix(permission.action)}:${resource.type}`;
      const arns = arnsOf(key, resource, scope, environment);
      if (arns.length === 0) missing.set(key, [...(missing.get(key) ?? []), permission]);
      return arns;
    });
    return { action: permission.action, resources: [...new Set(resources)].sort() };
  });
  if (missing.size > 0) throw new DocumentError(describeMissing(missing));
  return scoped;
}

function arnsOf(key: string, resource: IamResource, scope: ResourceScope, environment: Environment): readonly string[] {
  const given = scope.arns?.[key];
  if (given === 'any') return resource.arns.map((pattern) => fill(pattern, environment, undefined));
  if (given !== undefined) return given;
  if (!key.startsWith('connect:')) return [];
  return resource.arns
    .filter((pattern) => pattern.includes('$' + '{InstanceId}'))
    .flatMap((pattern) => (scope.connectInstanceIds ?? []).map((id) => fill(pattern, environment, id)));
}

/** Fills the placeholders of an ARN pattern; those that nothing is known about become `*`. */
function fill(pattern: string, { partition, region, account }: Environment, instanceId: string | undefined): string {
  return pattern.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    switch (name) {
      case 'Partition':
        return partition;
      case 'Region':
        return region;
      case 'Account':
        return account;
      case 'InstanceId':
        return instanceId ?? '*';
      default:
        return '*';
    }
  });
}

function iamPrefix(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

function describeMissing(missing: ReadonlyMap<string, readonly Permission[]>): string {
  const lines = [...missing]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, permissions]) => {
      const calls = permissions.map((each) => `${each.action} in ${each.states.join(', ')}`).join('; ');
      return `  ${key}: called by ${calls}`;
    });
  const connect = [...missing.keys()].some((key) => key.startsWith('connect:'));
  const example = [...missing.keys()].sort()[0] ?? '';
  return [
    'The role needs to know which resources the machine may touch:',
    ...lines,
    `Give resourceScope.arns['${example}'] a list of ARNs, or 'any' for all in this account and region.` +
      (connect ? ' Resources of Amazon Connect instances are covered by resourceScope.connectInstanceIds.' : ''),
  ].join('\n');
}
