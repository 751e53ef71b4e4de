import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { AssemblyError, createCloud, deployAssembly, type Exchange } from '../../../local/index.ts';
import { until } from '../../support/until.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A synthesised app with one stack. */
function assembly(Resources: object, Parameters: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  folders.push(folder);
  const artifacts = {
    Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Stack.template.json' } },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(folder, 'Stack.template.json'), JSON.stringify({ Resources, Parameters }));
  return folder;
}

const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Only',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
  States: { Only: { Type: 'Pass', Output: { who: '{% $states.input.detail.who %}', to: '${Greeting}' }, End: true } },
});

const resources = {
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: 'greet',
      DefinitionString: definition,
      DefinitionSubstitutions: { Greeting: { 'Fn::Join': [' ', ['hello "', { Ref: 'Place' }]] } },
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  },
  Version: { Type: 'AWS::StepFunctions::StateMachineVersion', Properties: { StateMachineArn: { Ref: 'Machine' } } },
  Live: {
    Type: 'AWS::StepFunctions::StateMachineAlias',
    Properties: {
      Name: 'live',
      RoutingConfiguration: [{ StateMachineVersionArn: { 'Fn::GetAtt': ['Version', 'Arn'] }, Weight: 100 }],
    },
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: { 'Fn::Sub': 'greetings-${AWS::Region}' } } },
  Files: {
    Type: 'AWS::S3::Bucket',
    Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
  },
  Silent: { Type: 'AWS::S3::Bucket', Properties: {} },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      EventPattern: { source: ['people'] },
      Targets: [{ Id: 'T', Arn: { Ref: 'Live' }, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } }],
    },
  },
};

describe('a synthesised CDK app', () => {
  test('is taken as deployed: an event starts its machine through the alias', async () => {
    const cloud = createCloud();
    const deployed = await deployAssembly(
      cloud,
      assembly(resources, { Place: { Type: 'String', Default: 'earth' } }),
      new Map([['Place', 'world']]),
    );
    expect(deployed).toEqual({
      machines: ['arn:aws:states:us-east-1:123456789012:stateMachine:greet'],
      rules: ['Rule'],
      buckets: ['files', 'silent'],
      openRoles: [],
      connections: new Map(),
    });
    const entry = { Source: 'people', DetailType: 'd', Detail: '{"who":"Ada"}', EventBusName: 'greetings-us-east-1' };
    await cloud.call('eventbridge', 'PutEvents', { Entries: [entry] });
    const { executions } = await until(
      () => cloud.call('sfn', 'ListExecutions', { stateMachineArn: deployed.machines[0] ?? '' }),
      (answer) => /"status":"(?!RUNNING")/.test(JSON.stringify(answer)),
    );
    const [{ executionArn }] = executions as [{ executionArn: string }];
    expect(await cloud.call('sfn', 'DescribeExecution', { executionArn })).toMatchObject({
      status: 'SUCCEEDED',
      output: JSON.stringify({ who: 'Ada', to: 'hello " world' }),
    });
  });

  test('a parameter without a value is asked for', async () => {
    const folder = assembly(resources, { Place: { Type: 'String' } });
    await expect(deployAssembly(createCloud(), folder, new Map())).rejects.toThrow(
      "The stack's parameter Place has no value: give it by --parameter Place=VALUE",
    );
  });

  test.each([
    [
      {
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { DefinitionString: { 'Fn::ImportValue': 'x' } },
        },
      },
      'Fn::ImportValue',
    ],
    [
      {
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { RoleArn: { 'Fn::GetAtt': ['None', 'Arn'] } },
        },
      },
      'no resource None',
    ],
  ])('what can not be resolved is said: %j', async (Resources, message) => {
    await expect(deployAssembly(createCloud(), assembly(Resources), new Map())).rejects.toThrow(message);
  });

  test('a folder that is none is said to be none', async () => {
    await expect(deployAssembly(createCloud(), '/nowhere', new Map())).rejects.toThrow(AssemblyError);
  });
});

