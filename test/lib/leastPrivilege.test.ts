import { describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { isObject } from '../../compiler/source/index.ts';
import {
  ArazzoBatch,
  ArazzoStateMachine,
  type ArazzoStateMachineProps,
  OnboardingTrigger,
  type ResourceScope,
} from '../../lib/index.ts';
import { allows, type Context, type Statement, statementsOf } from '../support/policy.ts';
import { everyRequest } from '../support/requests.ts';
import { environment, propertiesOf } from '../support/template.ts';

const ours = '11111111-1111-1111-1111-111111111111';
const other = '22222222-2222-2222-2222-222222222222';
const here = 'eu-central-1:111122223333';
const arn = (service: string, rest: string) => `arn:aws:${service}:${here}:${rest}`;

/** Actions that know no resources and that every machine needs, for its logs and its traces. */
const DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
const provisionUser = {
  document: 'workflows/amazon-connect-provision-user.yml',
  compileOptions: { secretInputs: { password: 'secrets-manager' } },
  resourceScope: { connectInstanceIds: [ours], secretsPrefix: 'onboarding/' },
} satisfies ArazzoStateMachineProps;

function synthesised(props: ArazzoStateMachineProps): Template {
  const stack = new Stack(new App(), 'Test');
  new ArazzoStateMachine(stack, 'Machine', { stateMachineName: 'machine', ...props });
  return Template.fromStack(stack);
}

/** What the policies of the role allow whose logical id begins so. */
function statementsOfRole(template: Template, role: string): readonly Statement[] {
  return propertiesOf(template, 'AWS::IAM::Policy')
    .filter(({ Roles: roles }) => JSON.stringify(roles).includes(`"${role}`))
    .flatMap(({ PolicyDocument: document }) => statementsOf(document, environment));
}

const requests = [
  ...everyRequest({
    InstanceId: [ours, other],
    StateMachineName: ['machine', 'machine-starter', 'machine-batch', 'machine-batch/csv', 'other'],
    MapRunLabel: ['csv', 'other'],
    SecretId: ['onboarding/4711-a1b2c3', 'payroll/1-a1b2c3'],
    TableName: ['hires', 'others'],
    BucketName: ['hires', 'others'],
    QueueName: ['hires', 'others'],
    FunctionName: ['hires', 'others'],
    RoleNameWithPath: ['hires', 'others'],
  }),
];

/** Every request of every service that a role is allowed, but for those of log delivery and traces. */
function allowedCalls(statements: readonly Statement[], context: Context = {}): readonly string[] {
  const allowed = new Set<string>();
  for (const { action, resource } of requests) {
    if (DELIVERY.includes(action)) continue;
    if (allows(statements, action, resource, context)) allowed.add(`${action} ${resource}`);
  }
  return [...allowed].sort();
}

/** The actions that stand in statements, without those that are looked at resource by resource. */
function actionsOn(statements: readonly Statement[], resource: string): readonly string[] {
  return statements.filter(({ resources }) => resources.includes(resource)).flatMap(({ actions }) => actions);
}

describe('the role of a machine', () => {
  test('allows the calls of provision-user on the given instance, secrets under the prefix, and nothing else of any service', () => {
    const statements = statementsOfRole(synthesised(provisionUser), 'MachineRole');
    const instance = arn('connect', `instance/${ours}`);
    expect(allowedCalls(statements)).toEqual([
      `connect:CreateUser ${instance}/agent/anything`,
      `connect:CreateUser ${instance}/routing-profile/anything`,
      `connect:CreateUser ${instance}/security-profile/anything`,
      `connect:DescribeUser ${instance}/agent/anything`,
      `connect:UpdateUserRoutingProfile ${instance}/agent/anything`,
      `connect:UpdateUserRoutingProfile ${instance}/routing-profile/anything`,
      `secretsmanager:GetSecretValue ${arn('secretsmanager', 'secret:onboarding/4711-a1b2c3')}`,
    ]);
  });

  test('allows listed security profiles and routing profiles and no others', () => {
    const resourceScope = {
      ...provisionUser.resourceScope,
      connectSecurityProfileIds: ['agent'],
      connectRoutingProfileIds: ['billing'],
    };
    const statements = statementsOfRole(synthesised({ ...provisionUser, resourceScope }), 'MachineRole');
    const creates = (resource: string) =>
      allows(statements, 'connect:CreateUser', arn('connect', `instance/${ours}/${resource}`), {});
    expect([creates('security-profile/agent'), creates('security-profile/administrator')]).toEqual([true, false]);
    expect([creates('routing-profile/billing'), creates('routing-profile/sales')]).toEqual([true, false]);
    expect(creates('agent/anything')).toBe(true);
  });

  test('has no resource * but for log delivery and traces, which know no resources', () => {
    const statements = statementsOfRole(synthesised(provisionUser), 'MachineRole');
    expect([...actionsOn(statements, '*')].sort()).toEqual(DELIVERY);
  });

  test('uses the key for its own history and for the delivery of its logs only', () => {
    const statements = statementsOfRole(synthesised(provisionUser), 'MachineRole');
    const key = statements.filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
    expect(key.map(({ actions, conditions }) => ({ actions, conditions }))).toEqual([
      {
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        conditions: {
          StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': [arn('states', 'stateMachine:machine')] },
        },
      },
      {
        actions: ['kms:GenerateDataKey'],
        conditions: { StringEquals: { 'kms:EncryptionContext:SourceArn': [arn('logs', '*')] } },
      },
    ]);
  });
});

/** Workflows over other services, what they are scoped to, and all that their roles may then do. */
const others: readonly (readonly [document: string, arns: ResourceScope['arns'], allowed: readonly string[]])[] = [
  [
    'put-and-query',
    { 'dynamodb:table': [arn('dynamodb', 'table/hires')] },
    [`dynamodb:PutItem ${arn('dynamodb', 'table/hires')}`, `dynamodb:Query ${arn('dynamodb', 'table/hires')}`],
  ],
  [
    'store-and-list',
    { 's3:bucket': ['arn:aws:s3:::hires'], 's3:object': ['arn:aws:s3:::hires/*'] },
    ['s3:ListBucket arn:aws:s3:::hires', 's3:PutObject arn:aws:s3:::hires/anything'],
  ],
  [
    'tagged-with-role',
    { 'lambda:function': [arn('lambda', 'function:hires')] },
    [
      'iam:PassRole arn:aws:iam::111122223333:role/hires',
      `lambda:CreateFunction ${arn('lambda', 'function:hires')}`,
      `lambda:TagResource ${arn('lambda', 'function:hires')}`,
    ],
  ],
  ['tell-queue', { 'sqs:queue': [arn('sqs', 'hires')] }, [`sqs:SendMessage ${arn('sqs', 'hires')}`]],
  [
    'stop-desktop',
    { 'ec2:instance': 'any' },
    [
      'ec2:DescribeInstances *',
      `ec2:StopInstances ${arn('ec2', `instance/${ours}`)}`,
      `ec2:StopInstances ${arn('ec2', `instance/${other}`)}`,
    ],
  ],
];

describe('the roles of machines over other services', () => {
  const toLambda = { 'iam:PassedToService': ['lambda.amazonaws.com'] };

  test.each(others)(
    '%s: allows its calls on what was given, and nothing else of any service',
    (name, arns, allowed) => {
      const template = synthesised({
        document: `test/fixtures/deploy/${name}.yml`,
        resourceScope: { arns: arns ?? {} },
      });
      expect(allowedCalls(statementsOfRole(template, 'MachineRole'), toLambda)).toEqual(allowed);
    },
  );

  test('a role is passed to the called service and to no other', () => {
    const template = synthesised({
      document: 'test/fixtures/deploy/tagged-with-role.yml',
      resourceScope: { arns: { 'lambda:function': 'any' } },
    });
    const statements = statementsOfRole(template, 'MachineRole');
    const passes = (context: Context) =>
      allows(statements, 'iam:PassRole', 'arn:aws:iam::111122223333:role/hires', context);
    expect(passes(toLambda)).toBe(true);
    expect(passes({ 'iam:PassedToService': ['ec2.amazonaws.com'] })).toBe(false);
    expect(passes({})).toBe(false);
  });

  test('a key is used through the called service and no other, and in this region', () => {
    const template = synthesised({
      document: 'test/fixtures/deploy/store-secret.yml',
      resourceScope: { secretsPrefix: 'onboarding/' },
    });
    const statements = statementsOfRole(template, 'MachineRole');
    const key = arn('kms', 'key/2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61');
    const uses = (context: Context) => allows(statements, 'kms:GenerateDataKey', key, context);
    expect(uses({ 'kms:ViaService': ['secretsmanager.eu-central-1.amazonaws.com'] })).toBe(true);
    expect(uses({ 'kms:ViaService': ['secretsmanager.us-east-1.amazonaws.com'] })).toBe(false);
    expect(uses({ 'kms:ViaService': ['s3.eu-central-1.amazonaws.com'] })).toBe(false);
    expect(uses({})).toBe(false);
  });

  test('what may be needed is told at synth', () => {
    const stack = new Stack(new App(), 'Test');
    const document = 'test/fixtures/deploy/tagged-with-role.yml';
    new ArazzoStateMachine(stack, 'Machine', { document, resourceScope: { arns: { 'lambda:function': 'any' } } });
    const [found] = Annotations.fromStack(stack).findInfo(
      '*',
      Match.stringLikeRegexp('ecr:BatchGetImage \\(create\\)'),
    );
    expect(found).toBeDefined();
  });

  test('what is not given is asked for', () => {
    expect(() => synthesised({ document: 'test/fixtures/deploy/tell-queue.yml' })).toThrow(
      '  sqs:queue: called by sqs:SendMessage in tell',
    );
  });
});

/** A machine and what starts it by events. */
function triggered(): Template {
  const stack = new Stack(new App(), 'Test');
  const machine = new ArazzoStateMachine(stack, 'Machine', { ...provisionUser, stateMachineName: 'machine' });
  new OnboardingTrigger(stack, 'Trigger', { machine });
  return Template.fromStack(stack);
}

describe('the role of the starter', () => {
  const context = { 'states:StateMachineQualifier': ['live'] };

  test('starts the machine and looks at its executions, and nothing else of any service', () => {
    const statements = statementsOfRole(triggered(), 'TriggerRole');
    expect(allowedCalls(statements, context)).toEqual([
      `states:DescribeExecution ${arn('states', 'execution:machine:anything')}`,
      `states:StartExecution ${arn('states', 'stateMachine:machine')}`,
    ]);
  });

  test('starts the machine through the alias live only', () => {
    const statements = statementsOfRole(triggered(), 'TriggerRole');
    const machine = arn('states', 'stateMachine:machine');
    expect(allows(statements, 'states:StartExecution', machine, {})).toBe(false);
    expect(allows(statements, 'states:StartExecution', machine, { 'states:StateMachineQualifier': ['3'] })).toBe(false);
  });

  test('sends messages to the dead-letter queue and to no other, with the key for nothing but that', () => {
    const statements = statementsOfRole(triggered(), 'TriggerRole');
    const sends = statements.filter(({ actions }) => actions.includes('sqs:SendMessage'));
    expect(sends.map(({ resources }) => resources)).toEqual([[expect.stringContaining('TriggerDeadLetters')]]);
    const viaQueue = statements.filter(({ conditions }) => JSON.stringify(conditions).includes('kms:ViaService'));
    expect(viaQueue.map(({ conditions }) => conditions)).toEqual([
      { StringEquals: { 'kms:ViaService': ['sqs.eu-central-1.amazonaws.com'] } },
    ]);
  });
});

describe('the role of the rule', () => {
  test('starts the starter, and nothing else of any service', () => {
    const statements = statementsOfRole(triggered(), 'TriggerRuleRole');
    expect(statements.map(({ actions, resources }) => ({ actions, resources }))).toEqual([
      { actions: ['states:StartExecution'], resources: [expect.stringContaining('TriggerStateMachine')] },
    ]);
  });
});

describe('grants', () => {
  test('who may start executions and publish events may do nothing else of any service', () => {
    const stack = new Stack(new App(), 'Test');
    const machine = new ArazzoStateMachine(stack, 'Machine', { ...provisionUser, stateMachineName: 'machine' });
    const trigger = new OnboardingTrigger(stack, 'Trigger', { machine });
    const producer = new Role(stack, 'Producer', { assumedBy: new AccountRootPrincipal() });
    machine.grantStartExecution(producer);
    trigger.grantPublish(producer);
    const statements = statementsOfRole(Template.fromStack(stack), 'Producer');
    expect(statements).toMatchObject([
      {
        actions: ['states:StartExecution'],
        resources: [expect.stringContaining('MachineStateMachine')],
        conditions: {},
      },
      {
        actions: ['events:PutEvents'],
        resources: [expect.stringContaining('TriggerBus')],
        conditions: {
          StringEquals: { 'events:source': ['onboarding'], 'events:detail-type': ['Onboarding Requested'] },
        },
      },
    ]);
  });
});

describe('trust', () => {
  test('each role is for one service, one account, and one machine or rule', () => {
    const roles = propertiesOf(triggered(), 'AWS::IAM::Role').map(({ AssumeRolePolicyDocument: trust }) => {
      const [statement] = statementsOf(trust, environment);
      const principal = isObject(trust) && JSON.stringify(trust).match(/"Service":"([^"]+)"/)?.[1];
      return { principal, conditions: statement?.conditions };
    });
    const account = { StringEquals: { 'aws:SourceAccount': ['111122223333'] } };
    const machine = (name: string) => {
      const own = arn('states', `stateMachine:${name}`);
      return {
        principal: 'states.amazonaws.com',
        conditions: { ...account, ArnLike: { 'aws:SourceArn': [own, `${own}:*`] } },
      };
    };
    expect(roles).toEqual([
      machine('machine'),
      machine('machine-starter'),
      {
        principal: 'events.amazonaws.com',
        conditions: {
          ...account,
          ArnEquals: { 'aws:SourceArn': [arn('events', 'rule/arazzo-machine/arazzo-machine')] },
        },
      },
    ]);
  });
});

