import {
  CreateConnectionCommand,
  CreateEventBusCommand,
  DeleteConnectionCommand,
  DeleteRuleCommand,
  DescribeConnectionCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  ListConnectionsCommand,
  ListRuleNamesByTargetCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TestEventPatternCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateStateMachineCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../../support/until.ts';
import { ended, roleArn, startEndpoint } from '../support/endpoint.ts';
import { machine } from '../support/run.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint();
});
afterAll(() => local.close());

/** A machine that puts out what it was started with. */
async function echo(name: string): Promise<string> {
  const definition = JSON.stringify(machine({ Only: { Type: 'Pass', End: true } }));
  const { stateMachineArn } = await local.sfn.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  return stateMachineArn ?? '';
}

/** The outputs of a machine's executions, newest first. */
async function outputs(stateMachineArn: string): Promise<readonly unknown[]> {
  const { executions = [] } = await local.sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  const all = await Promise.all(executions.map(({ executionArn }) => ended(local.sfn, executionArn)));
  return all.map(({ output }) => JSON.parse(output ?? 'null'));
}

const put = (...Entries: PutEventsRequestEntry[]) => local.events.send(new PutEventsCommand({ Entries }));
const hired = (detail: object): PutEventsRequestEntry => ({
  Source: 'hr',
  DetailType: 'Hired',
  Detail: JSON.stringify(detail),
});

