import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { executionName } from '../../batch/index.ts';
import type { BatchFaults, BatchView } from '../../page/contract.ts';
import { until } from '../support/until.ts';
import { agent, machineArn, password, provisionUser, startPage } from './support.ts';

const { instanceId = '', securityProfileId = '', routingProfileId = '' } = agent;
const header = 'Login;password;firstName;lastName;securityProfileId;routingProfileId;Standort';
const rowOf = (login: string, profile = routingProfileId): string =>
  `${login};${password};Robin;"Example; R.";${securityProfileId};${profile};Berlin`;
const usual = { file: 'hires.csv', map: 'username=Login', set: `instanceId=${instanceId}`, key: '' };

/** Ends when somebody ends it. */
const waiting = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken',
      Arguments: { QueueUrl: 'q', MessageBody: '{% $states.context.Task.Token %}' },
      End: true,
    },
  },
};

type Page = Awaited<ReturnType<typeof startPage>>;
let page: Page;
beforeAll(async () => {
  page = await startPage({ documents: [provisionUser], definitions: { waiting } });
});
afterAll(() => page.close());

async function post(path: string, body: object, headers: Record<string, string> = { 'x-arazzo-page': '1' }) {
  const response = await fetch(`${page.url}/page/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}

const base64 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');

async function start(text: string, more: object = {}): Promise<BatchFaults> {
  const request = { machine: machineArn('provision-user'), content: base64(text), ...usual, ...more };
  const { status, text: answer } = await post('batch', request);
  expect([status, answer]).toEqual([200, expect.not.stringContaining(password)]);
  return JSON.parse(answer);
}

async function view(machine = 'provision-user'): Promise<BatchView> {
  const answer = await (await fetch(`${page.url}/page/batch?machine=${machineArn(machine)}`)).text();
  expect(answer).not.toContain(password);
  return JSON.parse(answer);
}

const ended = () => until(view, (batch) => batch?.ended === true);

async function executions(machine = 'provision-user'): Promise<readonly string[]> {
  const { executions: all } = await page.cloud.call('sfn', 'ListExecutions', { stateMachineArn: machineArn(machine) });
  return (all as readonly { readonly name: string }[]).map(({ name }) => name).sort();
}

const nameOf = (username: string, profile = routingProfileId) =>
  executionName(
    username,
    { instanceId, username, firstName: 'Robin', lastName: 'Example; R.', securityProfileId, routingProfileId: profile },
    ['password'],
  );

describe('a file in the form', () => {
  test('with faults is told them all by line and column, no value, and nothing is started', async () => {
    const rows = [header, rowOf('ann'), rowOf('ann'), rowOf(''), rowOf('bob').replace('Robin', '')];
    expect(await start(rows.join('\r\n'), { set: '' })).toEqual({
      rows: 4,
      unused: ['Standort'],
      count: 3,
      faults: [
        { message: expect.stringContaining('no column gives instanceId, which is required') },
        { line: 3, column: 'Login', message: 'is the same as in line 2' },
        { line: 4, column: 'Login', message: 'is blank, and tells this row from the others' },
      ],
    });
    expect(await view()).toBeNull();
    expect(await executions()).toEqual([]);
  });

  test('starts each of its rows, by the names that the command line gives them, whatever its encoding', async () => {
    const text = `\ufeff${[header, rowOf('ann'), rowOf('bob')].join('\r\n')}\r\n`;
    expect(await start(text)).toMatchObject({ rows: 2, count: 0 });
    expect(await ended()).toMatchObject({
      total: 2,
      succeeded: 2,
      before: 0,
      failed: 0,
      running: 0,
      notStarted: 0,
      failures: [],
    });
    expect(await executions()).toEqual([nameOf('ann'), nameOf('bob')].sort());

    await start('', { content: base64(text, 'utf16le'), file: 'unicode.txt' });
    expect(await ended()).toMatchObject({ file: 'unicode.txt', total: 2, succeeded: 2, before: 2 });
    expect(await executions()).toHaveLength(2);
  });

  test('may be JSON, and the rows that failed are told by their lines', async () => {
    const absent = 'd05a83c7-0000-4f72-86d4-b2c7f5093e18';
    const one = { password, username: 'cleo', firstName: 'Robin', lastName: 'Example; R.', securityProfileId };
    const items = [
      { ...one, routingProfileId },
      { ...one, username: 'dora', routingProfileId: absent },
    ];
    await start(`[\n${items.map((each) => JSON.stringify(each)).join(',\n')}\n]`, { file: 'hires.json', map: '' });
    const { failures, ...counts } = await ended();
    expect(counts).toMatchObject({ total: 2, succeeded: 1, failed: 1 });
    expect(failures).toEqual([
      {
        line: 3,
        execution: expect.stringContaining(':execution:provision-user:dora-'),
        name: nameOf('dora', absent),
        status: 'FAILED',
        error: 'Connect.ResourceNotFoundException',
        cause: expect.any(String),
      },
    ]);
  });

  test('of a machine of which only the definition is known needs a key, and its values are texts', async () => {
    const more = { machine: machineArn('waiting'), map: '', set: '' };
    const content = base64('id,name\n1,ann');
    const { status, text } = await post('batch', { ...usual, ...more, content });
    expect([status, JSON.parse(text)]).toEqual([
      400,
      { message: expect.stringContaining('say by --key which column') },
    ]);
    expect(await start('id,name\n1,ann', { ...more, key: 'id' })).toMatchObject({ rows: 1, count: 0 });
    await until(
      () => view('waiting'),
      ({ running }) => running === 1,
    );
    const again = await post('batch', { ...usual, ...more, content, key: 'id' });
    expect([again.status, again.text]).toEqual([400, expect.stringContaining('Another file is running')]);
    expect((await post('stop-batch', { machine: machineArn('waiting') })).status).toBe(200);
    expect(
      await until(
        () => view('waiting'),
        (batch) => batch.ended,
      ),
    ).toMatchObject({ stopped: true, running: 1 });
    expect(await executions('waiting')).toEqual([executionName('1', { id: '1', name: 'ann' }, [])]);
  });

  test.each([
    ['an option that names no column', { map: 'username=Name' }, 'the file has no column Name'],
    ['a line that is no pair', { set: 'instanceId' }, 'Write INPUT=VALUE, each on a line of its own'],
    ['a machine that is not there', { machine: machineArn('nobody') }, 'State Machine Does Not Exist'],
  ])('is refused in words with %s', async (_, more, message) => {
    const request = {
      machine: machineArn('provision-user'),
      content: base64(`${header}\n${rowOf('ann')}`),
      ...usual,
      ...more,
    };
    const { status, text } = await post('batch', request);
    expect([status, text]).toEqual([400, expect.stringContaining(message)]);
  });

  test('is taken from the page alone', async () => {
    const request = { machine: machineArn('waiting'), content: base64('id\n2'), ...usual, map: '', set: '', key: 'id' };
    expect((await post('batch', request, {})).status).toBe(403);
    expect((await post('stop-batch', request, {})).status).toBe(403);
  });
});
