import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** ARN of the state machine of this name in the stack's account and region. */
export function stateMachineArn(scope: Construct, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/**
 * A role that Step Functions takes on for this one state machine (and its versions and aliases) of this account: no
 * other machine, and nobody else's, can use it.
 */
export function createStateMachineRole(
  scope: Construct,
  id: string,
  name: string,
  labels: readonly string[] = [],
): Role {
  const arn = stateMachineArn(scope, name);
  return new Role(scope, id, {
    description: `What the state machine ${name} may do`,
    assumedBy: new ServicePrincipal('states.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
        ArnLike: { 'aws:SourceArn': [arn, `${arn}:*`, ...labels.map((label) => `${arn}/${label}`)] },
      },
    }),
  });
}
