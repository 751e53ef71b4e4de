import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** Longest that SQS keeps a message. */
const RETENTION = Duration.days(14);

/** A queue, encrypted with the key, for events that could not be turned into executions. */
export function createDeadLetterQueue(scope: Construct, key: IKey, removalPolicy: RemovalPolicy): Queue {
  const queue = new Queue(scope, 'DeadLetters', {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    retentionPeriod: RETENTION,
    removalPolicy,
  });
  acknowledge(queue, 'SQS3', 'This is the dead-letter queue, of an EventBridge target and of the starter');
  return queue;
}

/** Lets one EventBridge rule encrypt what it puts into the queue: CDK grants the queue alone, and such letters would be lost. */
export function allowRule(key: IKey, scope: Construct, ruleArn: string): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
        ArnEquals: { 'aws:SourceArn': ruleArn },
      },
    }),
  );
}

/** Lets a role put messages into the queue, and use the key for nothing but that. */
export function allowSending(role: IRole, queue: IQueue, key: IKey): void {
  const { region } = Stack.of(queue);
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` } },
    }),
  );
}
