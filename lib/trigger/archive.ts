import { type Duration, Stack } from 'aws-cdk-lib';
import { CfnArchive } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Json } from '../../compiler/source/index.ts';

export interface ArchiveOptions {
  readonly name: string;
  readonly busArn: string;
  /** Known without the bus, for the key's policy. */
  readonly busName: string;
  /** The pattern as EventBridge writes it. */
  readonly eventPattern: Readonly<Record<string, Json>>;
  /** Whole days. */
  readonly retention: Duration;
  readonly key: IKey;
}

/**
 * An encrypted archive of a bus's events. Made without CDK's `Archive`, which names the bus in the key's policy by
 * reference: a bus that is encrypted with the same key would wait for the key, and the key for the bus.
 */
export function createArchive(scope: Construct, options: ArchiveOptions): CfnArchive {
  const { name, busArn, busName, eventPattern, retention, key } = options;
  const stack = Stack.of(scope);
  const context = stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: busName });
  const principals = [new ServicePrincipal('events.amazonaws.com')];
  key.addToResourcePolicy(
    new PolicyStatement({
      principals,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': context } },
    }),
  );
  // EventBridge looks at the key when the archive is made, in a call that carries no context; it tells no content.
  key.addToResourcePolicy(new PolicyStatement({ principals, actions: ['kms:DescribeKey'], resources: ['*'] }));
  return new CfnArchive(scope, 'Archive', {
    archiveName: name,
    description: `Events of ${name}, for replay`,
    sourceArn: busArn,
    eventPattern,
    retentionDays: retention.toDays({ integral: true }),
    kmsKeyIdentifier: key.keyArn,
  });
}
