import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  type CalledOperations,
  findService,
  type ServiceClues,
  type ServiceFinding,
} from '../../../../compiler/apis/aws/index.ts';
import { shippedModels } from '../../../../compiler/node/index.ts';

const nothing: CalledOperations = { names: [], paths: [], plainNames: [], targets: [], versions: [] };
const clues: ServiceClues = { name: 'api', url: './openapi.yml', title: 'Steps' };

function found(more: Partial<ServiceClues>, ...names: readonly string[]): string {
  return show(findService({ ...clues, called: { ...nothing, names }, ...more }, shippedModels));
}

function show(finding: ServiceFinding): string {
  switch (finding.kind) {
    case 'found':
      return `${finding.service.resource} by ${finding.by}`;
    case 'misnamed':
      return `misnamed by ${finding.by}, nearest ${finding.nearest}`;
    case 'uncallable':
      return `uncallable, ${finding.why}: ${finding.service.resource}`;
    case 'ambiguous':
      return `ambiguous: ${finding.candidates.join(', ')}`;
    case 'unknown':
      return 'unknown';
  }
}

describe('a service that is named outright', () => {
  test('the option goes before everything else', () => {
    expect(found({ option: 's3', xAwsService: 'lambda', url: 'amazon-connect.yml' })).toBe('s3 by option');
  });

  test('x-aws-service goes before what the url says', () => {
    expect(found({ xAwsService: 'lambda', url: 'amazon-connect.yml' })).toBe('lambda by extension');
  });

  test.each([
    ['CONNECT', 'connect'],
    ['logs', 'cloudwatchlogs'],
    ['Amazon Connect', 'connect'],
    ['elbv2', 'elasticloadbalancingv2'],
    ['Step Functions', 'sfn'],
  ])('%s is %s', (given, resource) => {
    expect(found({ xAwsService: given })).toBe(`${resource} by extension`);
  });

  test('one that there is not comes back with the nearest', () => {
    expect(found({ option: 'conect' })).toBe('misnamed by option, nearest connect');
    expect(found({ xAwsService: '__proto__' })).toBe('misnamed by extension, nearest undefined');
  });

  test('one that Step Functions cannot call says so', () => {
    expect(found({ option: 'neptunedata' })).toBe('uncallable, unlisted: neptunedata');
  });
});

describe("a service found by the hosts of the OpenAPI description's servers", () => {
  test.each([
    ['connect.us-east-1.amazonaws.com', 'createUser', 'connect'],
    ['connect.{region}.amazonaws.com.cn', 'createUser', 'connect'],
    ['connect-fips.us-gov-west-1.amazonaws.com', 'createUser', 'connect'],
    ['{bucket}.s3.{region}.amazonaws.com', 'GetObject', 's3'],
    ['s3.dualstack.eu-west-1.amazonaws.com', 'GetObject', 's3'],
    ['api.ecr.eu-west-1.amazonaws.com', 'describeImages', 'ecr'],
    ['iam.amazonaws.com', 'CreateRole', 'iam'],
  ])('%s', (host, operation, resource) => {
    expect(found({ serverHosts: [host] }, operation)).toBe(`${resource} by host`);
  });

  test('the operations decide among services that share a host', () => {
    const serverHosts = ['elasticloadbalancing.us-east-1.amazonaws.com'];
    expect(found({ serverHosts }, 'createTargetGroup')).toBe('elasticloadbalancingv2 by host');
    expect(found({ serverHosts }, 'registerInstancesWithLoadBalancer')).toBe('elasticloadbalancing by host');
  });

  test('the words decide where the operations do not', () => {
    const serverHosts = ['rds.us-east-1.amazonaws.com'];
    expect(found({ serverHosts, url: 'amazon-neptune.yml' }, 'createDBInstance')).toBe('neptune by host');
    expect(found({ serverHosts, url: 'amazon-rds.yml' }, 'createDBInstance')).toBe('rds by host');
  });

  test('a host that is not one of AWS says nothing', () => {
    expect(found({ serverHosts: ['connect.example.com'] }, 'createUser')).toBe('unknown');
  });
});

