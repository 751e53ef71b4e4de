/** Amazon SageMaker API Reference, UserSettings: what Studio and Canvas use acts in roles of its own. */
const STUDIO = 'bedrock elasticmapreduce emr-serverless forecast sagemaker';

/**
 * To which services a role is passed: the values that `iam:PassedToService` has. By the resource name of Step Functions,
 * or by an operation where the service passes roles to several. Only what AWS's managed policies for those who use the
 * service (`AWSBackupFullAccess`, `AmazonEMRFullAccessPolicy_v2` ...), or its own documentation of its roles, name: a wrong
 * value would deny the call, while without one the role is only less narrow. Where it may be one of several, all stand.
 */
const PASSED_TO: Readonly<Record<string, string>> = {
  aiops: 'aiops',
  apigateway: 'apigateway',
  apigatewayv2: 'apigateway',
  applicationautoscaling: 'application-autoscaling application-autoscaling.amazonaws.com.cn',
  // AWSAppRunnerFullAccess; AWS App Runner Developer Guide, access roles and instance roles.
  apprunner: 'apprunner build.apprunner tasks.apprunner',
  appsync: 'appsync',
  'autoscaling:CreateLaunchConfiguration': 'ec2 ec2.amazonaws.com.cn',
  'autoscaling:PutLifecycleHook': 'autoscaling',
  // AWSBackupFullAccess: roles that scan for malware, and of restore testing.
  backup: 'backup malware-protection.guardduty restore-testing.backup',
  'batch:CreateComputeEnvironment': 'batch ec2 ec2.amazonaws.com.cn spotfleet',
  'batch:RegisterJobDefinition': 'ecs-tasks',
  'batch:UpdateComputeEnvironment': 'batch ec2 ec2.amazonaws.com.cn spotfleet',
  bedrock: 'bedrock',
  // AmazonBedrockMarketplaceAccess: the endpoint is one of SageMaker.
  'bedrock:CreateMarketplaceModelEndpoint': 'bedrock sagemaker',
  'bedrock:UpdateMarketplaceModelEndpoint': 'bedrock sagemaker',
  bedrockagent: 'bedrock',
  bedrockagentcorecontrol: 'bedrock-agentcore',
  braket: 'braket',
  budgets: 'budgets',
  cleanrooms: 'cleanrooms',
  cleanroomsml: 'cleanrooms-ml',
  cloudformation: 'cloudformation',
  // AWS CloudFormation CLI User Guide, execution roles of extensions.
  'cloudformation:ActivateType': 'cloudformation hooks.cloudformation resources.cloudformation',
  'cloudformation:RegisterType': 'cloudformation hooks.cloudformation resources.cloudformation',
  cloudtrail: 'cloudtrail',
  // AWS CloudTrail User Guide, federation of a data store: Lake Formation acts in the role.
  'cloudtrail:EnableFederation': 'cloudtrail lakeformation',
  codebuild: 'codebuild',
  codedeploy: 'codedeploy',
  codepipeline: 'codepipeline',
  cognitoidentity: 'cognito-identity cognito-identity-us-gov',
  comprehend: 'comprehend',
  config: 'config',
  databrew: 'databrew',
  datasync: 'datasync',
  dax: 'dax',
  dlm: 'dlm',
  'ec2:AssociateIamInstanceProfile': 'ec2 ec2.amazonaws.com.cn',
  'ec2:CreateFlowLogs': 'vpc-flow-logs',
  'ec2:ExportImage': 'vmie',
  'ec2:ImportImage': 'vmie',
  'ec2:ImportSnapshot': 'vmie',
  'ec2:ReplaceIamInstanceProfileAssociation': 'ec2 ec2.amazonaws.com.cn',
  'ec2:RequestSpotInstances': 'ec2 ec2.amazonaws.com.cn',
  'ec2:RunInstances': 'ec2 ec2.amazonaws.com.cn',
  ecs: 'ecs ecs-tasks',
  efs: 'elasticfilesystem',
  // AmazonEMRFullAccessPolicy_v2: instance profile, service role, and the role that scales the cluster.
  emr: 'application-autoscaling application-autoscaling.amazonaws.com.cn ec2 ec2.amazonaws.com.cn elasticmapreduce elasticmapreduce.amazonaws.com.cn',
  entityresolution: 'entityresolution',
  eventbridge: 'events',
  firehose: 'firehose',
  fis: 'fis',
  forecast: 'forecast',
  frauddetector: 'frauddetector',
  glue: 'glue',
  // AWS Glue Developer Guide, Redshift managed storage in the catalog: Redshift moves the data, too.
  'glue:CreateCatalog': 'glue redshift',
  'glue:UpdateCatalog': 'glue redshift',
  grafana: 'grafana',
  'guardduty:CreateMalwareProtectionPlan': 'malware-protection-plan.guardduty',
  'guardduty:UpdateMalwareProtectionPlan': 'malware-protection-plan.guardduty',
  healthlake: 'healthlake',
  iot: 'iot',
  // AWS IoT Core Developer Guide, direct calls to AWS services: devices get credentials of the role.
  'iot:CreateRoleAlias': 'credentials.iot iot',
  'iot:UpdateRoleAlias': 'credentials.iot iot',
  kendra: 'kendra',
  kinesisanalytics: 'kinesisanalytics',
  kinesisanalyticsv2: 'kinesisanalytics',
  lambda: 'lambda',
  lookoutequipment: 'lookoutequipment',
  mediaconvert: 'mediaconvert',
  medicalimaging: 'medical-imaging',
  neptunegraph: 'neptune-graph',
  omics: 'omics',
  personalize: 'personalize',
  // The roles of an ECS task that a pipe starts are passed with it.
  pipes: 'ecs-tasks pipes',
  proton: 'proton',
  redshift: 'redshift',
  // Amazon Redshift API Reference, ScheduledAction, IamRole.
  'redshift:CreateScheduledAction': 'redshift scheduler.redshift',
  'redshift:ModifyScheduledAction': 'redshift scheduler.redshift',
  redshiftserverless: 'redshift redshift-serverless scheduler.redshift',
  rekognition: 'rekognition',
  rolesanywhere: 'rolesanywhere',
  's3:PutBucketReplication': 's3',
  's3control:CreateJob': 'batchoperations.s3',
  s3tables: 'replication.s3tables',
  sagemaker: 'sagemaker',
  // AmazonSageMakerCanvasFullAccess: jobs of EMR Serverless prepare the data.
  'sagemaker:CreateAutoMLJobV2': 'emr-serverless sagemaker',
  // AmazonSageMakerEdgeDeviceFleetPolicy: a role alias of AWS IoT is made of the role.
  'sagemaker:CreateDeviceFleet': 'credentials.iot iot sagemaker',
  'sagemaker:CreateDomain': STUDIO,
  'sagemaker:CreateUserProfile': STUDIO,
  'sagemaker:UpdateDeviceFleet': 'credentials.iot iot sagemaker',
  'sagemaker:UpdateDomain': STUDIO,
  'sagemaker:UpdateUserProfile': STUDIO,
  sagemakergeospatial: 'sagemaker-geospatial',
  scheduler: 'scheduler',
  sfn: 'states',
  // AWS Systems Manager User Guide, setting up maintenance windows, activations, and notifications of commands.
  ssm: 'ssm',
  synthetics: 'lambda synthetics',
  textract: 'textract',
  transcribe: 'transcribe',
  transfer: 'transfer',
};

/** The principals that an operation of a service passes roles to; undefined where that isn't known for sure. */
export function passedTo(resource: string, operation: string): readonly string[] | undefined {
  const known = PASSED_TO[`${resource}:${operation}`] ?? PASSED_TO[resource];
  return known?.split(' ').map((each) => (each.includes('.amazonaws.') ? each : `${each}.amazonaws.com`));
}
