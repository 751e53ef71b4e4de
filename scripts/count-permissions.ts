/*
 * How it is known what calls need, by the models: how many operations fall into which rule.
 *
 *   npm run permissions
 */
import type { AwsOperation, DependentAction, TouchableResource } from '../compiler/apis/index.ts';
import { shippedModels } from '../compiler/node/index.ts';

const counts = new Map<string, Set<string>>();
const count = (rule: string, operation: string) => counts.set(rule, (counts.get(rule) ?? new Set()).add(operation));

for (const { resource } of shippedModels.services) {
  const service = shippedModels.service(resource);
  for (const name of service?.operationNames ?? []) {
    const operation = service?.operation(name);
    if (operation === undefined) continue;
    const title = `${resource}:${name}`;
    count('operations', title);
    for (const rule of resourceRules(operation)) count(rule, title);
    for (const each of operation.depends) count(dependentRule(each), title);
  }
}
for (const [rule, operations] of [...counts].sort()) console.log(`${String(operations.size).padStart(6)}  ${rule}`);

function resourceRules({ iam, signed }: AwsOperation): readonly string[] {
  if (iam.length === 0) return [signed ? 'resources: no action is known' : 'resources: not signed'];
  return iam.flatMap(({ resources }) =>
    resources.length === 0 ? ['resources: the action knows none'] : resources.map(resourceRule),
  );
}

function resourceRule({ required, by, otherwise }: TouchableResource): string {
  if (required) return 'resources: a type that IAM requires';
  if (by === undefined) return 'resources: a type that the path or an exception says';
  if (by === 'any') return 'resources: a type that any member may stand for';
  if (otherwise !== undefined) return 'resources: a type with a default';
  return by.length === 0 ? 'resources: a type that no member stands for' : 'resources: a type by its members';
}

function dependentRule({ action: { action }, by }: DependentAction): string {
  const kind = kindOf(action);
  if (by.length === 0) return `besides: ${kind}, nothing that is sent decides`;
  return by.some(({ decides }) => decides) ? `besides: ${kind}, by members` : `besides: ${kind}, members leave it open`;
}

function kindOf(action: string): string {
  if (/:(Tag[A-Z]|AddTags|CreateTags|CreateOrUpdateTags)/.test(action)) return 'tags';
  if (action === 'iam:PassRole' || action === 'iam:CreateServiceLinkedRole') return action;
  return /^(kms|secretsmanager):/.test(action) ? `${action.split(':')[0]}:*` : 'others';
}