describe('a service found by words', () => {
  test.each([
    ['amazon-connect-users-api-openapi.yml', 'describeUser', 'connect'],
    ['aws-lambda-api-openapi.yml', 'publishVersion', 'lambda'],
    ['amazon-elastic-load-balancing-openapi.yml', 'registerTargets', 'elasticloadbalancingv2'],
    ['amazon-firewall-manager-openapi.yml', 'getPolicy', 'fms'],
    ['amazonQuickSight.json', 'DescribeDashboard', 'quicksight'],
    ['dynamodb-streams.yml', 'getRecords', 'dynamodbstreams'],
  ])('the url %s', (url, operation, resource) => {
    expect(found({ url: `../openapi/${url}` }, operation)).toBe(`${resource} by words`);
  });

  test('the name of the source description', () => {
    expect(found({ name: 'dynamodbApi' }, 'putItem')).toBe('dynamodb by words');
  });

  test('the title, where it says that it is about AWS', () => {
    expect(found({ title: 'Amazon Connect provisioning' }, 'createUser')).toBe('connect by words');
    expect(found({ title: 'Connect our users' }, 'createUser')).toBe('unknown');
  });

  test('a misspelt operation does not hide the service', () => {
    expect(found({ url: 'amazon-connect.yml' }, 'makeSomebody')).toBe('connect by words');
    expect(found({ url: 'amazon-s3.yml' }, 'GetObjct')).toBe('s3 by words');
  });

  test('services that fit alike are told apart by nobody', () => {
    const finding = found({ url: 'elastic-load-balancing.yml' }, 'describeLoadBalancers');
    expect(finding).toBe('ambiguous: elasticloadbalancing, elasticloadbalancingv2');
  });

  test('an everyday word is no service unless it has the operations', () => {
    expect(found({ url: 'https://example.com/batch-api.yml' }, 'orderPizza')).toBe('unknown');
  });

  test('a product whose API is that of a service of another name', () => {
    expect(found({ url: 'amazon-ebs.yml' }, 'describeSnapshots', 'createVolume')).toBe('ec2 by words');
    expect(found({ url: 'amazon-ebs.yml' }, 'startSnapshot', 'putSnapshotBlock')).toBe('ebs by words');
    expect(found({ url: 'amazon-freertos-ota-updates.yml' }, 'createOtaUpdate', 'getOtaUpdate')).toBe('iot by words');
    expect(found({ url: 'amazon-neptune-analytics.yml' }, 'createGraph', 'getGraph')).toBe('neptunegraph by words');
    expect(found({ url: 'amazon-vpc.yml' }, 'createSubnet')).toBe('ec2 by words');
    expect(found({ url: 'amazon-aurora.yml' }, 'createDBCluster')).toBe('rds by words');
    expect(found({ url: 'amazon-fargate.yml' }, 'runTask')).toBe('ecs by words');
    expect(found({ url: 'amazon-neptune-loader.yml' }, 'startBulkLoadJob')).toBe('uncallable, unlisted: neptunedata');
    expect(found({ url: 'amazon-neptune.yml' }, 'executeOpenCypherQuery')).toBe('uncallable, unlisted: neptunedata');
  });

  test('the operations decide between the two APIs of API Gateway, the name where both have them', () => {
    const url = 'aws-api-gateway-openapi.yml';
    expect(found({ url }, 'createApi', 'createStage')).toBe('apigatewayv2 by words');
    expect(found({ url }, 'createRestApi', 'createStage')).toBe('apigateway by words');
    expect(found({ url }, 'createStage')).toBe('apigateway by words');
    expect(found({ url: 'aws-apigatewayv2.yml' }, 'createStage')).toBe('apigatewayv2 by words');
  });

  test('operations that may be of another source decide where nothing else does', () => {
    const called = { ...nothing, plainNames: ['createRoute', 'createStage'] };
    expect(found({ url: 'aws-api-gateway-stages-api-openapi.yml', called })).toBe('apigatewayv2 by words');
  });

  test('a second name of a service decides between those that share the longest', () => {
    const sharing = { name: 'elbv2Api', url: 'amazon-elastic-load-balancing-openapi.yml' };
    expect(found(sharing, 'describeLoadBalancers')).toBe('elasticloadbalancingv2 by words');
  });

  test('nothing is guessed from operations in a document that is not about AWS, but suggested', () => {
    expect(
      findService(
        { ...clues, called: { ...nothing, names: ['describeUser', 'updateUserRoutingProfile'] } },
        shippedModels,
      ),
    ).toEqual({
      kind: 'unknown',
      candidates: ['connect'],
    });
  });
});

