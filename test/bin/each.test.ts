import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import { type CloudOptions, createCloud, serve } from '../../local/index.ts';
import { folderWith, runHere } from './support.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const document = 'workflows/amazon-connect-provision-user.yml';
const { machines } = compile({ name: document, text: readFileSync(document, 'utf8') });
const instanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
const header = 'username,password,firstName,lastName,securityProfileId,routingProfileId';
const profiles = '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105,d05a83c7-9e1b-4f72-86d4-b2c7f5093e18';
const hire = (username: string, password = 'Change-Me-1st') => `${username},${password},Robin,Example,${profiles}`;

/** A file of hires in a folder of its own. */
function fileOf(...rows: readonly string[]): string {
  return join(folderWith({ 'hires.csv': [header, ...rows].join('\n') }), 'hires.csv');
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** An endpoint on this machine on which the shipped workflow is deployed, and the command line that starts a file there. */
async function deployed(options: CloudOptions = {}) {
  const cloud = createCloud(options);
  const endpoint = await serve({ backend: cloud.backend, port: 0 });
  open.push(() => endpoint.close());
  await cloud.call('sfn', 'CreateStateMachine', {
    name: 'provision-user',
    definition: machines[0]?.text ?? '',
    roleArn: 'arn:aws:iam::123456789012:role/provision-user',
  });
  const users = async () => {
    const { UserSummaryList: all } = await cloud.call('connect', 'ListUsers', { InstanceId: instanceId });
    return (Array.isArray(all) ? all : []).map((user) => JSON.parse(JSON.stringify(user)).Username).sort();
  };
  const start = (file: string, operands: readonly string[] = [document], ...more: readonly string[]) =>
    runHere([
      ...['start', ...operands, '-m', 'provision-user', '--endpoint', endpoint.url, '--each', file, '--rate', '1000'],
      ...['--set', `instanceId=${instanceId}`, ...more],
    ]);
  return { start, users };
}

/** The results beside a file, without what differs from run to run. */
function resultsBeside(file: string): string {
  return readFileSync(file.replace('.csv', '.results.csv'), 'utf8')
    .replace(/-[0-9a-f]{16}/g, '-DIGEST')
    .replace(/"\{.*\}"/g, 'OUTPUTS');
}

describe('start --each', () => {
  test('starts nothing where the results could not be written', async () => {
    const { start, users } = await deployed();
    for (const results of ['no/such/folder/results.csv', 'workflows']) {
      const { status, stdout, stderr } = await start(fileOf(hire('jane')), [document], '--results', results);
      expect({ status, stdout, stderr }).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/^arazzo-sfn: can't write /),
      });
    }
    expect(await users()).not.toContain('jane');
  });

  test('tells what became of the rows where the disk turns out to be full', async () => {
    const { start, users } = await deployed();
    const { status, stdout, stderr } = await start(fileOf(hire('jane')), [document], '--results', '/dev/full');
    expect(status).toBe(74);
    expect(stdout).toBe('1 row: 1 succeeded\n');
    expect(stderr).toMatch(/can't write \/dev\/full: no space left/);
    expect(await users()).toContain('jane');
  });

  test('starts an execution for each row, and writes what became of each beside the file', async () => {
    const { start, users } = await deployed();
    const file = fileOf(hire('jane'), hire('john'));
    expect(await start(file)).toEqual({
      status: 0,
      stdout: `2 rows: 2 succeeded\n${file.replace('.csv', '.results.csv')}\n`,
      stderr: '',
    });
    expect(await users()).toEqual(['existing.agent', 'jane', 'john']);
    expect(resultsBeside(file)).toBe(
      'row,execution,status,error,cause,outputs\r\n1,jane-DIGEST,SUCCEEDED,,,OUTPUTS\r\n2,john-DIGEST,SUCCEEDED,,,OUTPUTS\r\n',
    );
  });

  test('starts nothing twice, and what was corrected', async () => {
    const { start, users } = await deployed();
    const file = fileOf(hire('jane'), hire('existing.agent'));
    const first = await start(file);
    expect(first).toMatchObject({ status: 1, stdout: expect.stringContaining('2 rows: 1 succeeded, 1 failed\n') });
    expect(first.stderr).toMatch(
      /hires\.csv:3: existing\.agent-[0-9a-f]{16} failed: Connect\.DuplicateResourceException/,
    );
    writeFileSync(file, [header, hire('jane'), hire('john')].join('\n'));
    expect(await start(file)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('2 succeeded (1 of them before)'),
    });
    expect(await users()).toEqual(['existing.agent', 'jane', 'john']);
  });

  test('goes on with what failed at a Task', async () => {
    const { start } = await deployed({
      faults: [
        {
          operation: 'connect:updateUserRoutingProfile',
          calls: [1],
          effect: { kind: 'error', name: 'InvalidRequestException' },
        },
      ],
    });
    const file = fileOf(hire('jane'));
    expect((await start(file)).status).toBe(1);
    expect(await start(file)).toMatchObject({ status: 0, stdout: expect.stringContaining('1 row: 1 succeeded\n') });
  });

  test('checks every row before the first is started, and shows no value', async () => {
    const { start, users } = await deployed();
    const { status, stdout, stderr } = await start(fileOf(hire('jane', ''), hire('john'), hire('john', 'Hidden-1')));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.replace(/^.*hires/gm, 'hires')).toBe(
      'hires.csv:2: password: missing\nhires.csv:4: username: is the same as in line 3\n2 faults; nothing was started\n',
    );
    expect(await users()).toEqual(['existing.agent']);
  });

  test('without the document all values are texts, and --key is needed', async () => {
    const { start, users } = await deployed();
    const file = fileOf(hire('jane'));
    expect(await start(file, [])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        'nothing is known of the inputs: say by --key which column tells one row from another',
      ),
    });
    expect(await start(file, [], '--key', 'username')).toMatchObject({ status: 0 });
    expect(await users()).toEqual(['existing.agent', 'jane']);
  });

  test('as JSON lines, tells each row that ended, and all', async () => {
    const { start } = await deployed();
    const { stdout } = await start(fileOf(hire('jane')), [document], '--format', 'jsonl');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { kind: 'row', row: 1, status: 'SUCCEEDED', outputs: { userId: expect.any(String) } },
      { kind: 'ended', total: 1, succeeded: 1, failed: 0 },
    ]);
  });

  test.each([['--input', '{}'], ['--name', 'one'], ['--follow']])('goes with no %s', async (...other) => {
    const { status, stderr } = await runHere(['start', '-m', 'x', '--each', 'hires.csv', ...other]);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'--each <FILE>' cannot be used with option"),
    });
  });
});

describe('run --each', () => {
  const run = (file: string, ...more: readonly string[]) =>
    runHere(['run', document, '--each', file, '--set', `instanceId=${instanceId}`, ...more]);

  test('runs all rows against the same services', async () => {
    const file = fileOf(hire('jane'), hire('existing.agent'));
    expect(await run(file)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('2 rows: 1 succeeded, 1 failed\n'),
    });
    expect(resultsBeside(file)).toContain('2,existing.agent-DIGEST,FAILED,Connect.DuplicateResourceException,');
  });

  test('keeps to what the quota of Amazon Connect allows, on a clock that takes no time', async () => {
    const hires = Array.from({ length: 60 }, (_, index) => hire(`agent${index}`));
    const { status, stdout } = await run(fileOf(...hires), '--quota', '--format', 'json');
    const { succeeded, milliseconds } = JSON.parse(stdout);
    expect({ status, succeeded }).toEqual({ status: 0, succeeded: 60 });
    expect(milliseconds).toBeGreaterThan(29_000);
  });
});
