import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { newPassword } from '../../bin/batch/firstPasswords.ts';
import { compile } from '../../compiler/index.ts';
import { createCloud, type JsonObject, serve } from '../../local/index.ts';
import { folderWith, runHere } from './support.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const document = 'workflows/amazon-connect-provision-user.yml';
const instanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
const profiles = '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105,d05a83c7-9e1b-4f72-86d4-b2c7f5093e18';
const header = 'username,firstName,lastName,securityProfileId,routingProfileId';
const fileOf = (...rows: readonly string[]): string =>
  join(folderWith({ 'hires.csv': [header, ...rows].join('\n') }), 'hires.csv');
const hire = (username: string) => `${username},Robin,Example,${profiles}`;
const stored = ['--first-passwords', 'secrets-manager'];
const set = ['--set', `instanceId=${instanceId}`];

type Source = 'secrets-manager' | { readonly from: 'secrets-manager'; readonly key: string };

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** An endpoint with the shipped workflow that takes passwords from there, and the command line that starts a file there. */
async function deployed(password: Source = 'secrets-manager') {
  const cloud = createCloud();
  const endpoint = await serve({ backend: cloud.backend, port: 0 });
  open.push(() => endpoint.close());
  const options = { secretInputs: { password } };
  const { machines } = compile({ name: document, text: readFileSync(document, 'utf8') }, options);
  const { stateMachineArn = '' } = await cloud.call('sfn', 'CreateStateMachine', {
    name: 'provision-user',
    definition: machines[0]?.text ?? '',
    roleArn: 'arn:aws:iam::123456789012:role/provision-user',
  });
  const start = (file: string, ...more: readonly string[]) => {
    const where = ['-m', 'provision-user', '--endpoint', endpoint.url, '--each', file, '--rate', '1000'];
    return runHere(['start', document, '--options', JSON.stringify(options), ...where, ...set, ...stored, ...more]);
  };
  const call = async (service: string, operation: string, request: JsonObject) =>
    JSON.parse(JSON.stringify(await cloud.call(service, operation, request)));
  /** By their ids, what the secrets hold. */
  const secrets = async (): Promise<ReadonlyMap<string, string>> => {
    const { SecretList: all } = await call('secretsmanager', 'ListSecrets', {});
    const held = all.map(async ({ Name }: { readonly Name: string }) => {
      const { SecretString } = await call('secretsmanager', 'GetSecretValue', { SecretId: Name });
      return [Name, SecretString];
    });
    return new Map(await Promise.all(held));
  };
  const executions = async (): Promise<readonly { readonly name: string; readonly executionArn: string }[]> =>
    (await call('sfn', 'ListExecutions', { stateMachineArn })).executions;
  return { start, call, secrets, executions };
}

