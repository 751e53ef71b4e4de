import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExecutionView, MachineView, Overview, Progress, VisitView } from '../../page/contract.ts';
import { createPage, knownWorkflows } from '../../page/index.ts';
import { agent, executionArn, machineArn, password, provisionUser, startPage } from './support.ts';

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Rest',
  States: {
    Rest: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Stop' },
    Stop: { Type: 'Fail', Error: 'Example.No', Cause: '{% $states.input.why %}' },
  },
};

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

let page: Awaited<ReturnType<typeof startPage>>;
beforeAll(async () => {
  page = await startPage({ documents: [provisionUser], definitions: { resting: definition, waiting }, example: agent });
});
afterAll(() => page.close());

const html = { accept: 'text/html,application/xhtml+xml' };
const own = { 'x-arazzo-page': '1' };

async function get<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${page.url}/page/${path}`);
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

function post(path: string, body: unknown, headers: Record<string, string> = own) {
  return fetch(`${page.url}/page/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Starts an execution and waits for its end; gives its ARN. */
async function ran(machine: string, name: string, input: unknown): Promise<string> {
  expect((await post('start', { machine: machineArn(machine), name, input })).status).toBe(200);
  const arn = executionArn(machine, name);
  await follow(arn, ({ execution }) => execution.status !== 'RUNNING');
  return arn;
}

/** The stream's text until a progress is there that fulfils a condition, with everything that it told by then. */
async function follow(arn: string, until: (progress: Progress) => boolean) {
  const controller = new AbortController();
  const response = await fetch(`${page.url}/page/stream?execution=${encodeURIComponent(arn)}`, {
    signal: controller.signal,
  });
  const progress: Progress[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    progress.length = 0;
    for (const [, data = ''] of text.matchAll(/event: progress\ndata: (.*)\n\n/g)) progress.push(JSON.parse(data));
    if (progress.some(until)) break;
  }
  controller.abort();
  return { progress, text, type: response.headers.get('content-type') };
}

