import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderWith, runHere } from './support.ts';

const root = join(__dirname, '..', '..');
const shipped = (name: string) => readFileSync(join(root, 'workflows', name), 'utf8');
const onboarding = shipped('amazon-connect-provision-user.yml');
const input = shipped('amazon-connect-provision-user.input.json');

const folder = () =>
  folderWith({
    'onboarding.yml': onboarding,
    'input.json': input,
    'invoice.yml': readFileSync(join(root, 'examples', 'dynamodb-issue-invoice', 'workflow.yml'), 'utf8'),
    'polling.yml': polling,
  });

const polling = `
arazzo: 1.0.1
info: { title: Amazon Connect, version: 1.0.0 }
sourceDescriptions: [{ name: connect, url: ./connect.yml, type: openapi }]
workflows:
- workflowId: poll
  steps:
  - stepId: look
    operationId: listInstances
    successCriteria: [{ condition: $response.body#/NextToken == 'x' }]
    onFailure: [{ name: again, type: retry, retryAfter: 30, retryLimit: 20 }]
`;

describe('run', () => {
  test('says in one line which answers were made up', async () => {
    const args = ['run', 'invoice.yml', '--input', '{ "table": "t", "customer": "c", "cents": 1 }'];
    const { stderr } = await runHere(args, { cwd: folder() });
    expect(stderr.match(/^made-up answers from the models: .*dynamodb:.*$/gm)).toHaveLength(1);
    const { stderr: played } = await runHere(['run', 'onboarding.yml', '--input', 'input.json'], { cwd: folder() });
    expect(played).not.toContain('made-up');
  });

  test('counts the rounds of a loop', async () => {
    const { status, stderr } = await runHere(['run', 'polling.yml', '--input', '{}'], { cwd: folder() });
    expect(status).toBe(1);
    expect(stderr).toMatch(/\n {2}\.\.\. 1[0-9] times more the same\n/);
    expect(stderr.split('\n').length).toBeLessThan(20);
  });

  test('names the line of the document where it fails', async () => {
    const wrong = JSON.stringify({ ...JSON.parse(input), securityProfileId: 'none' });
    const { status, stderr } = await runHere(['run', 'onboarding.yml', '--input', wrong], { cwd: folder() });
    const line = onboarding.split('\n').findIndex((each) => each.includes('stepId: createAgent')) + 1;
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`at onboarding.yml:${line}:`) });
  });

  test.each([
    ['the second', "$response.body#/User/Username == 'nobody'", "'.*'"],
    ['the last', '$statusCode == 200', '^nobody$'],
  ])('names the line of the criterion that does not hold, of several: %s', async (which, second, pattern) => {
    const from = onboarding.indexOf('    successCriteria:', onboarding.indexOf('stepId: confirmUser'));
    const criteria = `    successCriteria:
    - condition: $statusCode == 200
    - condition: ${second}
    - context: $response.body#/User/Username
      type: regex
      condition: ${pattern}
`;
    const written = onboarding.slice(0, from) + criteria + onboarding.slice(onboarding.indexOf('    outputs:', from));
    const cwd = folderWith({ 'a.yml': written, 'input.json': input });
    const { status, stderr } = await runHere(['run', 'a.yml', '--input', 'input.json'], { cwd });
    const line =
      written.split('\n').indexOf(which === 'the last' ? `      condition: ${pattern}` : `    - condition: ${second}`) +
      1;
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`at a.yml:${line}:`) });
  });

  test('says why an input is rejected, without values', async () => {
    const wrong = JSON.stringify({ ...JSON.parse(input), username: 4711, password: 4712, instanceId: undefined });
    const { status, stderr } = await runHere(['run', 'onboarding.yml', '--input', wrong], { cwd: folder() });
    expect(status).toBe(1);
    expect(stderr).toMatch(/cause: .*instanceId.*\n/);
    expect(stderr).not.toMatch(/4711|4712/);
  });

  test('--verbose shows requests and answers, secrets masked', async () => {
    const args = ['run', 'onboarding.yml', '--input', 'input.json', '--verbose'];
    const { stderr } = await runHere(args, { cwd: folder() });
    expect(stderr).toContain('"Username": "robin.example"');
    expect(stderr).toContain('"Password": "(secret)"');
    expect(stderr).toMatch(/answered \{\n\s+"UserId": /);
    expect(stderr).not.toContain('Change-Me-1st');
    expect(await runHere([...args, '--format', 'json'], { cwd: folder() })).toMatchObject({ status: 2 });
  });

  test('--record writes a scenario that passes, without secrets', async () => {
    const cwd = folder();
    const secret = JSON.stringify({ ...JSON.parse(input), password: 'My-0wn-Secret' });
    writeFileSync(join(cwd, 'mine.json'), secret);
    const args = ['run', 'onboarding.yml', '--input', 'mine.json', '--record', 'mine.scenarios.yml'];
    expect(await runHere(args, { cwd })).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, 'mine.scenarios.yml'), 'utf8')).not.toContain('My-0wn-Secret');
    expect(await runHere(['test', 'mine.scenarios.yml'], { cwd })).toMatchObject({ status: 0 });
  });

  test('--record keeps failures and the rounds of loops', async () => {
    const cwd = folder();
    await runHere(['run', 'polling.yml', '--input', '{}', '--record', 'poll.scenarios.yml'], { cwd });
    expect(readFileSync(join(cwd, 'poll.scenarios.yml'), 'utf8')).toContain('times: 21');
    expect(await runHere(['test', 'poll.scenarios.yml'], { cwd })).toMatchObject({ status: 0 });
    const wrong = JSON.stringify({ ...JSON.parse(input), securityProfileId: 'none' });
    await runHere(['run', 'onboarding.yml', '--input', wrong, '--record', 'fails.scenarios.yml'], { cwd });
    expect(readFileSync(join(cwd, 'fails.scenarios.yml'), 'utf8')).toContain('error: Connect.');
    expect(await runHere(['test', 'fails.scenarios.yml'], { cwd })).toMatchObject({ status: 0 });
  });
});

