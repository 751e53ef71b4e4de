import {
  type CallPermissions,
  type IamResource,
  type NeededAction,
  neededActions,
  serviceOf,
  type UndecidedAction,
} from './apis/index.ts';
import { diagnostic, type Reporter } from './diagnostics/index.ts';
import { givenMembers } from './givenMembers.ts';
import { handledStatuses } from './handledStatuses.ts';
import type { Permission, UndecidedPermission } from './machine.ts';
import type { CompileOptions } from './options.ts';
import type { CallNode, Plan } from './plan.ts';

/** What the role of a machine needs, and what it may need. */
export interface RolePermissions {
  readonly permissions: readonly Permission[];
  readonly undecided: readonly UndecidedPermission[];
}

/**
 * What a machine's role has to be allowed, each action once under the same conditions. Undefined where it isn't known what
 * a call needs (reported): a role that lacks something would fail the first execution. What a call may need is reported.
 */
export function permissionsOf(plan: Plan, options: CompileOptions, reporter: Reporter): RolePermissions | undefined {
  const needed = new Map<string, Permission>();
  const calls: (readonly [CallNode, CallPermissions])[] = [];
  let unknown = false;
  for (const node of plan.nodes.values()) {
    if (node.kind !== 'call') continue;
    const found = permissionsOfCall(node, plan, options);
    if (found === undefined) {
      reportUnknown(node, reporter);
      unknown = true;
      continue;
    }
    for (const action of found.needed) {
      const key = `${action.action} ${JSON.stringify(action.conditions)}`;
      needed.set(key, joined(needed.get(key), action, node));
    }
    calls.push([node, found]);
  }
  const permissions = inOrder(needed);
  const undecided = undecidedOf(calls, permissions, reporter);
  return unknown ? undefined : { permissions, undecided };
}

/** What calls may need (reported), but for what the role is allowed anyway. */
function undecidedOf(
  calls: readonly (readonly [CallNode, CallPermissions])[],
  permissions: readonly Permission[],
  reporter: Reporter,
): readonly UndecidedPermission[] {
  const allowed = new Set(permissions.filter(isWide).map(({ action }) => action));
  const found = new Map<string, UndecidedPermission>();
  for (const [node, { undecided }] of calls) {
    const open = undecided.filter(({ action }) => !allowed.has(action));
    for (const { action, by } of open) {
      const known = found.get(action);
      found.set(action, { action, by: union(known?.by, by), states: [...(known?.states ?? []), node.name] });
    }
    reportUndecided(node, open, reporter);
  }
  return inOrder(found);
}

/** Allowed on all that is in the scope, and under no condition. */
function isWide({ resources, conditions }: Permission): boolean {
  return Object.keys(conditions).length === 0 && resources.every(({ named }) => named === undefined);
}

/** By key: an action, and what tells it from others of the same name. */
function inOrder<T>(found: ReadonlyMap<string, T>): readonly T[] {
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

function permissionsOfCall(node: CallNode, plan: Plan, options: CompileOptions): CallPermissions | undefined {
  const { operation } = node;
  const given = options.actions?.[`${serviceOf(operation).resource}:${operation.action}`];
  if (given === undefined) return neededActions(operation, givenMembers(node, plan), handledStatuses(node, plan));
  const needed = given.map(
    (action): NeededAction => ({
      action,
      accessLevel: 'Write',
      resources: [],
      conditionKeys: [],
      by: [],
      conditions: {},
    }),
  );
  return { needed, undecided: [] };
}

function reportUnknown({ operation, place }: CallNode, reporter: Reporter): void {
  const { resource, title } = serviceOf(operation);
  const message = `it isn't known which IAM actions ${title} \`${operation.name}\` needs`;
  const help = `Say them with the option \`actions\`, by the name \`${resource}:${operation.action}\`.`;
  reporter.report(diagnostic('operation-permissions-unknown', place, message, help));
}

/** Says once a call what it may need, and on what that depends. */
function reportUndecided(
  { operation, place }: CallNode,
  undecided: readonly UndecidedAction[],
  reporter: Reporter,
): void {
  if (undecided.length === 0) return;
  const byMembers = new Map<string, string[]>();
  for (const { action, by } of undecided) {
    const members = by.map((path) => (path === '*' ? 'the payload' : `\`${path}\``)).join(', ');
    byMembers.set(members, [...(byMembers.get(members) ?? []), `\`${action}\``]);
  }
  const parts = [...byMembers].map(([members, actions]) =>
    members === '' ? actions.join(', ') : `${actions.join(', ')} (for what is in ${members})`,
  );
  const message = `${serviceOf(operation).title} \`${operation.name}\` may need ${parts.join('; ')} besides`;
  const help = 'Nothing in the document says so. Where a call needs it, allow it to the role of the machine.';
  reporter.report(diagnostic('permission-undecided', place, message, help));
}

function joined(known: Permission | undefined, action: NeededAction, node: CallNode): Permission {
  return {
    action: action.action,
    service: serviceOf(node.operation).resource,
    accessLevel: action.accessLevel,
    resources: action.resources.reduce(withResource, known?.resources ?? []),
    conditionKeys: action.conditionKeys,
    conditions: action.conditions,
    by: union(known?.by, action.by),
    states: [...(known?.states ?? []), node.name],
  };
}

/** Types stand once, and once more where a call names the resources that it touches, and another one doesn't. */
function withResource(resources: readonly IamResource[], resource: IamResource): readonly IamResource[] {
  const same = resources.findIndex(
    ({ type, named }) => type === resource.type && (named === undefined) === (resource.named === undefined),
  );
  const known = resources[same];
  if (known === undefined) return [...resources, resource];
  const required = known.required || resource.required;
  const named = resource.named === undefined ? {} : { named: union(known.named, resource.named) };
  return resources.with(same, { ...known, required, ...named });
}

function union(known: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])].sort();
}
