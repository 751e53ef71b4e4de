import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** Earlier versions of a file are kept so long. */
const EARLIER = Duration.days(30);

/**
 * A private bucket for files of hires: encrypted with the key, versioned, emptied after a time, telling EventBridge of what
 * is put into it.
 */
export function createFileBucket(scope: Construct, key: IKey, kept: Duration, removalPolicy: RemovalPolicy): Bucket {
  const bucket = new Bucket(scope, 'Files', {
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    lifecycleRules: [
      {
        expiration: kept,
        noncurrentVersionExpiration: EARLIER,
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    removalPolicy,
  });
  // The construct's own option would deploy a Lambda function that sets this.
  if (bucket.node.defaultChild instanceof CfnBucket) {
    bucket.node.defaultChild.notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }
  acknowledge(
    bucket,
    'S1',
    'Files are put by few and read by one machine; who did so is in CloudTrail, where data events are turned on',
  );
  return bucket;
}
