/*
 * What the reference's column of dependent actions and the names of members don't say: actions by the members that ask for
 * them, for operations of a service. `?` in front of a member: a call that sends it may need the actions or not. No member:
 * nothing that is sent decides.
 */

/** Actions, several with blanks between, and the members that ask for them. */
export type Rules = Readonly<Record<string, string>>;

/** Owner and readers of an object or a bucket that is made. */
const ACL = 'ACL GrantFullControl GrantRead GrantReadACP GrantWriteACP';
const OBJECT_LOCK: Rules = {
  's3:PutObjectLegalHold': 'ObjectLockLegalHoldStatus',
  's3:PutObjectRetention': 'ObjectLockMode ObjectLockRetainUntilDate',
};
/** Amazon S3 API Reference, PutObject and CreateMultipartUpload, Permissions. */
const PUT_OBJECT: Rules = {
  ...OBJECT_LOCK,
  's3:PutObjectAcl': ACL,
  's3:PutObjectTagging': 'Tagging',
  'kms:Decrypt kms:GenerateDataKey': 'SSEKMSKeyId',
};
/** AWS Lambda Developer Guide: identity-based policies, layers, VPC networking, file systems, container images. */
const LAMBDA_CONFIGURATION: Rules = {
  'ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs': 'VpcConfig',
  'elasticfilesystem:DescribeMountTargets': 'FileSystemConfigs',
  'kms:CreateGrant kms:Decrypt kms:Encrypt': '?KMSKeyArn',
  'lambda:GetLayerVersion': 'Layers',
};
/** Amazon EBS User Guide, Permissions for IAM users to use encryption. */
const EBS_KEY =
  'kms:CreateGrant kms:Decrypt kms:DescribeKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo';
/** Amazon EC2 Auto Scaling User Guide, Control launch template usage: what the template launches is launched for the caller. */
const LAUNCH_TEMPLATE: Rules = {
  'ec2:CreateTags ec2:RunInstances iam:PassRole': '?LaunchTemplate ?MixedInstancesPolicy.LaunchTemplate',
};

/**
 * The service makes a role of its own where the account hasn't got it yet. (CloudFormation's resource schemas,
 * `handlers.create.permissions`, as AWS publishes them with its resource providers.)
 */
const SERVICE_ROLE: Rules = { 'iam:CreateServiceLinkedRole': '' };
/** Amazon RDS User Guide and Amazon Redshift Management Guide, zero-ETL integrations: authorization of the target. */
const INTEGRATION: Rules = { 'redshift:CreateInboundIntegration': '?TargetArn' };

