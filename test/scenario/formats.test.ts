import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  formatJunit,
  formatSuite,
  formatTally,
  formatTap,
  runSuite,
  type SuiteResult,
  suiteLines,
  tally,
  tallyLine,
} from '../../scenario/index.ts';
import { document, userId } from './support.ts';

const readFile = (name: string) => (name === 'look-up.yml' ? { name, text: document } : undefined);
const suite = (name: string, text: string): Promise<SuiteResult> =>
  runSuite({ name, text: `document: look-up.yml\ninput: { userId: ${userId} }\n${text}` }, readFile);

/** One that passes, one that fails and whose name is hard to write, and a file that can't be run. */
let suites: Promise<readonly SuiteResult[]>;
beforeAll(() => {
  suites = Promise.all([
    suite(
      'good.yml',
      `scenarios:
- name: passes
- name: 'fails <&> "#1"'
  expect: { error: X, calls: [look] }
`,
    ),
    suite('bad.yml', 'scenarios: [{ nam: one }]'),
  ]);
  return suites;
});

describe('for people', () => {
  test('a line for each scenario, and what is wrong with its place', async () => {
    const [good] = await suites;
    expect(good && formatSuite(good, { colours: false })).toBe(`good.yml
  ✓ passes  (2 calls)
  ✗ fails <&> "#1"  good.yml:5
      good.yml:6:11: status: expected FAILED, was SUCCEEDED
      good.yml:6:30: calls: expected no more as number 2, was move (all: look, move)
`);
  });

  test('a file with errors shows them at their lines', async () => {
    const [, bad] = await suites;
    expect(bad && formatSuite(bad, { colours: false })).toContain('bad.yml:3:15: error: a scenario has no field `nam`');
  });

  test('colours only where they are wanted', async () => {
    const [good] = await suites;
    expect(good && formatSuite(good, { colours: true })).toContain('\x1b[32m✓\x1b[0m passes');
  });

  test('the tally', async () => {
    expect(formatTally(await suites)).toBe('2 scenarios: 1 passed, 1 failed, 1 file with errors\n');
    expect(tally(await suites)).toEqual({ passed: 1, failed: 1, broken: 1 });
  });
});

test('TAP: a point for each scenario, with a block of YAML below one that failed', async () => {
  const text = formatTap(await suites);
  const [version, plan, ...lines] = text.trimEnd().split('\n');
  expect([version, plan]).toEqual(['TAP version 14', '1..3']);
  expect(lines.filter((line) => !line.startsWith(' '))).toEqual([
    'ok 1 - good.yml: passes',
    'not ok 2 - good.yml: fails <&> "\\#1"',
    'not ok 3 - bad.yml',
  ]);
  const blocks = text
    .split(/^ {2}---$/m)
    .slice(1)
    .map((block) => parse(block.split(/^ {2}\.\.\.$/m)[0] ?? ''));
  expect(blocks).toMatchObject([
    { failures: [{ message: 'status: expected FAILED, was SUCCEEDED', at: { file: 'good.yml', line: 6 } }, {}] },
    { failures: [{ message: expect.stringContaining('[field-unknown]'), at: { file: 'bad.yml', line: 3 } }] },
  ]);
});

test('JUnit: counts, places, and text that is escaped', async () => {
  const text = formatJunit(await suites);
  expect(text).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="arazzo-sfn" tests="3" failures="1" errors="1" time="/,
  );
  expect(text).toContain('<testcase name="passes" classname="good.yml" file="good.yml" line="4" time="');
  expect(text).toContain('<testcase name="fails &lt;&amp;&gt; &quot;#1&quot;"');
  expect(text).toContain(
    '<failure message="status: expected FAILED, was SUCCEEDED" type="expectation">good.yml:6:11: ',
  );
  expect(text).toContain('<error message="a scenario has no field `nam`" type="field-unknown">bad.yml:3:15: ');
  // Each element that is opened is closed.
  const open: string[] = [];
  for (const [, close, name = '', alone] of text.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (close === '/') expect(open.pop()).toBe(name);
    else if (alone !== '/') open.push(name);
  }
  expect(open).toEqual([]);
});

test('JUnit leaves out what XML can not hold', async () => {
  const [good] = await suites;
  const name = 'a\u0000b\u001bc\ud800d';
  const odd = { file: 'odd.yml', diagnostics: [], results: (good?.results ?? []).map((each) => ({ ...each, name })) };
  expect(formatJunit([odd])).toContain('name="a\uFFFDb\uFFFDc\uFFFDd"');
});

test('TAP has no control characters', async () => {
  const [good] = await suites;
  const named = (name: string) => (good?.results ?? []).map((each) => ({ ...each, name }));
  const failures = [{ message: 'was \u009b2J', place: { file: 'odd.yml', line: 1, column: 1 } }];
  const results = named('\x1b[2J\x07ok').map((each) => ({ ...each, failures }));
  const text = formatTap([{ file: 'odd.yml', diagnostics: [], results }]);
  expect(text).toContain('not ok 1 - odd.yml: ·[2J·ok\n');
  expect(text).toMatch(/^[\P{Cc}\n]*$/u);
});

test('lines of JSON: no arguments and no inputs in them', async () => {
  const lines = (await suites).map(suiteLines).join('') + tallyLine(await suites);
  const records = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records).toMatchObject([
    {
      kind: 'scenario',
      file: 'good.yml',
      name: 'passes',
      passed: true,
      status: 'SUCCEEDED',
      calls: [{ state: 'look', operation: 'connect:describeUser' }, { state: 'move' }],
    },
    {
      kind: 'scenario',
      passed: false,
      failures: [
        { line: 6, column: 11 },
        { line: 6, column: 30 },
      ],
    },
    { kind: 'error', code: 'field-unknown', file: 'bad.yml', line: 3 },
    { kind: 'summary', passed: 1, failed: 1, broken: 1 },
  ]);
  expect(lines).not.toContain(userId);
});
