/*
 * Actions that a call needs besides its own as the reference of the operation itself says, which the Service Authorization
 * Reference doesn't list; as in exceptions.ts. What every call of an operation needs stands in ../actions.ts.
 */
import type { Rules } from './exceptions.ts';

const SERVICE_ROLE = 'iam:CreateServiceLinkedRole';
/** The members decide by their values, which one of them: whether a cluster is asked as a database user, or in a workgroup. */
const REDSHIFT_DATA: Rules = {
  'redshift-serverless:GetCredentials': 'WorkgroupName',
  'redshift:GetClusterCredentials': 'DbUser',
  'redshift:GetClusterCredentialsWithIAM': '?ClusterIdentifier',
  'secretsmanager:GetSecretValue': 'SecretArn',
};
const SECRET: Rules = { 'secretsmanager:GetSecretValue': 'secretArn' };
/** What a launch template launches is launched for the caller, with its role and its tags. */
const LAUNCHED: Rules = { 'ec2:CreateTags ec2:RunInstances iam:PassRole': '?LaunchTemplateConfigs' };
/** An environment's roles are values of options: `ServiceRole`, `IamInstanceProfile`. */
const ENVIRONMENT: Rules = { 'iam:PassRole': '?OptionSettings' };
/** An automation acts in a role that is one of its parameters: `AutomationAssumeRole`. */
const AUTOMATION: Rules = { 'iam:PassRole': '?Parameters' };
/** A parameter may have a key of its own; that of AWS needs nothing. */
const DECRYPTED: Rules = { 'kms:Decrypt': '?WithDecryption' };
// Amazon EKS User Guide, encrypting Kubernetes secrets: who makes the cluster.
const CLUSTER_KEY: Rules = { 'kms:CreateGrant kms:DescribeKey': 'encryptionConfig.provider.keyArn' };
const CASE: Rules = { 'connect:DescribeUser': 'performedBy.userArn' };
const REGIONS: Rules = {
  'dsql:AddPeerCluster': 'multiRegionProperties.clusters',
  'dsql:PutMultiRegionProperties': 'multiRegionProperties',
  'dsql:PutWitnessRegion': 'multiRegionProperties.witnessRegion',
};

