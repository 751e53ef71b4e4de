import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { realClock } from '../../local/index.ts';
import { agent, type PageOptions, password, provisionUser, startPage } from './support.ts';

type Site = Awaited<ReturnType<typeof startPage>>;

/*
 * The page in a headless Chromium, that of the machine (Debian's package `chromium`). Nothing waits for a time: whatever is
 * looked for is waited for.
 */
const program = '/usr/bin/chromium';
const there = existsSync(program);

/** A document whose inputs are of all kinds. */
const kinds = {
  name: 'kinds.yml',
  text: `
arazzo: 1.0.1
info: { title: Inputs, version: 1.0.0 }
sourceDescriptions: [{ name: sqs, url: ./sqs.yml, type: openapi, x-aws-service: sqs }]
workflows:
- workflowId: kinds
  inputs:
    type: object
    required: [queue, level, urgent]
    properties:
      queue: { type: string, minLength: 3, pattern: '^[a-z]+$', description: The name of the queue. }
      level: { type: integer, minimum: 1, maximum: 5, default: 2 }
      urgent: { type: boolean }
      colour: { type: string, enum: [red, green], default: green }
      tags: { type: array, items: { type: string } }
      owner: { type: object, properties: { name: { type: string }, age: { type: number } } }
      anything: {}
      token: { type: string, format: password, default: Default-Secret-1 }
  steps:
  - stepId: find
    operationId: GetQueueUrl
    parameters: [{ name: QueueName, in: query, value: $inputs.queue }]
    successCriteria: [{ condition: $statusCode == 200 }]
`,
};

