import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { executionName } from '../../batch/index.ts';
import { ProvisionUserStack, type ProvisionUserStackProps } from '../../lib/index.ts';
import {
  type Cloud,
  type CloudOptions,
  createCloud,
  deployAssembly,
  type FaultEffect,
  type FaultRule,
  type HistoryEvent,
  isObject,
  type Json,
  type JsonObject,
  virtualClock,
} from '../../local/index.ts';

const states = 'arn:aws:states:us-east-1:123456789012';
const instanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
const profiles = {
  securityProfileId: '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105',
  routingProfileId: 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18',
};

function synthesized(props: ProvisionUserStackProps = {}): string {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'batch-')) });
  new ProvisionUserStack(app, 'ProvisionUser', { batch: true, ...props });
  return app.synth().directory;
}

let assembly: string;
beforeAll(() => {
  assembly = synthesized();
});

/** The deployed stack on this machine: files go into the bucket, executions come out. */
async function deployed(options: CloudOptions = {}, of = assembly) {
  const cloud = createCloud({ clock: virtualClock(Date.UTC(2026, 0, 1)), keep: 100_000, ...options });
  const { buckets } = await deployAssembly(cloud, of, new Map([['ConnectInstanceId', instanceId]]));
  const [bucket = ''] = buckets;
  await cloud.call('secretsmanager', 'CreateSecret', { Name: 'onboarding/first', SecretString: 'Change-Me-1st' });
  return { cloud, bucket, ...clientOf(cloud, bucket) };
}

function clientOf(cloud: Cloud, bucket: string) {
  const sfn = (operation: string, request: JsonObject) => cloud.call('sfn', operation, request);
  const executionsOf = async (machine: string): Promise<readonly JsonObject[]> => {
    const found: JsonObject[] = [];
    let token: Json | undefined;
    do {
      const page: JsonObject = await sfn('ListExecutions', {
        stateMachineArn: `${states}:stateMachine:${machine}`,
        maxResults: 1000,
        ...(token === undefined ? {} : { nextToken: token }),
      });
      const { executions, nextToken } = page;
      if (Array.isArray(executions)) found.push(...executions.filter(isObject));
      token = nextToken;
    } while (token !== undefined);
    return found;
  };
  const put = async (key: string, text: string): Promise<void> => {
    await cloud.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: text });
  };
  /** Settles when something has happened in a batch. */
  const stirred = (): Promise<void> =>
    new Promise((resolve) => {
      const forget = cloud.watch((arn) => {
        if (!arn.includes(':execution:provision-user-batch:')) return;
        forget();
        resolve();
      });
    });
  /** The end of the newest batch, of which there are so many. */
  const ended = async (count = 1): Promise<JsonObject> => {
    for (;;) {
      const next = stirred();
      const [newest, ...earlier] = await executionsOf('provision-user-batch');
      if (earlier.length === count - 1 && newest?.['status'] !== 'RUNNING') {
        return sfn('DescribeExecution', { executionArn: String(newest?.['executionArn']) });
      }
      await next;
    }
  };
  return {
    sfn,
    put,
    ended,
    executionsOf,
    /** Puts a file, and waits for the end of its batch. */
    async batch(key: string, text: string, count = 1): Promise<JsonObject> {
      await put(key, text);
      return ended(count);
    },
    async results(kind: string): Promise<readonly JsonObject[]> {
      const { Contents: contents = [] } = await cloud.call('s3', 'ListObjectsV2', { Bucket: bucket });
      const keys = (contents as readonly { Key: string }[]).map(({ Key: key }) => key);
      const files = keys.filter((key) => key.endsWith(`/${kind}_0.jsonl`));
      const texts = await Promise.all(files.map((Key) => cloud.call('s3', 'GetObject', { Bucket: bucket, Key })));
      return texts.flatMap(({ Body: body }) =>
        String(body)
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line)),
      );
    },
    async users(): Promise<readonly string[]> {
      const found: string[] = [];
      for (let token: Json | undefined; ; ) {
        const page = await cloud.call('connect', 'ListUsers', {
          InstanceId: instanceId,
          MaxResults: 1000,
          ...(token === undefined ? {} : { NextToken: token }),
        });
        const { UserSummaryList: list, NextToken: next } = page;
        if (Array.isArray(list)) found.push(...list.filter(isObject).map(({ Username: name }) => String(name)));
        if (typeof next !== 'string') return found;
        token = next;
      }
    },
  };
}

const HEADER = 'username,firstName,lastName,passwordSecretId,securityProfileId,routingProfileId,site';
const rowOf = (username: string): string =>
  `${username},Robin,"Example, R.",onboarding/first,${profiles.securityProfileId},${profiles.routingProfileId},Berlin`;
