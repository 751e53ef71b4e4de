import { describe, expect, test } from '@jest/globals';
import type { CompileOptions } from '../../compiler/index.ts';
import { compiled, hire, look, workflow } from '../support/runDocument.ts';

/** What operations demand. */
const REQUIRED: Readonly<Record<string, string>> = {
  'connect:createUser': 'Username: a, InstanceId: i, SecurityProfileIds: [s], RoutingProfileId: r, PhoneConfig: {}, ',
  'dynamodb:createTable':
    'TableName: t, AttributeDefinitions: [{ AttributeName: a, AttributeType: S }], KeySchema: [{ AttributeName: a, KeyType: HASH }], ',
  'iam:createRole': 'RoleName: r, AssumeRolePolicyDocument: "{}", ',
  'pinpoint:createCampaign': 'ApplicationId: a, ',
  'rds:createDBInstance': 'DBInstanceIdentifier: d, DBInstanceClass: c, Engine: e, ',
  'secretsmanager:createSecret': 'Name: s, ',
  'sns:createTopic': 'Name: t, ',
  'sqs:createQueue': 'QueueName: q, ',
};

const SCHEDULE =
  '{ Name: s, ScheduleExpression: rate(1 day), FlexibleTimeWindow: { Mode: "OFF" }, Target: { Arn: "arn:aws:sqs:eu-central-1:111122223333:q", RoleArn: "ROLE" } }';

/** A workflow of one call; its input `id` can be anything, `role` one of two roles. */
function oneCall(service: string, operation: string, payload: string): string {
  return `arazzo: 1.0.1
info: { title: One call, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: ${service} }]
workflows:
- workflowId: main
  inputs:
    type: object
    properties:
      id: { type: string }
      some: { type: object }
      role: { enum: ['arn:aws:iam::111122223333:role/red', 'arn:aws:iam::111122223333:role/blue'] }
  steps:
  - { stepId: call, operationId: ${operation}, requestBody: { payload: ${payload} } }
`;
}

/** What the role of a workflow of one call is allowed, `action: types`. */
function needs(service: string, operation: string, payload: string, options: CompileOptions = {}): readonly string[] {
  const { machine } = compiled(oneCall(service, operation, payload), options);
  return machine.permissions.map(
    ({ action, resources }) => `${action}: ${resources.map(({ type }) => type).join(' ')}`,
  );
}

/** What the role needs besides the operation's own action: `action: types and what is named, conditions`. */
function besides(service: string, operation: string, payload: string): readonly string[] {
  const { permissions } = compiled(oneCall(service, operation, payload)).machine;
  return permissions
    .filter(({ by }) => by.length > 0)
    .map(({ action, resources, conditions }) => {
      const on = resources.map(({ type, named }) => (named === undefined ? type : named.join(' ')));
      const where = Object.entries(conditions).map(([key, values]) => `${key} ${values.join(' ')}`);
      return [`${action}: ${on.join(' ')}`, ...where].join(', ');
    });
}

/** What is said of actions that the call may need. */
function mayNeed(service: string, operation: string, payload: string): readonly string[] {
  const { diagnostics } = compiled(oneCall(service, operation, payload));
  return diagnostics.filter(({ code }) => code === 'permission-undecided').map(({ message }) => message);
}

describe('a machine may touch', () => {
  const always = 'ec2:RunInstances: image instance network-interface security-group subnet';
  const run = (more: string) => needs('ec2', 'runInstances', `{ MaxCount: 1, MinCount: 1${more} }`);

  test('the resources that its call touches in any case', () => {
    expect(run('')).toEqual([`${always} volume`]);
  });

  test.each([
    ['a member', ', KeyName: $inputs.id', 'key-pair'],
    ['a member of a member', ', LaunchTemplate: { LaunchTemplateId: $inputs.id }', 'launch-template'],
    ['a member of an item of a list', ', BlockDeviceMappings: [{ Ebs: { SnapshotId: $inputs.id } }]', 'snapshot'],
    ['a member that is written out', ', LaunchTemplate: { LaunchTemplateId: lt-1 }', 'launch-template'],
    ['a list that is written out', ', BlockDeviceMappings: [{ Ebs: { SnapshotId: snap-1 } }]', 'snapshot'],
  ])('those that are named by %s', (_, more, type) => {
    expect(run(more)).toEqual([`${always} ${type} volume`]);
  });

  test('what an option says of an operation, and nothing else', () => {
    const actions = { 'ec2:runInstances': ['ec2:RunInstances', 'iam:PassRole'] };
    expect(needs('ec2', 'runInstances', '{ MaxCount: 1, MinCount: 1 }', { actions })).toEqual([
      'ec2:RunInstances: ',
      'iam:PassRole: ',
    ]);
  });
});