describe('--first-passwords secrets-manager', () => {
  test('makes one a row, stores it under the name of the execution, and hands on its id alone', async () => {
    const { start, call, secrets, executions } = await deployed();
    const file = fileOf(hire('jane'), hire('john'));
    const { status, stdout, stderr } = await start(file);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

    const all = await executions();
    const held = await secrets();
    expect([...held.keys()].sort()).toEqual(all.map(({ name }) => `onboarding/${name}`).sort());
    const passwords = [...held.values()];
    expect(new Set(passwords).size).toBe(2);

    const written = [stdout, readFileSync(file.replace('.csv', '.results.csv'), 'utf8')];
    for (const { executionArn, name } of all) {
      const { input, ...rest } = await call('sfn', 'DescribeExecution', { executionArn });
      expect(JSON.parse(input)).toMatchObject({ passwordSecretId: `onboarding/${name}` });
      written.push(input, JSON.stringify(rest));
      written.push(JSON.stringify(await call('sfn', 'GetExecutionHistory', { executionArn })));
    }
    const { SecretList: described } = await call('secretsmanager', 'ListSecrets', {});
    written.push(JSON.stringify(described));
    // The calls themselves are in histories, as those of any password that is read by reference.
    for (const password of passwords) {
      for (const text of written.filter((each) => !each.includes('"events"'))) expect(text).not.toContain(password);
    }
  });

  test('the same file again makes none, and what ended in a Fail state is started with the one that is there', async () => {
    const { start, secrets, executions } = await deployed();
    // Its profile isn't there, so that it fails.
    const file = fileOf(hire('jane'), hire('john').replace('d05a83c7', '00000000'));
    expect((await start(file)).status).toBe(1);
    const before = await secrets();
    expect(before.size).toBe(2);
    expect((await start(file)).status).toBe(1);
    expect(await secrets()).toEqual(before);
    expect((await executions()).length).toBeGreaterThanOrEqual(2);
  });

  test('--secrets-prefix says what ids begin with; what ids can not have becomes -', async () => {
    const { start, secrets } = await deployed();
    const row = hire('jane').replace('jane,Robin', 'jane,Jos\u00e9');
    expect((await start(fileOf(row), '--secrets-prefix', 'hr/', '--key', 'firstName')).status).toBe(0);
    expect([...(await secrets()).keys()]).toEqual([expect.stringMatching(/^hr\/Jos--[0-9a-f]{16}$/)]);
  });

  test('a secret of which a member is meant is a JSON object', async () => {
    const { start, secrets } = await deployed({ from: 'secrets-manager', key: 'word' });
    expect((await start(fileOf(hire('jane')))).status).toBe(0);
    const [text = ''] = [...(await secrets()).values()];
    expect(JSON.parse(text)).toEqual({ word: expect.stringMatching(/^\S{20}$/) });
  });

  test('goes with no password in the file', async () => {
    const { start, secrets } = await deployed();
    for (const input of ['password', 'passwordSecretId']) {
      expect(await start(fileOf(hire('jane')), '--set', `${input}=x`)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(
          `${input} is given by --set, and --first-passwords makes one for each row; leave one out`,
        ),
      });
      expect(await start(fileOf(hire('jane')), '--map', `${input}=lastName`)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(`${input} is given by the column lastName, and --first-passwords makes one`),
      });
    }
    expect((await secrets()).size).toBe(0);
  });

  test('needs the document, and an input that is taken by reference', async () => {
    const each = ['--each', fileOf(hire('jane')), ...set, ...stored];
    expect(await runHere(['run', document, ...each])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        'takes no secret by reference: deploy and start it with the option secretInputs: { password: secrets-manager }',
      ),
    });
    const { start } = await deployed();
    const { status } = await start(fileOf(hire('jane')));
    expect(status).toBe(0);
  });

  test('hands the id on where the workflow has another one create the user', async () => {
    const options = JSON.stringify({ secretInputs: { password: 'secrets-manager' } });
    const names = 'username,firstName,lastName,routingProfile,securityProfile';
    const rows = ['jane', 'john'].map((name) => `${name},Robin,Example,Basic Routing Profile,Agent`);
    const file = join(folderWith({ 'hires.csv': [names, ...rows].join('\n') }), 'hires.csv');
    const onboarding = ['workflows/amazon-connect-onboard-agent.yml', '--workflow', 'onboard-agent'];
    expect(
      await runHere(['run', ...onboarding, '--options', options, '--each', file, ...set, ...stored]),
    ).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('2 rows: 2 succeeded\n'),
    });
  });

  test('run --each does so in its own Secrets Manager', async () => {
    const options = JSON.stringify({ secretInputs: { password: 'secrets-manager' } });
    const each = ['--each', fileOf(hire('jane'), hire('john')), ...set, ...stored];
    expect(await runHere(['run', document, '--options', options, ...each])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('2 rows: 2 succeeded\n'),
    });
  });
});

test('passwords are such as Amazon Connect takes, and no two are alike', () => {
  const passwords = Array.from({ length: 500 }, newPassword);
  for (const password of passwords) expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{20}$/);
  expect(new Set(passwords).size).toBe(passwords.length);
});