describe('run with HTTP APIs', () => {
  const example = join('examples', 'hr-to-connect');
  const given = ['run', join(example, 'workflow.yml'), '--workflow', 'hr-to-connect'];
  const hire = ['--input', join(example, 'input.json')];
  const credentials = (text: string) => ['--connections', join(folderWith({ 'c.yml': text }), 'c.yml')];
  const client = 'hr: { clientCredentials: { clientId: a, clientSecret: b } }';

  test('answers tokens, too, where nobody is named who gives them', async () => {
    const { status, stdout } = await runHere([...given, ...hire, ...credentials(client)]);
    expect({ status, output: JSON.parse(stdout) }).toMatchObject({ status: 0, output: { messageId: 'm-1' } });
  });

  test('calls each server that is named, and fetches tokens where the file says', async () => {
    const got: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      got.push(url);
      response.setHeader('Content-Type', 'application/json');
      response.statusCode = url.startsWith('/chat') ? 201 : 200;
      response.end(JSON.stringify(url === '/token' ? { access_token: 't' } : { id: 'm-7', contract: 'signed' }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const elsewhere = client.replace('clientSecret: b', `clientSecret: b, tokenUrl: '${url}/token'`);
    const servers = ['--server', `hr=${url}/hr`, '--server', `chat=${url}/chat`];
    await runHere([...given, ...hire, ...servers, ...credentials(elsewhere)]);
    server.close();
    expect(got).toEqual(['/token', '/hr/hires/H-1001']);
  });

  test('runs each row of a file against the same APIs', async () => {
    const rows = 'instanceId,hireId,password\n2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61,H-1,Change-Me-1st\n';
    const cwd = folderWith({ 'hires.csv': rows });
    const each = ['run', join(root, example, 'workflow.yml'), '--workflow', 'hr-to-connect', '--each', 'hires.csv'];
    const { status, stdout, stderr } = await runHere([...each, '--key', 'hireId'], { cwd });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('1 succeeded') });
    expect(stderr).toContain('hr (HR) answers with values made of its OpenAPI description');
  });

  test('a record of a run has no credentials, and goes as the run went', async () => {
    const cwd = folderWith({ 'c.yml': 'chat: { bearer: owned-token }' });
    const record = join(cwd, 'run.scenarios.yml');
    const connections = ['--connections', join(cwd, 'c.yml'), '--record', record];
    expect(await runHere([...given, ...hire, ...connections])).toMatchObject({ status: 0 });
    expect(readFileSync(record, 'utf8')).toContain('messageId: m-1');
    expect(readFileSync(record, 'utf8')).not.toContain('owned-token');
    expect(await runHere(['test', record, '--root', '/'])).toMatchObject({ status: 0 });
  });

  test('asks where tokens are given when the server in place of the API gives none', async () => {
    const text = readFileSync(join(root, example, 'hr.yml'), 'utf8');
    const elsewhere = folderWith({
      'workflow.yml': readFileSync(join(root, example, 'workflow.yml'), 'utf8'),
      'chat.yml': readFileSync(join(root, example, 'chat.yml'), 'utf8'),
      'hr.yml': text.replace('https://hr.example.com/v1/oauth/token', 'https://sso.example.com/token'),
      'c.yml': client,
    });
    const args = [
      'run',
      'workflow.yml',
      '--workflow',
      'hr-to-connect',
      '--input',
      '{ "instanceId": "a", "hireId": "b" }',
    ];
    const { status, stderr } = await runHere([...args, '--server', 'hr=http://127.0.0.1:9', '--connections', 'c.yml'], {
      cwd: elsewhere,
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('tokens of `hr` are given by https://sso.example.com/token, which is not called'),
    });
  });
});