test('each action is allowed once, on what any of its states touches, and names those states', () => {
  const more = hire('b').replace('Username: robin', 'Username: kim, HierarchyGroupId: h-1');
  const { machine } = compiled(workflow(`steps:\n${hire('a')}\n${more}\n${look('c')}`));
  expect(
    machine.permissions.map(({ action, service, states, resources }) => [
      action,
      service,
      states,
      resources.map(({ type }) => type),
    ]),
  ).toEqual([
    ['connect:CreateUser', 'connect', ['a', 'b'], ['routing-profile', 'security-profile', 'user', 'hierarchy-group']],
    ['connect:DescribeUser', 'connect', ['c'], ['user']],
  ]);
});

describe('what is sent asks for more than the action of the operation', () => {
  test.each([
    ['connect', 'createUser', 'Tags: { team: blue }', 'connect:TagResource: user'],
    ['secretsmanager', 'createSecret', 'Tags: [{ Key: a, Value: b }]', 'secretsmanager:TagResource: Secret'],
    ['sqs', 'createQueue', 'tags: { team: blue }', 'sqs:TagQueue: queue'],
    ['sns', 'createTopic', 'Tags: [{ Key: a, Value: b }]', 'sns:TagResource: topic'],
    ['rds', 'createDBInstance', 'Tags: [{ Key: a, Value: b }]', 'rds:AddTagsToResource: db'],
    ['iam', 'createRole', 'Tags: [{ Key: a, Value: b }]', 'iam:TagRole: role'],
    ['dynamodb', 'createTable', 'Tags: [{ Key: a, Value: b }]', 'dynamodb:TagResource: table'],
    [
      'pinpoint',
      'createCampaign',
      'WriteCampaignRequest: { tags: { team: blue } }',
      'mobiletargeting:TagResource: campaign',
    ],
  ])('tags: %s %s', (service, operation, tags, permission) => {
    const required = REQUIRED[`${service}:${operation}`] ?? '';
    expect(besides(service, operation, `{ ${required}${tags} }`)).toEqual([permission]);
    const untagged = required.replace(/, $/, '') || '';
    if (service !== 'pinpoint') expect(besides(service, operation, `{ ${untagged} }`)).toEqual([]);
  });

  test('tags of what EC2 makes: only then, and only on the types that they are for', () => {
    const run = (tags: string) => besides('ec2', 'runInstances', `{ MinCount: 1, MaxCount: 1${tags} }`);
    const condition = 'ec2:CreateAction RunInstances';
    const tags = (type: string) => `{ ResourceType: ${type}, Tags: [{ Key: a, Value: b }] }`;
    expect(run(`, TagSpecifications: [${tags('instance')}]`)).toEqual([`ec2:CreateTags: instance, ${condition}`]);
    expect(run(`, TagSpecifications: [${tags('instance')}, ${tags('volume')}]`)).toEqual([
      `ec2:CreateTags: instance volume, ${condition}`,
    ]);
    expect(run(`, TagSpecifications: [${tags('$inputs.id')}]`)).toEqual([
      `ec2:CreateTags: elastic-gpu instance network-interface spot-instances-request volume, ${condition}`,
    ]);
    // One that is not known may be of any type.
    expect(run(`, TagSpecifications: [${tags('instance')}, ${tags('$inputs.id')}]`)).toEqual(
      run(`, TagSpecifications: [${tags('$inputs.id')}]`),
    );
    expect(run(', TagSpecifications: []')).toEqual([]);
  });

  test.each([
    ['an object with tags', 'putObject', 'Tagging: a=b', 's3:PutObjectTagging: object accesspointobject'],
    ['an object with an ACL', 'putObject', 'ACL: private', 's3:PutObjectAcl: object accesspointobject'],
    ['a version', 'getObject', 'VersionId: v1', 's3:GetObjectVersion: object accesspointobject'],
    ['a version to delete', 'deleteObject', 'VersionId: v1', 's3:DeleteObjectVersion: object accesspointobject'],
  ])('%s in Amazon S3', (_, operation, member, permission) => {
    const body = operation === 'putObject' ? 'Body: text, ' : '';
    const [found, ...others] = besides('s3', operation, `{ Bucket: b, Key: k, ${body}${member} }`);
    expect(others).toEqual([]);
    expect(found?.split(/[: ]+/).sort()).toEqual(permission.split(/[: ]+/).sort());
  });

  const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-a1b2c3';
  test.each([
    [
      'the secret of a database is read for the caller',
      'rdsdata',
      'executeStatement',
      `{ resourceArn: "arn:aws:rds:eu-central-1:111122223333:cluster:c", sql: s, secretArn: "${secret}" }`,
      [`secretsmanager:GetSecretValue: ${secret}`],
    ],
    [
      'a secret that comes with the input, in the scope',
      'redshiftdata',
      'executeStatement',
      '{ Sql: s, ClusterIdentifier: c, SecretArn: $inputs.id }',
      ['secretsmanager:GetSecretValue: Secret'],
    ],
    [
      'credentials of a workgroup',
      'redshiftdata',
      'listTables',
      '{ Database: d, WorkgroupName: hires }',
      ['redshift-serverless:GetCredentials: workgroup'],
    ],
    [
      'several Regions',
      'dsql',
      'createCluster',
      '{ multiRegionProperties: { witnessRegion: us-west-2 } }',
      ['dsql:PutMultiRegionProperties: Cluster', 'dsql:PutWitnessRegion: Cluster'],
    ],
    [
      'a role in the place of another',
      'codebuild',
      'startBuild',
      '{ projectName: p, serviceRoleOverride: arn:aws:iam::111122223333:role/red }',
      ['iam:PassRole: arn:aws:iam::111122223333:role/red, iam:PassedToService codebuild.amazonaws.com'],
    ],
    [
      'tags that are added',
      'elasticbeanstalk',
      'updateTagsForResource',
      '{ ResourceArn: a, TagsToAdd: [{ Key: k, Value: v }] }',
      ['elasticbeanstalk:AddTags: application applicationversion configurationtemplate environment platform'],
    ],
    [
      'the storage class of a table',
      's3tables',
      'createTable',
      '{ tableBucketARN: a, namespace: n, name: t, format: ICEBERG, storageClassConfiguration: { storageClass: STANDARD } }',
      ['s3tables:PutTableStorageClass: Table'],
    ],
  ])('%s', (_, service, operation, payload, permissions) => {
    expect(besides(service, operation, payload)).toEqual(permissions);
  });

  test.each([
    [
      's3',
      'getObjectAttributes',
      '{ Bucket: b, Key: k, ObjectAttributes: [ETag] }',
      's3:GetObject s3:GetObjectAttributes',
    ],
    [
      'secretsmanager',
      'batchGetSecretValue',
      '{ SecretIdList: [s] }',
      'secretsmanager:BatchGetSecretValue secretsmanager:GetSecretValue',
    ],
    ['ssm', 'updateAssociation', '{ AssociationId: a }', 'ssm:DescribeAssociation ssm:UpdateAssociation'],
    [
      'efs',
      'createMountTarget',
      '{ FileSystemId: fs-0123456789abcdef0, SubnetId: subnet-0123456789abcdef0 }',
      'ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets elasticfilesystem:CreateMountTarget',
    ],
  ])('every call needs several actions: %s %s', (service, operation, payload, actions) => {
    expect(needs(service, operation, payload).map((each) => each.split(':').slice(0, 2).join(':'))).toEqual(
      actions.split(' '),
    );
  });

  describe('a role that is passed', () => {
    const passes = (role: string) => besides('scheduler', 'createSchedule', SCHEDULE.replace('ROLE', role));
    const condition = 'iam:PassedToService scheduler.amazonaws.com';

    test('is the one that is written out', () => {
      const role = 'arn:aws:iam::111122223333:role/red';
      expect(passes(role)).toEqual([`iam:PassRole: ${role}, ${condition}`]);
    });

    test('is one of those that the input may be', () => {
      const roles = 'arn:aws:iam::111122223333:role/blue arn:aws:iam::111122223333:role/red';
      expect(passes('$inputs.role')).toEqual([`iam:PassRole: ${roles}, ${condition}`]);
    });

    test('is a role that the scope has to say, where it is not known', () => {
      expect(passes('$inputs.id')).toEqual([`iam:PassRole: role, ${condition}`]);
    });

    test('is one of that name', () => {
      const own = (path: string) => `arn:\${Partition}:iam::\${Account}:role/${path}`;
      expect(
        besides(
          'ec2',
          'exportImage',
          '{ DiskImageFormat: VMDK, ImageId: ami-1, S3ExportLocation: { S3Bucket: b }, RoleName: vm }',
        ),
      ).toEqual([`iam:PassRole: ${own('*/vm')} ${own('vm')}, iam:PassedToService vmie.amazonaws.com`]);
    });

    test('is behind an instance profile', () => {
      expect(
        besides('ec2', 'runInstances', '{ MinCount: 1, MaxCount: 1, IamInstanceProfile: { Name: desk } }'),
      ).toEqual(['iam:PassRole: role, iam:PassedToService ec2.amazonaws.com ec2.amazonaws.com.cn']);
    });

    const role = 'arn:aws:iam::111122223333:role/red';
    test.each([
      [
        'backup',
        'createRestoreTestingSelection',
        `{ RestoreTestingPlanName: p, RestoreTestingSelection: { RestoreTestingSelectionName: s, ProtectedResourceType: EBS, IamRoleArn: "${role}" } }`,
        'backup malware-protection.guardduty restore-testing.backup',
      ],
      ['iot', 'createRoleAlias', `{ roleAlias: a, roleArn: "${role}" }`, 'credentials.iot iot'],
      ['iot', 'createStream', `{ streamId: s, files: [{}], roleArn: "${role}" }`, 'iot'],
      [
        'redshift',
        'createScheduledAction',
        `{ ScheduledActionName: s, TargetAction: {}, Schedule: rate(1 day), IamRole: "${role}" }`,
        'redshift scheduler.redshift',
      ],
      [
        'apprunner',
        'updateService',
        `{ ServiceArn: a, InstanceConfiguration: { InstanceRoleArn: "${role}" } }`,
        'apprunner build.apprunner tasks.apprunner',
      ],
      ['ssm', 'createActivation', '{ IamRole: red }', 'ssm'],
    ])('may go to each of the services that can act in it: %s %s', (service, operation, payload, principals) => {
      const services = principals.split(' ').map((each) => `${each}.amazonaws.com`);
      const [passed] = besides(service, operation, payload).filter((each) => each.startsWith('iam:PassRole'));
      expect(passed?.split(', ')[1]).toBe(`iam:PassedToService ${services.join(' ')}`);
    });

    test('of a list is one of those in it, as far as each is known', () => {
      const roles = (list: string) =>
        besides('redshift', 'modifyClusterIamRoles', `{ ClusterIdentifier: c, AddIamRoles: ${list} }`).map(
          (each) => each.split(', ')[0],
        );
      expect(roles(`["${role}", "${role}-2"]`)).toEqual([`iam:PassRole: ${role} ${role}-2`]);
      const [either] = roles('[$inputs.role]');
      expect(roles(`["${role}", $inputs.role]`)).toEqual([either]);
      expect(either).toContain(role);
      expect(roles(`["${role}", $inputs.id]`)).toEqual(['iam:PassRole: role']);
    });

    test('goes to no service for sure where that is not known', () => {
      const group = `{ WorkGroup: w, ConfigurationUpdates: { ExecutionRole: "${role}" } }`;
      expect(besides('athena', 'updateWorkGroup', group)).toEqual([`iam:PassRole: ${role}`]);
    });

    test('is not what else is called a role', () => {
      expect(
        besides('chime', 'createRoomMembership', '{ AccountId: a, RoomId: r, MemberId: m, Role: Member }'),
      ).toEqual([]);
    });
  });

  describe('a key', () => {
    const via = (...services: string[]) =>
      `kms:ViaService ${services.map((service) => `${service}.\${Region}.amazonaws.com`).join(' ')}`;
    const id = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
    const put = (key: string) => besides('s3', 'putObject', `{ Bucket: b, Key: k, Body: text, SSEKMSKeyId: ${key} }`);

    test('is the one that is written out, or one that the scope has to say', () => {
      const key = `arn:\${Partition}:kms:\${Region}:\${Account}:key/${id}`;
      expect(put(id)).toEqual([`kms:Decrypt: ${key}, ${via('s3')}`, `kms:GenerateDataKey: ${key}, ${via('s3')}`]);
      expect(put('$inputs.id')).toEqual([`kms:Decrypt: key, ${via('s3')}`, `kms:GenerateDataKey: key, ${via('s3')}`]);
    });

    test.each([
      ['of a secret that a service keeps', 'rds', 'MasterUserSecretKmsKeyId: $inputs.id', via('rds', 'secretsmanager')],
      [
        'of a database that bears another name',
        'docdb',
        'DBClusterIdentifier: c, PerformanceInsightsKMSKeyId: $inputs.id',
        via('rds'),
      ],
    ])('is used through the services that the call goes through: %s', (_, service, member, condition) => {
      const needed =
        service === 'ssm'
          ? besides(service, 'putParameter', `{ Name: n, Value: v, ${member} }`)
          : besides(service, 'createDBInstance', `{ ${REQUIRED['rds:createDBInstance']}${member} }`);
      const keys = needed.filter((each) => each.startsWith('kms:'));
      expect(keys.map((each) => each.split(', ')[1])).toEqual(keys.map(() => condition));
      expect(keys).not.toEqual([]);
    });

    test('is used without a condition where it is not known through which service', () => {
      const integration =
        '{ IntegrationName: i, SourceArn: a, TargetArn: "arn:aws:redshift:eu-central-1:111122223333:namespace:n", KMSKeyId: $inputs.id }';
      expect(besides('rds', 'createIntegration', integration)).toEqual([
        'kms:CreateGrant: key',
        'kms:DescribeKey: key',
      ]);
    });

    test('of AWS needs nothing', () => {
      expect(put('alias/aws/s3')).toEqual([]);
      const own = `KmsKeyId: alias/aws/rds, PerformanceInsightsKMSKeyId: ${id}`;
      const needed = besides('rds', 'createDBInstance', `{ ${REQUIRED['rds:createDBInstance']}${own} }`);
      const keys = needed.filter((each) => each.startsWith('kms:')).map((each) => each.split(', ')[0]);
      expect(new Set(keys.map((each) => each?.split(': ')[1]))).toEqual(
        new Set([`arn:\${Partition}:kms:\${Region}:\${Account}:key/${id}`]),
      );
    });

    test('of an operation whose needs AWS does not list is told', () => {
      expect(mayNeed('sns', 'createTopic', '{ Name: n }')).toEqual([]);
      const encrypted =
        '{ name: n, encryptionConfiguration: { type: CUSTOMER_MANAGED_KMS_KEY, kmsKeyId: $inputs.id } }';
      expect(mayNeed('sfn', 'createActivity', encrypted).join()).toContain(
        '`kms:GenerateDataKey` (for what is in `encryptionConfiguration.kmsKeyId`)',
      );
    });
  });

  test('a password that a service keeps in a secret of its own', () => {
    const create = (managed: string) =>
      besides('rds', 'createDBInstance', `{ ${REQUIRED['rds:createDBInstance']}ManageMasterUserPassword: ${managed} }`);
    const secret = `arn:\${Partition}:secretsmanager:\${Region}:\${Account}:secret:rds!*`;
    expect(create('true')).toEqual([`secretsmanager:CreateSecret: ${secret}`, `secretsmanager:TagResource: ${secret}`]);
    expect(create('false')).toEqual([]);
  });

  test('an image that is looked up in a parameter', () => {
    const run = (image: string) => besides('ec2', 'runInstances', `{ MinCount: 1, MaxCount: 1, ImageId: ${image} }`);
    expect(run('"resolve:ssm:/images/desk"')).toEqual(['ssm:GetParameters: parameter']);
    expect(run('ami-1')).toEqual([]);
  });
});

