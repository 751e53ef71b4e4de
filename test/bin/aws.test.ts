import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStateMachineCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import { type CloudOptions, createCloud, serve } from '../../local/index.ts';
import { runHere } from './support.ts';

const run = (...args: readonly string[]) => runHere(args);

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const document = 'workflows/amazon-connect-provision-user.yml';
const input = 'workflows/amazon-connect-provision-user.input.json';
const hire: Readonly<Record<string, string>> = JSON.parse(readFileSync(input, 'utf8'));
const { machines } = compile({ name: document, text: readFileSync(document, 'utf8') });

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** An endpoint on this machine on which the shipped workflow is deployed. */
async function deployed(options: CloudOptions = {}) {
  const { backend } = createCloud(options);
  const endpoint = await serve({ backend, port: 0 });
  const client = new SFNClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  open.push(async () => {
    client.destroy();
    await endpoint.close();
  });
  const { stateMachineArn = '' } = await client.send(
    new CreateStateMachineCommand({
      name: 'provision-user',
      definition: machines[0]?.text,
      roleArn: 'arn:aws:iam::123456789012:role/provision-user',
    }),
  );
  const executions = async () => (await client.send(new ListExecutionsCommand({ stateMachineArn }))).executions ?? [];
  return { url: endpoint.url, stateMachineArn, executions };
}

describe('start', () => {
  test('follows an execution and ends with its outputs', async () => {
    const { url, stateMachineArn } = await deployed();
    const { status, stdout, stderr } = await run(
      'start',
      document,
      '-m',
      'provision-user',
      '-i',
      input,
      '-n',
      'one',
      '--follow',
      '--endpoint',
      url,
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ assignedRoutingProfile: hire['routingProfileId'] });
    expect(stderr.replace(/\d+ ms/g, 'N ms').split('\n')).toEqual([
      `${stateMachineArn.replace('stateMachine', 'execution')}:one`,
      '  Check inputs                   Choice',
      '  createAgent                    connect:createUser  N ms',
      '  assignRoutingProfile           connect:updateUserRoutingProfile  N ms',
      '  confirmUser                    connect:describeUser  N ms',
      '  confirmUser met its criteria?  Choice',
      '  provision-user succeeded       Succeed',
      'succeeded after N ms',
      '',
    ]);
  });

  test('prints the ARN of the execution where it does not follow', async () => {
    const { url, stateMachineArn } = await deployed();
    const { status, stdout } = await run('start', '-m', stateMachineArn, '-i', input, '-n', 'one', '--endpoint', url);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `${stateMachineArn.replace('stateMachine', 'execution')}:one\n`,
    });
  });

  test('ends with the error and the line of the document where an execution fails', async () => {
    const { url } = await deployed();
    const taken = JSON.stringify({ ...hire, username: 'existing.agent' });
    const { status, stdout, stderr } = await run(
      'start',
      document,
      '-m',
      'provision-user',
      '-i',
      taken,
      '--follow',
      '--endpoint',
      url,
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('failed in createAgent');
    expect(stderr).toContain('error: Connect.DuplicateResourceException');
    expect(stderr).toContain('at workflows/amazon-connect-provision-user.yml:55:');
  });

  test.each([[[document]], [[]]])('sends no input that the machine would reject (with %j)', async (operands) => {
    const { url, executions } = await deployed();
    const { password: _, ...rest } = hire;
    const { status, stderr } = await run(
      'start',
      ...operands,
      '-m',
      'provision-user',
      '-i',
      JSON.stringify(rest),
      '--endpoint',
      url,
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^not started: .*password: missing\n$/);
    expect(await executions()).toEqual([]);
  });

  test('names the machine that is nearest where there is none of the name', async () => {
    const { url } = await deployed();
    const { status, stderr } = await run('start', '-m', 'provison-user', '-i', '{}', '--endpoint', url);
    expect(status).toBe(2);
    expect(stderr).toContain('there is no state machine provison-user. Did you mean `provision-user`?');
  });

  test('says what AWS refused', async () => {
    const { url } = await deployed();
    const arguments_ = ['-m', 'provision-user', '-n', 'one', '--endpoint', url];
    await run('start', ...arguments_, '-i', input, '--follow');
    const { status, stderr } = await run('start', ...arguments_, '-i', JSON.stringify({ ...hire, username: 'other' }));
    expect(status).toBe(1);
    expect(stderr).toContain('ExecutionAlreadyExists');
  });

  test('says that an endpoint can not be reached, which is no fault of the input', async () => {
    const { status, stderr } = await run('start', '-m', 'x', '-i', '{}', '--endpoint', 'http://127.0.0.1:9');
    expect({ status, stderr }).toEqual({
      status: 69,
      stderr: "arazzo-sfn: http://127.0.0.1:9 can't be reached (ECONNREFUSED)\n",
    });
  });

  test('asks for what is missing on the command line', async () => {
    const said = async (...args: string[]) => {
      const { status, stderr } = await run('start', ...args);
      return { status, message: stderr.split('\n')[0] };
    };
    expect(await said('-i', '{}')).toEqual({
      status: 2,
      message: "arazzo-sfn: required option '-m, --machine <ARN_OR_NAME>' not specified",
    });
    expect(await said('-m', 'x')).toEqual({
      status: 2,
      message: "arazzo-sfn: give the execution's input by --input, or those of many by --each",
    });
    expect(await said('-m', 'x', '-i', '{}', '--endpoint', 'here')).toEqual({
      status: 2,
      message: 'arazzo-sfn: here is no URL; write it like http://127.0.0.1:8083',
    });
  });
});