test('calls of its machines are held against their roles, as far as those are known', async () => {
  const describe = {
    QueryLanguage: 'JSONata',
    StartAt: 'Look',
    States: {
      Look: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:connect:listUsers',
        Arguments: { InstanceId: 'i' },
        End: true,
      },
    },
  };
  const machine = (name: string) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: name,
      DefinitionString: JSON.stringify(describe),
      RoleArn: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
    },
  });
  const statement = (action: string) => ({ Effect: 'Allow', Action: action, Resource: '*' });
  const stack = {
    denied: machine('denied'),
    deniedRole: { Type: 'AWS::IAM::Role', Properties: {} },
    deniedPolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: 'deniedRole' }],
        PolicyDocument: { Statement: [statement('connect:DescribeUser')] },
      },
    },
    allowed: machine('allowed'),
    allowedRole: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyDocument: { Statement: [statement('connect:ListUsers')] } }] },
    },
    open: machine('open'),
    openRole: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/Something'] } },
  };
  const causes = async (enforceIam: boolean) => {
    const cloud = createCloud();
    const { openRoles } = await deployAssembly(cloud, assembly(stack), new Map(), { enforceIam });
    const ends = ['denied', 'allowed', 'open'].map(async (name) => {
      const stateMachineArn = `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
      const { executionArn = '' } = await cloud.call('sfn', 'StartExecution', { stateMachineArn });
      const { cause } = await until(
        () => cloud.call('sfn', 'DescribeExecution', { executionArn }),
        ({ status }) => status !== 'RUNNING',
      );
      return String(cause).includes('is not authorized to perform: connect:ListUsers');
    });
    return { openRoles, denied: await Promise.all(ends) };
  };
  expect(await causes(true)).toEqual({ openRoles: ['openRole'], denied: [true, false, false] });
  expect(await causes(false)).toEqual({ openRoles: [], denied: [false, false, false] });
});

describe('connections of a template', () => {
  const secret = '{{resolve:secretsmanager:crm:SecretString:token::}}';
  const http = {
    Crm: {
      Type: 'AWS::Events::Connection',
      Properties: {
        AuthorizationType: 'API_KEY',
        AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue: `Bearer ${secret}` } },
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'ask',
        DefinitionString: JSON.stringify({
          QueryLanguage: 'JSONata',
          StartAt: 'Ask',
          States: {
            Ask: {
              Type: 'Task',
              Resource: 'arn:aws:states:::http:invoke',
              Arguments: {
                ApiEndpoint: 'https://crm.example.com/me',
                Method: 'GET',
                // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
                InvocationConfig: { ConnectionArn: '${crmConnectionArn}' },
              },
              End: true,
            },
          },
        }),
        DefinitionSubstitutions: { crmConnectionArn: { 'Fn::GetAtt': ['Crm', 'Arn'] } },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: 'states:InvokeHTTPEndpoint', Resource: '*' },
                {
                  Effect: 'Allow',
                  Action: 'events:RetrieveConnectionCredentials',
                  Resource: { 'Fn::GetAtt': ['Crm', 'Arn'] },
                },
                {
                  Effect: 'Allow',
                  Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
                  Resource: { 'Fn::GetAtt': ['Crm', 'SecretArn'] },
                },
              ],
            },
          },
        ],
      },
    },
  };

  /** How an execution of the machine ends, and what the API got. */
  async function ask(before: (cloud: ReturnType<typeof createCloud>) => Promise<unknown>) {
    const got: unknown[] = [];
    const exchange: Exchange = async ({ headers }) => {
      got.push(new Map(headers).get('Authorization'));
      return { status: 204, headers: [], body: new Uint8Array() };
    };
    const cloud = createCloud({ http: { exchange } });
    const { machines, connections } = await deployAssembly(cloud, assembly(http), new Map());
    await before(cloud);
    const started = await cloud.call('sfn', 'StartExecution', { stateMachineArn: machines[0] ?? '' });
    const { status, error, cause } = await until(
      () => cloud.call('sfn', 'DescribeExecution', { executionArn: started['executionArn'] ?? '' }),
      (described) => described['status'] !== 'RUNNING',
    );
    return { status, error, cause, got, connections };
  }

  test('are there, and a reference to a secret is what the secret holds when the request is made', async () => {
    const { status, got, connections } = await ask((cloud) =>
      cloud.call('secretsmanager', 'CreateSecret', { Name: 'crm', SecretString: '{"token":"t1"}' }),
    );
    expect({ status, got }).toEqual({ status: 'SUCCEEDED', got: ['Bearer t1'] });
    expect([...connections.values()]).toEqual([['Crm', 'crm']]);
    expect([...connections.keys()]).toEqual([expect.stringContaining(':connection/Crm/')]);
  });

  test('say which secret is missing', async () => {
    const { error, cause, got } = await ask(async () => {});
    expect({ error, got }).toEqual({ error: 'Events.ConnectionResource.InvalidConnectionState', got: [] });
    expect(cause).toContain(`${secret} has no value here`);
  });
});
