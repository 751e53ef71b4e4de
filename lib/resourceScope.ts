import { Token } from 'aws-cdk-lib';
import type { Conditions, IamResource } from '../compiler/apis/index.ts';
import { didYouMean, nearest } from '../compiler/diagnostics/index.ts';
import type { Permission } from '../compiler/index.ts';
import type { ResourceScope } from '../project/index.ts';
import { DocumentError } from './documentError.ts';

/** The placeholder of ARN patterns that stands for a Connect instance. */
const INSTANCE_ID = `\${InstanceId}`;

/** The types of an instance's resources of which a scope may list the ids, with the placeholder of an id in their ARNs. */
const listed = {
  connectSecurityProfileIds: { key: 'connect:security-profile', placeholder: 'SecurityProfileId' },
  connectRoutingProfileIds: { key: 'connect:routing-profile', placeholder: 'RoutingProfileId' },
  connectHierarchyGroupIds: { key: 'connect:hierarchy-group', placeholder: 'HierarchyGroupId' },
} as const;

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
  checkValues(scope);
  const missing = new Map<string, Permission[]>();
  const scoped = permissions.map((permission) => {
    const { action, resources } = permission;
    const conditions = filledConditions(permission, environment);
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

/**
 * The part of a scope that is about the calls of one machine, where it was written for several.
 * @returns the scope without the types that no call touches
 */
export function scopeFor(permissions: readonly Permission[], scope: ResourceScope): ResourceScope {
  const touched = touchedTypes(permissions);
  const arns = Object.entries(scope.arns ?? {}).filter(([key]) => touched.has(key));
  const ids = listedIds(scope).filter(({ key }) => !touched.has(key));
  return {
    ...Object.fromEntries(Object.entries(scope).filter(([name]) => !ids.some((each) => each.name === name))),
    arns: Object.fromEntries(arns),
  };
}

/** The states whose calls may give users any security profile of an instance: the scope lists none. */
export function statesWithAnySecurityProfile(
  permissions: readonly Permission[],
  { connectSecurityProfileIds, arns }: ResourceScope,
): readonly string[] {
  const { key } = listed.connectSecurityProfileIds;
  const given = arns?.[key];
  if (connectSecurityProfileIds !== undefined || (given !== undefined && given !== 'any')) return [];
  const giving = permissions.filter(
    ({ action, resources }) =>
      iamPrefix(action) === 'connect' &&
      resources.some(({ type }) => type === 'user') &&
      resources.some(({ type }) => `connect:${type}` === key),
  );
  return [...new Set(giving.flatMap(({ states }) => states))];
}

function touchedTypes(permissions: readonly Permission[]): ReadonlySet<string> {
  return new Set(
    permissions.flatMap(({ action, resources }) => resources.map(({ type }) => `${iamPrefix(action)}:${type}`)),
  );
}

/** The types of which a scope lists the ids. */
function listedIds(scope: ResourceScope) {
  return Object.entries(listed).flatMap(([name, { key, placeholder }]) => {
    const ids = scope[name as keyof typeof listed];
    return ids === undefined ? [] : [{ name, key, placeholder, ids }];
  });
}

/** A type in the scope that no call touches is a slip: what it was meant for isn't covered, or the scope is out of date. */
function checkTypes(permissions: readonly Permission[], scope: ResourceScope): void {
  const touched = touchedTypes(permissions);
  const idle = listedIds(scope).find(({ key }) => !touched.has(key));
  if (idle !== undefined) {
    throw new DocumentError(
      `resourceScope.${idle.name} is given, and no call touches a resource of the type ${idle.key}.`,
    );
  }
  const unknown = Object.keys(scope.arns ?? {}).filter((key) => !touched.has(key));
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

/** An ARN where an id is asked for, or the other way round, would make a policy that CloudFormation takes and that allows nothing. */
function checkValues({ arns = {}, connectInstanceIds = [], ...scope }: ResourceScope): void {
  const ids = [{ name: 'connectInstanceIds', ids: connectInstanceIds }, ...listedIds(scope)];
  const check = (name: string, values: readonly string[], what: RegExp, help: string) => {
    const wrong = values.find((value) => !Token.isUnresolved(value) && !what.test(value));
    if (wrong !== undefined) throw new DocumentError(`resourceScope.${name} lists '${wrong}', ${help}.`);
  };
  for (const { name, ids: values } of ids) {
    check(name, values, /^[\w*-]+$/, 'which is no id: give the last part of the ARN alone');
  }
  for (const [key, values] of Object.entries(arns)) {
    if (values !== 'any') check(`arns['${key}']`, values, /^(arn:.|\*$)/, 'which is no ARN');
  }
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
  const ids = listedIds(scope).find((each) => each.key === key);
  const places = ids === undefined ? [{}] : ids.ids.map((id) => ({ [ids.placeholder]: id }));
  return patterns
    .filter((pattern) => pattern.includes(INSTANCE_ID))
    .flatMap((pattern) =>
      (scope.connectInstanceIds ?? []).flatMap((InstanceId) =>
        places.map((known) => fill(pattern, environment, { ...known, InstanceId })),
      ),
    );
}

/** Fills the placeholders of an ARN pattern, or of a condition's value; those that nothing is known about become `*`. */
function fill(pattern: string, environment: Environment, known: Readonly<Record<string, string>> = {}): string {
  const { partition: Partition, region: Region, account: Account } = environment;
  const values: Readonly<Record<string, string>> = { ...known, Partition, Region, Account };
  return pattern.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '*');
}

function filledConditions({ conditions }: Permission, environment: Environment): Conditions {
  const entries = Object.entries(conditions);
  return Object.fromEntries(entries.map(([key, values]) => [key, values.map((value) => fill(value, environment))]));
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