describe('who is answered', () => {
  test('a browser gets the page, under a policy that lets nothing else in', async () => {
    const response = await fetch(page.url, { headers: html });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<script type="module" src="/page/main.js">');
    expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types picture',
    ]);
  });

  test('whatever is answered is kept by nobody, and of use to no other site', async () => {
    const answers = [`${page.url}/page/main.js`, `${page.url}/page/nothing`, `${page.url}/page/picture.css`];
    for (const response of await Promise.all([fetch(page.url, { headers: html }), ...answers.map((url) => fetch(url))]))
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
  });

  test('an AWS client at the same address gets what it always got', async () => {
    const unsigned = await fetch(page.url, { headers: { accept: '*/*' } });
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain('Missing Authentication Token');
    const target = { ...html, 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };
    const listed = await fetch(page.url, { method: 'POST', headers: target, body: '{}' });
    expect(await listed.json()).toMatchObject({ stateMachines: [{}, {}, {}] });
    // Whatever it accepts and wherever it goes, what names a target or is signed is no browser's.
    for (const mark of [target, { ...html, authorization: 'AWS4-HMAC-SHA256' }]) {
      for (const path of ['/', '/page/main.js']) {
        const response = await fetch(`${page.url}${path}`, { headers: mark });
        expect(response.headers.get('x-amzn-errortype')).toMatch(/Exception$/);
      }
    }
  });

  test.each(['main.js', 'page.css', 'icon.svg', 'picture.css'])('%s is there', async (name) => {
    const response = await fetch(`${page.url}/page/${name}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^(text|image)\/(javascript|css|svg)/);
  });

  test.each(['nothing', 'nothing.js', '..%2f..%2fpackage.json', '../../package.json', 'tsconfig.json'])(
    '%s is not',
    async (name) => {
      expect(await statusOf({ path: `/page/${name}` })).toBe(404);
    },
  );

  test('a name of another site is refused, whatever it asks for', async () => {
    expect(await statusOf({ path: '/', headers: { ...html, host: 'example.com' } })).toBe(403);
    expect(await statusOf({ path: '/page/main.js', headers: { host: 'example.com' } })).toBe(403);
  });

  test('another site of this machine can read nothing', async () => {
    const elsewhere = { 'sec-fetch-site': 'same-site' };
    expect(await statusOf({ path: `/page/machine?machine=${machineArn('resting')}`, headers: elsewhere })).toBe(403);
  });

  test('changes take the header that only this page can send', async () => {
    const start = { machine: machineArn('resting'), input: {} };
    expect((await post('start', start, {})).status).toBe(403);
    expect((await post('start', start, { ...own, origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await post('start', start, { ...own, origin: 'http://example.com' })).status).toBe(403);
    expect((await post('start', start, { ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await names('resting')).toEqual([]);
    await ran('resting', 'only', {});
    expect(await names('resting')).toEqual(['only']);
  });

  test('the page decides by itself who may ask for changes, whatever let the request through to it', async () => {
    const asked = async (origin: string | undefined) => {
      const browser = createPage({ cloud: page.cloud, workflows: knownWorkflows(), time: 'virtual' });
      const headers = { ...own, host: 'localhost:8083', ...(origin === undefined ? {} : { origin }) };
      const body = JSON.stringify({ machine: machineArn('nobody') });
      const request = {
        method: 'POST',
        path: '/page/start',
        query: new URLSearchParams(),
        headers,
        body,
        bytes: Buffer.from(body),
      };
      return (await browser(request, new AbortController().signal))?.status;
    };
    expect(await asked(undefined)).toBe(400);
    expect(await asked('http://localhost:8083')).toBe(400);
    for (const origin of ['null', 'https://localhost:8083', 'http://localhost:8084', 'http://localhost'])
      expect([origin, await asked(origin)]).toEqual([origin, 403]);
  });

  test('other methods are not taken', async () => {
    expect(await statusOf({ path: '/page/start', method: 'PUT' })).toBe(405);
  });
});

/** The executions of a machine, as the page lists them. */
async function names(machine: string): Promise<readonly string[] | undefined> {
  const controller = new AbortController();
  const response = await fetch(`${page.url}/page/stream`, { signal: controller.signal });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (text.includes('\n\n')) break;
  }
  controller.abort();
  const [, data = ''] = /event: overview\ndata: (.*)\n\n/.exec(text) ?? [];
  const { machines }: Overview = JSON.parse(data);
  return machines.find(({ name }) => name === machine)?.executions.map(({ name }) => name);
}

describe('a machine', () => {
  test('of a document has the picture, the form, and for each state its lines', async () => {
    const machine = await get<MachineView>(`machine?machine=${machineArn('provision-user')}`);
    expect(machine.svg).toContain('data-state="createAgent"');
    expect(machine.svg).not.toContain('<style');
    expect(machine.inputs?.secrets).toEqual(['password']);
    const createAgent = machine.states.find(({ name }) => name === 'createAgent');
    expect(createAgent?.excerpt).toMatchObject({ file: provisionUser.name, marked: [55, 55] });
    expect(createAgent?.excerpt?.lines[0]).toContain('stepId: createAgent');
    expect(createAgent?.excerpt?.lines.at(-1)).toContain('userArn: $response.body#/UserArn');
    const succeeded = machine.states.find(({ type }) => type === 'Succeed');
    expect(succeeded?.excerpt?.lines[0]).toContain('userId: $steps.createAgent.outputs.userId');
  });

  test('of a client has the picture and the states as JSON', async () => {
    const machine = await get<MachineView>(`machine?machine=${machineArn('resting')}`);
    expect(machine.svg).toContain('data-state="Rest"');
    expect(machine.inputs).toBeUndefined();
    expect(JSON.parse(machine.states[0]?.definition ?? '')).toEqual(definition.States.Rest);
  });

  test('that changed is shown for an execution as it was when that started', async () => {
    await page.cloud.call('sfn', 'CreateStateMachine', {
      name: 'changing',
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::123456789012:role/test',
    });
    const arn = await ran('changing', 'before', { seconds: 1, why: 'w' });
    const changed = { ...definition, StartAt: 'Other', States: { Other: { Type: 'Succeed' } } };
    await page.cloud.call('sfn', 'UpdateStateMachine', {
      stateMachineArn: machineArn('changing'),
      definition: JSON.stringify(changed),
    });
    const [then, now] = await Promise.all([
      get<MachineView>(`machine?execution=${arn}`),
      get<MachineView>(`machine?machine=${machineArn('changing')}`),
    ]);
    expect(then.states.map(({ name }) => name)).toEqual(['Rest', 'Stop']);
    expect(now.states.map(({ name }) => name)).toEqual(['Other']);
  });

  test('has an example, of which the page is shown no secret and which starts an execution all the same', async () => {
    const arn = machineArn('provision-user');
    const machine = await get<MachineView>(`machine?machine=${arn}`);
    expect(machine.example).toEqual({ ...agent, password: '(secret)' });
    const start = { machine: arn, name: 'example', input: machine.example, secretsOf: 'example' };
    expect((await post('start', start)).status).toBe(200);
    const execution = executionArn('provision-user', 'example');
    const { progress } = await follow(execution, (each) => each.execution.status !== 'RUNNING');
    expect(progress.at(-1)?.execution).toMatchObject({ status: 'SUCCEEDED', input: machine.example });
    const { input } = await page.cloud.call('sfn', 'DescribeExecution', { executionArn: execution });
    expect(JSON.parse(String(input))).toEqual(agent);
  });

  test('is started with the input of an earlier execution of it, and of no other machine', async () => {
    const before = await ran('provision-user', 'before', { ...agent, username: 'before' });
    const shown = await get<ExecutionView>(`execution?execution=${before}`);
    expect(shown.input).toMatchObject({ username: 'before', password: '(secret)' });
    const inputOf = async (name: string, machine: string) => {
      const start = { machine: machineArn(machine), name, input: shown.input, secretsOf: before };
      expect((await post('start', start)).status).toBe(200);
      const { input } = await page.cloud.call('sfn', 'DescribeExecution', {
        executionArn: executionArn(machine, name),
      });
      return JSON.parse(String(input));
    };
    expect(await inputOf('again', 'provision-user')).toEqual({ ...agent, username: 'before' });
    expect(await inputOf('elsewhere', 'resting')).toEqual(shown.input);
  });

  test('that is unknown is refused in words', async () => {
    const response = await fetch(`${page.url}/page/machine?machine=${machineArn('nobody')}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: expect.stringContaining('State Machine Does Not Exist') });
  });
});