const inputOf = (username: string) => ({
  instanceId,
  username,
  firstName: 'Robin',
  lastName: 'Example, R.',
  passwordSecretId: 'onboarding/first',
  ...profiles,
});

describe('a file in the bucket', () => {
  test('onboards each of its rows once, by the names that the command line gives them', async () => {
    const { batch, executionsOf, results, users } = await deployed();
    const file = ['\ufeffusername', ...HEADER.split(',').slice(1)].join(',');
    const end = await batch('class/hires.csv', [file, rowOf('ann'), rowOf('bob'), ',,,,,,', ''].join('\r\n'));
    expect(end).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse(String(end['output']))).toMatchObject({
      rows: 3,
      results: expect.stringMatching(/^s3:\/\/[a-z0-9]+\/class\/hires\.results\/[0-9a-f-]+\/manifest\.json$/),
    });
    const names = (await executionsOf('provision-user')).map(({ name }) => name);
    expect(names.sort()).toEqual(['ann', 'bob'].map((name) => executionName(name, inputOf(name), ['password'])));
    expect(await results('SUCCEEDED')).toMatchObject([
      { row: 1, execution: executionName('ann', inputOf('ann'), ['password']), status: 'SUCCEEDED' },
      { row: 2, status: 'SUCCEEDED', outputs: { assignedRoutingProfile: profiles.routingProfileId } },
      { row: 3, status: 'EMPTY' },
    ]);
    expect([...(await users())].sort()).toEqual(['ann', 'bob', 'existing.agent']);
  });

  test.each<[name: string, key: string, text: string]>([
    [
      'semicolons, as Excel writes them in Europe',
      'a.csv',
      [HEADER, rowOf('ann').replace('"Example, R."', 'Example')].join('\n').replaceAll(',', ';'),
    ],
    ['tabs', 'a.CSV', [HEADER, rowOf('ann').replace('"Example, R."', 'Example')].join('\n').replaceAll(',', '\t')],
    ['JSON', 'a.json', JSON.stringify([{ ...inputOf('ann'), lastName: 'Example', email: null }])],
    ['JSON Lines', 'in/a.jsonl', `${JSON.stringify({ ...inputOf('ann'), lastName: 'Example' })}\n`],
  ])('of any format has the same execution: %s', async (_, key, text) => {
    const { batch, executionsOf } = await deployed();
    expect(await batch(key, text)).toMatchObject({ status: 'SUCCEEDED' });
    const name = executionName('ann', { ...inputOf('ann'), lastName: 'Example' }, ['password']);
    expect(await executionsOf('provision-user')).toMatchObject([{ name, status: 'SUCCEEDED' }]);
  });

  test('onboards by names, with a workflow that hands the id of the password on', async () => {
    const document = 'workflows/amazon-connect-onboard-agent.yml';
    const { batch, users } = await deployed(
      {},
      synthesized({ document, workflow: 'onboard-agent', stateMachineName: 'provision-user' }),
    );
    const header = 'username,firstName,lastName,passwordSecretId,routingProfile,securityProfile';
    const row = (name: string) => `${name},Robin,Example,onboarding/first,Basic Routing Profile,Agent`;
    const end = await batch('a.csv', [header, row('ann'), row('bob')].join('\n'));
    expect([end['status'], end['cause']]).toEqual(['SUCCEEDED', undefined]);
    expect([...(await users())].sort()).toEqual(['ann', 'bob', 'existing.agent']);
  });

  test('with a column for a secret is refused before its first row, and so is one without a column that is needed', async () => {
    const { batch, executionsOf } = await deployed();
    const withPassword = await batch('a.csv', `${HEADER},password\n${rowOf('ann')},Change-Me-1st`);
    expect(withPassword).toMatchObject({
      status: 'FAILED',
      error: 'Arazzo.FileRejected',
      cause: 'a file may not hold secrets, and this one has the column password',
    });
    expect(await batch('b.json', JSON.stringify([{ password: 'Change-Me-1st' }]), 2)).toMatchObject({
      cause: 'a file may not hold secrets, and this one has password',
    });
    expect(await batch('c.csv', 'username;Vorname\nann;Ann', 3)).toMatchObject({
      cause: 'the file, which must be in UTF-8, has no column securityProfileId, routingProfileId, passwordSecretId',
    });
    expect(await batch('d.xlsx', 'PK', 4)).toMatchObject({
      cause: 'the name of a file must end in .csv, .json or .jsonl',
    });
    expect(await executionsOf('provision-user')).toEqual([]);
  });

  test('has rows that fail by themselves, each told with what is wrong in it', async () => {
    const { batch, results, users } = await deployed();
    const wrong = rowOf('bob').replace(profiles.routingProfileId, 'd05a83c7-0000-4f72-86d4-b2c7f5093e18');
    const rows = [rowOf('ann'), rowOf(' '), wrong, rowOf('cleo').replace(profiles.securityProfileId, '')];
    const end = await batch('a.csv', [HEADER, ...rows].join('\n'));
    expect(end).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('3 of 4 rows failed; see s3://') });
    const failed = (await results('FAILED')).map(({ Error: error, Cause: cause, Input: input }) => [
      JSON.parse(String(input)).row,
      error,
      String(cause)
        .replace(/[0-9a-f]{16}: /, '...: ')
        .slice(0, 60),
    ]);
    expect(failed).toEqual([
      [2, 'Arazzo.RowRejected', 'username is missing or blank, and tells this row from the ot'],
      [3, 'Connect.ResourceNotFoundException', expect.stringContaining('bob-...: ')],
      [4, 'Arazzo.RowRejected', 'wrong inputs for provision-user: securityProfileId: missing'],
    ]);
    expect(await users()).toContain('ann');
  });
});

