import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnStateMachineAlias, CfnStateMachineVersion, type StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** The alias under which a machine is started. */
export const LIVE = 'live';

/**
 * Publishes a version at each deploy that changes the machine, and moves the alias `live` to it. Earlier versions are
 * kept, so that rolling back means moving the alias; they go when the machine goes.
 */
export function publishLive(scope: Construct, machine: StateMachine): CfnStateMachineAlias {
  const version = new CfnStateMachineVersion(scope, 'Version', {
    stateMachineArn: machine.stateMachineArn,
    stateMachineRevisionId: machine.stateMachineRevisionId,
  });
  version.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return new CfnStateMachineAlias(scope, 'Live', {
    name: LIVE,
    description: 'The version that is started; moved by each deploy',
    routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }],
  });
}
