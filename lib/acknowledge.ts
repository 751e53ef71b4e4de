import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Findings of cdk-nag's AwsSolutions checks that are meant to be so, each with its reason. Read by cdk-nag where an app uses
 * it; without effect otherwise.
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}

/** Acknowledges the resources of a role's policy that end in a wildcard. */
export function acknowledgeWildcards(role: IConstruct, resources: readonly string[], reason: string): void {
  for (const resource of resources.filter((each) => each.includes('*'))) {
    acknowledge(role, `IAM5[Resource::${flattened(Stack.of(role).resolve(resource))}]`, reason);
  }
}

/** A resolved text as cdk-nag names it: `<LogicalId.Attribute>` for what is known at deploy time only. */
function flattened(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
    const [separator, parts]: unknown[] = value['Fn::Join'];
    return Array.isArray(parts) ? parts.map(flattened).join(String(separator)) : '';
  }
  return JSON.stringify(value);
}