describe('EventBridge', () => {
  test('an event starts the machine that its rule names, with the event as input', async () => {
    const arn = await echo('by-event');
    await local.events.send(
      new PutRuleCommand({ Name: 'all', EventPattern: '{"source":["hr"],"detail":{"team":["a"]}}' }),
    );
    await local.events.send(new PutTargetsCommand({ Rule: 'all', Targets: [{ Id: '1', Arn: arn, RoleArn: roleArn }] }));
    const { Entries = [] } = await put(hired({ team: 'a' }), hired({ team: 'b' }));
    expect(await outputs(arn)).toEqual([
      {
        version: '0',
        id: Entries[0]?.EventId,
        source: 'hr',
        'detail-type': 'Hired',
        account: '123456789012',
        region: 'us-east-1',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        resources: [],
        detail: { team: 'a' },
      },
    ]);
  });

  test('a target may take a part of the event, a constant, or a text made of parts', async () => {
    await local.events.send(new CreateEventBusCommand({ Name: 'parts' }));
    const bus = { EventBusName: 'parts' };
    const arns = await Promise.all(['path', 'constant', 'template'].map(echo));
    await local.events.send(new PutRuleCommand({ ...bus, Name: 'r', EventPattern: '{"source":["hr"]}' }));
    await local.events.send(
      new PutTargetsCommand({
        ...bus,
        Rule: 'r',
        Targets: [
          { Id: '1', Arn: arns[0], InputPath: '$.detail.who' },
          { Id: '2', Arn: arns[1], Input: '{"fixed":true}' },
          {
            Id: '3',
            Arn: arns[2],
            InputTransformer: {
              InputPathsMap: { name: '$.detail.who.name', who: '$.detail.who' },
              InputTemplate: '{"text":"hello <name>","who":<who>,"rule":"<aws.events.rule-name>"}',
            },
          },
        ],
      }),
    );
    await put({ ...hired({ who: { name: 'Ada "L"' } }), ...bus });
    expect(await Promise.all(arns.map(outputs))).toEqual([
      [{ name: 'Ada "L"' }],
      [{ fixed: true }],
      [{ text: 'hello Ada "L"', who: { name: 'Ada "L"' }, rule: 'r' }],
    ]);
  });

  test('an execution that ends is an event, too', async () => {
    const first = await echo('first');
    const second = await echo('second');
    const pattern = { source: ['aws.states'], detail: { stateMachineArn: [first], status: ['SUCCEEDED'] } };
    await local.events.send(new PutRuleCommand({ Name: 'chain', EventPattern: JSON.stringify(pattern) }));
    await local.events.send(
      new PutTargetsCommand({ Rule: 'chain', Targets: [{ Id: '1', Arn: second, InputPath: '$.detail.output' }] }),
    );
    await local.cloud.call('sfn', 'StartExecution', { stateMachineArn: first, input: '{"n":1}' });
    expect(
      await until(
        () => outputs(second),
        ({ length }) => length > 0,
      ),
    ).toEqual(['{"n":1}']);
  });

  test('a rule that is disabled, or has lost its targets, starts nothing', async () => {
    const arn = await echo('quiet');
    await local.events.send(new PutRuleCommand({ Name: 'quiet', EventPattern: '{"source":["quiet"]}' }));
    await local.events.send(new PutTargetsCommand({ Rule: 'quiet', Targets: [{ Id: '1', Arn: arn }] }));
    const names = await local.events.send(new ListRuleNamesByTargetCommand({ TargetArn: arn }));
    expect(names.RuleNames).toEqual(['quiet']);
    await expect(local.events.send(new DeleteRuleCommand({ Name: 'quiet' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await local.events.send(new DisableRuleCommand({ Name: 'quiet' }));
    await put({ Source: 'quiet', DetailType: 'x', Detail: '{}' });
    await local.events.send(new RemoveTargetsCommand({ Rule: 'quiet', Ids: ['1'] }));
    expect((await local.events.send(new ListTargetsByRuleCommand({ Rule: 'quiet' }))).Targets).toEqual([]);
    await local.events.send(new DeleteRuleCommand({ Name: 'quiet' }));
    await expect(local.events.send(new DescribeRuleCommand({ Name: 'quiet' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect(await outputs(arn)).toEqual([]);
  });

  test('an event that is none is told so, the others of its call are taken', async () => {
    const result = await put(
      hired({}),
      { Source: 'hr', DetailType: 'x', Detail: '{' },
      { DetailType: 'x', Detail: '{}' },
      { Source: 'aws.ec2', DetailType: 'x', Detail: '{}' },
    );
    expect(result.FailedEntryCount).toBe(3);
    expect(result.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'MalformedDetail',
      'InvalidArgument',
      'NotAuthorizedForSource',
    ]);
  });

  test.each([
    [{ detail: { n: [{ numeric: ['>', 1, '<=', 5] }] } }, { n: 5 }, true],
    [{ detail: { n: [{ numeric: ['>', 1, '<=', 5] }] } }, { n: 1 }, false],
    [{ detail: { name: [{ prefix: 'Ad' }, { suffix: 'x' }] } }, { name: 'Ada' }, true],
    [{ detail: { name: [{ 'anything-but': ['Ada', 'Bob'] }] } }, { name: 'Ada' }, false],
    [{ detail: { name: [{ 'anything-but': { prefix: 'B' } }] } }, { name: 'Ada' }, true],
    [{ detail: { name: [{ 'anything-but': ['Ada', 'Bob'] }] } }, { other: 'Cy' }, false],
    [{ detail: { name: [{ 'anything-but': { prefix: 'B' } }] } }, {}, false],
    [{ detail: { name: [{ exists: false }] } }, {}, true],
    [{ detail: { name: [{ 'equals-ignore-case': 'ADA' }] } }, { name: 'ada' }, true],
    [{ detail: { path: [{ wildcard: 'a/*/c' }] } }, { path: 'a/b/b/c' }, true],
    [{ detail: { tags: ['x'] } }, { tags: ['y', 'x'] }, true],
    [{ detail: { list: { id: [2] } } }, { list: [{ id: 1 }, { id: 2 }] }, true],
    [{ $or: [{ detail: { a: [1] } }, { detail: { b: [1] } }] }, { b: 1 }, true],
    [{ detail: { a: [null] } }, { a: null }, true],
  ])('the pattern %j on the detail %j: %s', async (pattern, detail, met) => {
    const command = new TestEventPatternCommand({
      EventPattern: JSON.stringify(pattern),
      Event: JSON.stringify({ detail }),
    });
    expect((await local.events.send(command)).Result).toBe(met);
  });

  test.each(['{', '[]', '{}', '{"source":"hr"}', '{"source":[]}', '{"source":[{"nope":1}]}'])(
    '%s is no pattern',
    async (EventPattern) => {
      await expect(local.events.send(new PutRuleCommand({ Name: 'bad', EventPattern }))).rejects.toMatchObject({
        name: 'InvalidEventPatternException',
      });
    },
  );
});

describe('connections', () => {
  const Name = 'crm';
  const create = () =>
    local.events.send(
      new CreateConnectionCommand({
        Name,
        Description: 'CRM',
        AuthorizationType: 'BASIC',
        AuthParameters: {
          BasicAuthParameters: { Username: 'owned-user', Password: 'owned-password' },
          InvocationHttpParameters: {
            HeaderParameters: [
              { Key: 'x-shared', Value: 'connection-header' },
              { Key: 'x-secret', Value: 'owned-private', IsValueSecret: true },
            ],
          },
        },
      }),
    );

  test('are made, told without their secrets, changed and deleted', async () => {
    const { ConnectionArn: arn, ConnectionState: state } = await create();
    expect(arn).toMatch(/^arn:aws:events:us-east-1:123456789012:connection\/crm\/[0-9a-f-]{36}$/);
    expect(state).toBe('AUTHORIZED');
    await expect(create()).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });

    const described = await local.events.send(new DescribeConnectionCommand({ Name }));
    expect(described).toMatchObject({
      Name,
      Description: 'CRM',
      ConnectionArn: arn,
      ConnectionState: 'AUTHORIZED',
      AuthorizationType: 'BASIC',
      SecretArn: expect.stringMatching(
        /^arn:aws:secretsmanager:us-east-1:123456789012:secret:events!connection\/crm\/[0-9a-f-]{36}-\w{6}$/,
      ),
      AuthParameters: {
        BasicAuthParameters: { Username: 'owned-user' },
        InvocationHttpParameters: {
          HeaderParameters: [
            { Key: 'x-shared', Value: 'connection-header', IsValueSecret: false },
            { Key: 'x-secret', IsValueSecret: true },
          ],
        },
      },
      CreationTime: expect.any(Date),
      LastAuthorizedTime: expect.any(Date),
    });
    expect(JSON.stringify(described)).not.toMatch(/owned-p/);

    await local.events.send(
      new UpdateConnectionCommand({
        Name,
        AuthorizationType: 'API_KEY',
        AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-Key', ApiKeyValue: 'owned-key' } },
      }),
    );
    const { AuthParameters: parameters } = await local.events.send(new DescribeConnectionCommand({ Name }));
    expect(parameters).toEqual({ ApiKeyAuthParameters: { ApiKeyName: 'X-Key' } });
    const { Connections: listed } = await local.events.send(new ListConnectionsCommand({ NamePrefix: 'c' }));
    expect(listed).toMatchObject([{ Name, ConnectionArn: arn, AuthorizationType: 'API_KEY' }]);

    expect(await local.events.send(new DeleteConnectionCommand({ Name }))).toMatchObject({
      ConnectionState: 'DELETING',
    });
    await expect(local.events.send(new DescribeConnectionCommand({ Name }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('need the parameters of their type', async () => {
    const command = new CreateConnectionCommand({ Name, AuthorizationType: 'API_KEY', AuthParameters: {} });
    await expect(local.events.send(command)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('ApiKeyAuthParameters'),
    });
  });
});