/** By the resource name of Step Functions, then by operation. */
export const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, Rules>>>> = {
  // API Gateway Developer Guide, permissions for API Gateway to call the backend.
  apigateway: {
    CreateAuthorizer: { 'iam:PassRole': 'authorizerCredentials' },
    PutIntegration: { 'iam:PassRole': 'credentials' },
  },
  apigatewayv2: {
    CreateAuthorizer: { 'iam:PassRole': 'AuthorizerCredentialsArn' },
    CreateIntegration: { 'iam:PassRole': 'CredentialsArn' },
    UpdateAuthorizer: { 'iam:PassRole': 'AuthorizerCredentialsArn' },
    UpdateIntegration: { 'iam:PassRole': 'CredentialsArn' },
  },
  apprunner: { CreateService: SERVICE_ROLE },
  autoscaling: { CreateAutoScalingGroup: LAUNCH_TEMPLATE, UpdateAutoScalingGroup: LAUNCH_TEMPLATE },
  // DynamoDB Developer Guide, Authorizing use of your customer managed key.
  dynamodb: {
    CreateTable: {
      'kms:CreateGrant kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo':
        'SSESpecification.KMSMasterKeyId',
    },
    UpdateTable: {
      'kms:CreateGrant kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo':
        'SSESpecification.KMSMasterKeyId',
    },
  },
  ec2: {
    CopyImage: { [EBS_KEY]: 'KmsKeyId' },
    CopySnapshot: { [EBS_KEY]: 'KmsKeyId' },
    // VPC User Guide, IAM role for publishing flow logs to CloudWatch Logs.
    CreateFlowLogs: { 'iam:PassRole': 'DeliverLogsPermissionArn' },
    CreateVolume: { [EBS_KEY]: 'KmsKeyId' },
    RunInstances: {
      [EBS_KEY]: 'BlockDeviceMappings.Ebs.KmsKeyId',
      'ec2:CreateTags iam:PassRole': '?LaunchTemplate',
      'ssm:GetParameters': 'ImageId',
    },
  },
  eventbridge: { CreateConnection: SERVICE_ROLE },
  // Amazon FSx for Lustre User Guide, Adding permissions to use data repositories.
  fsx: {
    CreateDataRepositoryAssociation: {
      'iam:AttachRolePolicy iam:CreateServiceLinkedRole iam:PutRolePolicy': '',
    },
  },
  imagebuilder: {
    CreateComponent: SERVICE_ROLE,
    CreateContainerRecipe: SERVICE_ROLE,
    CreateDistributionConfiguration: SERVICE_ROLE,
    CreateImage: SERVICE_ROLE,
    CreateImagePipeline: SERVICE_ROLE,
    CreateImageRecipe: SERVICE_ROLE,
    CreateInfrastructureConfiguration: SERVICE_ROLE,
  },
  // Amazon ECS Developer Guide, task execution role: the roles of the task definition are passed when a task is run.
  ecs: {
    CreateService: { 'iam:PassRole': '?taskDefinition' },
    RunTask: { 'iam:PassRole': '?taskDefinition' },
    StartTask: { 'iam:PassRole': '?taskDefinition' },
    UpdateService: { 'iam:PassRole': '?taskDefinition' },
  },
  // Service Authorization Reference, CreateKey: a policy is put, and a key of several regions has a service-linked role.
  kms: { CreateKey: { 'iam:CreateServiceLinkedRole': 'MultiRegion', 'kms:PutKeyPolicy': 'Policy' } },
  lambda: {
    CreateFunction: {
      ...LAMBDA_CONFIGURATION,
      'ecr:BatchGetImage ecr:GetDownloadUrlForLayer': '?Code.ImageUri',
      's3:GetObject': 'Code.S3Bucket',
      's3:GetObjectVersion': 'Code.S3ObjectVersion',
    },
    PublishLayerVersion: { 's3:GetObject': 'Content.S3Bucket', 's3:GetObjectVersion': 'Content.S3ObjectVersion' },
    UpdateFunctionCode: {
      'ecr:BatchGetImage ecr:GetDownloadUrlForLayer': '?ImageUri',
      's3:GetObject': 'S3Bucket',
      's3:GetObjectVersion': 'S3ObjectVersion',
    },
    UpdateFunctionConfiguration: LAMBDA_CONFIGURATION,
  },
  // Amazon S3 API Reference, Permissions of each operation.
  s3: {
    CopyObject: {
      ...PUT_OBJECT,
      's3:GetObjectTagging s3:GetObjectVersion s3:PutObjectTagging': '?CopySource',
    },
    CreateBucket: {
      's3:PutBucketAcl': 'ACL GrantFullControl GrantRead GrantReadACP GrantWrite GrantWriteACP',
      's3:PutBucketObjectLockConfiguration s3:PutBucketVersioning': 'ObjectLockEnabledForBucket',
      's3:PutBucketOwnershipControls': 'ObjectOwnership',
      's3:TagResource': 'CreateBucketConfiguration.Tags',
    },
    CreateMultipartUpload: PUT_OBJECT,
    DeleteObject: {
      's3:BypassGovernanceRetention': 'BypassGovernanceRetention',
      's3:DeleteObjectVersion': 'VersionId',
    },
    DeleteObjectTagging: { 's3:DeleteObjectVersionTagging': 'VersionId' },
    DeleteObjects: {
      's3:BypassGovernanceRetention': 'BypassGovernanceRetention',
      's3:DeleteObjectVersion': 'Delete.Objects.VersionId',
    },
    GetObject: { 's3:GetObjectVersion': 'VersionId' },
    GetObjectAcl: { 's3:GetObjectVersionAcl': 'VersionId' },
    GetObjectAttributes: { 's3:GetObjectVersion s3:GetObjectVersionAttributes': 'VersionId' },
    GetObjectTagging: { 's3:GetObjectVersionTagging': 'VersionId' },
    HeadObject: { 's3:GetObjectVersion': 'VersionId' },
    PutObject: PUT_OBJECT,
    PutObjectAcl: { 's3:PutObjectVersionAcl': 'VersionId' },
    PutObjectRetention: { 's3:BypassGovernanceRetention': 'BypassGovernanceRetention' },
    PutObjectTagging: { 's3:PutObjectVersionTagging': 'VersionId' },
    UploadPartCopy: { 's3:GetObjectVersion': '?CopySource' },
  },
  // AWS Secrets Manager User Guide, permissions for the KMS key; API Reference, CreateSecret and RotateSecret.
  secretsmanager: {
    CreateSecret: {
      'kms:Decrypt kms:GenerateDataKey': 'KmsKeyId',
      'secretsmanager:ReplicateSecretToRegions': 'AddReplicaRegions',
    },
    RotateSecret: { 'lambda:InvokeFunction': 'RotationLambdaARN' },
    UpdateSecret: { 'kms:Decrypt kms:GenerateDataKey': 'KmsKeyId' },
  },
  // Amazon RDS User Guide, Overview of Oracle CDBs: a multi-tenant instance has a tenant database.
  rds: {
    CreateDBCluster: SERVICE_ROLE,
    CreateDBInstance: { ...SERVICE_ROLE, 'rds:CreateTenantDatabase': 'MultiTenant' },
    CreateDBSubnetGroup: SERVICE_ROLE,
    CreateIntegration: INTEGRATION,
    ModifyDBInstance: { 'rds:CreateTenantDatabase': 'MultiTenant' },
  },
  redshift: { CreateCluster: SERVICE_ROLE, CreateIntegration: INTEGRATION },
  // Amazon SageMaker Developer Guide, projects: a product of Service Catalog is provisioned for the caller.
  sagemaker: { CreateProject: { 'servicecatalog:ProvisionProduct': 'ServiceCatalogProvisioningDetails' } },
  // Step Functions API Reference, CreateStateMachine and UpdateStateMachine, publish.
  sfn: {
    CreateStateMachine: { 'states:PublishStateMachineVersion': 'publish' },
    UpdateStateMachine: { 'states:PublishStateMachineVersion': 'publish' },
  },
  // Amazon SNS Developer Guide, message delivery status: attributes name the role that may write logs.
  sns: {
    CreateTopic: { 'iam:PassRole': '?Attributes' },
    SetTopicAttributes: { 'iam:PassRole': '?AttributeValue' },
  },
  // AWS Transfer Family User Guide, CloudWatch logging structure and directory services.
  transfer: {
    CreateServer: {
      'ds:AuthorizeApplication': 'IdentityProviderDetails.DirectoryId',
      'logs:CreateLogDelivery logs:DescribeLogGroups logs:DescribeResourcePolicies logs:PutResourcePolicy logs:UpdateLogDelivery':
        'StructuredLogDestinations',
    },
  },
};

/**
 * Who may not list a bucket is told of an object that isn't there that access is denied: 403 and not 404. (Amazon S3 API
 * Reference, Permissions of GetObject, HeadObject and GetObjectAttributes; S3 User Guide, Troubleshoot access denied.)
 */
export const MISSING = 's3:ListBucket';

/** Whether an operation answers that an object is missing only to those who may list its bucket. */
export function tellsMissing(resource: string, operation: string): boolean {
  return resource === 's3' && OF_OBJECTS.test(operation);
}

const OF_OBJECTS =
  /^(CopyObject|(Head|Restore|Rename)Object|(Get|Put)Object(Acl|Tagging|Retention|LegalHold)|GetObject(Attributes|Torrent)?|DeleteObjectTagging|SelectObjectContent|UploadPartCopy|UpdateObjectEncryption)$/;
