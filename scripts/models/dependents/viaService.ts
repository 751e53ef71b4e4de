/**
 * Services that use a key for whoever calls them, by the names that KMS has for them in `kms:ViaService`. (AWS KMS Developer
 * Guide, Services that support the kms:ViaService condition key.) Those that aren't listed there use keys by other ways.
 */
const LISTED: ReadonlySet<string> = new Set(
  (
    'airflow apprunner appflow athena auditmanager backup backup-gateway cassandra codeartifact codeguru-reviewer comprehend ' +
    'connect dms dynamodb ec2 ecr eks elasticfilesystem es finspace firehose forecast fsx geo glue groundstation healthlake ' +
    'iotsitewise kafka kendra kinesis kinesisvideo lambda lex license-manager lookoutequipment lookoutmetrics lookoutvision ' +
    'macie managedblockchain mediatailor memorydb mgn monitron mq nimble omics profile proton qldb rds redshift ' +
    'redshift-serverless rekognition s3 sagemaker secretsmanager ses sns sqs ssm ssm-contacts ssm-incidents storagegateway ' +
    'timestream translate wisdom workmail workspaces workspaces-web xray'
  ).split(' '),
);

/** Operations by which other services are given the key, so that one of them may ask for it. */
const BY_OTHERS: ReadonlySet<string> = new Set([
  // Amazon Redshift Management Guide and AWS Glue Developer Guide, zero-ETL integrations: what is between source and target.
  'glue:CreateIntegration',
  'rds:CreateIntegration',
  'redshift:CreateIntegration',
  // AWS Lambda Developer Guide, capacity providers: the volumes of EC2 instances.
  'lambda:CreateCapacityProvider',
  // Amazon S3 User Guide, metadata tables: tables of S3 Tables.
  's3:CreateBucketMetadataConfiguration',
  's3:CreateBucketMetadataTableConfiguration',
  's3:UpdateBucketMetadataInventoryTableConfiguration',
]);

/**
 * Through which services a call uses the key that it sends: the values of `kms:ViaService`, with a placeholder for the region.
 * The suffix is the same in all partitions. Undefined where that isn't known for sure: the condition would deny the call.
 * @param prefix the service's name in endpoints and actions
 * @param members the members that name keys
 */
export function viaService(
  resource: string,
  prefix: string,
  operation: string,
  members: readonly string[],
): readonly string[] | undefined {
  if (members.length === 0 || BY_OTHERS.has(`${resource}:${operation}`) || !LISTED.has(prefix)) return undefined;
  const services = new Set([prefix]);
  for (const member of members) {
    // The key of a secret that Secrets Manager keeps for the service.
    if (/Secret/i.test(member)) services.add('secretsmanager');
    // The flow that Customer Profiles makes in AppFlow.
    if (member.startsWith('FlowDefinition.')) services.add('appflow');
  }
  return [...services].sort().map((service) => `${service}.\${Region}.amazonaws.com`);
}