/** A machine that a client could have made: it waits for as long as it is told to. */
const resting = {
  QueryLanguage: 'JSONata',
  StartAt: 'Rest',
  States: {
    Rest: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

(there ? describe : describe.skip)(`the page in a browser (needs ${program})`, () => {
  let browser: Browser;
  let site: Site;
  let slow: Site;
  const sites: Site[] = [];
  /** What browsers complained about: errors of scripts, refused content. */
  const complaints: string[] = [];
  /** All that the server sent, but for streams. */
  const received: string[] = [];
  let users = 0;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: program,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const broken = { kind: 'error', name: 'InternalServiceException' } as const;
    site = await startSite({
      documents: [provisionUser, kinds],
      faults: [{ operation: 'connect:updateUserRoutingProfile', calls: [1], effect: broken }],
    });
    slow = await startSite({ definitions: { resting }, clock: realClock(), time: 'real' });
  });

  afterAll(async () => {
    await browser.close();
    for (const each of sites) await each.close();
  });

  /** A server that is closed at the end. */
  async function startSite(options: PageOptions): Promise<Site> {
    const started = await startPage(options);
    sites.push(started);
    return started;
  }

  /** A page of its own, at the start. Less motion: executions are shown at their end at once. */
  async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    // A busy machine may take its time: the limit of the test is the only one.
    context.setDefaultTimeout(0);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('response', (response) => {
      if (response.url().includes('/page/stream')) return;
      response.text().then(
        (text) => received.push(text),
        () => {},
      );
    });
    await page.goto(url);
    return page;
  }

  const main = (page: Page) => page.getByRole('main');
  const state = (page: Page, name: string) => main(page).getByRole('button', { name: `${name},` });
  const status = (page: Page, text: string | RegExp) => main(page).locator('.headline .pill', { hasText: text });

  async function openMachine(page: Page, name: string): Promise<void> {
    await main(page).getByRole('link', { name }).click();
    await main(page).getByRole('heading', { level: 1, name }).waitFor();
  }

  /** Starts an onboarding by the form, and waits for its page. */
  async function onboard(page: Page, username = `agent.${++users}`): Promise<void> {
    await openMachine(page, 'provision-user');
    for (const [name, value] of Object.entries({ ...agent, username })) {
      await page.getByLabel(name).fill(String(value));
    }
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('slider').waitFor();
    await status(page, /succeeded|failed/).waitFor();
  }

  test('a failed execution is seen, with its error at its state, and succeeds when it is redriven', async () => {
    const page = await open(site.url);
    await onboard(page);
    await status(page, 'failed').waitFor();
    expect(await state(page, 'createAgent').getAttribute('data-status')).toBe('ran');
    expect(await state(page, 'assignRoutingProfile').getAttribute('data-status')).toBe('failed');
    expect(await state(page, 'confirmUser').getAttribute('data-status')).toBeNull();
    const panel = page.getByRole('region', { name: 'State' });
    await panel.getByRole('heading', { name: 'assignRoutingProfile' }).waitFor();
    await panel.getByText('Connect.InternalServiceException').waitFor();
    await page.getByRole('button', { name: 'Redrive' }).click();
    await status(page, 'succeeded').waitFor();
    await main(page).getByText('redriven 1×').waitFor();
    expect(await state(page, 'assignRoutingProfile').getAttribute('data-status')).toBe('ran');
    expect(await page.getByRole('button', { name: 'Redrive' }).isVisible()).toBe(false);
  });

  test('a state shows its input, call, answer, output and the lines of the document', async () => {
    const page = await open(site.url);
    await onboard(page);
    await state(page, 'createAgent').click();
    const panel = page.getByRole('region', { name: 'State' });
    await panel.getByRole('heading', { name: 'Call of connect:createUser' }).waitFor();
    for (const name of ['Input', 'Answer', 'Variables set', 'Output', 'From the document']) {
      await panel.getByRole('heading', { name, exact: true }).waitFor();
    }
    await panel.getByText('"Username": "agent.').waitFor();
    await panel.getByText(`${provisionUser.name}, lines 55–`).waitFor();
    await panel.getByText('stepId: createAgent').waitFor();
  });

  test('a secret is typed as a password, and stands nowhere afterwards', async () => {
    const page = await open(site.url);
    await openMachine(page, 'provision-user');
    expect(await page.getByLabel('password').getAttribute('type')).toBe('password');
    await page.getByRole('link', { name: 'arazzo-sfn' }).click();
    await onboard(page);
    await page.getByText('History').click();
    for (const name of [
      'Check inputs',
      'createAgent',
      'assignRoutingProfile',
      'confirmUser',
      'provision-user succeeded',
    ]) {
      await state(page, name).click();
      const panel = page.getByRole('region', { name: 'State' });
      await panel.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
      await panel.getByRole('heading', { name: 'Output', exact: true }).waitFor();
      expect(await page.content()).not.toContain(password);
    }
    expect(await page.content()).toContain('(secret)');
    await main(page).getByRole('link', { name: 'provision-user' }).click();
    await page.getByLabel('password').waitFor();
    const values = await page
      .locator('input')
      .evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')));
    expect(values).not.toContain(password);
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
    );
    expect(stored).not.toContain(password);
    expect(received.length).toBeGreaterThan(10);
    expect(received.filter((text) => text.includes(password))).toEqual([]);
  });

  test('an execution is watched while it runs, and stopped', async () => {
    const page = await open(slow.url);
    await openMachine(page, 'resting');
    await page.getByLabel('Input').fill('{ "seconds": 3600 }');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await status(page, 'running').waitFor();
    await page.locator('[data-state="Rest"][data-status="waiting"]').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'running', exact: false }).last().waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await status(page, 'stopped').waitFor();
    await page.locator('[data-state="Rest"][data-status="stopped"]').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'stopped' }).waitFor();
  });

  test('an execution that a client starts appears, and is followed to its end', async () => {
    const page = await open(slow.url);
    await openMachine(page, 'resting');
    const { executionArn } = await slow.cloud.call('sfn', 'StartExecution', {
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:resting',
      name: 'by-client',
      input: '{"seconds": 2}',
    });
    expect(executionArn).toContain('by-client');
    await main(page).getByRole('link', { name: 'by-client' }).click();
    await page.locator('[data-state="Done"][data-status="ran"]').waitFor();
    await status(page, 'succeeded').waitFor();
  });

  test('what ended at once is replayed, event by event', async () => {
    const page = await open(site.url, { reducedMotion: 'no-preference' });
    // What a page hears of first has ended: on a busy machine it would come bit by bit, and be shown as it comes.
    await page.route(/page\/stream\?execution=/, async (route) => {
      const executionArn = new URL(route.request().url()).searchParams.get('execution');
      while ((await site.cloud.call('sfn', 'DescribeExecution', { executionArn }))['status'] === 'RUNNING') {
        await setTimeout(10);
      }
      await route.continue();
    });
    // The page's own time stands still: nothing is over before it is looked at.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await onboard(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    const slider = page.getByRole('slider');
    await page.getByRole('button', { name: 'Last event' }).click();
    await page.getByRole('button', { name: 'First event' }).click();
    expect(await slider.getAttribute('aria-valuetext')).toBe('1 of 23: execution started');
    expect(await page.locator('[data-status]').count()).toBe(0);
    await page.getByRole('button', { name: 'Next event' }).click();
    expect(await state(page, 'Check inputs').getAttribute('data-status')).toBe('running');
    await slider.fill('5');
    expect(await slider.getAttribute('aria-valuetext')).toBe('5 of 23: call of connect:createUser');
    const panel = page.getByRole('region', { name: 'State' });
    await panel.getByRole('heading', { name: 'Call of connect:createUser' }).waitFor();
    expect(await panel.getByRole('heading', { name: 'Answer' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Last event' }).click();
    expect(await page.locator('[data-status="ran"]').count()).toBe(6);
  });

  test('everything can be done by the keyboard', async () => {
    const page = await open(site.url);
    await page.locator('#view a').first().waitFor();
    /** Presses Tab until an element that matches has the focus. */
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
      }
      throw new Error(`No Tab leads to ${selector}`);
    };
    await tabTo('#skip');
    await page.keyboard.press('Enter');
    await tabTo('#view a[href*="provision-user"]');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: 'Start an execution' }).waitFor();
    await tabTo('[data-state="Check inputs"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'State' }).getByRole('heading', { name: 'Check inputs' }).waitFor();
    for (const [name, value] of Object.entries({ ...agent, username: `agent.${++users}` })) {
      await tabTo(`[name="${name}"]`);
      await page.keyboard.type(String(value));
    }
    await page.keyboard.press('Enter');
    await status(page, 'succeeded').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tabTo('[type="range"]');
    await page.keyboard.press('Home');
    expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toContain('1 of 23');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toContain('2 of 23');
    await tabTo('.follow');
    await page.keyboard.press('Space');
    expect(await page.getByRole('button', { name: 'Follow' }).getAttribute('aria-pressed')).toBe('false');
  });

  test('a form asks for inputs as their schema says', async () => {
    const page = await open(site.url);
    await openMachine(page, 'kinds');
    const form = page.getByRole('form', { name: 'Start an execution' });
    const start = form.getByRole('button', { name: 'Start', exact: true });
    const isWrong = (name: string) =>
      form.getByLabel(name).evaluate((field: HTMLInputElement) => !field.validity.valid);
    expect(await form.getByLabel('level').inputValue()).toBe('2');
    expect(await form.getByLabel('colour').locator('option').allTextContents()).toEqual(['not given', 'red', 'green']);
    expect(await form.getByLabel('token').inputValue()).toBe('');
    expect(await page.content()).not.toContain('Default-Secret-1');
    await start.click();
    expect(await isWrong('queue')).toBe(true);
    await form.getByLabel('queue').fill('Orders');
    await form.getByLabel('urgent').selectOption('true');
    await start.click();
    expect(await isWrong('queue')).toBe(true);
    await form.getByLabel('queue').fill('orders');
    await form.getByLabel('anything').fill('{');
    await start.click();
    expect(await isWrong('anything')).toBe(true);
    await form.getByLabel('anything').fill('[1, 2]');
    await form.getByLabel('level').fill('9');
    await start.click();
    expect(await isWrong('level')).toBe(true);
    await form.getByLabel('level').fill('4');
    await form.getByLabel('tags').fill('one\ntwo');
    await form.getByLabel('age').fill('7.5');
    await start.click();
    await status(page, 'succeeded').waitFor();
    const input = await page.getByLabel('Input of the execution').textContent();
    expect(JSON.parse(input ?? '')).toEqual({
      queue: 'orders',
      level: 4,
      urgent: true,
      colour: 'green',
      tags: ['one', 'two'],
      owner: { age: 7.5 },
      anything: [1, 2],
    });
  });

  test('a form is filled with the example, and starts it at the first click', async () => {
    const ready = await startSite({ documents: [provisionUser], example: agent });
    const page = await open(ready.url);
    await openMachine(page, 'provision-user');
    expect(await page.getByLabel('username').inputValue()).toBe(agent['username']);
    expect(await page.getByLabel('password').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await status(page, 'succeeded').waitFor();
    expect(received.filter((text) => text.includes(password))).toEqual([]);
  });

  test('an execution is started again with its input, changed where the form is', async () => {
    const page = await open(site.url);
    await onboard(page, 'again.first');
    await page.getByRole('link', { name: 'Start again with this input' }).click();
    await page.getByText('Filled with the input of').waitFor();
    expect(await page.getByLabel('username').inputValue()).toBe('again.first');
    await page.getByLabel('username').fill('again.second');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await status(page, 'succeeded').waitFor();
    const input = await page.getByLabel('Input of the execution').textContent();
    expect(JSON.parse(input ?? '')).toEqual({ ...agent, username: 'again.second', password: '(secret)' });
  });

  test('a form is filled by pasted JSON, also with what it has no field for', async () => {
    const page = await open(site.url);
    await openMachine(page, 'kinds');
    const pasted = {
      queue: 'pasted',
      level: 3,
      urgent: false,
      tags: ['a', 'b'],
      owner: { name: 'Kim', more: 1 },
      extra: [1],
    };
    await page.getByText('Paste JSON').click();
    const area = page.getByLabel('An input as JSON');
    for (const [text, told] of [
      ['{', 'This is no JSON.'],
      ['[1]', 'An input is a JSON object.'],
    ] as const) {
      await area.fill(text);
      await page.getByRole('button', { name: 'Fill in the form' }).click();
      await page.getByRole('alert').getByText(told).waitFor();
    }
    await area.fill(JSON.stringify({ ...pasted, token: 'Pasted-Secret-1', colour: 'blue' }));
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    await page.getByText('Filled with what was pasted.').waitFor();
    expect(await page.getByLabel('token').getAttribute('type')).toBe('password');
    expect(await page.getByLabel('colour').inputValue()).toBe('"blue"');
    await page.getByLabel('colour').fill('"red"');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await status(page, 'succeeded').waitFor();
    const input = await page.getByLabel('Input of the execution').textContent();
    expect(JSON.parse(input ?? '')).toEqual({ ...pasted, colour: 'red', token: '(secret)' });
  });

  test('a form takes exactly one of two inputs that stand for each other', async () => {
    const either = await startSite({
      documents: [provisionUser],
      compiled: { secretInputs: { password: 'secrets-manager' } },
    });
    const page = await open(either.url);
    await openMachine(page, 'provision-user');
    await page.getByText('Give exactly one of password and passwordSecretId.').waitFor();
    const fill = async (values: object) => {
      for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(String(value));
    };
    const start = page.getByRole('button', { name: 'Start', exact: true });
    const isWrong = () =>
      page.locator('[name="password"]').evaluate((field) => field instanceof HTMLInputElement && !field.validity.valid);
    await fill({ ...agent, password: '' });
    await start.click();
    expect(await isWrong()).toBe(true);
    await fill({ password, passwordSecretId: 'hr/first' });
    await start.click();
    expect(await isWrong()).toBe(true);
    await fill({ passwordSecretId: '' });
    await fill({ password });
    await start.click();
    await status(page, 'succeeded').waitFor();
  });

  test('executions are found among hundreds, by status, error and name, page by page', async () => {
    const failing = {
      QueryLanguage: 'JSONata',
      StartAt: 'End',
      States: {
        End: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.ok %}', Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Succeed' },
        No: { Type: 'Fail', Error: 'Example.TheNameOfThisErrorIsLongerThanAPhoneIsWide', Cause: 'It was not to be' },
      },
    };
    const many = await startSite({ definitions: { failing } });
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:failing';
    const start = (name: string, ok: boolean) =>
      many.cloud.call('sfn', 'StartExecution', { stateMachineArn, name, input: JSON.stringify({ ok }) });
    for (let at = 1; at <= 60; at++) await start(`hire-${at}`, true);
    await start('hire-61', false);
    const page = await open(many.url, { viewport: { width: 360, height: 640 } });
    await openMachine(page, 'failing');
    const table = page.getByRole('region', { name: 'Executions' });
    await table.getByText('1–50 of 61').waitFor();
    await table.getByRole('button', { name: 'Earlier' }).click();
    await table.getByText('51–61 of 61').waitFor();
    await table.getByRole('button', { name: 'failed 1' }).click();
    await table.getByRole('link', { name: 'hire-11' }).waitFor({ state: 'detached' });
    expect(await table.getByRole('link').count()).toBe(1);
    await table.getByRole('button', { name: 'all 61' }).click();
    await table.getByRole('link', { name: 'hire-59' }).waitFor();
    await table.getByLabel('Search by name').fill('hire-6');
    await table.getByRole('link', { name: 'hire-59' }).waitFor({ state: 'detached' });
    expect(await table.getByRole('link').count()).toBe(3);
    await table.getByRole('button', { name: '1 × Example.TheNameOfThisErrorIsLongerThanAPhoneIsWide' }).click();
    await table.getByRole('link', { name: 'hire-60' }).waitFor({ state: 'detached' });
    // Others appear by themselves.
    await start('hire-62', false);
    await table.getByRole('link', { name: 'hire-62' }).waitFor();
    await table.getByRole('button', { name: '2 × Example.TheNameOfThisErrorIsLongerThanAPhoneIsWide' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(
      false,
    );
  });

  test('a batch is a row with its progress, and shows its executions', async () => {
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Yes',
      States: { Yes: { Type: 'Succeed' } },
    };
    const each = { Type: 'Map', Label: 'Each', Items: '{% [1, 2, 3] %}', ItemProcessor: processor, End: true };
    const site = await startSite({
      definitions: { batch: { QueryLanguage: 'JSONata', StartAt: 'Each', States: { Each: each } } },
    });
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:batch';
    await site.cloud.call('sfn', 'StartExecution', { stateMachineArn, name: 'numbers', input: '{}' });
    const page = await open(site.url);
    await openMachine(page, 'batch');
    const table = page.getByRole('region', { name: 'Executions' });
    await table.getByText('3 of 3').waitFor();
    // All of them are on this page.
    expect(await table.getByRole('button', { name: 'Earlier' }).isVisible()).toBe(false);
    // On a phone the progress stands below the name, in one line.
    await page.setViewportSize({ width: 360, height: 640 });
    const [name, progress] = [table.getByText('numbers'), table.getByText('3 of 3')];
    const [above, below] = [await name.boundingBox(), await progress.boundingBox()];
    expect(below?.y ?? 0).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
    expect(below?.height ?? 0).toBeLessThan(2 * (above?.height ?? 0));
    await table.getByRole('link', { name: 'numbers' }).click();
    const children = page.getByRole('region', { name: 'Executions of the batch' });
    await children.getByRole('button', { name: 'succeeded 3' }).waitFor();
    await children.getByRole('link').first().click();
    // The page of the batch has a state and a status of the same names.
    await children.waitFor({ state: 'detached' });
    await status(page, 'succeeded').waitFor();
    await state(page, 'Yes').waitFor();
    expect(await page.getByRole('link', { name: 'Start again' }).isVisible()).toBe(false);
  });

  test('a file of hires is checked row by row, and starts an execution for each', async () => {
    const page = await open(site.url);
    await openMachine(page, 'provision-user');
    await page.getByText('Start each row of a file').click();
    const header = 'Login,password,firstName,lastName,securityProfileId,routingProfileId';
    const rowOf = (login: string) =>
      [login, password, 'Robin', 'Example', agent['securityProfileId'], agent['routingProfileId']].join(',');
    const choose = (...rows: readonly string[]) =>
      page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'hires.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from([header, ...rows].join('\r\n')),
      });
    const start = page.getByRole('button', { name: 'Check and start' });
    await page.getByLabel('The same in each row').fill(`instanceId=${agent['instanceId']}`);
    await page.getByLabel('Columns of other names').fill('username=Login');
    await choose(rowOf('class.1'), rowOf('class.1'));
    await start.click();
    await page.getByText('1 fault in hires.csv; nothing was started.').waitFor();
    await page.getByText('Line 3: Login: is the same as in line 2').waitFor();
    await choose(rowOf('class.1'), rowOf('class.2'));
    await start.click();
    await page.getByText('hires.csv: 2 of 2 rows, 2 succeeded.').waitFor();
    await main(page)
      .getByRole('link', { name: /class\.2-/ })
      .waitFor();
    await page.context().close();
  });

  test('nothing is wider than a phone', async () => {
    const page = await open(site.url, { viewport: { width: 360, height: 640 }, hasTouch: true });
    const tooWide = () =>
      page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    await main(page).getByRole('link', { name: 'provision-user' }).waitFor();
    expect(await tooWide()).toBe(false);
    await page.getByRole('button', { name: 'Machines' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'provision-user' }).waitFor();
    expect(await tooWide()).toBe(false);
    await page.getByRole('button', { name: 'Machines' }).click();
    await openMachine(page, 'provision-user');
    expect(await tooWide()).toBe(false);
    await page.getByRole('link', { name: 'arazzo-sfn' }).click();
    await onboard(page);
    await state(page, 'createAgent').click();
    await page.getByText('History').click();
    expect(await tooWide()).toBe(false);
    expect(await state(page, 'createAgent').isVisible()).toBe(true);
  });

  test('it is light or dark as its reader has it, and legible in both', async () => {
    const contrasts = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const page = await open(site.url, { colorScheme });
        await main(page).getByRole('heading', { level: 1 }).waitFor();
        return page.evaluate(() => {
          const style = getComputedStyle(document.body);
          const luminance = (colour: string) => {
            const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((part) => {
              const share = Number(part) / 255;
              return share <= 0.04 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          };
          const [ink, paper] = [luminance(style.color), luminance(style.backgroundColor)];
          return { dark: paper < ink, ratio: (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) };
        });
      }),
    );
    expect(contrasts.map(({ dark }) => dark)).toEqual([false, true]);
    for (const { ratio } of contrasts) expect(ratio).toBeGreaterThan(7);
  });

  test('it says what is not there, and when the server has gone', async () => {
    const gone = await startSite({ definitions: { resting } });
    const page = await open(`${gone.url}/#machine=arn:aws:states:us-east-1:123456789012:stateMachine:nobody`);
    await page.getByRole('alert').getByText('State Machine Does Not Exist').waitFor();
    await main(page).getByRole('link', { name: 'resting' }).waitFor();
    await gone.close();
    await page.getByRole('alert').getByText('The connection is lost').waitFor();
    // The browser itself tells of both.
    complaints.length = 0;
  });

  test('no browser had anything to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