describe('redrive', () => {
  test('goes on where an execution failed, and shows what is new', async () => {
    const { url } = await deployed({
      faults: [
        {
          operation: 'connect:updateUserRoutingProfile',
          calls: [1],
          effect: { kind: 'error', name: 'InvalidRequestException' },
        },
      ],
    });
    const failed = await run('start', '-m', 'provision-user', '-i', input, '-n', 'one', '--follow', '--endpoint', url);
    expect(failed.status).toBe(1);
    const executionArn = failed.stderr.split('\n')[0] ?? '';
    const { status, stdout, stderr } = await run('redrive', executionArn, document, '--follow', '--endpoint', url);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ assignedRoutingProfile: hire['routingProfileId'] });
    expect(stderr).not.toContain('createUser');
    expect(stderr).toContain('connect:updateUserRoutingProfile');
  });

  test('says why an execution can not be redriven', async () => {
    const { url, stateMachineArn } = await deployed();
    const executionArn = `${stateMachineArn.replace('stateMachine', 'execution')}:none`;
    const { status, stderr } = await run('redrive', executionArn, '--endpoint', url);
    expect(status).toBe(1);
    expect(stderr).toContain('ExecutionDoesNotExist');
  });

  test('takes the ARN of an execution and nothing else', async () => {
    const { status, stderr } = await run('redrive', 'one');
    expect(status).toBe(2);
    expect(stderr).toContain('one is no ARN of an execution');
  });
});

describe('validate', () => {
  test('says that a definition is valid', async () => {
    const { url } = await deployed();
    expect(await run('validate', document, '--endpoint', url)).toMatchObject({
      status: 0,
      stdout: '',
      stderr: expect.stringContaining('provision-user: valid\n'),
    });
  });

  test('shows what AWS says at the line of the document', async () => {
    const server = createServer((_, response) => {
      const diagnostic = {
        severity: 'ERROR',
        code: 'SCHEMA_VALIDATION_FAILED',
        message: 'No',
        location: '/States/createAgent/Resource',
      };
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify({ result: 'FAIL', diagnostics: [diagnostic] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(() => new Promise((resolve) => server.close(() => resolve())));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { status, stdout, stderr } = await run('validate', document, '--endpoint', url);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^workflows\/amazon-connect-provision-user\.yml:55:\d+: error SCHEMA_VALIDATION_FAILED: No \(\/States\/createAgent\/Resource\)\n$/,
    );
    expect(stderr).toContain('AWS would refuse it');
  });

  test('says that AWS can not be asked, which is no fault of the document', async () => {
    expect(await run('validate', document, '--endpoint', 'http://127.0.0.1:9')).toEqual({
      status: 69,
      stdout: '',
      stderr: "arazzo-sfn: http://127.0.0.1:9 can't be reached (ECONNREFUSED)\n",
    });
  });

  test('asks for the region where none is known', async () => {
    const { AWS_REGION: _, ...rest } = process.env;
    const before = process.env;
    process.env = { ...rest, AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
    const { status, stderr } = await run('validate', document);
    process.env = before;
    expect(status).toBe(2);
    expect(stderr).toContain('arazzo-sfn: the region is not known: give --region, or set AWS_REGION\n');
  });

  test('asks AWS nothing of a document with errors', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'document-')), 'broken.yml');
    writeFileSync(path, 'arazzo: 1.0.1\n');
    expect(await run('validate', path, '--endpoint', 'http://127.0.0.1:9')).toMatchObject({ status: 1 });
  });
});