describe('an action that nothing in the document decides about is told', () => {
  test('with its name, and with the member behind which it is decided', () => {
    const template = '{ MinCount: 1, MaxCount: 1, LaunchTemplate: { LaunchTemplateName: desk } }';
    expect(mayNeed('ec2', 'runInstances', template)).toEqual([
      'EC2 `RunInstances` may need `ec2:CreateTags`, `iam:PassRole` (for what is in `LaunchTemplate`) besides',
    ]);
    expect(mayNeed('ecs', 'runTask', '{ taskDefinition: desk }')).toEqual([
      'ECS `RunTask` may need `iam:PassRole` (for what is in `taskDefinition`) besides',
    ]);
  });

  test.each([
    [
      'ssm',
      'startAutomationExecution',
      '{ DocumentName: d, Parameters: $inputs.some }',
      '`iam:PassRole` (for what is in `Parameters`)',
    ],
    ['ssm', 'getParameter', '{ Name: n, WithDecryption: true }', '`kms:Decrypt` (for what is in `WithDecryption`)'],
    [
      'elasticbeanstalk',
      'updateEnvironment',
      '{ OptionSettings: [{ Value: $inputs.id }] }',
      '`iam:PassRole` (for what is in `OptionSettings`)',
    ],
  ])('by what its reference says of %s %s', (service, operation, payload, told) => {
    expect(mayNeed(service, operation, payload).join()).toContain(told);
  });

  test('where it depends on the account', () => {
    expect(mayNeed('accessanalyzer', 'createAnalyzer', '{ analyzerName: a, type: ACCOUNT }').join()).toContain(
      'iam:CreateServiceLinkedRole',
    );
  });

  test('where an object is known only when the machine runs', () => {
    expect(mayNeed('ec2', 'runInstances', '{ MinCount: 1, MaxCount: 1, IamInstanceProfile: $inputs.some }')).toEqual([
      'EC2 `RunInstances` may need `iam:PassRole` (for what is in `IamInstanceProfile`) besides',
    ]);
  });

  test('unless another call needs it anyway', () => {
    const search = '- { stepId: search, operationId: searchUsers, requestBody: { payload: { InstanceId: i } } }';
    const names = (steps: string) =>
      compiled(workflow(`steps:\n${steps}`)).machine.undecided.map(({ action }) => action);
    expect(names(search)).toEqual(['connect:DescribeUser', 'connect:ListUserProficiencies']);
    expect(names(`${search}\n${look('c')}`)).toEqual(['connect:ListUserProficiencies']);
  });

  test('and stays with the machine', () => {
    const { machine } = compiled(oneCall('ecs', 'runTask', '{ taskDefinition: desk }'));
    expect(machine.undecided).toEqual([{ action: 'iam:PassRole', by: ['taskDefinition'], states: ['call'] }]);
  });
});

