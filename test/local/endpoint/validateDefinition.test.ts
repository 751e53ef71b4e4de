import { describe, expect, test } from '@jest/globals';
import { createCloud, isObject, type Json, type JsonObject, ServiceException } from '../../../local/index.ts';
import { testRecorded } from '../../support/recorded.ts';

const cloud = createCloud();
const roleArn = 'arn:aws:iam::123456789012:role/r';

async function validate(definition: string, rest: JsonObject = {}): Promise<JsonObject> {
  return cloud.call('sfn', 'ValidateStateMachineDefinition', { definition, severity: 'WARNING', ...rest });
}

/** The text of a machine of one SDK Task. */
const sdkTask = (action: string, Arguments: Json): string =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Task',
    States: { Task: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:${action}`, Arguments, End: true } },
  });

async function messages(definition: string): Promise<readonly Json[]> {
  const { result, diagnostics } = await validate(definition);
  const found = Array.isArray(diagnostics) ? diagnostics : [];
  expect(result).toBe(found.length === 0 ? 'OK' : 'FAIL');
  return found.map((each) => (typeof each === 'object' && each !== null && 'message' in each ? each.message : null));
}

const message = { QueueUrl: 'q', MessageBody: 'b' };

/** What is expected of a list of messages: each text stands in its message. */
const holding = (texts: readonly string[]) => texts.map((text) => expect.stringContaining(text));

describe('Arguments of SDK integrations are checked when a machine is created', () => {
  test.each<[what: string, action: string, args: Json, messages: readonly string[]]>([
    [
      'missing members hide unknown ones',
      'sqs:sendMessage',
      { Body: 'b' },
      ["The field 'QueueUrl' is required but was missing", "The field 'MessageBody' is required but was missing"],
    ],
    [
      'an unknown member, with the nearest one',
      'sqs:sendMessage',
      { ...message, delaySeconds: 1 },
      [`The field "delaySeconds" is not supported by Step Functions. Did you mean 'DelaySeconds'?`],
    ],
    [
      'however far that is',
      's3:listObjectsV2',
      { Bucket: 'b', Quux: 1 },
      ['The field "Quux" is not supported by Step Functions. Did you mean '],
    ],
    [
      'an unknown member further down',
      'connect:createUser',
      { Username: 'u', SecurityProfileIds: [], RoutingProfileId: 'r', InstanceId: 'i', PhoneConfig: { Phone: 1 } },
      ['The field "Phone" is not supported by Step Functions'],
    ],
    [
      'what is required further down is for the service to say',
      'sqs:sendMessage',
      { ...message, MessageAttributes: { k: {} } },
      [],
    ],
    ['null for anything', 'sqs:sendMessage', { QueueUrl: null, MessageBody: null, DelaySeconds: null }, []],
    ['expressions, whatever they give', 'sqs:sendMessage', { ...message, DelaySeconds: '{% $states.input %}' }, []],
    ['an expression for all', 'sqs:sendMessage', '{% $states.input %}', []],
    [
      'a number for text',
      'sqs:sendMessage',
      { ...message, QueueUrl: 5 },
      ["The value for the field 'QueueUrl' must be a STRING"],
    ],
    [
      'text for a number',
      'sqs:sendMessage',
      { ...message, DelaySeconds: '2' },
      ["The value for the field 'DelaySeconds' must be an INTEGER"],
    ],
    [
      'text for an object',
      'sqs:sendMessage',
      { ...message, MessageAttributes: { k: 'v' } },
      ['`software.amazon.awssdk.services.sqs.model.MessageAttributeValue$BuilderImpl`'],
    ],
    ['text for a list', 'ec2:describeInstances', { InstanceIds: 'i' }, ['`java.util.ArrayList`']],
    [
      'a number in a list of text',
      'ec2:describeInstances',
      { InstanceIds: ['i', 1] },
      ["The value for the field 'InstanceIds' must be a STRING"],
    ],
    ['anything for bytes', 'lambda:invoke', { FunctionName: 'f', Payload: { a: [1] } }, []],
    [
      'a stream that is missing',
      's3:putObject',
      { Bucket: 'b', Key: 'k' },
      ["The field 'Body' is required but was missing"],
    ],
    ['anything for a stream', 's3:putObject', { Bucket: 'b', Key: 'k', Body: null }, []],
    [
      'a token that the SDK makes',
      'ec2:runScheduledInstances',
      { ScheduledInstanceId: 'i', LaunchSpecification: { ImageId: 'a' } },
      [],
    ],
  ])('%s', async (_, action, args, expected) => {
    expect(await messages(sdkTask(action, args))).toEqual(holding(expected));
  });

  test.each(['"true"', '"false"', '" TRUE "', '""', '"null"', '0', '-1', 'true', 'null'])(
    '%s is true or false',
    async (value) => {
      expect(await messages(sdkTask('s3:listObjectsV2', { Bucket: 'b', FetchOwner: JSON.parse(value) }))).toEqual([]);
    },
  );

  test.each([
    ['DelaySeconds', '2.0', 'must be an INTEGER'],
    ['DelaySeconds', '2e0', 'must be an INTEGER'],
    ['DelaySeconds', '2.5', 'must be an INTEGER'],
  ])('%s may not be written %s', async (field, number, expected) => {
    const definition = sdkTask('sqs:sendMessage', { ...message, [field]: 12345 }).replace('12345', number);
    expect(await messages(definition)).toEqual([expect.stringContaining(expected)]);
  });

  test('an operation that there is not, in capitals or that Step Functions leaves out is not recognized', async () => {
    for (const action of [
      'connect:ListInstances',
      'connect:listEverything',
      's3:selectObjectContent',
      'sqs:sendMessage.sync',
    ])
      expect(await messages(sdkTask(action, {}))).toEqual([expect.stringContaining(`${action} is not recognized`)]);
  });

  test('a Task of an SDK integration has Arguments', async () => {
    const definition = sdkTask('s3:listBuckets', null).replace('"Arguments":null,', '');
    expect(await validate(definition)).toMatchObject({
      diagnostics: [{ message: 'These fields are required: [Arguments]', location: '/States/Task' }],
    });
  });

  test('a machine is neither made nor changed with a definition that is wrong, and everything is told', async () => {
    const definition = sdkTask('sqs:sendMessage', {});
    const told =
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'QueueUrl' is required but was missing at /States/Task/Arguments, SCHEMA_VALIDATION_FAILED: The field 'MessageBody' is required but was missing at /States/Task/Arguments'";
    const refused = { code: 'InvalidDefinition', message: told };
    await expect(cloud.call('sfn', 'CreateStateMachine', { name: 'n', definition, roleArn })).rejects.toMatchObject(
      refused,
    );
    const good = sdkTask('sqs:sendMessage', message);
    const { stateMachineArn = '' } = await cloud.call('sfn', 'CreateStateMachine', {
      name: 'n',
      definition: good,
      roleArn,
    });
    await expect(cloud.call('sfn', 'UpdateStateMachine', { stateMachineArn, definition })).rejects.toMatchObject(
      refused,
    );
    const state = JSON.stringify({ ...JSON.parse(definition).States.Task, QueryLanguage: 'JSONata' });
    await expect(cloud.call('sfn', 'TestState', { definition: state, roleArn })).rejects.toBeInstanceOf(
      ServiceException,
    );
  });
});

describe('ValidateStateMachineDefinition', () => {
  test('what is no object has no place, and broken JSON its own code', async () => {
    expect(await validate('[]')).toEqual({
      result: 'FAIL',
      diagnostics: [
        { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' },
      ],
      truncated: false,
    });
    expect(await validate('{')).toMatchObject({ result: 'FAIL', diagnostics: [{ code: 'INVALID_JSON_DESCRIPTION' }] });
    expect(await validate('{}')).toMatchObject({
      diagnostics: [{ message: 'These fields are required: [StartAt, States]', location: '/' }],
    });
  });

  test('warnings come where they are asked for, and refuse nothing', async () => {
    const pass = { Type: 'Pass', Output: '{% $nobody %}', End: true };
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: pass } });
    const warning = { severity: 'WARNING', code: 'POSSIBLY_UNDEFINED_VARIABLE', location: '/States/A/Output' };
    expect(await validate(definition)).toMatchObject({ result: 'OK', diagnostics: [warning] });
    expect(await validate(definition, { severity: 'ERROR' })).toMatchObject({ result: 'OK', diagnostics: [] });
    await cloud.call('sfn', 'CreateStateMachine', { name: 'warned', definition, roleArn });
  });

  test('numbers out of their bounds are told, one by one', async () => {
    const retrier = {
      ErrorEquals: ['X'],
      IntervalSeconds: 0,
      MaxAttempts: -1,
      BackoffRate: 0.5,
      JitterStrategy: 'HALF',
    };
    const Resource = 'arn:aws:states:::aws-sdk:connect:ListInstances';
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource, TimeoutSeconds: 0, HeartbeatSeconds: 5, Retry: [retrier], Next: 'B' },
        B: { Type: 'Wait', Seconds: -1, Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Condition: 'true', Next: 'D' }] },
        D: { Type: 'Succeed' },
      },
    };
    const { result, diagnostics } = await validate(JSON.stringify(definition));
    const places = Array.isArray(diagnostics) ? diagnostics.map((each) => (each as JsonObject)['location']) : [];
    expect(result).toBe('FAIL');
    expect(places).toEqual([
      '/States/A/Retry[0]/JitterStrategy',
      '/States/A/TimeoutSeconds',
      '/States/A/Retry[0]/IntervalSeconds',
      '/States/A/Retry[0]/MaxAttempts',
      '/States/A/Retry[0]/BackoffRate',
      '/States/A/HeartbeatSeconds',
      '/States/A/Resource',
      '/States/B/Seconds',
      '/States/C/Choices[0]/Condition',
    ]);
  });
});

describe('what AWS was recorded to say of definitions', () => {
  testRecorded('validation', async ({ definition, definitionText, result: wanted, diagnostics: told }) => {
    // Most were recorded in JSONPath, where Arguments are called Parameters, and mean the same.
    const text = String(definitionText ?? JSON.stringify(definition)).replace('"Parameters"', '"Arguments"');
    const jsonata = text.includes('"QueryLanguage"') ? text : text.replace('{', '{"QueryLanguage": "JSONata", ');
    const { result, diagnostics } = await validate(jsonata);
    const expected = (Array.isArray(told) ? told : []).filter(isObject).map(({ location, ...rest }) => ({
      ...rest,
      location: String(location).replace('/Parameters', '/Arguments'),
    }));
    expect({ result, diagnostics }).toEqual({ result: wanted, diagnostics: expected });
  });
});
