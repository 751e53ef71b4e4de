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
      parameters: [expect.objectContaining({ name: 'Place', value: 'world', from: 'given' })],
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

  /** The name of the machine of a stack whose name has a parameter in it. */
  async function nameWith(declared: object, given: readonly (readonly [string, string])[] = []) {
    const greeting = {
      ...resources.Machine,
      Properties: { ...resources.Machine.Properties, StateMachineName: { 'Fn::Join': ['-', { Ref: 'P' }] } },
    };
    const { machines } = await deployAssembly(
      createCloud(),
      assembly({ ...resources, Machine: greeting }, { Place: { Type: 'String', Default: 'x' }, P: declared }),
      new Map(given),
      { usual: new Map([['P', 'usual,1']]) },
    );
    return machines[0]?.split(':').at(-1);
  }

  test('a parameter that is a list is one, given, usual or by its default', async () => {
    expect(await nameWith({ Type: 'CommaDelimitedList', Default: 'a, b' }, [['P', 'c,d']])).toBe('c-d');
    expect(await nameWith({ Type: 'CommaDelimitedList', Default: 'a, b' })).toBe('usual-1');
    expect(await nameWith({ Type: 'CommaDelimitedList', Default: 'a, b', AllowedValues: ['a', 'b'] })).toBe('a-b');
  });

  test.each([
    [{ Type: 'Number' }, 'one', '`one` is no number'],
    [{ Type: 'List<Number>' }, '1,x', '`1,x` is no number'],
    [{ Type: 'Number', MinValue: 3 }, '2', '`2` is less than 3'],
    [{ Type: 'Number', MaxValue: '3' }, '4', '`4` is more than 3'],
    [{ Type: 'String', MinLength: 3 }, 'ab', '`ab` is shorter than 3 characters'],
    [{ Type: 'String', MaxLength: 3 }, 'abcd', '`abcd` is longer than 3 characters'],
    [{ Type: 'String', AllowedPattern: '[a-z]+' }, 'ab1', "`ab1` doesn't match ^(?:[a-z]+)$"],
    [
      { Type: 'String', AllowedPattern: '[a-z]+', ConstraintDescription: 'must be a word' },
      'ab1',
      '`ab1` must be a word',
    ],
    [{ Type: 'String', AllowedValues: ['live'], NoEcho: true }, 's3cret', 'the value is none of live'],
  ])('a parameter that the template does not allow is refused: %j, %s', async (declared, value, message) => {
    await expect(nameWith(declared, [['P', value]])).rejects.toThrow(new AssemblyError(`--parameter P: ${message}`));
  });

  test('what Systems Manager has is asked for where it is needed, with what it is for', async () => {
    const declared = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a/b', Description: 'The place' };
    const folder = assembly(resources, { Place: declared });
    await expect(deployAssembly(createCloud(), folder, new Map())).rejects.toThrow(
      "The stack's parameter Place is read from Systems Manager, which is not here: give it by --parameter Place=VALUE (The place)",
    );
    const { parameters } = await deployAssembly(createCloud(), folder, new Map([['Place', 'here']]));
    expect(parameters).toMatchObject([{ value: 'here' }]);
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
