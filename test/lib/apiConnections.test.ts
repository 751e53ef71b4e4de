import { describe, expect, test } from '@jest/globals';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Machine } from '../../compiler/index.ts';
import { ArazzoStateMachine, type ArazzoStateMachineProps } from '../../lib/index.ts';
import { people } from '../compiler/http/description.ts';
import { machineOf, workflow } from '../compiler/http/support.ts';
import { allows, statementsOf } from '../support/policy.ts';

function template(document: Machine, connections: ArazzoStateMachineProps['connections'] = {}): Template {
  const stack = new Stack(new App(), 'Stack');
  new ArazzoStateMachine(stack, 'Machine', { document, connections, stateMachineName: 'people' });
  return Template.fromStack(stack);
}

const steps = `
- stepId: get
  operationId: getPerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
- stepId: gone
  operationId: deletePerson
  parameters: [{ name: id, in: path, value: $inputs.id }]
`;
const machine = machineOf(workflow(steps, ['id']));
const secret = SecretValue.secretsManager('people');

describe('a machine that calls an HTTP API', () => {
  const made = template(machine, { people: { secret } });

  test('gets a connection of the kind that the description asks for, and its ARN by a substitution', () => {
    made.hasResourceProperties('AWS::Events::Connection', {
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-Api-Key' } },
    });
    made.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      DefinitionString: Match.stringLikeRegexp('"ConnectionArn": "\\$\\{peopleConnectionArn\\}"'),
      DefinitionSubstitutions: { peopleConnectionArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('people'), 'Arn'] } },
    });
  });

  test('has a role for these methods on these addresses, and for the credentials of this connection', () => {
    const request = (method: string) =>
      Match.objectLike({
        Action: 'states:InvokeHTTPEndpoint',
        Condition: {
          StringEquals: { 'states:HTTPMethod': method },
          StringLike: { 'states:HTTPEndpoint': ['https://acme.people.example.com/v2/people/*'] },
          StringNotLike: { 'states:HTTPEndpoint': ['https://acme.people.example.com/v2/people/*/*'] },
        },
      });
    made.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          request('DELETE'),
          request('GET'),
          Match.objectLike({ Action: 'events:RetrieveConnectionCredentials' }),
          Match.objectLike({ Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'] }),
        ]),
      },
    });
  });

  test('has a role that is refused any other method, path or host of the same API', () => {
    const other = `
  /people/{id}/salary:
    get:
      operationId: getSalary
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: It. } }
  /people/me:
    put:
      operationId: putMe
      responses: { "204": { description: Done. } }
`;
    const described = { 'people.yml': `${people.trimEnd()}${other}` };
    const overlapping = `${steps}- { stepId: list, operationId: listPeople }\n- { stepId: me, operationId: putMe }\n`;
    const document = machineOf(workflow(overlapping, ['id']), described);
    const place = { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111122223333' };
    const policies = Object.values(template(document, { people: { secret } }).findResources('AWS::IAM::Policy'));
    const statements = policies.flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument, place));
    const may = (method: string, address: string) =>
      allows(statements, 'states:InvokeHTTPEndpoint', 'arn:aws:states:eu-west-1:111122223333:stateMachine:people', {
        'states:HTTPMethod': [method],
        'states:HTTPEndpoint': [address],
      });
    const api = 'https://acme.people.example.com/v2/people';
    expect([may('GET', api), may('GET', `${api}/1`), may('DELETE', `${api}/a%2Fb`), may('PUT', `${api}/me`)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const refused = [
      may('POST', api),
      may('PUT', `${api}/1`),
      may('GET', `${api}/1/salary`),
      may('DELETE', `${api}/1/salary`),
      may('GET', 'https://acme.people.example.com/v2/token'),
      may('GET', 'https://acme.people.example.com/v1/people'),
      may('GET', 'https://evil.example.com/v2/people/1'),
      may('GET', 'https://acme.people.example.com.evil.example.com/v2/people/1'),
    ];
    expect(refused).toEqual(refused.map(() => false));
  });

  test.each([
    ['[{ oauth: [read] }]', { secret, user: 'me' }, 'OAUTH_CLIENT_CREDENTIALS'],
    ['[]', {}, 'API_KEY'],
    ['[{ other: [] }]', { secret }, 'API_KEY'],
  ])('whose security is %s', (security, credentials, type) => {
    const files = { 'people.yml': people.replace('security: [{ key: [] }]', `security: ${security}`) };
    const other = template(machineOf(workflow(steps, ['id']), files), { people: credentials });
    other.hasResourceProperties('AWS::Events::Connection', { AuthorizationType: type });
  });

  test('asks for tokens by client credentials, with the scopes that the API wants', () => {
    const files = { 'people.yml': people.replace('security: [{ key: [] }]', 'security: [{ oauth: [read] }]') };
    const made = template(machineOf(workflow(steps, ['id']), files), { people: { secret, user: 'me' } });
    const parameter = (Key: string, Value: string) => ({ Key, Value, IsValueSecret: false });
    made.hasResourceProperties('AWS::Events::Connection', {
      AuthParameters: {
        OAuthParameters: {
          HttpMethod: 'POST',
          ClientParameters: { ClientID: 'me' },
          OAuthHttpParameters: {
            BodyParameters: [parameter('grant_type', 'client_credentials'), parameter('scope', 'read')],
          },
        },
      },
    });
  });

  test('gives what the address of tokens wants beside', () => {
    const files = { 'people.yml': people.replace('security: [{ key: [] }]', 'security: [{ oauth: [read] }]') };
    const tokenParameters = { audience: 'https://people.example.com' };
    const given = { people: { secret, user: 'me', tokenParameters } };
    expect(JSON.stringify(template(machineOf(workflow(steps, ['id']), files), given).toJSON())).toContain(
      '{"IsValueSecret":false,"Key":"audience","Value":"https://people.example.com"}',
    );
  });

  test("reaches an API in a private network, with credentials under a key of one's own", () => {
    const stack = new Stack(new App(), 'Stack');
    const arn = 'arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-0123456789abcdefg';
    new ArazzoStateMachine(stack, 'Machine', {
      document: machine,
      connections: { people: { secret, resourceConfigurationArn: arn, encryptionKey: new Key(stack, 'Key') } },
      stateMachineName: 'people',
    });
    const made = Template.fromStack(stack);
    const key = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] };
    made.hasResourceProperties('AWS::Events::Connection', {
      InvocationConnectivityParameters: { ResourceParameters: { ResourceConfigurationArn: arn } },
      KmsKeyIdentifier: key,
    });
    made.hasResourceProperties('AWS::KMS::Key', { Tags: [{ Key: 'EventBridgeApiDestinations', Value: 'true' }] });
    made.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 'kms:Decrypt',
            Resource: key,
            Condition: {
              StringEquals: {
                'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
                'kms:EncryptionContext:SecretARN': { 'Fn::GetAtt': [Match.stringLikeRegexp('people'), 'SecretArn'] },
              },
            },
          },
        ]),
      },
    });
  });

  test('says which credentials are missing, and which API there is not', () => {
    expect(() => template(machine)).toThrow('connections.people.secret is missing: People asks for credentials');
    expect(() => template(machine, { people: { secret }, crm: { secret } })).toThrow(
      'no HTTP API of the document: crm',
    );
  });

  test('uses a connection that the compiler was told', () => {
    const arn = 'arn:aws:events:eu-west-1:111122223333:connection/people/1';
    const told = template(machineOf(workflow(steps, ['id']), undefined, { connections: { people: arn } }));
    told.resourceCountIs('AWS::Events::Connection', 0);
    expect(JSON.stringify(told.toJSON())).toContain('secret:events!connection/people/*');
  });
});
