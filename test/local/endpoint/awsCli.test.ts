import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../../support/until.ts';
import { roleArn, startEndpoint } from '../support/endpoint.ts';
import { onboarding, onboardingInput } from '../support/onboarding.ts';

function isInstalled(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint({
    faults: [
      { operation: 'connect:describeUser', calls: [1], effect: { kind: 'error', name: 'InternalServiceException' } },
    ],
  });
});
afterAll(() => local.close());

/** Runs the `aws` command line against the endpoint. */
async function aws(...args: readonly string[]) {
  const env = {
    PATH: process.env['PATH'],
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
  };
  const { stdout } = await promisify(execFile)('aws', ['--endpoint-url', local.url, '--output', 'json', ...args], {
    env,
  });
  return stdout === '' ? {} : JSON.parse(stdout);
}

const endOf = (executionArn: string) =>
  until(
    () => aws('stepfunctions', 'describe-execution', '--execution-arn', executionArn),
    ({ status }) => status !== 'RUNNING',
  );

(isInstalled() ? test : test.skip)(
  'the aws command line creates, starts, watches and redrives, puts events and finds the agent (needs aws)',
  async () => {
    const { stateMachineArn } = await aws(
      ...['stepfunctions', 'create-state-machine', '--name', 'hire', '--role-arn', roleArn],
      ...['--definition', JSON.stringify(onboarding)],
    );
    const { executionArn } = await aws(
      ...['stepfunctions', 'start-execution', '--state-machine-arn', stateMachineArn, '--name', 'cli'],
      ...['--input', JSON.stringify(onboardingInput)],
    );
    expect(await endOf(executionArn)).toMatchObject({ status: 'FAILED', error: 'Connect.InternalServiceException' });
    await aws('stepfunctions', 'redrive-execution', '--execution-arn', executionArn);
    const { status, output } = await endOf(executionArn);
    expect(status).toBe('SUCCEEDED');
    const { events } = await aws('stepfunctions', 'get-execution-history', '--execution-arn', executionArn);
    expect(events.at(-1)).toMatchObject({ type: 'ExecutionSucceeded' });
    const described = await aws(
      ...['connect', 'describe-user', '--instance-id', onboardingInput.instance, '--user-id', JSON.parse(output).id],
    );
    expect(described.User).toMatchObject({ Username: 'new.agent', RoutingProfileId: onboardingInput.profile });

    await aws('events', 'put-rule', '--name', 'hires', '--event-pattern', '{"source":["hr"]}');
    const target = { Id: '1', Arn: stateMachineArn, InputPath: '$.detail' };
    await aws('events', 'put-targets', '--rule', 'hires', '--targets', JSON.stringify([target]));
    const detail = JSON.stringify({ ...onboardingInput, name: 'by.event' });
    const entry = { Source: 'hr', DetailType: 'Hired', Detail: detail };
    await aws('events', 'put-events', '--entries', JSON.stringify([entry]));
    const { executions } = await aws('stepfunctions', 'list-executions', '--state-machine-arn', stateMachineArn);
    expect(executions).toHaveLength(2);
    expect(await endOf(executions[0].executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  },
);

(isInstalled() ? test : test.skip)(
  'the aws command line sees a call denied that the role does not allow (needs aws)',
  async () => {
    const narrow = 'arn:aws:iam::123456789012:role/narrow';
    local.cloud.enforce(narrow, [
      {
        effect: 'Allow',
        actions: ['connect:SearchUsers', 'connect:CreateUser', 'connect:DescribeUser'],
        resources: ['*'],
        allBut: { actions: false, resources: false },
        conditions: {},
      },
    ]);
    const { stateMachineArn } = await aws(
      ...['stepfunctions', 'create-state-machine', '--name', 'narrow', '--role-arn', narrow],
      ...['--definition', JSON.stringify(onboarding)],
    );
    const { executionArn } = await aws(
      ...['stepfunctions', 'start-execution', '--state-machine-arn', stateMachineArn],
      ...['--input', JSON.stringify({ ...onboardingInput, name: 'not.allowed' })],
    );
    expect(await endOf(executionArn)).toMatchObject({
      status: 'FAILED',
      error: expect.stringMatching(/^Connect[.]/),
      cause: expect.stringContaining('is not authorized to perform: connect:UpdateUserRoutingProfile'),
    });
  },
);
