/**
 * Products of AWS, as it sells and documents them, that are called by the API of a service of another name. By the
 * resource name of Step Functions, or by botocore's folder where Step Functions can't call the service. Where a product's
 * words fit a service of that name, too, the operations decide. (The "API Reference" pages of each product's documentation.)
 */
export const PRODUCTS: Readonly<Record<string, readonly string[]>> = {
  amp: ['managed prometheus'],
  apigatewayv2: ['API Gateway'],
  applicationautoscaling: ['auto scaling'],
  cloudwatchlogs: ['CloudWatch'],
  cognitoidentity: ['Cognito'],
  cognitoidentityprovider: ['Cognito'],
  cognitosync: ['Cognito'],
  docdb: ['DocumentDB'],
  ec2: ['EBS', 'Elastic Block Store', 'VPC', 'VPN', 'PrivateLink', 'Transit Gateway', 'VPC Peering'],
  ecs: ['Fargate', 'Elastic Container Service'],
  fis: ['fault injection service'],
  identitystore: ['IAM Identity Center'],
  iot: ['FreeRTOS', 'IoT Core', 'IoT Device Defender', 'IoT Device Management'],
  kafka: ['MSK'],
  kinesisvideoarchivedmedia: ['Kinesis Video Streams'],
  kinesisvideomedia: ['Kinesis Video Streams'],
  lexmodelsv2: ['Lex'],
  lexruntimev2: ['Lex'],
  neptunedata: [
    'Neptune',
    'Neptune bulk loader',
    'Neptune Gremlin',
    'Neptune loader',
    'Neptune ML',
    'Neptune openCypher',
    'Neptune property graph',
    'Neptune SPARQL',
    'Neptune streams',
  ],
  neptunegraph: ['Neptune Analytics'],
  rds: ['Aurora'],
  sagemakera2iruntime: ['Augmented AI'],
  ssoadmin: ['IAM Identity Center'],
};
