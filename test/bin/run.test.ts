import { readFileSync, writeFileSync } from 'node:fs';
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
