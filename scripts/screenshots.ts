// Writes the screenshots of docs/watch.md: `npx tsx scripts/screenshots.ts`, with Chromium in /usr/bin/chromium.
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { compile } from '../compiler/index.ts';
import { createCloud, serve } from '../local/index.ts';
import { createPage, knownWorkflows } from '../page/index.ts';

const document = 'workflows/amazon-connect-provision-user.yml';
const input: Record<string, string> = JSON.parse(
  readFileSync('workflows/amazon-connect-provision-user.input.json', 'utf8'),
);

async function main(): Promise<void> {
  const { machines } = compile({ name: document, text: readFileSync(document, 'utf8') });
  const effect = { kind: 'error', name: 'InternalServiceException' } as const;
  const cloud = createCloud({
    faults: [{ operation: 'connect:updateUserRoutingProfile', calls: [2], effect }],
  });
  for (const { workflowId: name, text: definition } of machines) {
    const roleArn = 'arn:aws:iam::123456789012:role/provision-user';
    await cloud.call('sfn', 'CreateStateMachine', { name, definition, roleArn });
  }
  const site = await serve({
    backend: cloud.backend,
    port: 0,
    browser: createPage({
      cloud,
      workflows: knownWorkflows(machines.map((machine) => ({ machine }))),
      time: 'virtual',
    }),
  });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const shoot = async (
    name: string,
    width: number,
    height: number,
    colorScheme: 'light' | 'dark',
    username: string,
  ) => {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    await page.goto(site.url);
    await onboard(page, username);
    await page.waitForTimeout(500);
    await page.screenshot({ path: `docs/pictures/${name}.png` });
    await page.close();
  };
  await shoot('page-phone', 360, 780, 'dark', 'alex.example');
  await shoot('page', 1280, 900, 'light', 'robin.example');
  await browser.close();
  await site.close();
}

async function onboard(page: Page, username: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'provision-user' }).click();
  const values = { ...input, username, 'Name of the execution': username };
  for (const [name, value] of Object.entries(values)) await page.getByLabel(name).fill(value);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('region', { name: 'State' }).getByText('From the document').waitFor();
}

await main();
