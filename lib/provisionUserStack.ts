import { join } from 'node:path';
import { CfnOutput, CfnParameter, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { packageRoot } from '../compiler/node/index.ts';
import type { ResourceScope } from '../project/index.ts';
import { createAlarmTopic } from './alarmTopic.ts';
import { ArazzoStateMachine } from './arazzoStateMachine.ts';
import { ArazzoBatch } from './batch/arazzoBatch.ts';
import { createDashboard } from './dashboard.ts';
import { createKey } from './encryption.ts';
import { machineName } from './names.ts';
import { OnboardingTrigger } from './trigger/onboardingTrigger.ts';

/** Settings of the stack; each has a default. */
export interface ProvisionUserStackProps extends StackProps {
  /** The Arazzo document. Default: the one that comes with this project. */
  readonly document?: string | undefined;
  /** The workflow in it, with the inputs `instanceId` and `password`. Default: `provision-user`. */
  readonly workflow?: string | undefined;
  /** The machine's name. Default: the workflow's id. */
  readonly stateMachineName?: string | undefined;
  /** Ids of the security profiles that agents may be given. Default: any of the instance. */
  readonly securityProfileIds?: readonly string[] | undefined;
  /** Ids of the routing profiles that agents may be given. Default: any of the instance. */
  readonly routingProfileIds?: readonly string[] | undefined;
  /** Ids of the hierarchy groups that agents may be put into. Default: any of the instance. */
  readonly hierarchyGroupIds?: readonly string[] | undefined;
  /** What the names of the secrets begin with that hold first passwords. Default: `onboarding/`. */
  readonly secretsPrefix?: string | undefined;
  /** ARN of the key that those secrets are encrypted with. Default: the account's own for secrets. */
  readonly secretsKeyArn?: string | undefined;
  /** Whether events start onboardings. Default: true. */
  readonly events?: boolean | undefined;
  /** Whether a file of hires can be put into a bucket, of which each row is an onboarding. Default: false. */
  readonly batch?: boolean | undefined;
  /** Member of an event's detail that tells one hire from another. Default: the event's id. */
  readonly deduplicationKey?: string | undefined;
  /** Whether alarms are sent to a topic, which is then an output. Default: false. */
  readonly notify?: boolean | undefined;
  /** Default: true. */
  readonly dashboard?: boolean | undefined;
}

/**
 * Onboarding of Amazon Connect agents into one instance, given as the stack's parameter `ConnectInstanceId`. First passwords
 * can be given as ids of secrets; events always give them so.
 */
export class ProvisionUserStack extends Stack {
  readonly machine: ArazzoStateMachine;
  readonly trigger: OnboardingTrigger | undefined;
  readonly batch: ArazzoBatch | undefined;
  readonly alarmTopic: Topic | undefined;

  constructor(scope: Construct, id: string, props: ProvisionUserStackProps = {}) {
    super(scope, id, { description: 'Onboards Amazon Connect agents; made of an Arazzo workflow', ...props });
    const { workflow = 'provision-user', secretsPrefix = 'onboarding/', events = true, dashboard = true } = props;
    const stateMachineName = machineName(props.stateMachineName, workflow);
    const instance = new CfnParameter(this, 'ConnectInstanceId', {
      description: 'Id of the Amazon Connect instance that agents are onboarded into (the UUID at the end of its ARN)',
      allowedPattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      constraintDescription: 'must be a UUID in lower case, such as 12345678-1234-1234-1234-123456789012',
    });
    const encryptionKey = createKey(this, stateMachineName, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.alarmTopic = props.notify === true ? createAlarmTopic(this, 'AlarmTopic', encryptionKey) : undefined;
    const alarms = this.alarmTopic === undefined ? {} : { alarmTopic: this.alarmTopic };
    this.machine = new ArazzoStateMachine(this, 'Machine', {
      document: props.document ?? join(packageRoot(), 'workflows/amazon-connect-provision-user.yml'),
      workflow,
      stateMachineName,
      compileOptions: { secretInputs: { password: 'secrets-manager' } },
      resourceScope: { connectInstanceIds: [instance.valueAsString], ...listedIds(props), secretsPrefix },
      encryptionKey,
      ...(props.secretsKeyArn === undefined
        ? {}
        : { secretsKey: Key.fromKeyArn(this, 'SecretsKey', props.secretsKeyArn) }),
      ...alarms,
    });
    if (events) {
      this.trigger = new OnboardingTrigger(this, 'Trigger', {
        machine: this.machine,
        inputs: { instanceId: { value: instance.valueAsString } },
        ...(props.deduplicationKey === undefined ? {} : { deduplicationKey: props.deduplicationKey }),
        ...alarms,
      });
    }
    if (props.batch === true) {
      this.batch = new ArazzoBatch(this, 'Batch', {
        machine: this.machine,
        inputs: { instanceId: { value: instance.valueAsString } },
        ...(this.alarmTopic === undefined ? {} : { topic: this.alarmTopic }),
        ...alarms,
      });
    }
    if (dashboard) createDashboard(this, 'Dashboard', this.machine, this.trigger);
    this.output();
  }

  private output(): void {
    const { machine, trigger, batch, alarmTopic } = this;
    const out = (id: string, description: string, value: string) => new CfnOutput(this, id, { description, value });
    out('StateMachineArn', 'The state machine', machine.stateMachine.stateMachineArn);
    out('AliasArn', 'What to start: the version that is live', machine.alias.ref);
    out(
      'StartExecution',
      'Starts an onboarding; the same name starts it once only',
      `aws stepfunctions start-execution --state-machine-arn ${machine.alias.ref} --name HIRE_ID --input file://input.json`,
    );
    if (trigger !== undefined) {
      out('EventBusName', 'Where events arrive', trigger.eventBus.eventBusRef.eventBusName);
      out('DeadLetterQueueUrl', 'Events that started nothing', trigger.deadLetterQueue.queueUrl);
    }
    if (batch !== undefined) out('BatchBucketName', 'Where files of hires are put', batch.bucket.bucketName);
    if (alarmTopic !== undefined) out('AlarmTopicArn', 'Subscribe to hear of alarms', alarmTopic.topicArn);
  }
}

/** The ids that a scope lists; what isn't given stays open. */
function listedIds(props: ProvisionUserStackProps): ResourceScope {
  const { securityProfileIds, routingProfileIds, hierarchyGroupIds } = props;
  return {
    ...(securityProfileIds === undefined ? {} : { connectSecurityProfileIds: securityProfileIds }),
    ...(routingProfileIds === undefined ? {} : { connectRoutingProfileIds: routingProfileIds }),
    ...(hierarchyGroupIds === undefined ? {} : { connectHierarchyGroupIds: hierarchyGroupIds }),
  };
}