describe('a service found by what its requests say', () => {
  test('X-Amz-Target', () => {
    const called = {
      ...nothing,
      names: ['runTask', 'describeTasks'],
      targets: ['AmazonEC2ContainerServiceV20141113.RunTask'],
    };
    expect(found({ title: 'AWS Batch jobs to completion', called })).toBe('ecs by target');
    expect(found({ url: 'aws-batch.yml', called })).toBe('ecs by target');
  });

  test('Version, of services that have the operations', () => {
    const called = { ...nothing, names: ['createSnapshot'], versions: ['2016-11-15'] };
    expect(found({ called })).toBe('ec2 by version');
    expect(found({ called: { ...called, names: ['createMesh'] } })).toBe('unknown');
    const shared = { ...nothing, names: ['createDBCluster'], versions: ['2014-10-31'] };
    expect(found({ url: 'amazon-documentdb.yml', called: shared })).toBe('docdb by version');
  });
});

describe('a service found by its operations alone', () => {
  test('is the only one that has all of them', () => {
    expect(found({ url: 'amazon-people.yml' }, 'describeUser', 'updateUserRoutingProfile')).toBe(
      'connect by operations',
    );
    expect(found({ url: 'aws-batch.yml' }, 'runTask', 'describeTaskDefinition')).toBe('ecs by operations');
  });

  test('one operation is not enough against a name', () => {
    expect(found({ url: 'amazon-rds.yml' }, 'putItem')).toBe('rds by words');
  });

  test('nor are many, where nothing is known of the operations of the service that is named', () => {
    expect(found({ url: 'amazon-elastic-transcoder.yml' }, 'CreateJob', 'CreatePreset')).toBe(
      'uncallable, removed: elastictranscoder',
    );
  });
});

describe('a service that can no longer be called, or not yet', () => {
  test.each([
    ['amazon-lex-models.yml', 'putBot', 'uncallable, removed: lexmodelbuilding'],
    ['aws-iot-events.yml', 'createDetectorModel', 'uncallable, retired: iotevents'],
    ['aws-lambda-microvms.yml', 'createMicrovm', 'uncallable, unmodelled: lambdamicrovms'],
    ['amazon-machine-learning.yml', 'createBatchPrediction', 'uncallable, unlisted: machinelearning'],
  ])('%s: %s', (url, operation, expected) => {
    expect(found({ url }, operation)).toBe(expected);
  });
});

const samples = '../shared/samples/aws';
const there = existsSync(samples);
(there ? test : test.skip)(`every sample document's services are found (needs ${samples})`, () => {
  const results = (there ? readdirSync(samples) : []).flatMap((file) => {
    const { info, sourceDescriptions, workflows } = parse(readFileSync(`${samples}/${file}`, 'utf8'));
    const operations = workflows.flatMap(({ steps }: { steps: { operationId: string }[] }) =>
      steps.map(({ operationId }) => operationId),
    );
    return sourceDescriptions.map(({ name, url }: { name: string; url: string }) =>
      found({ name, url, title: info.title }, ...operations),
    );
  });
  const wanted = {
    connect: 6,
    dynamodb: 2,
    ec2: 2,
    elasticloadbalancingv2: 2,
    fms: 1,
    forecast: 1,
    lambda: 1,
    pinpoint: 1,
    quicksight: 1,
    rds: 2,
    s3: 3,
  };
  const expected = Object.entries(wanted).flatMap(([resource, count]) => Array(count).fill(`${resource} by words`));
  expect(results.sort()).toEqual([...expected, 'uncallable, unlisted: neptunedata'].sort());
});