describe('an execution', () => {
  test('is told from its first event to its end', async () => {
    const arn = await ran('provision-user', 'first', { ...agent, username: 'first' });
    const { progress, type } = await follow(arn, () => true);
    expect(type).toBe('text/event-stream');
    expect(progress[0]).toMatchObject({ first: 1, execution: { status: 'SUCCEEDED', redrivable: false } });
    expect(progress[0]?.events.map(({ id }) => id)).toEqual(progress[0]?.events.map((_, index) => index + 1));
  });

  test('never says a secret: not in its input, its events, its stays or its stream', async () => {
    const arn = await ran('provision-user', 'second', { ...agent, username: 'second' });
    const { progress, text } = await follow(arn, () => true);
    const execution: ExecutionView | undefined = progress[0]?.execution;
    expect(execution?.input).toMatchObject({ username: 'second', password: '(secret)' });
    expect(text).not.toContain(password);
    const visits = (progress[0]?.events ?? []).flatMap(({ id, state }) => (state === undefined ? [] : [id]));
    expect(visits.length).toBeGreaterThan(4);
    for (const visit of visits) {
      const stay = await get<VisitView>(`visit?execution=${arn}&visit=${visit}`);
      expect(stay.parts.length).toBeGreaterThan(1);
      expect(JSON.stringify(stay)).not.toContain(password);
    }
  });

  test('that failed is redriven', async () => {
    const arn = await ran('resting', 'third', { seconds: 1, why: 'It was not to be' });
    const before = await follow(arn, () => true);
    expect(before.progress[0]?.execution).toMatchObject({
      status: 'FAILED',
      error: 'Example.No',
      cause: 'It was not to be',
      redrivable: true,
    });
    expect((await post('redrive', { execution: arn })).status).toBe(200);
    const after = await follow(arn, ({ execution }) => execution.redriveCount === 1 && execution.status === 'FAILED');
    expect(after.text).toContain('execution redriven');
  });

  test('that is started without a name gets one, and is told of', async () => {
    const response = await post('start', { machine: machineArn('resting'), input: { seconds: 1, why: 'w' }, name: '' });
    const { execution } = JSON.parse(await response.text());
    expect(execution).toMatch(/:execution:resting:[0-9a-f-]{36}$/);
    const { progress } = await follow(execution, () => true);
    expect(progress[0]?.execution).toMatchObject({ machine: machineArn('resting'), input: { seconds: 1, why: 'w' } });
  });

  test('that runs is stopped, and says by whom', async () => {
    expect((await post('start', { machine: machineArn('waiting'), name: 'endless' })).status).toBe(200);
    const arn = executionArn('waiting', 'endless');
    await follow(arn, ({ execution }) => execution.status === 'RUNNING');
    expect((await post('stop', { execution: arn })).status).toBe(200);
    const { progress } = await follow(arn, ({ execution }) => execution.status !== 'RUNNING');
    const stopped = { status: 'ABORTED', input: {}, error: 'Stopped', cause: 'Stopped on the page', redrivable: true };
    expect(progress.at(-1)?.execution).toMatchObject(stopped);
  });

  test('that is unknown can be neither stopped nor redriven, and nothing else can be asked for', async () => {
    for (const path of ['stop', 'redrive'])
      expect((await post(path, { execution: executionArn('resting', 'nobody') })).status).toBe(400);
    expect((await post('delete', { execution: executionArn('resting', 'nobody') })).status).toBe(404);
  });

  test('that succeeded is not, and says why', async () => {
    const arn = await ran('provision-user', 'fourth', { ...agent, username: 'fourth' });
    const response = await post('redrive', { execution: arn });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: expect.stringContaining('Execution is SUCCEEDED and cannot be redriven'),
    });
  });

  test('that is unknown has no stream', async () => {
    const response = await fetch(`${page.url}/page/stream?execution=${executionArn('resting', 'nobody')}`);
    expect(response.status).toBe(400);
  });

  test('can not be started with what is no JSON', async () => {
    const response = await fetch(`${page.url}/page/start`, { method: 'POST', headers: own, body: 'machine=1' });
    expect(response.status).toBe(400);
  });
});

/** The status of an answer, for what fetch does not let through: other hosts, paths with dots. */
function statusOf({
  path,
  method = 'GET',
  headers = {},
}: {
  path: string;
  method?: string;
  headers?: Record<string, string>;
}) {
  const { hostname, port } = new URL(page.url);
  return new Promise<number | undefined>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}
