import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { LIVE } from './liveAlias.ts';

/** ARN of what belongs to Step Functions in the stack's account and region: `execution`, `mapRun`. */
export function statesArn(scope: Construct, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource,
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** ARN of the state machine of this name: its own would make a machine and its role need each other. */
export function stateMachineArn(scope: Construct, name: string): string {
  return statesArn(scope, 'stateMachine', name);
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

/** A role that EventBridge takes on for this one rule, to start this one machine. */
export function createRuleRole(scope: Construct, ruleArn: string, started: IStateMachine, title: string): Role {
  const role = new Role(scope, 'RuleRole', {
    description: `Lets EventBridge start ${title}`,
    assumedBy: new ServicePrincipal('events.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
        ArnEquals: { 'aws:SourceArn': ruleArn },
      },
    }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: [started.stateMachineArn] }));
  return role;
}

/** Lets a role start the machine of this name, through its alias alone. */
export function startStatement(scope: Construct, name: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['states:StartExecution'],
    resources: [stateMachineArn(scope, name)],
    conditions: { 'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': [LIVE] } },
  });
}

/** Lets a role use a key for what belongs to these machines: inputs and outputs of their executions. */
export function keyStatement(keyArn: string, machines: string | string[], actions = ['kms:Decrypt']): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': machines } },
  });
}
