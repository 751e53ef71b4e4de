import { type IamAction, neededActions, serviceOf } from './apis/index.ts';
import { diagnostic, type Reporter } from './diagnostics/index.ts';
import type { Permission } from './machine.ts';
import type { CompileOptions } from './options.ts';
import type { CallNode, ObjectMember, Plan, Value } from './plan.ts';
import type { Json } from './source/index.ts';

/**
 * What a machine's role has to be allowed, each action once. Undefined where it isn't known what a call needs (reported):
 * a role that lacks something would fail the first execution.
 */
export function permissionsOf(
  plan: Plan,
  options: CompileOptions,
  reporter: Reporter,
): readonly Permission[] | undefined {
  const found = new Map<string, Permission>();
  let unknown = false;
  for (const node of plan.nodes.values()) {
    if (node.kind !== 'call') continue;
    const actions = actionsOf(node, options);
    if (actions === undefined) {
      const { name, action } = node.operation;
      const { resource, title } = serviceOf(node.operation);
      const message = `it isn't known which IAM actions ${title} \`${name}\` needs`;
      reporter.report(
        diagnostic(
          'operation-permissions-unknown',
          node.place,
          message,
          `Say them with the option \`actions\`, by the name \`${resource}:${action}\`.`,
        ),
      );
      unknown = true;
      continue;
    }
    for (const action of actions) found.set(action.action, joined(found.get(action.action), action, node));
  }
  return unknown ? undefined : [...found.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

function actionsOf(
  { operation, arguments: sent }: CallNode,
  options: CompileOptions,
): readonly IamAction[] | undefined {
  const given = options.actions?.[`${serviceOf(operation).resource}:${operation.action}`];
  if (given !== undefined)
    return given.map((action) => ({ action, accessLevel: 'Write', resources: [], conditionKeys: [] }));
  return neededActions(operation, namesIn(sent.members));
}

/** The names of everything that is sent, at any depth. */
function* namesIn(members: readonly ObjectMember[]): Generator<string> {
  for (const { name, value } of members) {
    yield name;
    yield* namesInside(value);
  }
}

function* namesInside(value: Value): Generator<string> {
  if (value.kind === 'object') yield* namesIn(value.members);
  if (value.kind === 'array') for (const item of value.items) yield* namesInside(item);
  if (value.kind === 'literal') yield* namesInLiteral(value.value);
}

function* namesInLiteral(value: Json): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield* Object.keys(value);
  for (const inner of Object.values(value)) yield* namesInLiteral(inner);
}

function joined(known: Permission | undefined, action: IamAction, node: CallNode): Permission {
  const resources = [...(known?.resources ?? [])];
  for (const resource of action.resources)
    if (!resources.some(({ type }) => type === resource.type)) resources.push(resource);
  return {
    action: action.action,
    service: serviceOf(node.operation).resource,
    accessLevel: action.accessLevel,
    resources,
    conditionKeys: action.conditionKeys,
    states: [...(known?.states ?? []), node.name],
  };
}