describe('the same file again', () => {
  const file = [HEADER, rowOf('ann'), rowOf('bob')].join('\n');
  const down: CloudOptions = {
    faults: [
      {
        operation: 'connect:createUser',
        calls: [2],
        effect: { kind: 'error', name: 'LimitExceededException' },
      },
    ],
  };

  test('starts nothing twice', async () => {
    const { batch, executionsOf, results } = await deployed();
    await batch('a.csv', file);
    expect(await batch('a.csv', file, 2)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await executionsOf('provision-user')).toHaveLength(2);
    expect((await results('SUCCEEDED')).map(({ status }) => status)).toEqual(Array(4).fill('SUCCEEDED'));
  });

  test('redrives what failed at a Task', async () => {
    const { batch, executionsOf } = await deployed(down);
    expect(await batch('a.csv', file)).toMatchObject({ status: 'FAILED' });
    expect(await batch('a.csv', file, 2)).toMatchObject({ status: 'SUCCEEDED' });
    const redriven = (await executionsOf('provision-user')).map(({ status, redriveCount }) => [status, redriveCount]);
    expect(redriven.sort()).toEqual([
      ['SUCCEEDED', 0],
      ['SUCCEEDED', 1],
    ]);
  });

  test('a redrive of the batch goes over the file again, and finishes what failed', async () => {
    const { batch, ended, sfn, executionsOf } = await deployed(down);
    const { executionArn } = await batch('a.csv', file);
    await sfn('RedriveExecution', { executionArn: String(executionArn) });
    expect(await ended()).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    const { mapRuns } = await sfn('ListMapRuns', { executionArn: String(executionArn) });
    expect(mapRuns).toHaveLength(2);
    expect(await executionsOf('provision-user')).toHaveLength(2);
  });

  test('a row that was corrected is another execution', async () => {
    const { batch, executionsOf } = await deployed();
    const wrong = file.replace(profiles.routingProfileId, 'd05a83c7-0000-4f72-86d4-b2c7f5093e18');
    expect(await batch('a.csv', wrong)).toMatchObject({ status: 'FAILED' });
    expect(await batch('a.csv', file, 2)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await executionsOf('provision-user')).toHaveLength(3);
  });
});

/** What happened to calls of Amazon Connect, as machines saw it: how often which error met which operation. */
function failuresIn(histories: readonly (readonly HistoryEvent[])[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { taskFailedEventDetails: failed, taskTimedOutEventDetails: timedOut } of histories.flat()) {
    const { resource, error } = failed ?? timedOut ?? {};
    if (error !== undefined) counts[`${resource}: ${error}`] = (counts[`${resource}: ${error}`] ?? 0) + 1;
  }
  return counts;
}

/** Everything that can happen to a call, and what the machine sees of it. A Task waits for 60 seconds. */
const effects: readonly (readonly [FaultEffect, error: string | undefined])[] = [
  [{ kind: 'error', name: 'ThrottlingException' }, 'Connect.ThrottlingException'],
  [{ kind: 'error', name: 'InternalServiceException' }, 'Connect.InternalServiceException'],
  [{ kind: 'error', name: 'InternalServiceException', happened: true }, 'Connect.InternalServiceException'],
  [{ kind: 'lost', how: 'silence' }, 'States.Timeout'],
  [{ kind: 'lost', how: 'reset' }, 'Connect.SdkClientException'],
  [{ kind: 'delay', seconds: 30 }, undefined],
  [{ kind: 'delay', seconds: 90 }, 'States.Timeout'],
];

