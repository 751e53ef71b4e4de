import type { Conditions, IamResource } from '../compiler/apis/index.ts';
import { didYouMean, nearest } from '../compiler/diagnostics/index.ts';
import type { Permission } from '../compiler/index.ts';
import { DocumentError } from './documentError.ts';

/**
 * Which resources a machine's role may touch. A resource type of the called actions that isn't covered here is an error
 * when the stack is synthesised: nothing is allowed by default.
 */
export interface ResourceScope {
  /** Ids of the Amazon Connect instances whose resources may be touched. Tokens, such as stack parameters, are fine. */
  readonly connectInstanceIds?: readonly string[];
  /** What the names of the secrets begin with that may be read, for example `onboarding/`. */
  readonly secretsPrefix?: string;
  /**
   * ARNs by resource type, written `<IAM prefix>:<type>`: `{ 'dynamodb:table': [table.tableArn] }`. The word `any` stands
   * for every resource of that type in this account and region.
   */
  readonly arns?: Readonly<Record<string, readonly string[] | 'any'>>;
}

/** The placeholder of ARN patterns that stands for a Connect instance. */
const INSTANCE_ID = `\${InstanceId}`;

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
  /** Condition keys, and the values of which a request has one; empty: no condition. */
  readonly conditions: Conditions;
}

/**
 * The permissions of a machine on the ARNs of a scope.
 * @returns each permission with its ARNs; `*` only where IAM knows no resources for the action
 * @throws DocumentError naming every resource type that the scope doesn't cover, and how to cover it; or one in the scope
 *   that no call touches
 */
export function scopePermissions(
  permissions: readonly Permission[],
  scope: ResourceScope,
  environment: Environment,
): readonly ScopedPermission[] {
  checkTypes(permissions, scope);
  const missing = new Map<string, Permission[]>();
  const scoped = permissions.map((permission) => {
    const { action, resources, conditions } = permission;
    if (resources.length === 0) return { action, resources: ['*'], conditions };
    const found = resources.map((resource) => {
      const key = `${iamPrefix(action)}:${resource.type}`;
      return { key, required: resource.required, arns: arnsOf(key, resource, scope, environment) };
    });
    for (const key of uncoveredTypes(found)) missing.set(key, [...(missing.get(key) ?? []), permission]);
    return { action, resources: [...new Set(found.flatMap(({ arns }) => arns))].sort(), conditions };
  });
  if (missing.size > 0) throw new DocumentError(describeMissing(missing));
  return scoped;
}

/**
 * The types that the scope has to cover and doesn't. Those that aren't required are alternatives (an object of a bucket, or
 * of an access point): one will do, and where there is none they are named together.
 */
function uncoveredTypes(found: readonly Covered[]): readonly string[] {
  const uncovered = found.filter(({ arns }) => arns.length === 0);
  const alternatives = found.filter(({ required }) => !required);
  const missing = uncovered.filter(({ required }) => required).map(({ key }) => key);
  const [first, ...others] = alternatives.map(({ key }) => key);
  if (first === undefined || alternatives.some(({ arns }) => arns.length > 0)) return missing;
  return [...missing, others.length === 0 ? first : `${first} (or ${others.join(', ')})`];
}

interface Covered {
  readonly key: string;
  readonly required: boolean;
  readonly arns: readonly string[];
}

/** A type in the scope that no call touches is a slip: what it was meant for isn't covered, or the scope is out of date. */
function checkTypes(permissions: readonly Permission[], { arns = {} }: ResourceScope): void {
  const touched = new Set(
    permissions.flatMap(({ action, resources }) => resources.map(({ type }) => `${iamPrefix(action)}:${type}`)),
  );
  const unknown = Object.keys(arns).filter((key) => !touched.has(key));
  if (unknown.length === 0) return;
  const lines = unknown.map((key) => {
    const help = didYouMean(nearest(key, touched));
    return `  ${key}${help === undefined ? '' : `. ${help}`}`;
  });
  const all = [...touched].sort().join(', ');
  throw new DocumentError(
    [
      'resourceScope.arns names resource types that no call touches:',
      ...lines,
      `The calls touch ${all || 'none'}.`,
    ].join('\n'),
  );
}

function arnsOf(
  key: string,
  { arns: patterns, named }: IamResource,
  scope: ResourceScope,
  environment: Environment,
): readonly string[] {
  if (named !== undefined) return named.map((pattern) => fill(pattern, environment));
  const given = scope.arns?.[key];
  if (given === 'any') return patterns.map((pattern) => fill(pattern, environment));
  if (given !== undefined) return given;
  if (key === 'secretsmanager:Secret') {
    const { secretsPrefix: prefix = '' } = scope;
    return prefix === '' ? [] : patterns.map((pattern) => fill(pattern, environment, { SecretId: `${prefix}*` }));
  }
  if (!key.startsWith('connect:')) return [];
  return patterns
    .filter((pattern) => pattern.includes(INSTANCE_ID))
    .flatMap((pattern) =>
      (scope.connectInstanceIds ?? []).map((InstanceId) => fill(pattern, environment, { InstanceId })),
    );
}

/** Fills the placeholders of an ARN pattern; those that nothing is known about become `*`. */
function fill(pattern: string, environment: Environment, known: Readonly<Record<string, string>> = {}): string {
  const { partition: Partition, region: Region, account: Account } = environment;
  const values: Readonly<Record<string, string>> = { ...known, Partition, Region, Account };
  return pattern.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '*');
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
  const hints = [
    ['connect:', ' Resources of Amazon Connect instances are covered by resourceScope.connectInstanceIds.'],
    ['secretsmanager:Secret', ' Secrets are covered by resourceScope.secretsPrefix.'],
  ] as const;
  const helpful = hints.filter(([start]) => [...missing.keys()].some((key) => key.startsWith(start)));
  const example = ([...missing.keys()].sort()[0] ?? '').replace(/ \(or .*/, '');
  return [
    'The role needs to know which resources the machine may touch:',
    ...lines,
    `Give resourceScope.arns['${example}'] a list of ARNs, or 'any' for all in this account and region.` +
      helpful.map(([, hint]) => hint).join(''),
  ].join('\n');
}