describe('the roles of a batch', () => {
  const synthesisedBatch = (): { readonly template: Template; readonly bucket: string } => {
    const stack = new Stack(new App(), 'Test');
    const machine = new ArazzoStateMachine(stack, 'Machine', { stateMachineName: 'machine', ...provisionUser });
    new ArazzoBatch(stack, 'Batch', { machine, inputs: { instanceId: { value: ours } } });
    const template = Template.fromStack(stack);
    const [bucket = ''] = Object.keys(template.findResources('AWS::S3::Bucket'));
    return { template, bucket };
  };
  const statements = (role: string): readonly Statement[] => {
    const { template, bucket } = synthesisedBatch();
    const [machine = ''] = Object.keys(template.findResources('AWS::StepFunctions::StateMachine')).filter((id) =>
      id.startsWith('Batch'),
    );
    const values = {
      ...environment,
      [`${bucket}.Arn`]: 'arn:aws:s3:::hires',
      [machine]: arn('states', 'stateMachine:machine-batch'),
    };
    return propertiesOf(template, 'AWS::IAM::Policy')
      .filter(({ Roles: roles }) => JSON.stringify(roles).includes(`"${role}`))
      .flatMap(({ PolicyDocument: document }) => statementsOf(document, values));
  };

  test('the machine reads files, writes results, runs its own Maps and the executions of the workflow, and does nothing else', () => {
    expect(allowedCalls(statements('BatchRole'))).toEqual([
      's3:GetObject arn:aws:s3:::hires/anything',
      's3:ListBucket arn:aws:s3:::hires',
      `states:DescribeExecution ${arn('states', 'execution:machine-batch/csv:anything')}`,
      `states:DescribeExecution ${arn('states', 'execution:machine:anything')}`,
      `states:DescribeMapRun ${arn('states', 'mapRun:machine-batch/csv:anything')}`,
      `states:GetExecutionHistory ${arn('states', 'execution:machine:anything')}`,
      `states:RedriveExecution ${arn('states', 'execution:machine-batch/csv:anything')}`,
      `states:RedriveExecution ${arn('states', 'execution:machine:anything')}`,
      `states:StartExecution ${arn('states', 'stateMachine:machine-batch')}`,
      `states:StopExecution ${arn('states', 'execution:machine-batch/csv:anything')}`,
    ]);
    const may = (action: string, resource: string, context: Context = {}) =>
      allows(statements('BatchRole'), action, resource, context);
    expect(may('s3:PutObject', 'arn:aws:s3:::hires/class/hires.results/1/manifest.json')).toBe(true);
    expect(may('s3:PutObject', 'arn:aws:s3:::hires/class/hires.csv')).toBe(false);
    const machine = arn('states', 'stateMachine:machine');
    const as = (alias: string) => ({ 'states:StateMachineQualifier': [alias] });
    expect(may('states:StartExecution', machine, as('live'))).toBe(true);
    expect(may('states:StartExecution', machine, as('other'))).toBe(false);
  });

  test('EventBridge starts the machine of the batch, and does nothing else', () => {
    expect(allowedCalls(statements('BatchRuleRole'))).toEqual([
      `states:StartExecution ${arn('states', 'stateMachine:machine-batch')}`,
    ]);
  });

  test('the machine and each of its Maps can take on its role, and no other machine', () => {
    const { template } = synthesisedBatch();
    const [role] = propertiesOf(template, 'AWS::IAM::Role').filter(({ Description: about }) =>
      String(about).endsWith('machine-batch may do'),
    );
    const [trust] = statementsOf(role?.['AssumeRolePolicyDocument'], environment);
    const machine = arn('states', 'stateMachine:machine-batch');
    const labels = ['csv', 'csv-semicolon', 'csv-tab', 'json', 'json-lines'];
    expect(trust?.conditions).toMatchObject({
      ArnLike: { 'aws:SourceArn': [machine, `${machine}:*`, ...labels.map((label) => `${machine}/${label}`)] },
    });
  });
});
