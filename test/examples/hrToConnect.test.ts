import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const folder = join(__dirname, '..', '..', 'examples', 'hr-to-connect');
const out = mkdtempSync(join(tmpdir(), 'hr-to-connect-'));
const template = join(out, 'HrToConnect.template.json');

/** Runs a program in the example's folder, without credentials. */
function node(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, HOME, CDK_VALIDATION: 'false', ...env },
  });
  return { status, stderr };
}

describe('the stack of examples/hr-to-connect', () => {
  beforeAll(() => {
    expect(node(['app.mjs'], { CDK_OUTDIR: out })).toMatchObject({ status: 0 });
  });

  test('lets the role make the two requests of the document and no others', () => {
    const { Resources: resources } = JSON.parse(readFileSync(template, 'utf8'));
    const text = JSON.stringify(resources);
    const allowed = [
      ...text.matchAll(/"states:HTTPMethod":"(\w+)"\},"StringLike":\{"states:HTTPEndpoint":(\["[^\]]+\]|"[^"]+")/g),
    ].map(([, method, address]) => [method, JSON.parse(address ?? '')].flat());
    expect(allowed.sort()).toEqual([
      ['GET', 'https://hr.example.com/v1/hires/*'],
      ['POST', 'https://acme.chat.example.com/api/channels/*/messages'],
    ]);
    expect(text.match(/states:InvokeHTTPEndpoint/g)).toHaveLength(2);
  });

  test('cdk-nag finds nothing but what is acknowledged', () => {
    const program = `
      const { Validations } = await import('aws-cdk-lib');
      const { AwsSolutionsChecks } = await import('cdk-nag');
      const { app } = await import('./app.mjs');
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      app.synth();`;
    const { status, stderr } = node(['--input-type=module', '-e', program]);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  });

  const linter = spawnSync('cfn-lint', ['--version']).status === 0;
  (linter ? test : test.skip)('cfn-lint finds nothing (needs cfn-lint)', () => {
    // W3005: see the test of the shipped stack.
    const given = ['--ignore-checks', 'W3005', '--', template];
    const { stdout, status } = spawnSync('cfn-lint', given, { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});

describe('the servers of examples/hr-to-connect', () => {
  const server = spawn(process.execPath, ['servers.mjs'], {
    cwd: folder,
    env: { HR_CLIENT_SECRET: 's', CHAT_TOKEN: 't', PORT: '0' },
  });
  let url = '';
  beforeAll(async () => {
    const [address] = await once(server.stdout, 'data');
    url = String(address).trim();
  });
  afterAll(() => {
    server.kill();
  });

  const token = async (form: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${url}/hr/v1/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    const body: { readonly access_token?: string } = JSON.parse(await answer.text());
    return { status: answer.status, body };
  };
  const client = {
    grant_type: 'client_credentials',
    client_id: 'onboarding',
    client_secret: 's',
    scope: 'hires.read',
  };

  test('the HR system gives a token to its client alone, and hires to who has one', async () => {
    expect(await token({ ...client, client_secret: 'x' })).toEqual({ status: 401, body: { error: 'invalid_client' } });
    expect(await token({ ...client, scope: 'all' })).toEqual({ status: 400, body: { error: 'invalid_scope' } });
    const { body } = await token(client);
    const hire = (authorization: string, id = 'H-1001') =>
      fetch(`${url}/hr/v1/hires/${id}`, { headers: { authorization } }).then(({ status }) => status);
    expect(await hire(`Bearer ${body.access_token}`)).toBe(200);
    expect(await hire(`Bearer ${body.access_token}`, 'H-1')).toBe(404);
    expect(await hire('Bearer x')).toBe(401);
  });

  test('the chat checks what it gets, and posts a message of one key once', async () => {
    const post = async (body: object, headers: Readonly<Record<string, string>> = {}) => {
      const { status } = await fetch(`${url}/chat/api/channels/a/messages`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: 'Bearer t', 'content-type': 'application/json', ...headers },
      });
      return status;
    };
    expect(await post({ text: 'a' }, { 'idempotency-key': 'k' })).toBe(201);
    expect(await post({ text: 'a' }, { 'idempotency-key': 'k' })).toBe(201);
    expect(await post({ text: '' })).toBe(422);
    expect(await post({ text: 'a', colour: 'red' })).toBe(422);
    expect(await post({ text: 'a' }, { authorization: 'Bearer x' })).toBe(401);
    expect(await post({ text: 'a' }, { 'content-type': 'text/plain' })).toBe(415);
  });
});