describe('what a branch needs', () => {
  /** What is needed for a branch of a call on an object, by `action: resources`. */
  function forBranch(operation: string, onFailure: string, bucket = 'hires'): readonly string[] {
    const { machine } = compiled(`arazzo: 1.0.1
info: { title: Branch, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ./api.yml, type: openapi, x-aws-service: s3 }]
workflows:
- workflowId: main
  inputs: { type: object, properties: { id: { type: string } } }
  steps:
  - stepId: look
    operationId: ${operation}
    requestBody: { payload: { Bucket: ${bucket}, Key: k } }
    onFailure: [${onFailure}]
`);
    return machine.permissions
      .filter(({ by }) => by.length > 0)
      .map(({ action, resources, by }) => `${action}: ${resources.map(({ type, named }) => named ?? type)} for ${by}`);
  }
  const ending = (condition: string) => `{ name: missing, type: end, criteria: [{ condition: ${condition} }] }`;

  test.each(['headObject', 'getObject', 'getObjectTagging'])(
    'a missing object is told to those who may list the bucket: %s',
    (operation) => {
      expect(forBranch(operation, ending('$statusCode == 404'))).toEqual([
        `s3:ListBucket: arn:\${Partition}:s3:::hires for $statusCode == 404`,
      ]);
    },
  );

  test('the bucket is in the scope, where the document does not name it', () => {
    expect(forBranch('headObject', ending('$statusCode == 404'), '$inputs.id')).toEqual([
      's3:ListBucket: bucket,accesspoint for $statusCode == 404',
    ]);
  });

  test('a loop until the object is there needs the same', () => {
    const retry =
      '{ name: again, type: retry, retryAfter: 5, retryLimit: 3, criteria: [{ condition: $statusCode == 404 }] }';
    expect(forBranch('headObject', retry)).toHaveLength(1);
  });

  test('who asks for no missing object needs no list', () => {
    expect(forBranch('headObject', '{ name: stop, type: end }')).toEqual([]);
    expect(forBranch('getObject', ending('$statusCode == 403'))).toEqual([]);
  });
});
