import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { awsOperation } from '../../compiler/apis/index.ts';
import { compile } from '../../compiler/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import { projectFiles } from '../../discovery/index.ts';

const manifest = { version: '1.2.3', peerDependencies: { constructs: '^10' }, devDependencies: { 'aws-cdk': '2.9.9' } };

function files(...operations: readonly [string, string][]): ReadonlyMap<string, string> {
  const made = projectFiles({
    name: 'it',
    operations: operations.map(([service, name]) => awsOperation(service, name, shippedModels)),
    examples: new Map([['connect:SecurityProfileIds', 'an-id']]),
    manifest,
    models: shippedModels,
  });
  return new Map(made.map(({ name, text }) => [name, text]));
}

const workflow = (...operations: readonly [string, string][]) =>
  parse(files(...operations).get('it.yml') ?? '').workflows[0];

describe('projectFiles', () => {
  test('steps of one service share the inputs that both need', () => {
    const { inputs, steps } = workflow(
      ['cognitoidentityprovider', 'AdminCreateUser'],
      ['cognitoidentityprovider', 'AdminAddUserToGroup'],
    );
    expect(inputs.required).toEqual(['userPoolId', 'username', 'temporaryPassword', 'groupName']);
    expect(steps[1].requestBody.payload).toEqual({
      UserPoolId: '$inputs.userPoolId',
      Username: '$inputs.username',
      GroupName: '$inputs.groupName',
    });
  });

  test('inputs of two services that are called alike are kept apart', () => {
    const { inputs, steps } = workflow(['cognitoidentityprovider', 'AdminCreateUser'], ['connect', 'CreateUser']);
    expect(inputs.required).toEqual(expect.arrayContaining(['username', 'connectUsername']));
    expect(steps[1].requestBody.payload.Username).toBe('$inputs.connectUsername');
    expect(steps[1].operationId).toBe('$sourceDescriptions.connect.createUser');
  });

  test('a step reads what an earlier one puts out', () => {
    const { inputs, steps } = workflow(['connect', 'CreateUser'], ['connect', 'DescribeUser']);
    expect(steps[1].parameters).toContainEqual({
      name: 'UserId',
      in: 'path',
      value: '$steps.createUser.outputs.userId',
    });
    expect(inputs.required).not.toContain('userId');
  });

  test('an operation that is called twice has two steps', () => {
    const { steps } = workflow(['sqs', 'SendMessage'], ['sqs', 'SendMessage']);
    expect(steps.map((each: { stepId: string }) => each.stepId)).toEqual(['sendMessage', 'sendMessage2']);
  });

  test('required objects are written out', () => {
    const { steps } = workflow(['ses', 'SendEmail']);
    expect(steps[0].requestBody.payload.Message).toEqual({
      Subject: { Data: '$inputs.data' },
      Body: '$inputs.body',
    });
  });

  test('credentials are secrets, and examples stand in the input', () => {
    const { inputs } = workflow(['cognitoidentityprovider', 'AdminSetUserPassword']);
    expect(inputs.properties.password).toMatchObject({ format: 'password' });
    expect(JSON.parse(files(['connect', 'CreateUser']).get('it.input.json') ?? '')).toMatchObject({
      securityProfileIds: ['an-id'],
    });
  });

  test('the project file names every type of resource that the role needs', () => {
    const { resourceScope } = parse(files(['dynamodb', 'PutItem'], ['sqs', 'SendMessage']).get('arazzo-sfn.yml') ?? '');
    expect(resourceScope.arns).toEqual({ 'dynamodb:table': 'any', 'sqs:queue': 'any' });
  });

  test('the project file guesses the actions that are not known, and says so', () => {
    const text = files(['glue', 'BatchGetDataQualityResult']).get('arazzo-sfn.yml') ?? '';
    expect(parse(text).options.actions).toEqual({
      'glue:batchGetDataQualityResult': ['glue:BatchGetDataQualityResult'],
    });
    expect(text).toContain('# It is not known which IAM actions these calls need: this is a guess.');
  });

  test('the versions are those of the package', () => {
    expect(JSON.parse(files(['sqs', 'SendMessage']).get('package.json') ?? '')).toMatchObject({
      dependencies: { 'arazzo-step-functions': '^1.2.3', constructs: '^10' },
      devDependencies: { 'aws-cdk': '^2.9.9' },
    });
  });

  // Each service of these has another protocol, or ways of its own.
  test.each([
    'sqs',
    'sns',
    'ec2',
    's3',
    'lambda',
    'dynamodb',
    'iam',
    'rds',
    'connect',
    'cloudfront',
    'glue',
    'ses',
    'sfn',
  ])('documents over operations of %s compile without a warning', (resource) => {
    const service = shippedModels.service(resource);
    for (const name of service?.operationNames.slice(0, 12) ?? []) {
      if (service?.operation(name)?.supported !== true) continue;
      const made = files([resource, name]);
      const { options } = parse(made.get('arazzo-sfn.yml') ?? '');
      const { diagnostics } = compile({ name: 'it.yml', text: made.get('it.yml') ?? '' }, options);
      const bad = diagnostics.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
      expect({ name, bad }).toEqual({ name, bad: [] });
    }
  });
});
