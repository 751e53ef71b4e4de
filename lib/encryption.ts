import { ArnFormat, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** A customer-managed key for a machine, its logs and what starts it: rotated every year, kept when the stack goes. */
export function createKey(scope: Construct, name: string, removalPolicy: RemovalPolicy): Key {
  return new Key(scope, 'Key', {
    alias: `arazzo/${name}`,
    description: `Definition, history and logs of the state machine ${name}`,
    enableKeyRotation: true,
    removalPolicy,
  });
}

/** Lets CloudWatch Logs encrypt one log group of this account, and no other, with the key. */
export function allowLogGroup(key: IKey, scope: Construct, logGroupName: string): void {
  const stack = Stack.of(scope);
  const logGroupArn = stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroupName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      resources: ['*'],
      conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
    }),
  );
}

/**
 * The key as the construct of a state machine is to use it: CDK lets log delivery decrypt with it whatever comes, where
 * only what is handed over for logs of this account is meant.
 */
export function forLogDelivery(key: IKey, scope: Construct): IKey {
  const logs = Stack.of(scope).formatArn({
    service: 'logs',
    resource: '*',
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
  const limited: IKey = Object.create(key, {
    addToResourcePolicy: {
      value: (...[statement, ...rest]: Parameters<IKey['addToResourcePolicy']>) => {
        const delivery = statement.principals.some(
          (principal) => principal instanceof ServicePrincipal && principal.service === 'delivery.logs.amazonaws.com',
        );
        if (delivery) statement.addCondition('StringEquals', { 'kms:EncryptionContext:SourceArn': logs });
        return key.addToResourcePolicy(statement, ...rest);
      },
    },
  });
  return limited;
}