/** By the resource name of Step Functions, then by operation. */
export const DOCUMENTED: Readonly<Record<string, Readonly<Record<string, Rules>>>> = {
  bedrockagentcore: { InvokeAgentRuntime: { 'bedrock-agentcore:InvokeAgentRuntimeForUser': 'runtimeUserId' } },
  cloudwatch: {
    PutCompositeAlarm: { [SERVICE_ROLE]: '?AlarmActions' },
    PutMetricAlarm: { [SERVICE_ROLE]: '?AlarmActions ?InsufficientDataActions ?OKActions' },
  },
  cloudwatchlogs: {
    DeleteAccountPolicy: {
      'logs:DeleteDataProtectionPolicy logs:DeleteIndexPolicy logs:DeleteSubscriptionFilter logs:DeleteTransformer':
        '?policyType',
    },
    DescribeAccountPolicies: {
      'logs:DescribeIndexPolicies logs:DescribeSubscriptionFilters logs:GetDataProtectionPolicy logs:GetTransformer':
        '?policyType',
    },
    PutAccountPolicy: {
      'iam:PassRole logs:PutDataProtectionPolicy logs:PutIndexPolicy logs:PutSubscriptionFilter logs:PutTransformer':
        '?policyType',
    },
  },
  connectcases: { CreateCase: CASE, UpdateCase: CASE },
  dsql: {
    CreateCluster: REGIONS,
    UpdateCluster: { ...REGIONS, 'dsql:GetCluster dsql:RemovePeerCluster': 'multiRegionProperties.clusters' },
  },
  ec2: {
    CreateFleet: LAUNCHED,
    // VPC User Guide, flow logs in Amazon S3 and in Firehose: those are made by log delivery.
    CreateFlowLogs: { 'logs:CreateLogDelivery logs:DeleteLogDelivery': '?LogDestination ?LogDestinationType' },
    ModifyFleet: LAUNCHED,
    ModifySpotFleetRequest: LAUNCHED,
  },
  eks: { AssociateEncryptionConfig: CLUSTER_KEY, CreateCluster: CLUSTER_KEY },
  elasticbeanstalk: {
    CreateConfigurationTemplate: ENVIRONMENT,
    CreateEnvironment: ENVIRONMENT,
    UpdateConfigurationTemplate: ENVIRONMENT,
    UpdateEnvironment: ENVIRONMENT,
    UpdateTagsForResource: {
      'elasticbeanstalk:AddTags': 'TagsToAdd',
      'elasticbeanstalk:RemoveTags': 'TagsToRemove',
    },
  },
  glue: { CreateConnection: { 'glue:PassConnection': '?ConnectionInput' } },
  keyspaces: {
    UpdateKeyspace: {
      'cassandra:AlterMultiRegionResource cassandra:Create cassandra:CreateMultiRegionResource cassandra:Modify cassandra:ModifyMultiRegionResource cassandra:Select cassandra:SelectMultiRegionResource':
        '?replicationSpecification',
    },
  },
  // Amazon Aurora User Guide, authorizing access to the RDS Data API.
  rdsdata: {
    BatchExecuteStatement: SECRET,
    BeginTransaction: SECRET,
    CommitTransaction: SECRET,
    ExecuteSql: { 'secretsmanager:GetSecretValue': 'awsSecretStoreArn' },
    ExecuteStatement: SECRET,
    RollbackTransaction: SECRET,
  },
  redshift: {
    GetClusterCredentials: { 'redshift:CreateClusterUser': 'AutoCreate', 'redshift:JoinGroup': 'DbGroups' },
  },
  redshiftdata: {
    BatchExecuteStatement: REDSHIFT_DATA,
    DescribeTable: REDSHIFT_DATA,
    ExecuteStatement: REDSHIFT_DATA,
    ListDatabases: REDSHIFT_DATA,
    ListSchemas: REDSHIFT_DATA,
    ListTables: REDSHIFT_DATA,
  },
  rekognition: { CreateDataset: { 'rekognition:ListDatasetEntries': 'DatasetSource.DatasetArn' } },
  resourceexplorer2: { CreateIndex: { [SERVICE_ROLE]: '' } },
  s3: {
    UpdateObjectEncryption: {
      'kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo':
        'ObjectEncryption.SSEKMS.KMSKeyArn',
    },
  },
  s3tables: {
    CreateTable: {
      's3tables:PutTableData': 'metadata',
      's3tables:PutTableEncryption': 'encryptionConfiguration',
      's3tables:PutTableStorageClass': 'storageClassConfiguration',
    },
    CreateTableBucket: {
      's3tables:PutTableBucketEncryption': 'encryptionConfiguration',
      's3tables:PutTableBucketStorageClass': 'storageClassConfiguration',
    },
  },
  secretsmanager: {
    BatchGetSecretValue: { 'secretsmanager:ListSecrets': 'Filters' },
    UpdateSecret: { 'kms:Encrypt': 'KmsKeyId' },
  },
  servicecatalog: {
    CreateProduct: { 'cloudformation:GetTemplate': '?ProvisioningArtifactParameters' },
    CreateProvisioningArtifact: { 'cloudformation:GetTemplate': '?Parameters' },
  },
  servicecatalogappregistry: {
    AssociateResource: {
      'cloudformation:UpdateStack resource-groups:AssociateResource tag:GetResources tag:TagResources': '?options',
    },
    DisassociateResource: {
      'cloudformation:DescribeStacks cloudformation:UpdateStack resource-groups:DisassociateResource tag:GetResources tag:UntagResources':
        '',
    },
  },
  // AWS Systems Manager User Guide, running automations; AWS KMS Developer Guide, how Parameter Store uses KMS.
  ssm: {
    CreateAssociation: AUTOMATION,
    GetParameter: DECRYPTED,
    GetParameterHistory: DECRYPTED,
    GetParameters: DECRYPTED,
    GetParametersByPath: DECRYPTED,
    PutParameter: { 'kms:Encrypt kms:GenerateDataKey': 'KeyId' },
    StartAutomationExecution: AUTOMATION,
    UpdateAssociation: AUTOMATION,
  },
  wellarchitected: {
    CreateWorkload: {
      'wellarchitected:GetReviewTemplate wellarchitected:GetReviewTemplateAnswer wellarchitected:GetReviewTemplateLensReview wellarchitected:ListReviewTemplateAnswers':
        'ReviewTemplateArns',
    },
  },
};