/** Each of them at so many calls of each operation, which no other one strikes. */
function everyFault(operations: readonly string[], times: number, apart: number): readonly FaultRule[] {
  return operations.flatMap((operation) =>
    effects.map(([effect], at) => ({
      operation: `connect:${operation}`,
      calls: Array.from({ length: times }, (_, more) => (at + 1) * apart + more),
      effect,
    })),
  );
}

describe('2,000 rows under the quota of Amazon Connect, under every fault', () => {
  const operations = ['searchUsers', 'createUser', 'updateUserRoutingProfile', 'describeUser'];
  // Some of the calls are throttled, and have no effect that could be lost.
  const times = 5;

  test('all succeed, none twice, though the batch is stopped half-way and the file put there again', async () => {
    const document = 'workflows/amazon-connect-ensure-user.yml';
    const { put, ended, sfn, executionsOf, users, cloud } = await deployed(
      { connect: { quota: { perSecond: 2, burst: 5 } }, faults: everyFault(operations, times, 120) },
      synthesized({ document, workflow: 'ensure-user', stateMachineName: 'provision-user' }),
    );
    const names = Array.from({ length: 2000 }, (_, at) => `agent${at}`);
    const file = [HEADER, ...names.map(rowOf)].join('\n');
    const started = new Set<string>();
    const half = new Promise<void>((resolve) => {
      cloud.watch((arn) => {
        if (arn.includes(':execution:provision-user:') && started.add(arn).size === 1000) resolve();
      });
    });
    await put('class.csv', file);
    await half;
    const [first] = await executionsOf('provision-user-batch');
    await sfn('StopExecution', { executionArn: String(first?.['executionArn']) });
    expect(await ended()).toMatchObject({ status: 'ABORTED' });
    // What failed is redriven by the next one; each goes over the file once.
    let batches = 1;
    let status: Json | undefined;
    while (status !== 'SUCCEEDED' && batches < 5) {
      await put('class.csv', file);
      ({ status } = await ended(++batches));
    }
    expect(status).toBe('SUCCEEDED');
    const executions = await executionsOf('provision-user');
    expect(executions).toHaveLength(2000);
    expect(executions.filter((execution) => execution['status'] !== 'SUCCEEDED')).toEqual([]);
    expect([...(await users())].sort()).toEqual([...names, 'existing.agent'].sort());
    const failures = failuresIn(executions.map(({ executionArn: arn }) => cloud.history(String(arn)) ?? []));
    for (const operation of operations) {
      expect(failures).toMatchObject({
        [`${operation}: Connect.InternalServiceException`]: 2 * times,
        [`${operation}: States.Timeout`]: 2 * times,
        [`${operation}: Connect.SdkClientException`]: times,
      });
    }
    // Two a second: a quarter of an hour, and what was in flight when it was stopped.
    expect(cloud.backend.clock.now() - Date.UTC(2026, 0, 1)).toBeLessThan(30 * 60_000);
  }, 600_000);
});

test('a batch that meets every fault, of a workflow that takes no user of a name for the right one: each hire is there once, or its row says why not', async () => {
  const operations = ['createUser', 'updateUserRoutingProfile', 'describeUser'];
  const { batch, results, users, executionsOf } = await deployed({ faults: everyFault(operations, 1, 10) });
  const hires = Array.from({ length: 80 }, (_, at) => `agent${at}`);
  const file = [HEADER, ...hires.map(rowOf)].join('\n');
  const errors = async () => (await results('FAILED')).map(({ Error: error }) => error).sort();
  await batch('a.csv', file);
  const first = await errors();
  // Creating and changing are not repeated where they may have happened, reading is.
  expect(first).toEqual(
    ['createUser', 'updateUserRoutingProfile']
      .flatMap(() => effects.flatMap(([, error]) => error ?? []))
      .filter((error) => error !== 'Connect.ThrottlingException')
      .sort(),
  );
  expect(await batch('a.csv', file, 2)).toMatchObject({ status: 'FAILED' });
  expect([...(await users())].sort()).toEqual([...hires, 'existing.agent'].sort());
  // Four were created and not told of: this workflow takes no user for the right one by its name alone.
  expect(await errors()).toEqual([...first, ...Array(4).fill('Connect.DuplicateResourceException')].sort());
  expect(await executionsOf('provision-user')).toHaveLength(hires.length);
});