describe('run, of a definition', () => {
  const call = (resource: string, args: object) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::${resource}`,
    Arguments: args,
    End: true,
  });
  const machine = (state: object) => JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: state } });
  const hello = machine({ Type: 'Pass', Output: "{% 'hello ' & $states.input.name %}", End: true });

  test('starts it with the input, whoever wrote it', async () => {
    const nothing = machine({ Type: 'Pass', Output: '{% $states.input.name %}', End: true });
    const cwd = folderWith({ 'greet.asl.json': hello, 'fail.asl.json': nothing });
    const given = ['run', 'greet.asl.json', '--input', '{"name":"Ada"}'];
    expect(await runHere(given, { cwd })).toMatchObject({ status: 0, stdout: '"hello Ada"\n' });
    expect(await runHere(['run', 'fail.asl.json', '--input', '{}', '--format', 'json'], { cwd })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('States.QueryEvaluationError'),
    });
  });

  test('takes mocks by the name of its file', async () => {
    const mocks = {
      StateMachines: { send: { TestCases: { Sent: { A: 'Done' } } } },
      MockedResponses: { Done: { 0: { Return: { MessageId: 'm' } } } },
    };
    const cwd = folderWith({
      'send.asl.json': machine(call('sqs:sendMessage.waitForTaskToken', { QueueUrl: 'q', MessageBody: 'b' })),
      'mocks.json': JSON.stringify(mocks),
    });
    const given = ['run', 'send.asl.json', '--input', '{}', '--mocks', 'mocks.json', '--case', 'Sent'];
    const { status, stdout } = await runHere(given, { cwd });
    expect({ status, output: JSON.parse(stdout) }).toEqual({ status: 0, output: { MessageId: 'm' } });
  });

  test('says what Step Functions would refuse', async () => {
    const cwd = folderWith({ 'wrong.asl.json': machine({ Type: 'Wait', Seconds: -1, End: true }) });
    expect(await runHere(['run', 'wrong.asl.json', '--input', '{}'], { cwd })).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'wrong.asl.json: /States/A/Seconds: Minimum value is 0 [SCHEMA_VALIDATION_FAILED]\n',
    });
  });

  test('refuses options that are for documents', async () => {
    const cwd = folderWith({ 'greet.asl.json': hello });
    const { status, stderr } = await runHere(['run', 'greet.asl.json', '--input', '{}', '--workflow', 'w'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('greet.asl.json is a definition, and --workflow is for documents');
  });
});
