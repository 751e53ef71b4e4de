import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExecutionsView, ExecutionView, MachineView } from '../../page/contract.ts';
import { executionArn, machineArn, startPage } from './support.ts';

/** Fails by the error that it is told, if it is. */
const choosing = {
  QueryLanguage: 'JSONata',
  StartAt: 'Choose',
  States: {
    Choose: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($states.input.error) %}', Next: 'Fail' }],
      Default: 'Done',
    },
    Fail: { Type: 'Fail', Error: '{% $states.input.error %}', Cause: "{% 'because of ' & $states.input.token %}" },
    Done: { Type: 'Succeed' },
  },
};

const item = {
  StartAt: 'Check',
  States: {
    Check: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 3 %}', Next: 'No' }], Default: 'Yes' },
    No: { Type: 'Fail', Error: 'Example.Three' },
    Yes: { Type: 'Succeed' },
  },
};

/** A distributed Map over the numbers that it is given. */
const batch = {
  QueryLanguage: 'JSONata',
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Each',
      Items: '{% $states.input.numbers %}',
      ToleratedFailurePercentage: 100,
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...item },
      End: true,
    },
  },
};

let page: Awaited<ReturnType<typeof startPage>>;
beforeAll(async () => {
  page = await startPage({ definitions: { choosing, batch } });
});
afterAll(() => page.close());

async function get<Answer>(path: string, query: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${page.url}/page/${path}?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

async function ran(machine: string, name: string, input: object): Promise<string> {
  await page.cloud.call('sfn', 'StartExecution', {
    stateMachineArn: machineArn(machine),
    name,
    input: JSON.stringify(input),
  });
  const arn = executionArn(machine, name);
  const status = async () => (await page.cloud.call('sfn', 'DescribeExecution', { executionArn: arn }))['status'];
  while ((await status()) === 'RUNNING') await new Promise((resolve) => setImmediate(resolve));
  return arn;
}

const list = (query: Record<string, string>) =>
  get<ExecutionsView>('executions', { machine: machineArn('choosing'), ...query });
const namesOf = ({ executions }: ExecutionsView) => executions.map(({ name }) => name);

describe('executions by the hundred', () => {
  beforeAll(async () => {
    for (let at = 1; at <= 110; at++) await ran('choosing', `hire-${at}`, {});
    for (const at of [1, 2, 3])
      await ran('choosing', `Refused-${at}`, { error: 'Connect.Refused', token: `tok-${at}` });
    await ran('choosing', 'slow', { error: 'Connect.Slow', token: 'tok-4' });
  });

  test('are counted by their status, whatever is asked for', async () => {
    const counts = { RUNNING: 0, SUCCEEDED: 110, FAILED: 4, TIMED_OUT: 0, ABORTED: 0 };
    for (const query of [{}, { status: 'FAILED' }, { name: 'nobody' }]) {
      expect(await list(query)).toMatchObject({ counts, total: 114 });
    }
  });

  test('come page by page, the newest first', async () => {
    const pages = await Promise.all(['0', '1', '2', '7', '-1'].map((number) => list({ page: number })));
    expect(
      pages.map(({ first, matching, isLast, executions }) => [first, matching, isLast, executions.length]),
    ).toEqual([
      [0, 114, false, 50],
      [50, 114, false, 50],
      [100, 114, true, 14],
      [100, 114, true, 14],
      [0, 114, false, 50],
    ]);
    expect(namesOf(await list({ page: '0' })).slice(0, 5)).toEqual([
      'slow',
      'Refused-3',
      'Refused-2',
      'Refused-1',
      'hire-110',
    ]);
  });

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['a status', { status: 'FAILED' }, ['slow', 'Refused-3', 'Refused-2', 'Refused-1']],
    ['a part of a name, upper or lower case', { name: 'refused' }, ['Refused-3', 'Refused-2', 'Refused-1']],
    ['an error', { error: 'Connect.Slow' }, ['slow']],
    ['all of them', { name: '2', status: 'FAILED', error: 'Connect.Refused' }, ['Refused-2']],
    ['what none is', { status: 'ABORTED' }, []],
  ])('are found by %s', async (_, query, expected) => {
    const found = await list(query);
    expect(namesOf(found)).toEqual(expected);
    expect(found).toMatchObject({ matching: expected.length, first: 0, isLast: true });
  });

  test('that failed are grouped by their errors, the most frequent first, and no secret is told', async () => {
    const found = await list({});
    expect(found.failures).toEqual([
      { error: 'Connect.Refused', cause: 'because of (secret)', count: 3 },
      { error: 'Connect.Slow', cause: 'because of (secret)', count: 1 },
    ]);
    expect(found.executions[0]).toMatchObject({ name: 'slow', error: 'Connect.Slow' });
  });

  test('of an unknown machine are refused', async () => {
    const response = await fetch(`${page.url}/page/executions?machine=${machineArn('nobody')}`);
    expect(response.status).toBe(400);
  });
});

describe('a batch', () => {
  test('is one row with its progress, and its executions are listed and looked at', async () => {
    const arn = await ran('batch', 'numbers', { numbers: [1, 2, 3, 4] });
    const rows = await get<ExecutionsView>('executions', { machine: machineArn('batch') });
    const progress = { mapRun: expect.stringContaining(':mapRun:batch/Each:'), total: 4, succeeded: 3, failed: 1 };
    expect(rows).toMatchObject({ total: 1, executions: [{ name: 'numbers', batch: progress }] });
    const { batch: own } = await get<ExecutionView>('execution', { execution: arn });
    expect(own).toEqual(progress);
    const children = await get<ExecutionsView>('executions', { mapRun: own?.mapRun ?? '', status: 'FAILED' });
    expect(children).toMatchObject({ total: 4, failures: [{ error: 'Example.Three', count: 1 }] });
    const [failed] = children.executions;
    const child = await get<ExecutionView>('execution', { execution: failed?.arn ?? '' });
    expect(child).toMatchObject({ status: 'FAILED', input: 3, error: 'Example.Three' });
    const machine = await get<MachineView>('machine', { execution: failed?.arn ?? '' });
    expect(machine.states.map(({ name }) => name)).toEqual(['Check', 'No', 'Yes']);
  });
});
