import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import { createCloud, type Json, serve } from '../../local/index.ts';
import { builtProgram } from '../support/builtPackage.ts';
import { until } from '../support/until.ts';
import { folderWith } from './support.ts';

const document = 'workflows/amazon-connect-provision-user.yml';
const { machines } = compile({ name: document, text: readFileSync(document, 'utf8') });
const instanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
const profiles = '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105,d05a83c7-9e1b-4f72-86d4-b2c7f5093e18';
const program = builtProgram();

const ROWS = 40;
/** Rows a second: 40 s for all of them, so that whoever hears late of the end of the third stops it half-way, too. */
const SLOW = 1;
const names = Array.from({ length: ROWS }, (_, index) => `agent${index}`);
const hires = [
  'username,password,firstName,lastName,securityProfileId,routingProfileId',
  ...names.map((name) => `${name},Change-Me-1st,Robin,Example,${profiles}`),
].join('\n');

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** An endpoint with the shipped workflow, and the program that starts a file of 40 hires there, in a process of its own. */
async function deployed() {
  const cloud = createCloud();
  const endpoint = await serve({ backend: cloud.backend, port: 0 });
  open.push(() => endpoint.close());
  const { stateMachineArn = '' } = await cloud.call('sfn', 'CreateStateMachine', {
    name: 'provision-user',
    definition: machines[0]?.text ?? '',
    roleArn: 'arn:aws:iam::123456789012:role/provision-user',
  });
  const executions = async (): Promise<readonly string[]> => {
    const { executions: all } = await cloud.call('sfn', 'ListExecutions', { stateMachineArn, maxResults: 1000 });
    return namesIn(all, 'name');
  };
  const users = async () => {
    const { UserSummaryList: all } = await cloud.call('connect', 'ListUsers', { InstanceId: instanceId });
    return namesIn(all, 'Username');
  };
  const folder = folderWith({ 'hires.csv': hires });
  const start = (rate: number) => {
    const args = ['start', document, '-m', 'provision-user', '--endpoint', endpoint.url, '--rate', String(rate)];
    const rows = ['--each', join(folder, 'hires.csv'), '--set', `instanceId=${instanceId}`];
    return processOf([...args, ...rows]);
  };
  return { start, executions, users, results: join(folder, 'hires.results.csv') };
}

/** The program as it is built: `signal` is sent to it, `end` is how it ends. */
function processOf(args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    written.stdout += data;
  });
  child.stderr.on('data', (data) => {
    written.stderr += data;
  });
  const end = new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (status) => resolve({ status, ...written }));
  });
  return { end, signal: (name: NodeJS.Signals) => child.kill(name) };
}

function namesIn(list: Json | undefined, member: string): readonly string[] {
  const all: readonly { readonly [name: string]: string }[] = JSON.parse(JSON.stringify(list));
  return all.map((each) => each[member] ?? '').sort();
}

describe('start --each that is stopped half-way', () => {
  test('by Ctrl-C starts no more, says what it started, and goes on when it is run again', async () => {
    const { start, executions, users, results } = await deployed();
    const first = start(SLOW);
    await until(executions, (all) => all.length >= 3);
    first.signal('SIGINT');
    const { status, stdout, stderr } = await first.end;
    expect(status).toBe(130);
    expect(stderr).toContain('stopped; run the same command again to go on\n');

    const begun = await executions();
    expect(begun.length).toBeLessThan(ROWS);
    expect(stdout).toMatch(new RegExp(`^${ROWS} rows: .*${ROWS - begun.length} not started\n`));
    const told = readFileSync(results, 'utf8').split('\r\n').slice(1, -1);
    expect(
      told
        .filter((line) => !line.endsWith(',,NOT_STARTED,,,'))
        .map((line) => line.split(',')[1])
        .sort(),
    ).toEqual(begun);

    const { status: second, stdout: all } = await start(1000).end;
    expect({ second, all }).toEqual({
      second: 0,
      all: `${ROWS} rows: ${ROWS} succeeded (${begun.length} of them before)\n${results}\n`,
    });
    expect(await executions()).toHaveLength(ROWS);
    expect(await users()).toEqual(['existing.agent', ...names].sort());
  });

  test('by being killed goes on as well', async () => {
    const { start, executions, users } = await deployed();
    const first = start(SLOW);
    await until(executions, (all) => all.length >= 3);
    first.signal('SIGKILL');
    expect((await first.end).status).toBeNull();
    expect((await executions()).length).toBeLessThan(ROWS);

    // How many of them before: what it had asked for as it was killed may begin later.
    const { status, stdout } = await start(1000).end;
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(new RegExp(`${ROWS} succeeded \\([1-9]\\d* of them before\\)\n`)),
    });
    expect(await executions()).toHaveLength(ROWS);
    expect(await users()).toEqual(['existing.agent', ...names].sort());
  });
});
